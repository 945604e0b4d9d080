package dev.wesley.engine.fact;

import dev.wesley.engine.ir.QualifiedName;

/// All partitions of a table are known, each as an [ExistingPartition]: the plan starts from a live database. Without it nothing is known
/// of them, which is not the same as none.
public record PartitionsKnown(QualifiedName table) implements Fact {}
