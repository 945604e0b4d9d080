package dev.wesley.engine.ir;

import java.util.List;
import java.util.Optional;

/// A whole schema, sorted by name.
public record Schema(List<Table> tables, List<EnumType> enums) {
    public static final Schema EMPTY = new Schema(List.of(), List.of());

    public Schema {
        tables = tables.stream().sorted().toList();
        enums = enums.stream().sorted().toList();
    }

    public Optional<Table> table(QualifiedName name) {
        return tables.stream().filter(t -> t.name().equals(name)).findFirst();
    }

    public Optional<EnumType> enumType(QualifiedName name) {
        return enums.stream().filter(e -> e.name().equals(name)).findFirst();
    }

    public boolean isEmpty() {
        return tables.isEmpty() && enums.isEmpty();
    }
}
