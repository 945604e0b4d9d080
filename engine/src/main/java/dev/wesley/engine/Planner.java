package dev.wesley.engine;

import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.diagnostic.Severity;
import dev.wesley.engine.diff.Change;
import dev.wesley.engine.diff.Differ;
import dev.wesley.engine.explain.Words;
import dev.wesley.engine.fact.Dependent;
import dev.wesley.engine.fact.ExistingTable;
import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.fact.ServerVersion;
import dev.wesley.engine.inference.Answer;
import dev.wesley.engine.inference.Classified;
import dev.wesley.engine.inference.Conclusions;
import dev.wesley.engine.inference.LocksNothing;
import dev.wesley.engine.inference.Objection;
import dev.wesley.engine.inference.PackException;
import dev.wesley.engine.inference.Risk;
import dev.wesley.engine.inference.RuleBase;
import dev.wesley.engine.inference.RulePack;
import dev.wesley.engine.inference.Said;
import dev.wesley.engine.inference.StepCost;
import dev.wesley.engine.inference.StepLock;
import dev.wesley.engine.inference.StepRun;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Policy;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.json.SchemaHash;
import dev.wesley.engine.plan.Because;
import dev.wesley.engine.plan.Cost;
import dev.wesley.engine.plan.Finding;
import dev.wesley.engine.plan.Lock;
import dev.wesley.engine.plan.LockSet;
import dev.wesley.engine.plan.MigrationRisk;
import dev.wesley.engine.plan.Plan;
import dev.wesley.engine.plan.PlannedChange;
import dev.wesley.engine.plan.PlannedStep;
import dev.wesley.engine.plan.RiskLevel;
import dev.wesley.engine.plan.RiskShare;
import dev.wesley.engine.plan.Step;
import dev.wesley.engine.plan.StepOrder;
import dev.wesley.engine.plan.ThresholdSet;
import dev.wesley.engine.plan.Work;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Two schemas to a plan: asks the rules, puts their answers together, orders the steps. Decides nothing that a rule could decide, and
/// refuses, with every reason at once, when the answers are not complete, disagree, or cannot be ordered.
public final class Planner {
    private final RuleBase rules;

    /// @throws PackException if the packs cannot be used together
    public Planner(List<RulePack> packs) {
        this(new RuleBase(packs));
    }

    /// @param clock nanoseconds from any origin, for the time of each rule
    /// @throws PackException if the packs cannot be used together
    public Planner(List<RulePack> packs, LongSupplier clock) {
        this(new RuleBase(packs, clock));
    }

    Planner(RuleBase rules) {
        this.rules = rules;
    }

    /// A plan, or why there is none, with everything that the rules said.
    ///
    /// @param said empty if the packs failed
    public record Decision(Outcome<Plan> plan, Optional<Conclusions> said) {}

    /// Plans the way from one schema to another.
    public Outcome<Plan> plan(PlanRequest request) {
        return decide(request).plan();
    }

    /// Plans the way from one schema to another, and keeps what the rules said.
    public Decision decide(PlanRequest request) {
        return decide(Differ.diff(request.before(), request.after()), request);
    }

    Outcome<Plan> planChanges(List<Change> changes, PlanRequest request) {
        return decide(changes, request).plan();
    }

    private Decision decide(List<Change> changes, PlanRequest request) {
        Conclusions conclusions;
        try {
            conclusions = rules.infer(changes, facts(request));
        } catch (PackException e) {
            return new Decision(Outcome.refused(e.diagnostics()), Optional.empty());
        }
        return new Decision(new Assembly(changes, conclusions, request).plan(), Optional.of(conclusions));
    }

    /// What rules may know of the schema that the plan starts from, besides what the request says. Everything has its new name, as
    /// changes and the steps after a renaming call it; a table is known by its old one, too.
    static List<Fact> facts(PlanRequest request) {
        Set<Fact> facts = new LinkedHashSet<>();
        facts.add(new ServerVersion(request.serverMajor()));
        request.before().tables().forEach(t -> facts.add(new ExistingTable(t.name(), t.partitioning().isPresent())));
        Differ.renamed(request.before(), request.after()).tables().forEach(t -> facts.addAll(ExistingTable.factsOf(t)));
        request.before().tables().forEach(t -> dependents(t, request.before(), facts));
        request.facts().stream().filter(f -> !(f instanceof ServerVersion)).forEach(facts::add);
        return List.copyOf(facts);
    }

    private static Schema underBothNames(PlanRequest request) {
        List<Table> tables = new ArrayList<>(request.before().tables());
        Differ.renamed(request.before(), request.after()).tables().stream().filter(t -> request.before().table(t.name()).isEmpty()).forEach(tables::add);
        return new Schema(tables, request.before().enums());
    }

    /// Policies and generated columns name columns in their expressions: rather one too many than one too few.
    private static void dependents(Table table, Schema before, Set<Fact> facts) {
        for (Column generated : table.columns()) {
            generated.generated().map(g -> g.expression().words()).orElse(List.of()).stream()
                    .filter(word -> !word.equals(generated.name()) && table.column(word).isPresent())
                    .forEach(word -> facts.add(new Dependent(table.name(), Optional.of(word), Dependent.Kind.GENERATED_COLUMN, generated.name())));
        }
        for (Policy policy : table.rowSecurity().policies()) {
            Set<String> words = Stream.of(policy.using(), policy.check()).flatMap(Optional::stream).flatMap(e -> e.words().stream())
                    .collect(Collectors.toCollection(TreeSet::new));
            before.tables().stream().filter(t -> t.name().equals(table.name()) || words.contains(t.name().name()))
                    .forEach(t -> t.columns().stream().map(Column::name).filter(words::contains)
                            .forEach(c -> facts.add(new Dependent(t.name(), Optional.of(c), Dependent.Kind.POLICY, policy.name()))));
        }
    }

    /// One plan in the making.
    private final class Assembly {
        private final List<Change> changes;
        private final Conclusions said;
        private final PlanRequest request;
        private final List<Diagnostic> problems = new ArrayList<>();

        Assembly(List<Change> changes, Conclusions said, PlanRequest request) {
            this.changes = changes.stream().distinct().toList();
            this.said = said;
            this.request = request;
        }

        Outcome<Plan> plan() {
            objections();
            Map<Change, List<Said<Answer>>> answers = by(said.answers(), Answer::change);
            Map<Change, List<Said<Classified>>> classes = by(said.classes(), Classified::change);
            answered(answers, classes);
            List<Step> steps = answers.values().stream().flatMap(List::stream).flatMap(a -> a.value().steps().stream()).distinct().toList();
            Map<Step, List<Said<StepRun>>> runs = by(said.runs(), StepRun::step);
            Map<Step, List<Said<StepLock>>> locks = by(said.locks(), StepLock::step);
            Map<Step, List<Said<LocksNothing>>> lockless = by(said.lockless(), LocksNothing::step);
            Map<Step, List<Said<StepCost>>> costs = by(said.costs(), StepCost::step);
            Map<Step, List<Said<Risk>>> risks = by(said.risks(), r -> r.fact().step());
            for (Step step : steps) {
                complete(step, runs, locks, lockless, costs, risks);
            }
            whole();
            if (!problems.isEmpty()) {
                return Outcome.refused(problems);
            }
            List<StepOrder.Placed> placed = steps.stream()
                    .map(s -> new StepOrder.Placed(s, first(runs, s).phase(), first(runs, s).boundary())).toList();
            List<List<Step>> sequences = said.answers().stream().map(a -> a.value().steps()).toList();
            return switch (StepOrder.of(placed, sequences, underBothNames(request))) {
                case StepOrder.Result.Done(List<StepOrder.Ordered> ordered) -> finish(ordered, answers, classes, runs, locks, lockless, costs, risks);
                case StepOrder.Result.Circular(List<Step> cycle) -> Outcome.refused(circular(cycle));
                case StepOrder.Result.Contradiction(List<StepOrder.Conflict> conflicts) ->
                    Outcome.refused(conflicts.stream().map(c -> contradiction(c, runs)).toList());
            };
        }

        // ---- refusals

        private void objections() {
            for (Said<Objection> objection : said.objections()) {
                Objection value = objection.value();
                value.refusal().ifPresent(refusal -> problems.add(Diagnostic.error(refusal.code(),
                        value.subject() + " is not planned: " + objection.rule().name(),
                        value.help() + " (wesley policy explain " + objection.rule().code() + ")")));
            }
        }

        private void answered(Map<Change, List<Said<Answer>>> answers, Map<Change, List<Said<Classified>>> classes) {
            Set<String> refused = said.objections().stream().filter(o -> o.value().refusal().isPresent())
                    .map(o -> o.value().about()).collect(Collectors.toSet());
            for (Change change : changes) {
                List<Said<Answer>> given = answers.getOrDefault(change, List.of()).stream().filter(a -> a.value().whole()).toList();
                boolean isRefused = refused.contains(change.kind() + " " + change.subject());
                if (given.isEmpty() && !isRefused) {
                    problems.add(Diagnostic.error(Code.UNANSWERED_CHANGE,
                            "there is no plan, because no rule answers this change: " + Words.change(change.kind(), change.subject()),
                            "add a pack with a rule of stage rewrite for " + change.kind()));
                }
                agree(given, a -> a.value().steps(), "answer " + Words.change(change.kind(), change.subject()));
                List<Said<Classified>> classified = classes.getOrDefault(change, List.of());
                agree(classified, Said::value, "classify " + Words.change(change.kind(), change.subject()));
            }
        }

        private void complete(Step step, Map<Step, List<Said<StepRun>>> runs, Map<Step, List<Said<StepLock>>> locks,
                Map<Step, List<Said<LocksNothing>>> lockless, Map<Step, List<Said<StepCost>>> costs, Map<Step, List<Said<Risk>>> risks) {
            String name = Words.step(step);
            List<String> missing = new ArrayList<>();
            List<Said<StepLock>> stepLocks = locks.getOrDefault(step, List.of());
            List<Said<LocksNothing>> none = lockless.getOrDefault(step, List.of());
            if (stepLocks.isEmpty() && none.isEmpty()) {
                missing.add("a lock set (stage physics)");
            }
            if (!runs.containsKey(step)) {
                missing.add("a phase (stage phase)");
            }
            List<Said<StepCost>> stepCosts = costs.getOrDefault(step, List.of());
            stepLocks.stream().map(Said::value).filter(l -> l.work() != Work.CATALOGUE).map(StepLock::relation).distinct()
                    .filter(r -> stepCosts.stream().noneMatch(c -> c.value().relation().equals(r)))
                    .forEach(r -> missing.add("a cost of its work on " + r + " (stage phase)"));
            if (!risks.containsKey(step)) {
                missing.add("a risk (stage risk)");
            }
            if (!missing.isEmpty()) {
                problems.add(Diagnostic.error(Code.INCOMPLETE_STEP,
                        "there is no plan, because no rule gives the step " + name + " " + String.join(", ", missing),
                        "add a pack with rules of those stages for " + step.op()));
            }
            agree(runs.getOrDefault(step, List.of()), Said::value, "place the step " + name);
            by(stepLocks, StepLock::relation).forEach((relation, same) -> agree(same, Said::value, "lock " + relation + " in the step " + name));
            by(stepCosts, StepCost::relation).forEach((relation, same) -> agree(same, Said::value, "cost " + relation + " in the step " + name));
            if (!stepLocks.isEmpty() && !none.isEmpty()) {
                disagree(List.of(stepLocks.getFirst(), none.getFirst()), "lock anything in the step " + name);
            }
        }

        private void whole() {
            if (said.totals().isEmpty() && problems.isEmpty()) {
                problems.add(Diagnostic.error(Code.INCOMPLETE_STEP, "there is no plan, because no rule says its migration risk",
                        "add a pack with a rule of stage sum"));
            }
            if (said.thresholds().isEmpty() && problems.isEmpty()) {
                problems.add(Diagnostic.error(Code.INCOMPLETE_STEP, "there is no plan, because no rule sets the thresholds",
                        "add a pack with a rule of stage classify that sets them"));
            }
            agree(said.totals(), Said::value, "say the migration risk");
            agree(said.thresholds(), Said::value, "set the thresholds");
        }

        private <T> void agree(List<Said<T>> given, Function<Said<T>, Object> view, String what) {
            if (given.stream().map(view).distinct().count() > 1) {
                disagree(given, what);
            }
        }

        private void disagree(List<? extends Said<?>> given, String what) {
            problems.add(Diagnostic.error(Code.RULES_DISAGREE, "there is no plan, because rules disagree on how to " + what + ": "
                    + names(given), "keep one of them, or make their conditions exclude each other"));
        }

        private String names(Collection<? extends Said<?>> given) {
            return given.stream().map(s -> s.rule().code() + " \"" + s.rule().name() + "\" (" + s.because().pack() + ": " + s.rule().place() + ")").distinct().sorted()
                    .collect(Collectors.joining(" and "));
        }

        private Diagnostic circular(List<Step> cycle) {
            return Diagnostic.error(Code.CIRCULAR_DEPENDENCY, "Circular dependency detected at " + Words.step(cycle.getFirst()),
                    "every one of these steps waits for the one before it: " + cycle.stream().map(Words::step).collect(Collectors.joining(", "))
                            + ", and the first for the last");
        }

        private Diagnostic contradiction(StepOrder.Conflict conflict, Map<Step, List<Said<StepRun>>> runs) {
            StepOrder.Placed needed = conflict.needed();
            StepOrder.Placed step = conflict.step();
            List<Said<StepRun>> both = new ArrayList<>(runs.getOrDefault(needed.step(), List.of()));
            both.addAll(runs.getOrDefault(step.step(), List.of()));
            return Diagnostic.error(Code.RULES_DISAGREE,
                    "there is no plan, because " + Words.step(step.step()) + " in phase " + step.phase().word() + " needs " + Words.step(needed.step())
                            + ", which rules put into the later phase " + needed.phase().word() + ": " + names(both),
                    "put the first into a later phase or the second into an earlier one");
        }

        // ---- the plan

        private Outcome<Plan> finish(List<StepOrder.Ordered> ordered, Map<Change, List<Said<Answer>>> answers,
                Map<Change, List<Said<Classified>>> classes, Map<Step, List<Said<StepRun>>> runs, Map<Step, List<Said<StepLock>>> locks,
                Map<Step, List<Said<LocksNothing>>> lockless, Map<Step, List<Said<StepCost>>> costs, Map<Step, List<Said<Risk>>> risks) {
            Map<Step, List<Said<Answer>>> origins = new LinkedHashMap<>();
            for (Said<Answer> answer : said.answers()) {
                answer.value().steps().stream().distinct().forEach(s -> origins.computeIfAbsent(s, k -> new ArrayList<>()).add(answer));
            }
            List<PlannedStep> planned = new ArrayList<>();
            List<RiskShare> shares = new ArrayList<>();
            Map<Step, String> ids = new LinkedHashMap<>();
            for (StepOrder.Ordered one : ordered) {
                Step step = one.placed().step();
                StepRun run = first(runs, step);
                List<Said<Risk>> stepRisks = risks.getOrDefault(step, List.of());
                List<Because> because = new ArrayList<>();
                origins.getOrDefault(step, List.of()).forEach(s -> because.add(s.because()));
                runs.getOrDefault(step, List.of()).forEach(s -> because.add(s.because()));
                locks.getOrDefault(step, List.of()).forEach(s -> because.add(s.because()));
                lockless.getOrDefault(step, List.of()).forEach(s -> because.add(s.because()));
                List<Said<StepCost>> stepCosts = costs.getOrDefault(step, List.of());
                stepCosts.forEach(s -> because.add(s.because()));
                stepRisks.forEach(s -> because.add(s.because()));
                List<Lock> lockSet = locks.getOrDefault(step, List.of()).stream().map(Said::value)
                        .map(l -> new Lock(l.relation(), l.mode(), l.work())).distinct().toList();
                RiskLevel level = stepRisks.stream().map(r -> r.value().fact().level()).max(Comparator.naturalOrder()).orElseThrow();
                ids.put(step, one.id());
                planned.add(new PlannedStep(one.id(), step, run.phase(), run.stepClass(), run.boundary(), one.transaction(), new LockSet(lockSet),
                        stepCosts.stream().map(Said::value).map(c -> new Cost(c.relation(), c.work(), c.rows(), c.certainty(), c.microseconds())).distinct().toList(),
                        level, run.reversibility(), one.after(),
                        origins.getOrDefault(step, List.of()).stream().map(a -> a.value().change()).map(c -> c.kind() + " " + c.subject()).distinct().sorted().toList(),
                        because));
                stepRisks.stream().sorted(Comparator.comparing(Said<Risk>::because).thenComparing(r -> r.value().reason()))
                        .forEach(r -> shares.add(new RiskShare(one.id(), r.value().fact().points(), r.value().reason(), r.because())));
            }
            problems.addAll(forbiddenCompany(planned, runs));
            if (!problems.isEmpty()) {
                return Outcome.refused(problems);
            }
            List<PlannedChange> answered = changes.stream()
                    .map(c -> new PlannedChange(c.kind(), c.subject(),
                            classes.getOrDefault(c, List.of()).stream().map(s -> s.value().changeClass().name()).findFirst().orElse(""),
                            answers.getOrDefault(c, List.of()).stream().flatMap(a -> a.value().steps().stream()).distinct()
                                    .map(s -> ids.getOrDefault(s, "")).toList()))
                    .sorted(Comparator.comparing(PlannedChange::subject).thenComparing(PlannedChange::kind).thenComparing(c -> c.steps().toString()))
                    .toList();
            MigrationRisk risk = new MigrationRisk(said.totals().getFirst().value().points(),
                    planned.stream().map(PlannedStep::risk).max(Comparator.naturalOrder()).orElse(RiskLevel.LOW), shares);
            ThresholdSet thresholds = said.thresholds().getFirst().value();
            return Outcome.done(new Plan(request.serverMajor(), SchemaHash.of(request.before()), SchemaHash.of(request.after()), rules.packIds(),
                    answered, planned, risk, thresholds, findings()));
        }

        /// A lock that makes writers wait must not be held while another step of the transaction reads all rows of that relation.
        private List<Diagnostic> forbiddenCompany(List<PlannedStep> planned, Map<Step, List<Said<StepRun>>> runs) {
            List<Diagnostic> found = new ArrayList<>();
            Map<Integer, List<PlannedStep>> transactions = planned.stream()
                    .collect(Collectors.groupingBy(PlannedStep::transaction, LinkedHashMap::new, Collectors.toList()));
            for (List<PlannedStep> together : transactions.values()) {
                Map<QualifiedName, List<PlannedStep>> readers = new HashMap<>();
                together.forEach(step -> step.locks().locks().stream().filter(l -> l.work().compareTo(Work.SCAN) >= 0)
                        .forEach(l -> readers.computeIfAbsent(l.relation(), k -> new ArrayList<>()).add(step)));
                for (PlannedStep holder : together) {
                    holder.locks().locks().stream().filter(l -> l.mode().blocksWrites()).forEach(l ->
                            readers.getOrDefault(l.relation(), List.of()).stream().filter(reader -> holder != reader).forEach(reader -> {
                                List<Said<StepRun>> both = new ArrayList<>(runs.getOrDefault(holder.step(), List.of()));
                                both.addAll(runs.getOrDefault(reader.step(), List.of()));
                                found.add(Diagnostic.error(Code.RULES_DISAGREE, "there is no plan, because " + Words.step(reader.step())
                                        + " would read all rows of " + l.relation() + " in one transaction with " + Words.step(holder.step())
                                        + ", which makes writers wait: " + names(both), "give one of them a transaction of its own"));
                            }));
                }
            }
            return found;
        }

        private List<Finding> findings() {
            return said.objections().stream().filter(o -> o.value().refusal().isEmpty())
                    .map(o -> new Finding(o.rule().code(), Severity.WARNING, o.value().subject(), o.rule().name(), o.value().help(), o.because()))
                    .toList();
        }
    }

    private static StepRun first(Map<Step, List<Said<StepRun>>> runs, Step step) {
        return runs.getOrDefault(step, List.of()).getFirst().value();
    }

    private static <T, K> Map<K, List<Said<T>>> by(List<Said<T>> said, Function<T, K> key) {
        return said.stream().collect(Collectors.groupingBy(s -> key.apply(s.value()), LinkedHashMap::new, Collectors.toList()));
    }
}
