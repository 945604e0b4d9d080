package dev.wesley.engine.plan;

import java.util.List;

/// A change and what became of it.
///
/// @param steps ids of the steps that answer it
public record PlannedChange(String kind, String subject, String classification, List<String> steps) {
    public PlannedChange {
        steps = List.copyOf(steps);
    }
}
