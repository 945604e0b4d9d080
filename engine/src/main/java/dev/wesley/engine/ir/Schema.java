package dev.wesley.engine.ir;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A whole schema, sorted by name.
public record Schema(List<Table> tables, List<EnumType> enums) {
    public static final Schema EMPTY = new Schema(List.of(), List.of());

    public Schema {
        tables = tables.stream().sorted().toList();
        enums = enums.stream().sorted().toList();
    }

    public Optional<Table> table(QualifiedName name) {
        return found(tables, Table::name, name);
    }

    public Optional<EnumType> enumType(QualifiedName name) {
        return found(enums, EnumType::name, name);
    }

    /// Among things that are sorted by name.
    private static <T> Optional<T> found(List<T> sorted, Function<T, QualifiedName> names, QualifiedName name) {
        int low = 0;
        int high = sorted.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = names.apply(sorted.get(middle)).compareTo(name);
            if (order == 0) {
                return Optional.of(sorted.get(middle));
            } else if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    public boolean isEmpty() {
        return tables.isEmpty() && enums.isEmpty();
    }
}
