package dev.wesley.engine.ir;

/// An identity column (manual section 5.3).
///
/// @param always GENERATED ALWAYS, else BY DEFAULT
public record IdentityColumn(boolean always) {}
