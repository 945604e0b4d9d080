package dev.wesley.engine.inference;

import dev.wesley.engine.diff.Change;

/// A change has been refused.
public record Refused(Change change) implements Derived {}
