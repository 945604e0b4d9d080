package dev.wesley.engine.fact;

import dev.wesley.engine.ir.QualifiedName;
import java.util.List;

/// A primary key or unique constraint of the schema that the plan starts from; its index has its name.
public record ExistingKey(QualifiedName table, String constraint, List<String> columns, boolean primary) implements Fact {
    public ExistingKey {
        columns = List.copyOf(columns);
    }

    /// Its index as a relation of its own.
    public QualifiedName relation() {
        return table.sibling(constraint);
    }
}
