package dev.wesley.engine.fact;

/// What rules may know besides changes and steps.
public sealed interface Fact
        permits ServerVersion, TableSize, ExistingTable, ExistingColumn, ExistingIndex, ExistingForeignKey, ExistingKey, ExistingCheck,
                ExistingPartition, PartitionsKnown, Dependent, Traffic, UnsafeAllowed {}
