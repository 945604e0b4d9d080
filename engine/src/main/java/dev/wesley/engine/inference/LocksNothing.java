package dev.wesley.engine.inference;

import dev.wesley.engine.plan.Step;

/// A step touches only what the plan itself creates.
public record LocksNothing(Step step) implements Derived {}
