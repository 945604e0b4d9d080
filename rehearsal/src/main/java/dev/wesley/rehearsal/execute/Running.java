package dev.wesley.rehearsal.execute;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statement that runs now, so that another thread can cancel it.
final class Running {
    private @Nullable Statement statement;
    private @Nullable String why;

    interface Work<T> {
        T run() throws SQLException;
    }

    /// Runs a statement that [#cancel] reaches.
    <T> T during(Statement now, Work<T> work) throws SQLException {
        synchronized (this) {
            if (why != null) {
                throw new SQLException("cancelled before it started", "57014");
            }
            statement = now;
        }
        try {
            return work.run();
        } finally {
            synchronized (this) {
                statement = null;
            }
        }
    }

    /// Ends the running statement; no other will start. May be called again: a cancel that comes before its statement is lost.
    synchronized void cancel(String reason) {
        if (why == null) {
            why = reason;
        }
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException e) {
                // The statement ends by itself or is cancelled by the next call.
            }
        }
    }

    /// Why everything has to stop.
    synchronized Optional<String> cancelled() {
        return Optional.ofNullable(why);
    }
}
