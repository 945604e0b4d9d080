package dev.wesley.engine.ir;

import java.util.List;

/// A UNIQUE constraint; the order of its columns counts.
///
/// @param nullsNotDistinct NULLS NOT DISTINCT (15+)
public record UniqueConstraint(String name, List<String> columns, boolean nullsNotDistinct) implements Comparable<UniqueConstraint> {
    public UniqueConstraint {
        columns = List.copyOf(columns);
    }

    @Override
    public int compareTo(UniqueConstraint other) {
        return name.compareTo(other.name);
    }
}
