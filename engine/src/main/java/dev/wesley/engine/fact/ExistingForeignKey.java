package dev.wesley.engine.fact;

import dev.wesley.engine.ir.ForeignKey;
import dev.wesley.engine.ir.QualifiedName;

/// A foreign key of the schema that the plan starts from.
public record ExistingForeignKey(QualifiedName table, ForeignKey foreignKey) implements Fact {
    public QualifiedName refTable() {
        return foreignKey.refTable();
    }
}
