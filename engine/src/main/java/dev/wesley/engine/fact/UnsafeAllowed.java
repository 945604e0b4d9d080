package dev.wesley.engine.fact;

/// The user has allowed steps that lose data, break running code or need a maintenance window (`plan --unsafe`). Rules decide which steps
/// those are.
public record UnsafeAllowed() implements Fact {}
