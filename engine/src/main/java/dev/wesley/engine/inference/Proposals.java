package dev.wesley.engine.inference;

import dev.wesley.engine.diff.Change;
import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.fact.TableSize.Certainty;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.plan.Because;
import dev.wesley.engine.plan.Boundary;
import dev.wesley.engine.plan.LockMode;
import dev.wesley.engine.plan.PackRule;
import dev.wesley.engine.plan.Phase;
import dev.wesley.engine.plan.Reversibility;
import dev.wesley.engine.plan.RiskLevel;
import dev.wesley.engine.plan.Step;
import dev.wesley.engine.plan.StepClass;
import dev.wesley.engine.plan.ThresholdSet;
import dev.wesley.engine.plan.Work;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.kie.api.definition.rule.Rule;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.AgendaEventListener;
import org.kie.api.event.rule.AgendaGroupPoppedEvent;
import org.kie.api.event.rule.AgendaGroupPushedEvent;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.MatchCancelledEvent;
import org.kie.api.event.rule.MatchCreatedEvent;
import org.kie.api.event.rule.RuleFlowGroupActivatedEvent;
import org.kie.api.event.rule.RuleFlowGroupDeactivatedEvent;

/// The only thing that a rule's action may call, once per action. What a rule says here becomes a fact when its stage has ended. The
/// façade listens to the session, so it knows which rule is speaking and which facts that rule matched.
///
/// Every method throws [IllegalStateException] when a rule of another stage than the one named calls it.
public final class Proposals implements AgendaEventListener {
    private final Function<Rule, PackRule> rules;
    private final Function<PackRule, String> packs;
    private final LongSupplier clock;
    private final List<Pending<?>> pending = new ArrayList<>();
    private final SortedMap<String, Integer> firings = new TreeMap<>();
    private final SortedMap<String, Long> nanos = new TreeMap<>();
    private int made;
    private long since;

    private final Heard<Classified> classes = new Heard<>();
    private final Heard<Answer> answers = new Heard<>();
    private final Heard<StepLock> locks = new Heard<>();
    private final Heard<LocksNothing> lockless = new Heard<>();
    private final Heard<StepRun> runs = new Heard<>();
    private final Heard<StepCost> costs = new Heard<>();
    private final Heard<Risk> risks = new Heard<>();
    private final Heard<TotalRisk> totals = new Heard<>();
    private final Heard<ThresholdSet> thresholds = new Heard<>();
    private final Heard<Objection> objections = new Heard<>();
    private final Set<Object> known = new HashSet<>();

    private @Nullable PackRule speaking;
    private @Nullable Because because;

    /// @param rules finds the manifest's entry of a rule that fires
    /// @param packs the pack that a rule comes from
    /// @param clock nanoseconds, from any origin
    Proposals(Function<Rule, PackRule> rules, Function<PackRule, String> packs, LongSupplier clock) {
        this.rules = rules;
        this.packs = packs;
        this.clock = clock;
    }

    // ---- stage classify

    /// Says what kind of change a change is; makes the fact [Classified].
    public void classify(Change change, ChangeClass changeClass) {
        Classified fact = new Classified(change, changeClass);
        say(Stage.CLASSIFY, change, classes, fact, fact);
    }

    /// Sets the limits of the pack; makes the fact [ThresholdSet].
    public void thresholds(ThresholdSet set) {
        say(Stage.CLASSIFY, ThresholdSet.class, thresholds, set, set);
    }

    // ---- stage rewrite

    /// Answers a change with steps that run in this order; makes each step a fact, and [Answered]. Equal steps of two changes become one.
    public void propose(Change change, Step... steps) {
        List<Object> facts = new ArrayList<>(List.of(steps));
        facts.add(new Answered(change));
        say(Stage.REWRITE, change, answers, new Answer(change, List.of(steps), true), facts.toArray());
    }

    /// Adds steps to what another rule proposes for a change, one call for each thing that hangs on it: for every index, say. They run in
    /// this order; steps of the proposal that are named again say where the others belong. Answers nothing by itself.
    public void extend(Change change, Step... steps) {
        say(Stage.REWRITE, change, answers, new Answer(change, List.of(steps), false), (Object[]) steps);
    }

    // ---- any stage

    /// Lets no plan pass because of a change; makes the fact [Refused].
    ///
    /// @param help what to do instead
    public void refuse(Change change, Refusal refusal, String help) {
        object(change, new Objection(Optional.of(refusal), text(change), change.subject(), help), new Refused(change));
    }

    /// Lets no plan pass because of a step.
    public void refuse(Step step, Refusal refusal, String help) {
        object(step, new Objection(Optional.of(refusal), text(step), FactText.subject(step), help));
    }

    /// Lets no plan pass because of something that is there.
    public void refuse(Fact fact, Refusal refusal, String help) {
        object(fact, new Objection(Optional.of(refusal), text(fact), FactText.subject(fact), help));
    }

    /// Tells the user something about a change; the plan stays as it is.
    public void warn(Change change, String help) {
        object(change, new Objection(Optional.empty(), text(change), change.subject(), help));
    }

    /// Tells the user something about a step; the plan stays as it is.
    public void warn(Step step, String help) {
        object(step, new Objection(Optional.empty(), text(step), FactText.subject(step), help));
    }

    /// Tells the user something about what is there, or about the plan as a whole; the plan stays as it is.
    public void warn(Fact fact, String help) {
        object(fact, new Objection(Optional.empty(), text(fact), FactText.subject(fact), help));
    }

    // ---- stage physics

    /// Says what a step takes on one relation that existed before the plan; makes the fact [StepLock].
    public void lock(Step step, QualifiedName relation, LockMode mode, Work work) {
        StepLock fact = new StepLock(step, relation, mode, work);
        say(Stage.PHYSICS, step, locks, fact, fact);
    }

    /// Says that a step touches only what this plan creates; makes the fact [LocksNothing].
    public void locksNothing(Step step) {
        LocksNothing fact = new LocksNothing(step);
        say(Stage.PHYSICS, step, lockless, fact, fact);
    }

    // ---- stage phase

    /// Says when and how a step runs, once per step; makes the fact [StepRun].
    public void run(Step step, Phase phase, StepClass stepClass, Boundary boundary, Reversibility reversibility) {
        StepRun fact = new StepRun(step, phase, stepClass, boundary, reversibility);
        say(Stage.PHASE, step, runs, fact, fact);
    }

    /// Says how long the work of a step on one relation takes; makes the fact [StepCost]. Several rules may each add a relation; two answers
    /// for one relation must be equal.
    ///
    /// @param rows that the prediction counts with
    /// @param microseconds without waiting for locks
    public void cost(Step step, QualifiedName relation, Work work, long rows, Certainty certainty, long microseconds) {
        StepCost fact = new StepCost(step, relation, work, rows, certainty, microseconds);
        say(Stage.PHASE, step, costs, fact, fact);
    }

    // ---- stage risk

    /// Says how much a step can hurt, at least once per step; makes a fact [StepRisk] for each rule and reason.
    public void risk(Step step, RiskLevel level, int points, String reason) {
        StepRisk fact = new StepRisk(step, level, points);
        say(Stage.RISK, step, risks, new Risk(fact, reason), fact);
    }

    // ---- stage sum

    /// Says the migration risk index, points / 100; makes the fact [TotalRisk].
    public void total(int points) {
        TotalRisk fact = new TotalRisk(points);
        say(Stage.SUM, TotalRisk.class, totals, fact, fact);
    }

    // ---- what the session does with it

    /// A stage begins: what was evaluated before is not its rules' time.
    void begin() {
        since = clock.getAsLong();
    }

    /// The facts of the stage that has just ended, in canonical order; the next stage starts with an empty buffer. What a rule said about
    /// something is withdrawn here if a rule that replaces it spoke about the same thing.
    List<Object> drainSorted() {
        Set<Withdrawal> withdrawn = new HashSet<>();
        for (Pending<?> one : pending) {
            one.said().rule().replaces().forEach(code -> withdrawn.add(new Withdrawal(code, one.subject())));
        }
        List<Object> drained = new ArrayList<>();
        for (Pending<?> one : pending) {
            if (withdrawn.isEmpty() || !withdrawn.contains(new Withdrawal(one.said().rule().code(), one.subject()))) {
                settle(one, drained);
            }
        }
        pending.clear();
        made += drained.size();
        return drained.stream().sorted(FactOrder.CANONICAL).toList();
    }

    /// Every risk counts, even if two rules give equal ones; of every other fact there is one.
    private <T> void settle(Pending<T> one, List<Object> drained) {
        boolean heard = one.heard().hear(one.said());
        for (Object fact : one.facts()) {
            if (fact instanceof StepRisk ? heard : known.add(fact)) {
                drained.add(fact);
            }
        }
    }

    Conclusions conclusions(int given) {
        return new Conclusions(classes.sorted(), answers.sorted(), locks.sorted(), lockless.sorted(), runs.sorted(), costs.sorted(), risks.sorted(),
                totals.sorted(), thresholds.sorted(), objections.sorted(), new RuleStats(given, made, firings, nanos));
    }

    /// The rule whose action runs; empty while conditions are evaluated.
    Optional<PackRule> speaking() {
        return Optional.ofNullable(speaking);
    }

    private void object(Object about, Objection objection, Object... facts) {
        say(about, objections, objection, facts);
    }

    private <T> void say(Stage stage, Object subject, Heard<T> heard, T value, Object... facts) {
        if (speaking != null && !speaking.stage().equals(stage.group())) {
            throw new IllegalStateException("a rule of stage " + speaking.stage() + " says what belongs in stage " + stage.group());
        }
        say(subject, heard, value, facts);
    }

    private <T> void say(Object subject, Heard<T> heard, T value, Object... facts) {
        if (speaking == null || because == null) {
            throw new IllegalStateException("only a rule's action may speak");
        }
        pending.add(new Pending<>(subject, heard, new Said<>(value, because, speaking), List.of(facts)));
    }

    private static String text(Object about) {
        return FactText.of(about).orElseThrow();
    }

    /// Charges the time since the last event to a rule.
    private void charge(String code) {
        long now = clock.getAsLong();
        if (now != since) {
            nanos.merge(code, now - since, Long::sum);
            since = now;
        }
    }

    // ---- AgendaEventListener

    @Override
    public void beforeMatchFired(BeforeMatchFiredEvent event) {
        PackRule rule = rules.apply(event.getMatch().getRule());
        List<String> facts = event.getMatch().getObjects().stream().map(FactText::of).flatMap(Optional::stream).toList();
        speaking = rule;
        because = new Because(rule.code(), rule.name(), packs.apply(rule), facts);
        firings.merge(rule.code(), 1, Integer::sum);
    }

    @Override
    public void afterMatchFired(AfterMatchFiredEvent event) {
        if (speaking != null) {
            charge(speaking.code());
        }
        speaking = null;
        because = null;
    }

    @Override
    public void matchCreated(MatchCreatedEvent event) {
        charge(rules.apply(event.getMatch().getRule()).code());
    }

    @Override
    public void matchCancelled(MatchCancelledEvent event) {}

    @Override
    public void agendaGroupPopped(AgendaGroupPoppedEvent event) {}

    @Override
    public void agendaGroupPushed(AgendaGroupPushedEvent event) {}

    @Override
    public void beforeRuleFlowGroupActivated(RuleFlowGroupActivatedEvent event) {}

    @Override
    public void afterRuleFlowGroupActivated(RuleFlowGroupActivatedEvent event) {}

    @Override
    public void beforeRuleFlowGroupDeactivated(RuleFlowGroupDeactivatedEvent event) {}

    @Override
    public void afterRuleFlowGroupDeactivated(RuleFlowGroupDeactivatedEvent event) {}

    /// What a rule of the running stage said, until the stage ends.
    ///
    /// @param subject the change, step or fact that it is about
    private record Pending<T>(Object subject, Heard<T> heard, Said<T> said, List<Object> facts) {}

    /// What the rule with this code says about the subject does not count.
    private record Withdrawal(String code, Object subject) {}

    /// What was said of one kind. A rule that says one thing twice is heard once: with the least of its reasons, so that the order of
    /// firing does not show.
    private static final class Heard<T> {
        private record Key(Object value, PackRule rule) {}

        private final Map<Key, Said<T>> said = new HashMap<>();

        /// Whether this is new.
        boolean hear(Said<T> one) {
            Key key = new Key(one.value(), one.rule());
            Said<T> earlier = said.get(key);
            if (earlier == null || one.because().compareTo(earlier.because()) < 0) {
                said.put(key, one);
            }
            return earlier == null;
        }

        List<Said<T>> sorted() {
            Collection<Said<T>> all = said.values();
            return all.stream()
                    .sorted((a, b) -> {
                        int byValue = FactOrder.CANONICAL.compare(a.value(), b.value());
                        return byValue != 0 ? byValue : FactOrder.CANONICAL.compare(a.rule(), b.rule());
                    })
                    .toList();
        }
    }
}
