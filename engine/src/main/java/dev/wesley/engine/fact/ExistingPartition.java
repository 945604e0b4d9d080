package dev.wesley.engine.fact;

import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.QualifiedName;

/// A partition that a live database holds; the SDL does not name partitions.
///
/// @param bound what follows PARTITION OF in CREATE TABLE: `FOR VALUES FROM (0) TO (1000)`, `DEFAULT`
public record ExistingPartition(QualifiedName parent, QualifiedName table, Expression bound) implements Fact {
    /// Whether it holds what fits no other partition.
    public boolean isDefault() {
        return bound.sql().equals("DEFAULT");
    }
}
