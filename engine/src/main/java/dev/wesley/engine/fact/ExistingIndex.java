package dev.wesley.engine.fact;

import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.QualifiedName;

/// An index of the schema that the plan starts from, of a constraint or not.
public record ExistingIndex(QualifiedName table, Index index) implements Fact {
    /// The index as a relation of its own.
    public QualifiedName relation() {
        return table.sibling(index.name());
    }
}
