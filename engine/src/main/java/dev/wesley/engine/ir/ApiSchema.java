package dev.wesley.engine.ir;

import java.util.List;
import java.util.Optional;

/// What a client of the schema sees: SDL names, in SDL order, beside the tables that the [Schema] holds. Generators of client code read it.
public record ApiSchema(List<Type> types, List<Input> inputs, List<Enum> enums) {
    public ApiSchema {
        types = List.copyOf(types);
        inputs = List.copyOf(inputs);
        enums = List.copyOf(enums);
    }

    /// An object type; `table` is empty for a type without `@wes_table`.
    public record Type(String name, Optional<QualifiedName> table, Optional<String> description, List<Field> fields) {
        public Type {
            fields = List.copyOf(fields);
        }
    }

    /// An input type. `oneOf`: exactly one field is given (`@oneOf`).
    public record Input(String name, boolean oneOf, Optional<String> description, List<Field> fields) {
        public Input {
            fields = List.copyOf(fields);
        }
    }

    /// A field.
    ///
    /// @param type the named SDL type, without `!` and `[]`
    /// @param column the column that stores it; empty for a relation and for inputs
    public record Field(
            String name, String type, boolean nonNull, boolean list, boolean itemsNonNull, Optional<String> column, Optional<String> description) {}

    /// An enum with its SDL spelling.
    public record Enum(String name, QualifiedName type, Optional<String> description, List<Value> values) {
        public Enum {
            values = List.copyOf(values);
        }
    }

    public record Value(String name, Optional<String> description, Optional<String> deprecation) {}
}
