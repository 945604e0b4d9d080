package dev.wesley.generators.postgres;

import dev.wesley.engine.plan.Boundary;
import dev.wesley.engine.plan.LockSet;
import dev.wesley.engine.plan.MigrationRisk;
import dev.wesley.engine.plan.Phase;
import dev.wesley.engine.plan.Plan;
import dev.wesley.engine.plan.PlannedStep;
import dev.wesley.engine.plan.Reversibility;
import dev.wesley.engine.plan.RiskLevel;
import dev.wesley.engine.plan.SpelledStep;
import dev.wesley.engine.plan.Statement;
import dev.wesley.engine.plan.Step;
import dev.wesley.engine.plan.StepClass;
import dev.wesley.engine.plan.ThresholdSet;
import java.util.ArrayList;
import java.util.List;

/// Plans that consist of given steps; what rules would say about them does not matter to their spelling.
final class Plans {
    private Plans() {}

    static Plan of(int serverMajor, List<Step> steps) {
        List<PlannedStep> planned = new ArrayList<>();
        for (Step step : steps) {
            planned.add(new PlannedStep("expand-" + (planned.size() + 1), step, Phase.EXPAND, StepClass.SHORT, Boundary.OWN,
                    planned.size() + 1, new LockSet(List.of()), List.of(), RiskLevel.values()[0], Reversibility.REVERSIBLE, List.of(), List.of(),
                    List.of()));
        }
        return new Plan(serverMajor, "from", "to", List.of(), List.of(), planned,
                new MigrationRisk(0, RiskLevel.values()[0], List.of()), new ThresholdSet(0.8, 0.4, 0.7), List.of());
    }

    static List<SpelledStep> spell(int serverMajor, List<Step> steps) {
        return PostgresSpelling.spell(of(serverMajor, steps)).steps();
    }

    static List<Statement> forward(Step step) {
        return spell(18, List.of(step)).getFirst().statements();
    }

    /// The only statement of a step.
    static String sql(Step step) {
        List<Statement> statements = forward(step);
        if (statements.size() != 1) {
            throw new AssertionError("not one statement: " + statements);
        }
        return statements.getFirst().sql();
    }
}
