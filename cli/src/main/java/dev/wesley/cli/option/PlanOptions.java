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

    @Option(names = "--from", paramLabel = "BASE",
            description = "What is deployed: a file or folder of SDL, IR as JSON, postgres://… for a live database, git:REV[:PATH], or snapshot"
                    + " (default: the last snapshot, else the database of WESLEY_DATABASE_URL, else an empty one).")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "FILE|DIR", description = "The wanted schema; the same as --schema.")
    private @Nullable String to;

    @Option(names = "--pg", paramLabel = "MAJOR", description = "Postgres version, 11 to 18 (default: that of a live base, else 18).")
    private @Nullable Integer major;

    @Option(names = "--stats", paramLabel = "FILE|DSN",
            description = "Sizes and traffic of tables: a file as wesley stats writes it, or a database.")
    private @Nullable String stats;

    @Option(names = "--unsafe",
            description = "Also plan what loses data, breaks running code or needs a maintenance window, instead of refusing it.")
    private boolean unsafe;

    @Mixin
    private PackOptions packs = new PackOptions();

    public List<String> packs() {
        return packs.packs();
    }

    public SchemaOptions schema() {
        return to == null ? schema : SchemaOptions.of(to);
    }

    public Optional<String> from() {
        return Optional.ofNullable(from);
    }

    public Optional<Integer> major() {
        return Optional.ofNullable(major);
    }

    public boolean unsafe() {
        return unsafe;
    }

    public Optional<String> stats() {
        return Optional.ofNullable(stats);
    }
}
