package dev.wesley.rehearsal.execute;

import dev.wesley.engine.plan.SpelledStep;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The walk of a backfill along a key: where it is, and how large the next batch is.
///
/// The first statement of the step starts at the lowest key and takes the batch size; the second goes on behind a key and takes its
/// columns as text, then the batch size. Both return one row: rows written, then the highest key of the batch.
final class Backfill {
    static final int SMALLEST = 100;
    static final int LARGEST = 100_000;
    /// How long one batch should hold its row locks.
    static final Duration TARGET = Duration.ofMillis(200);
    private static final int GROWTH = 500;

    private final SpelledStep step;
    private int size;
    private List<String> cursor = List.of();
    private boolean lastPass;
    private boolean done;
    private long rows;

    Backfill(SpelledStep step, int size) {
        if (step.statements().size() != 2) {
            throw new IllegalArgumentException("a backfill is spelled as its first and its next batch: step " + step.id());
        }
        this.step = step;
        this.size = size;
    }

    boolean done() {
        return done;
    }

    long rows() {
        return rows;
    }

    /// One batch, in the session's transaction. Nothing of it is remembered before [#committed].
    Batch next(Connection connection, Running running) throws SQLException {
        boolean first = cursor.isEmpty();
        try (PreparedStatement statement = connection.prepareStatement(step.statements().get(first ? 0 : 1).sql())) {
            int parameter = 1;
            for (String key : cursor) {
                statement.setString(parameter++, key);
            }
            statement.setInt(parameter, size);
            return running.during(statement, () -> {
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    List<String> highest = new ArrayList<>();
                    for (int column = 2; column <= row.getMetaData().getColumnCount(); column++) {
                        @Nullable String key = row.getString(column);
                        if (key != null) {
                            highest.add(key);
                        }
                    }
                    return new Batch(row.getLong(1), highest);
                }
            });
        }
    }

    void committed(Batch batch, Duration took) {
        rows += batch.rows();
        if (batch.rows() == 0) {
            // The last pass looks from the start for rows that were inserted behind the walk.
            done = lastPass;
            lastPass = true;
            cursor = List.of();
        } else if (!lastPass) {
            cursor = Objects.requireNonNull(batch.highest());
        }
        if (took.compareTo(TARGET.multipliedBy(2)) > 0) {
            shrink();
        } else if (took.compareTo(TARGET) < 0) {
            size = Math.min(LARGEST, size + GROWTH);
        }
    }

    /// Halves the next batch.
    ///
    /// @return false if it is as small as it gets
    boolean shrink() {
        if (size == SMALLEST) {
            return false;
        }
        size = Math.max(SMALLEST, size / 2);
        return true;
    }

    record Batch(long rows, List<String> highest) {}
}
