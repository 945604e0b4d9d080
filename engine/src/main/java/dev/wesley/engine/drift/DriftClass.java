package dev.wesley.engine.drift;

/// What a difference means.
public enum DriftClass {
    /// The database is not what was last deployed there.
    DRIFT,
    /// A migration runs at this moment, and its work may look like this.
    IN_PROGRESS,
    /// A rule of the ignore list covers it.
    IGNORED
}
