package dev.wesley.cli.option;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// From which schema to which, on which server.
public final class PlanOptions {
    @Mixin
    private SchemaOptions schema = new SchemaOptions();

    @Option(names = "--from", paramLabel = "FILE|DIR",
            description = "What is deployed: SDL, or IR as JSON (default: .wesley/snapshot.json).")
    private @Nullable String from;

    @Option(names = "--pg", paramLabel = "MAJOR", description = "Postgres version, 11 to 18 (default: 18).")
    private @Nullable Integer major;

    @Option(names = "--stats", paramLabel = "FILE|DSN",
            description = "Sizes and traffic of tables: a file as wesley stats writes it, or a database.")
    private @Nullable String stats;

    @Mixin
    private PackOptions packs = new PackOptions();

    public List<String> packs() {
        return packs.packs();
    }

    public SchemaOptions schema() {
        return schema;
    }

    public Optional<String> from() {
        return Optional.ofNullable(from);
    }

    public Optional<Integer> major() {
        return Optional.ofNullable(major);
    }

    public Optional<String> stats() {
        return Optional.ofNullable(stats);
    }
}
