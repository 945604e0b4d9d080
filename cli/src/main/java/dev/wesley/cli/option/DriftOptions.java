package dev.wesley.cli.option;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which database, and what it should be.
public final class DriftOptions {
    @Option(names = "--dsn", paramLabel = "DSN", description = "The database (default: WESLEY_DATABASE_URL).")
    private @Nullable String dsn;

    @Option(names = "--from", paramLabel = "BASE",
            description = "What should be there: SDL, IR as JSON, git:REV[:PATH], or snapshot (default: the last snapshot, else the schema).")
    private @Nullable String from;

    @Option(names = "--schema", paramLabel = "FILE|DIR", description = "Schema file or folder (default: schema.graphql).")
    private @Nullable String schema;

    public Optional<String> dsn() {
        return Optional.ofNullable(dsn);
    }

    public Optional<String> from() {
        return Optional.ofNullable(from);
    }

    public SchemaOptions schema() {
        return schema == null ? new SchemaOptions() : SchemaOptions.of(schema);
    }
}
