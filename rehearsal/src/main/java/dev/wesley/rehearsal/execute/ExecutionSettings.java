package dev.wesley.rehearsal.execute;

import java.time.Duration;

/// What an operator can choose about a run.
///
/// @param lockName the stable name behind the migration lock; runs with one name exclude each other on a database
/// @param lockWait how long to wait for another run to end
/// @param patience how long one step may try for its locks, pauses included
/// @param batchSize rows of the first backfill batch, 100 to 100,000
/// @param timeout bounds the whole run
public record ExecutionSettings(String lockName, Duration lockWait, Duration patience, int batchSize, Duration timeout) {
    public static final ExecutionSettings DEFAULT =
            new ExecutionSettings("wesley:001", Duration.ofSeconds(30), Duration.ofMinutes(5), 1000, Duration.ofHours(24));

    public ExecutionSettings {
        if (batchSize < Backfill.SMALLEST || batchSize > Backfill.LARGEST) {
            throw new IllegalArgumentException("a batch has " + Backfill.SMALLEST + " to " + Backfill.LARGEST + " rows, not " + batchSize);
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the time limit has to be positive: " + timeout);
        }
    }

    public ExecutionSettings withTimeout(Duration value) {
        return new ExecutionSettings(lockName, lockWait, patience, batchSize, value);
    }

    public ExecutionSettings withPatience(Duration value) {
        return new ExecutionSettings(lockName, lockWait, value, batchSize, timeout);
    }

    public ExecutionSettings withLockWait(Duration value) {
        return new ExecutionSettings(lockName, value, patience, batchSize, timeout);
    }

    public ExecutionSettings withBatchSize(int value) {
        return new ExecutionSettings(lockName, lockWait, patience, value, timeout);
    }
}
