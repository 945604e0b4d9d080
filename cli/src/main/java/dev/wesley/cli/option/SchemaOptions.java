package dev.wesley.cli.option;

import dev.wesley.cli.project.SchemaSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which schema a command reads.
public final class SchemaOptions {
    @Option(names = "--schema", paramLabel = "FILE|DIR",
            description = "Schema file or folder; - for standard input (default: schema.graphql).")
    private @Nullable String schema;

    @Option(names = "--stdin", description = "Read the schema from standard input.")
    private boolean stdin;

    @Parameters(arity = "0..1", paramLabel = "SCHEMA", description = "The same as --schema.")
    private @Nullable String positional;

    /// As if it had been given with `--schema`.
    public static SchemaOptions of(String name) {
        SchemaOptions options = new SchemaOptions();
        options.schema = name;
        return options;
    }

    /// As the user named it; empty if nothing was named.
    public Optional<String> named() {
        if (stdin) {
            return Optional.of(SchemaSource.STDIN);
        }
        return Optional.ofNullable(schema).or(() -> Optional.ofNullable(positional));
    }
}
