package dev.wesley.engine.plan;

import java.util.List;

/// A step with everything that the rules said about it.
///
/// @param id `expand-01`: phase and position in it
/// @param after ids of steps that must be done before
/// @param transaction number of its transaction within the plan, from 1; steps with one number commit together
/// @param changes the changes that it answers, as [dev.wesley.engine.diff.Change#subject] and kind
/// @param costs what the rules predict that its work takes, a line per relation that it reads or writes; sorted
/// @param because every rule that had a say, sorted
public record PlannedStep(
        String id,
        Step step,
        Phase phase,
        StepClass stepClass,
        Boundary boundary,
        int transaction,
        LockSet locks,
        List<Cost> costs,
        RiskLevel risk,
        Reversibility reversibility,
        List<String> after,
        List<String> changes,
        List<Because> because) {

    public PlannedStep {
        costs = costs.stream().sorted().toList();
        after = List.copyOf(after);
        changes = List.copyOf(changes);
        because = because.stream().sorted().distinct().toList();
    }

    /// The most expensive work on any existing relation.
    public Work work() {
        return locks.locks().stream().map(Lock::work).max(java.util.Comparator.naturalOrder()).orElse(Work.CATALOGUE);
    }
}
