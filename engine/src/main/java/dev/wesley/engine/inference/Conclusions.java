package dev.wesley.engine.inference;

import dev.wesley.engine.plan.ThresholdSet;
import java.util.List;

/// Everything that the rules said, each part in canonical order and without repetitions: the same for every order of facts, rules and
/// packs.
public record Conclusions(
        List<Said<Classified>> classes,
        List<Said<Answer>> answers,
        List<Said<StepLock>> locks,
        List<Said<LocksNothing>> lockless,
        List<Said<StepRun>> runs,
        List<Said<StepCost>> costs,
        List<Said<Risk>> risks,
        List<Said<TotalRisk>> totals,
        List<Said<ThresholdSet>> thresholds,
        List<Said<Objection>> objections,
        RuleStats stats) {}
