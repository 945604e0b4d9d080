package dev.wesley.engine.ir;

import java.util.List;

/// A foreign key; `columns` and `refColumns` pair up in order.
///
/// @param refTable the referenced table
/// @param valid false for a constraint that a live database holds as NOT VALID
public record ForeignKey(
        String name,
        List<String> columns,
        QualifiedName refTable,
        List<String> refColumns,
        ReferentialAction onDelete,
        ReferentialAction onUpdate,
        boolean deferrable,
        boolean initiallyDeferred,
        boolean valid)
        implements Comparable<ForeignKey> {

    public ForeignKey {
        columns = List.copyOf(columns);
        refColumns = List.copyOf(refColumns);
        if (columns.size() != refColumns.size() || columns.isEmpty()) {
            throw new IllegalArgumentException("a foreign key pairs its columns: " + columns + " → " + refColumns);
        }
    }

    public ForeignKey withName(String value) {
        return new ForeignKey(value, columns, refTable, refColumns, onDelete, onUpdate, deferrable, initiallyDeferred, valid);
    }

    /// The same on a partition, under a name of its own.
    public ForeignKey onPartition(QualifiedName partition) {
        return withName(DefaultName.of(partition.name(), name, "part"));
    }

    public ForeignKey withValid(boolean value) {
        return new ForeignKey(name, columns, refTable, refColumns, onDelete, onUpdate, deferrable, initiallyDeferred, value);
    }

    @Override
    public int compareTo(ForeignKey other) {
        return name.compareTo(other.name);
    }
}
