package dev.wesley.engine.explain;

import dev.wesley.engine.plan.Because;
import dev.wesley.engine.plan.Cost;
import dev.wesley.engine.plan.Lock;
import dev.wesley.engine.plan.LockMode;
import dev.wesley.engine.plan.Phase;
import dev.wesley.engine.plan.Plan;
import dev.wesley.engine.plan.PlannedChange;
import dev.wesley.engine.plan.PlannedStep;
import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.engine.plan.SpelledStep;
import dev.wesley.engine.plan.Statement;
import dev.wesley.engine.plan.StepClass;
import dev.wesley.engine.plan.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A plan for people: what happens in each phase, what it locks and for how long, who waits, and which rule wants it so.
///
/// @param lines the whole text
/// @param steps one per step, in order
/// @param mapping one per change
public record Explanation(List<String> lines, List<StepExplanation> steps, Radar radar, List<MappedChange> mapping) {
    public Explanation {
        lines = List.copyOf(lines);
        steps = List.copyOf(steps);
        mapping = List.copyOf(mapping);
    }

    /// One step in words.
    ///
    /// @param lockImpact one line per relation, strongest lock first
    /// @param waits what the step itself waits for
    /// @param estimatedDuration how long its work takes, and what that is derived from
    public record StepExplanation(String id, String title, List<String> lockImpact, String waits, String estimatedDuration) {
        public StepExplanation {
            lockImpact = List.copyOf(lockImpact);
        }
    }

    /// The locks of a plan, counted.
    ///
    /// @param lines for people
    /// @param notes what the counts do not show
    /// @param modes lock mode in words → locks of that mode on relations that existed before, strongest first
    /// @param blocksReads steps that make readers wait
    /// @param blocksWrites steps that make writers wait
    public record Radar(List<String> lines, List<String> notes, Map<String, Integer> modes, int blocksReads, int blocksWrites) {
        public Radar {
            lines = List.copyOf(lines);
            notes = List.copyOf(notes);
            modes = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(modes));
        }
    }

    /// A change and the steps that answer it.
    ///
    /// @param line `Δ field orders.note added → expand-01`
    public record MappedChange(String line, PlannedChange change) {}

    /// Explains a plan.
    public static Explanation of(SpelledPlan spelled) {
        Plan plan = spelled.plan();
        List<StepExplanation> steps = plan.steps().stream().map(Explanation::step).toList();
        List<MappedChange> mapping = plan.changes().stream().map(Explanation::mapped).toList();
        Radar radar = radar(plan);
        return new Explanation(lines(spelled, steps, radar), steps, radar, mapping);
    }

    private static StepExplanation step(PlannedStep step) {
        List<String> impact = new ArrayList<>();
        for (Lock lock : step.locks().locks()) {
            impact.add(lock.mode().words() + " on " + lock.relation() + ", " + held(lock, step.stepClass()) + ": " + whoWaits(lock.mode()));
        }
        if (impact.isEmpty()) {
            impact.add("only objects that this plan creates, which nobody uses yet");
        }
        return new StepExplanation(step.id(), Words.step(step.step()), impact, waits(step.stepClass()), duration(step));
    }

    private static String held(Lock lock, StepClass stepClass) {
        return switch (lock.work()) {
            case CATALOGUE -> "short, for a change of the catalogue";
            case SCAN -> "while all rows are read";
            case BATCHES -> "for one batch at a time";
            case BUILD -> stepClass == StepClass.CONCURRENT ? "while the index is built in two passes" : "while the index is built";
            case REWRITE -> "while the whole table is copied";
        };
    }

    private static String whoWaits(LockMode mode) {
        if (mode.blocksReads()) {
            return "readers and writers wait";
        }
        if (mode.blocksWrites()) {
            return "writers wait, readers go on";
        }
        if (mode.blocksDdl()) {
            return "readers and writers go on; VACUUM, ANALYZE and other schema changes wait";
        }
        return "readers and writers go on; stronger schema changes wait";
    }

    private static String waits(StepClass stepClass) {
        return switch (stepClass) {
            case SHORT -> "gives up after a short lock timeout, lets the others through, and tries again";
            case SCAN -> "waits for other schema changes of the same table";
            case CONCURRENT -> "waits for every transaction that was open before each of its passes; runs outside a transaction";
            case BATCH -> "waits for row locks only; every batch commits";
            case WINDOW -> "stops the work of others for as long as it runs: only in a maintenance window";
        };
    }

    /// The prediction with what it rests on; optimistic and pessimistic are half and twice of it.
    private static String duration(PlannedStep step) {
        if (step.costs().isEmpty()) {
            return "milliseconds once its locks are granted";
        }
        long microseconds = step.costs().stream().mapToLong(Cost::microseconds).sum();
        return step.costs().stream().map(c -> work(c.work(), step.stepClass()) + " of " + c.relation() + " ("
                        + String.format(Locale.ROOT, "%,d", c.rows()) + " rows, " + c.certainty().name().toLowerCase(Locale.ROOT) + ")")
                .collect(Collectors.joining(", ", "about " + time(microseconds) + " for ", "; between " + time(microseconds / 2) + " and " + time(microseconds * 2)));
    }

    private static String work(Work work, StepClass stepClass) {
        return switch (work) {
            case CATALOGUE -> "a change of the catalogue";
            case SCAN -> "one reading";
            case BATCHES -> "an update in batches, without its pauses,";
            case BUILD -> stepClass == StepClass.CONCURRENT ? "two readings and an index" : "one reading and an index";
            case REWRITE -> "a copy with all indexes";
        };
    }

    private static String time(long microseconds) {
        if (microseconds < 1_000) {
            return "1 ms";
        }
        if (microseconds < 1_000_000) {
            return microseconds / 1_000 + " ms";
        }
        if (microseconds < 120_000_000) {
            return String.format(Locale.ROOT, "%.1f s", microseconds / 1e6);
        }
        return microseconds < 7_200_000_000L ? microseconds / 60_000_000 + " min" : microseconds / 3_600_000_000L + " h";
    }

    private static MappedChange mapped(PlannedChange change) {
        String steps = change.steps().isEmpty() ? "" : " → " + String.join(", ", change.steps());
        return new MappedChange("Δ " + Words.change(change.kind(), change.subject()) + steps, change);
    }

    private static Radar radar(Plan plan) {
        TreeMap<LockMode, Integer> counted = new TreeMap<>();
        plan.steps().forEach(s -> s.locks().locks().forEach(l -> counted.merge(l.mode(), 1, Integer::sum)));
        Map<String, Integer> modes = new java.util.LinkedHashMap<>();
        counted.descendingMap().forEach((mode, count) -> modes.put(mode.words(), count));
        int reads = count(plan, s -> s.locks().blocksReads());
        int writes = count(plan, s -> s.locks().blocksWrites());
        List<String> lines = new ArrayList<>();
        modes.forEach((mode, count) -> lines.add(mode + ": " + count));
        lines.add("blocks(writes): " + writes + " | blocks(reads): " + reads);
        List<String> notes = new ArrayList<>();
        note(notes, count(plan, s -> s.locks().locks().isEmpty()), "touches only objects that the plan creates", "touch only objects that the plan creates");
        note(notes, count(plan, s -> s.stepClass() == StepClass.CONCURRENT), "runs outside a transaction", "run outside a transaction");
        note(notes, count(plan, s -> s.work() != Work.CATALOGUE), "reads or writes all rows of a table", "read or write all rows of a table");
        note(notes, count(plan, s -> s.stepClass() == StepClass.WINDOW), "needs a maintenance window", "need a maintenance window");
        return new Radar(lines, notes, modes, reads, writes);
    }

    private static int count(Plan plan, java.util.function.Predicate<PlannedStep> what) {
        return (int) plan.steps().stream().filter(what).count();
    }

    private static void note(List<String> notes, int count, String one, String many) {
        if (count > 0) {
            notes.add(count == 1 ? "1 step " + one : count + " steps " + many);
        }
    }

    private static List<String> lines(SpelledPlan spelled, List<StepExplanation> steps, Radar radar) {
        Plan plan = spelled.plan();
        List<String> lines = new ArrayList<>();
        if (plan.isEmpty()) {
            lines.add("Nothing to do: the schemas are equal (Postgres " + plan.serverMajor() + ").");
            return lines;
        }
        long phases = plan.steps().stream().map(PlannedStep::phase).distinct().count();
        int transactions = plan.steps().getLast().transaction();
        lines.add("Plan for Postgres " + plan.serverMajor() + ": " + number(plan.steps().size(), "step") + " in " + number((int) phases, "phase") + " and "
                + number(transactions, "transaction") + "; migration risk " + String.format(Locale.ROOT, "%.2f", plan.risk().index()) + ", highest step risk "
                + plan.risk().level() + ".");
        for (Phase phase : Phase.values()) {
            List<Integer> members = new ArrayList<>();
            for (int i = 0; i < plan.steps().size(); i++) {
                if (plan.steps().get(i).phase() == phase) {
                    members.add(i);
                }
            }
            if (!members.isEmpty()) {
                lines.add("");
                lines.add("Phase " + phase.word());
                members.forEach(i -> explain(lines, spelled.steps().get(i), steps.get(i), plan));
            }
        }
        lines.add("");
        lines.addAll(radar.lines());
        lines.addAll(radar.notes());
        lines.addAll(warnings(plan));
        return lines;
    }

    /// What rules warn of, a line each: which rule, of what, and what to do.
    public static List<String> warnings(Plan plan) {
        return plan.findings().stream().map(f -> "warning[" + f.code() + "]: " + f.subject() + ": " + f.message() + " — " + f.help()).toList();
    }

    private static void explain(List<String> lines, SpelledStep spelled, StepExplanation words, Plan plan) {
        PlannedStep step = spelled.planned();
        lines.add("  " + step.id() + "  " + words.title());
        for (int i = 0; i < words.lockImpact().size(); i++) {
            lines.add((i == 0 ? "    Lock Impact: " : "                 ") + words.lockImpact().get(i));
        }
        lines.add("    Waits: " + words.waits());
        lines.add("    Estimated Duration: " + words.estimatedDuration());
        int points = plan.risk().shares().stream().filter(s -> s.step().equals(step.id())).mapToInt(s -> s.points()).sum();
        lines.add("    Risk: " + step.risk() + " (" + points + " of 100 points), " + step.reversibility().name().toLowerCase(Locale.ROOT) + ", "
                + company(step, plan));
        if (!step.after().isEmpty()) {
            lines.add("    After: " + String.join(", ", step.after()));
        }
        for (Because because : step.because()) {
            lines.add("    Because: " + because.code() + " " + because.rule() + (because.facts().isEmpty() ? "" : " (" + String.join(", ", because.facts()) + ")"));
        }
        for (Statement statement : spelled.statements()) {
            lines.add("    SQL: " + statement.sql().replace("\n", "\n         ") + ";");
        }
    }

    private static String company(PlannedStep step, Plan plan) {
        String others = plan.steps().stream().filter(s -> s.transaction() == step.transaction() && !s.id().equals(step.id())).map(PlannedStep::id)
                .collect(Collectors.joining(", "));
        return switch (step.boundary()) {
            case NONE -> "outside any transaction";
            case OWN -> "transaction " + step.transaction() + " of its own";
            case SHARED -> "transaction " + step.transaction() + (others.isEmpty() ? "" : " with " + others);
        };
    }

    private static String number(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
