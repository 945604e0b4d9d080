package dev.wesley.engine.plan;

/// One SQL statement, without a final semicolon.
///
/// @param sql what to execute; for a batch loop see [Step.Backfill]: one batch with parameters
public record Statement(String sql) {}
