package dev.wesley.engine.plan;

/// The phases of a migration, in order.
public enum Phase {
    /// Add what old code can ignore.
    EXPAND,
    /// Fill existing rows.
    BACKFILL,
    /// Prove constraints on existing rows.
    VALIDATE,
    /// Make the new thing the one in use.
    SWITCH,
    /// Remove what is no longer used.
    CONTRACT;

    /// `expand`, as printed.
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
