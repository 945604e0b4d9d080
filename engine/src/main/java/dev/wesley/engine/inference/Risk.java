package dev.wesley.engine.inference;

/// A contribution to the migration risk index, with its reason in words.
public record Risk(StepRisk fact, String reason) {}
