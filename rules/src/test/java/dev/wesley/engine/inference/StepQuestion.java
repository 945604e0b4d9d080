package dev.wesley.engine.inference;

import java.util.List;

/// Asks the rules about facts of any kind, so also about a step that no rule proposed. In this package because only tests need it.
public final class StepQuestion {
    private StepQuestion() {}

    /// Fires all stages over changes, facts and steps.
    public static Conclusions ask(RuleBase rules, List<?> facts) {
        return rules.infer(facts, 100_000);
    }
}
