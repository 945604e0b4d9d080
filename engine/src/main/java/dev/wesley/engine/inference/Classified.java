package dev.wesley.engine.inference;

import dev.wesley.engine.diff.Change;

/// A change has been classified.
public record Classified(Change change, ChangeClass changeClass) implements Derived {}
