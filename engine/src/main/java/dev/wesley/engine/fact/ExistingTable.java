package dev.wesley.engine.fact;

import dev.wesley.engine.ir.QualifiedName;

/// A table of the schema that the plan starts from.
public record ExistingTable(QualifiedName table, boolean partitioned) implements Fact {}
