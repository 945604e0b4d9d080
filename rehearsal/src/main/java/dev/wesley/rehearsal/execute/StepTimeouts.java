package dev.wesley.rehearsal.execute;

import dev.wesley.engine.plan.StepClass;
import java.time.Duration;

/// The limits of one attempt (execution.md 3); zero means none.
///
/// @param lock how long one statement may wait for a lock
/// @param statement how long one statement may run
/// @param transaction how long a transaction may live, as a belt (17+)
record StepTimeouts(Duration lock, Duration statement, Duration transaction) {
    /// What holds a strong lock and touches the catalogue only is done in this time, or the plan is wrong for this size.
    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final Duration FIRST_KNOCK = Duration.ofMillis(50);
    private static final Duration LONGEST_KNOCK = Duration.ofSeconds(1);

    /// @param attempt from 1: each waits twice as long as the last, up to a second
    static StepTimeouts of(StepClass stepClass, int attempt) {
        Duration knock = FIRST_KNOCK.multipliedBy(1L << Math.min(attempt - 1, 5));
        Duration lock = knock.compareTo(LONGEST_KNOCK) > 0 ? LONGEST_KNOCK : knock;
        return switch (stepClass) {
            case SHORT -> new StepTimeouts(lock, SHORT, SHORT.multipliedBy(6));
            case SCAN, WINDOW -> new StepTimeouts(lock, Duration.ZERO, Duration.ZERO);
            // A timeout here would leave an invalid index: it also counts waits for old snapshots.
            case CONCURRENT -> new StepTimeouts(Duration.ZERO, Duration.ZERO, Duration.ZERO);
            case BATCH -> new StepTimeouts(LONGEST_KNOCK, Backfill.TARGET.multipliedBy(5), Backfill.TARGET.multipliedBy(50));
        };
    }
}
