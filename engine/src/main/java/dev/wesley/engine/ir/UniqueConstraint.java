package dev.wesley.engine.ir;

import java.util.List;
import java.util.Optional;

/// A UNIQUE constraint; the order of its columns counts.
///
/// @param nullsNotDistinct NULLS NOT DISTINCT (15+)
public record UniqueConstraint(String name, List<String> columns, boolean nullsNotDistinct) implements Comparable<UniqueConstraint> {
    public UniqueConstraint {
        columns = List.copyOf(columns);
    }

    /// The index that the constraint rests on; it has its name.
    public Index index() {
        return new Index(
                name, columns, List.of(), true, "btree", Optional.empty(), List.of(), Optional.empty(), nullsNotDistinct, true);
    }

    /// The same on a partition, under a name of its own.
    public UniqueConstraint onPartition(QualifiedName partition) {
        return new UniqueConstraint(index().onPartition(partition).name(), columns, nullsNotDistinct);
    }

    @Override
    public int compareTo(UniqueConstraint other) {
        return name.compareTo(other.name);
    }
}
