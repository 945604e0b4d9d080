package dev.wesley.engine.inference;

/// What a change means for those who use the schema.
public enum ChangeClass {
    /// Only adds; nobody who uses the old schema notices.
    ADDITIVE,
    /// Changes something that old users do not depend on.
    COMPATIBLE,
    /// Loses data or names.
    DESTRUCTIVE,
    /// Allows fewer values than before.
    NARROWING,
    /// Copies existing rows.
    REWRITING,
    /// Only what the catalogue says of an object, such as a comment.
    METADATA
}
