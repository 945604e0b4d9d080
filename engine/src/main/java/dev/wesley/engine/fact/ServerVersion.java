package dev.wesley.engine.fact;

/// The Postgres server that the plan is for.
///
/// @param major 11 to 18
public record ServerVersion(int major) implements Fact {}
