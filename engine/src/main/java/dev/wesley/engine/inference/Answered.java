package dev.wesley.engine.inference;

import dev.wesley.engine.diff.Change;

/// Steps have been proposed for a change.
public record Answered(Change change) implements Derived {}
