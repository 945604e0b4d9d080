package dev.wesley.engine.fact;

import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.QualifiedName;

/// A column of the schema that the plan starts from.
public record ExistingColumn(QualifiedName table, Column column) implements Fact {}
