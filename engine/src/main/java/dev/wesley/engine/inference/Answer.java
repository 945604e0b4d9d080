package dev.wesley.engine.inference;

import dev.wesley.engine.diff.Change;
import dev.wesley.engine.plan.Step;
import java.util.List;

/// What one rule proposes for one change: steps in this order.
///
/// @param whole whether they answer the change; false for steps that only join such an answer
public record Answer(Change change, List<Step> steps, boolean whole) {
    public Answer {
        steps = List.copyOf(steps);
    }
}
