package dev.wesley.engine.inference;

import dev.wesley.engine.plan.RiskLevel;
import dev.wesley.engine.plan.Step;

/// One contribution of a step to the migration risk index. Two rules that say the same make two facts.
///
/// @param points of 100, never negative
public record StepRisk(Step step, RiskLevel level, int points) implements Derived {
    public StepRisk {
        if (points < 0) {
            throw new IllegalArgumentException("risk points are never negative: " + points);
        }
    }
}
