package dev.wesley.rehearsal.execute;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a run did.
///
/// @param steps done, in order
/// @param failure why it stopped before the last; empty if all are done
public record ExecutionReport(String run, List<ExecutedStep> steps, Optional<StepFailure> failure, Duration elapsed) {
    public ExecutionReport {
        steps = List.copyOf(steps);
    }

    public boolean completed() {
        return failure.isEmpty();
    }
}
