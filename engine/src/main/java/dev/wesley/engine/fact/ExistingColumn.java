package dev.wesley.engine.fact;

import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.DefaultName;
import dev.wesley.engine.ir.QualifiedName;

/// A column of the schema that the plan starts from.
public record ExistingColumn(QualifiedName table, Column column) implements Fact {
    /// The sequence that Postgres makes for an identity column, unless it has been renamed.
    public QualifiedName sequence() {
        return table.sibling(DefaultName.of(table.name(), column.name(), "seq"));
    }
}
