package dev.wesley.engine.plan;

import java.util.List;

/// A plan with the SQL of every step: what `plan.json` holds, what is rehearsed, signed and executed.
public record SpelledPlan(Plan plan, List<SpelledStep> steps) {
    public SpelledPlan {
        steps = List.copyOf(steps);
        if (steps.size() != plan.steps().size()) {
            throw new IllegalArgumentException("every step is spelled: " + steps.size() + " of " + plan.steps().size());
        }
    }
}
