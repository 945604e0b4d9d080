package dev.wesley.cli.command;

import dev.wesley.engine.plan.LockMode;
import dev.wesley.engine.plan.Phase;
import dev.wesley.engine.plan.Plan;
import dev.wesley.engine.plan.PlannedStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A plan in a few lines: what, how many, how strong.
final class PlanText {
    private PlanText() {}

    static List<String> summary(Plan plan) {
        List<String> lines = new ArrayList<>();
        if (plan.isEmpty()) {
            lines.add(plan.changes().isEmpty()
                    ? "Nothing to do: the schema is what is deployed."
                    : "Nothing to do in the database: no change needs a step.");
            return lines;
        }
        lines.add(Words.count(plan.changes().size(), "change") + " → " + Words.count(plan.steps().size(), "step") + " for Postgres "
                + plan.serverMajor());
        List<List<String>> rows = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            List<PlannedStep> steps = plan.steps().stream().filter(s -> s.phase() == phase).toList();
            if (!steps.isEmpty()) {
                rows.add(List.of(phase.word(), Words.count(steps.size(), "step"), strongest(steps)));
            }
        }
        lines.addAll(Words.table(rows));
        lines.add("Migration risk " + plan.risk().index() + " of at most " + plan.thresholds().migrationRisk() + ", highest step "
                + plan.risk().level());
        return lines;
    }

    /// The strongest lock on a relation that existed before, and where.
    private static String strongest(List<PlannedStep> steps) {
        Optional<LockMode> mode = steps.stream()
                .flatMap(s -> s.locks().strongest().stream())
                .max(Comparator.naturalOrder());
        return mode.map(m -> "at most " + m.words() + " on " + String.join(", ", steps.stream()
                        .flatMap(s -> s.locks().locks().stream())
                        .filter(l -> l.mode() == m)
                        .map(l -> l.relation().toString())
                        .distinct()
                        .sorted()
                        .toList()))
                .orElse("locks only what this plan creates");
    }
}
