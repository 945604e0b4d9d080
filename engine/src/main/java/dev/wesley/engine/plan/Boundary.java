package dev.wesley.engine.plan;

/// Where a transaction begins and ends around a step.
public enum Boundary {
    /// Outside any transaction.
    NONE,
    /// A transaction of its own.
    OWN,
    /// May share one with neighbours that say the same: they touch only what the plan creates.
    SHARED
}
