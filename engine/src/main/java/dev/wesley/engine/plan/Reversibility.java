package dev.wesley.engine.plan;

/// Whether a step can be undone.
public enum Reversibility {
    /// Undone without loss.
    REVERSIBLE,
    /// Undone, but values written since are lost.
    LOSSY,
    /// Not undone: restore from a backup.
    IRREVERSIBLE
}
