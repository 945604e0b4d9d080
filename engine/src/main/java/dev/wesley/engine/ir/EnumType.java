package dev.wesley.engine.ir;

import java.util.List;
import java.util.Optional;

/// An enum type; the order of its labels counts (manual section 8.7).
public record EnumType(QualifiedName name, List<String> labels, Optional<String> comment) implements Comparable<EnumType> {
    public EnumType {
        labels = List.copyOf(labels);
    }

    @Override
    public int compareTo(EnumType other) {
        return name.compareTo(other.name);
    }
}
