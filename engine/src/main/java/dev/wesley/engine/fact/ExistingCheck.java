package dev.wesley.engine.fact;

import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.QualifiedName;

/// A check constraint of the schema that the plan starts from.
public record ExistingCheck(QualifiedName table, CheckConstraint check) implements Fact {}
