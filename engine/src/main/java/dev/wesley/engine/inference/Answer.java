package dev.wesley.engine.inference;

import dev.wesley.engine.diff.Change;
import dev.wesley.engine.plan.Step;
import java.util.List;

/// What one rule proposes for one change: steps in this order.
public record Answer(Change change, List<Step> steps) {
    public Answer {
        steps = List.copyOf(steps);
    }
}
