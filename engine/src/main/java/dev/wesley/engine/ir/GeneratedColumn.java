package dev.wesley.engine.ir;

/// A generated column (manual section 5.4).
///
/// @param stored STORED (12+), else VIRTUAL (18+)
public record GeneratedColumn(Expression expression, boolean stored) {}
