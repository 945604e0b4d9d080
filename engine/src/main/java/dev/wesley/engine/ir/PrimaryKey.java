package dev.wesley.engine.ir;

import java.util.List;

/// A primary key; the order of its columns counts.
public record PrimaryKey(String name, List<String> columns) {
    public PrimaryKey {
        columns = List.copyOf(columns);
    }

    /// The index that the key rests on; it has its name.
    public Index index() {
        return Index.of(name, columns, true);
    }

    /// The same on a partition, under a name of its own.
    public PrimaryKey onPartition(QualifiedName partition) {
        return new PrimaryKey(index().onPartition(partition).name(), columns);
    }
}
