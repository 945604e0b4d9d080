package dev.wesley.rehearsal.observe;

import dev.wesley.engine.evidence.RehearsalReport.ObservedLock;
import dev.wesley.engine.ir.QualifiedName;
import java.util.List;

/// What was seen of one step.
///
/// @param locks predicted and observed, by relation; a relation is there twice if neither of two modes includes the other
/// @param rewrites what existed before the plan and got another file
/// @param undeclared those of [#rewrites] that the plan does not say
/// @param samples how often the second session looked
/// @param longestGapMs longest time that it did not look
public record StepObservation(
        List<ObservedLock> locks, List<QualifiedName> rewrites, List<QualifiedName> undeclared, long samples, double longestGapMs) {
    public StepObservation {
        locks = List.copyOf(locks);
        rewrites = List.copyOf(rewrites);
        undeclared = List.copyOf(undeclared);
    }
}
