package dev.wesley.engine.fact;

import dev.wesley.engine.ir.QualifiedName;

/// A partition that a live database holds; the SDL does not name partitions.
public record ExistingPartition(QualifiedName parent, QualifiedName table, boolean isDefault) implements Fact {}
