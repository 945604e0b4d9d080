package dev.wesley.rehearsal.execute;

import dev.wesley.engine.plan.SpelledStep;
import dev.wesley.rehearsal.connect.ServerMessage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// Hears what an executor does, on the executor's thread. What [#stepApplied] writes through the session commits with a transactional step.
public interface ExecutionListener {
    /// The session is set up and holds the migration lock.
    default void runStarted(Connection executor) throws SQLException {}

    /// Nothing of this attempt has been sent; for a transactional step its transaction is open.
    ///
    /// @param attempt from 1
    default void stepStarted(SpelledStep step, int attempt, Connection executor) throws SQLException {}

    /// All statements of the step (or of one batch of a backfill) are done; a transaction is not yet committed.
    default void stepApplied(SpelledStep step, Connection executor) throws SQLException {}

    /// The step is committed.
    default void stepFinished(SpelledStep step, ExecutedStep result) {}

    /// An attempt failed and will be repeated.
    default void stepRetried(SpelledStep step, int attempt, ServerMessage why, Duration pause) {}

    /// Somebody has been in the way for long: the step does not even queue.
    default void waiting(SpelledStep step, List<LockHolder> holders) {}

    /// The migration lock is somebody else's.
    default void waitingForLock() {}

    /// A listener that does nothing.
    static ExecutionListener none() {
        return new ExecutionListener() {};
    }
}
