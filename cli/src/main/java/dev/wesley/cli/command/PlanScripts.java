package dev.wesley.cli.command;

import dev.wesley.engine.plan.Boundary;
import dev.wesley.engine.plan.Phase;
import dev.wesley.engine.plan.Reversibility;
import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.engine.plan.SpelledStep;
import dev.wesley.engine.plan.Statement;
import dev.wesley.engine.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A plan as SQL files that people read and psql runs: one for each phase that has steps, and one that undoes them all.
final class PlanScripts {
    private static final int BATCH = 1000;

    private PlanScripts() {}

    /// File name part (`expand`, …, `rollback`) → text.
    static SortedMap<String, String> of(SpelledPlan plan) {
        SortedMap<String, String> scripts = new TreeMap<>();
        for (Phase phase : Phase.values()) {
            List<SpelledStep> steps = plan.steps().stream().filter(s -> s.planned().phase() == phase).toList();
            if (!steps.isEmpty()) {
                scripts.put(phase.word(), script(steps));
            }
        }
        scripts.put("rollback", rollback(plan));
        return scripts;
    }

    /// The whole plan in one text.
    static List<String> whole(SpelledPlan plan) {
        return script(plan.steps()).lines().toList();
    }

    private static String script(List<SpelledStep> steps) {
        List<String> lines = new ArrayList<>();
        int open = 0;
        for (SpelledStep step : steps) {
            int transaction = step.planned().transaction();
            boolean alone = step.planned().boundary() == Boundary.NONE || step.planned().step() instanceof Step.Backfill;
            if (open != 0 && (alone || transaction != open)) {
                lines.add("COMMIT;");
                lines.add("");
                open = 0;
            }
            if (!alone && open == 0) {
                lines.add("BEGIN;");
                open = transaction;
            }
            lines.add("-- " + step.id() + " " + step.planned().step().op() + " " + step.planned().step().table() + ": " + locks(step));
            if (step.planned().step() instanceof Step.Backfill) {
                lines.add("-- repeat until n is 0; every run is a transaction of its own");
                lines.add(numbered(step.statements().getFirst().sql()) + ";");
            } else {
                step.statements().forEach(s -> lines.add(s.sql() + ";"));
            }
            if (alone) {
                lines.add("");
            }
        }
        if (open != 0) {
            lines.add("COMMIT;");
        }
        return String.join("\n", lines).stripTrailing() + "\n";
    }

    private static String rollback(SpelledPlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add("-- Undoes the plan from its end. Run only what has been done, statement by statement.");
        for (SpelledStep step : plan.steps().reversed()) {
            String title = "-- " + step.id() + " " + step.planned().step().op() + " " + step.planned().step().table() + ": "
                    + step.planned().reversibility().name().toLowerCase(Locale.ROOT);
            if (step.planned().reversibility() == Reversibility.IRREVERSIBLE) {
                lines.add(title + ", restore from a backup");
            } else {
                lines.add(title);
                for (Statement statement : step.inverse()) {
                    lines.add(statement.sql() + ";");
                }
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String locks(SpelledStep step) {
        String locks = step.planned().locks().locks().stream()
                .map(l -> l.mode().words() + " on " + l.relation())
                .collect(Collectors.joining(", "));
        return locks.isEmpty() ? "locks only what this plan creates" : locks;
    }

    /// The batch size in place of the one parameter, which is the last question mark outside quotes.
    private static String numbered(String sql) {
        boolean text = false;
        boolean name = false;
        int last = -1;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '\'' && !name) {
                text = !text;
            } else if (c == '"' && !text) {
                name = !name;
            } else if (c == '?' && !text && !name) {
                last = i;
            }
        }
        return last < 0 ? sql : sql.substring(0, last) + BATCH + sql.substring(last + 1);
    }
}
