package dev.wesley.engine.ir;

import java.util.List;

/// How a table is partitioned (manual section 5.12).
public record Partitioning(Strategy strategy, List<String> columns) {
    public Partitioning {
        columns = List.copyOf(columns);
    }

    public enum Strategy {
        RANGE,
        LIST,
        HASH
    }
}
