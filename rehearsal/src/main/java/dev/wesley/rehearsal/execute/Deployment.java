package dev.wesley.rehearsal.execute;

import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.rehearsal.connect.Database;
import dev.wesley.rehearsal.connect.DatabaseUnavailableException;
import dev.wesley.rehearsal.connect.Dsn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/// A plan on its way to a real database.
public final class Deployment {
    private final Dsn target;
    private final Executor executor;

    public Deployment(Dsn target, ExecutionSettings settings, ExecutionListener listener) {
        this(target, settings, listener, Pace.real());
    }

    public Deployment(Dsn target, ExecutionSettings settings, ExecutionListener listener, Pace pace) {
        this.target = target;
        this.executor = new Executor(new Database(target), settings, listener, pace);
    }

    /// Executes the plan, if the server is of the major that it was made for.
    ///
    /// @throws DatabaseUnavailableException if no session can be opened
    public ExecutionReport execute(SpelledPlan plan) {
        int major = major();
        if (major != plan.plan().serverMajor()) {
            return new ExecutionReport("", List.of(), Optional.of(new StepFailure("", "", "nothing was executed: the plan is for Postgres "
                    + plan.plan().serverMajor() + ", and " + target + " is Postgres " + major, "plan again for this server")), java.time.Duration.ZERO);
        }
        return executor.execute(plan);
    }

    /// Who runs a migration on the database of this session right now: a pid and an application.
    public static Optional<String> running(Connection connection) throws SQLException {
        String holder = MigrationLock.holder(connection, MigrationLock.key(ExecutionSettings.DEFAULT.lockName()));
        return holder.isEmpty() ? Optional.empty() : Optional.of(holder);
    }

    /// Stops the run, from any thread.
    public void cancel(String why) {
        executor.cancel(why);
    }

    private int major() {
        try (Connection connection = new Database(target).open("wesley/deploy"); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_setting('server_version_num')::int / 10000")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new DatabaseUnavailableException("cannot ask " + target + " for its version: " + target.password().hideIn(String.valueOf(e.getMessage())),
                    "check the address");
        }
    }
}
