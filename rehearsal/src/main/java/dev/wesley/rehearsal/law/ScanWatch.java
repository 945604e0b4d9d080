package dev.wesley.rehearsal.law;

import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.plan.SpelledStep;
import dev.wesley.engine.plan.Work;
import dev.wesley.rehearsal.connect.ServerMessage;
import dev.wesley.rehearsal.execute.ExecutedStep;
import dev.wesley.rehearsal.execute.ExecutionListener;
import dev.wesley.rehearsal.execute.LockHolder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Counts the rows that each step reads in whole passes over a table, on the executing session itself and so exactly: the counters of the
/// open transaction (`pg_stat_xact_user_tables`). What runs outside a transaction is not counted. Passes on everything that it hears.
final class ScanWatch implements ExecutionListener {
    private static final String COUNTERS = "SELECT schemaname, relname, seq_tup_read FROM pg_stat_xact_user_tables WHERE seq_tup_read > 0";

    private final ExecutionListener next;
    private final List<String> undeclared = new ArrayList<>();
    private Map<QualifiedName, Long> before = Map.of();

    ScanWatch(ExecutionListener next) {
        this.next = next;
    }

    /// Passes over tables that no prediction of their step names.
    List<String> undeclared() {
        return List.copyOf(undeclared);
    }

    @Override
    public void runStarted(Connection executor) throws SQLException {
        next.runStarted(executor);
    }

    @Override
    public void stepStarted(SpelledStep step, int attempt, Connection executor) throws SQLException {
        next.stepStarted(step, attempt, executor);
        before = executor.getAutoCommit() ? Map.of() : counters(executor);
    }

    @Override
    public void stepApplied(SpelledStep step, Connection executor) throws SQLException {
        if (!executor.getAutoCommit()) {
            counters(executor).forEach((table, rows) -> {
                boolean existed = step.planned().locks().on(table).isPresent();
                boolean said = step.planned().locks().on(table).filter(l -> l.work().compareTo(Work.SCAN) >= 0).isPresent();
                if (existed && !said && rows > before.getOrDefault(table, 0L)) {
                    undeclared.add("step " + step.id() + " " + step.planned().step().op() + " read " + (rows - before.getOrDefault(table, 0L)) + " rows of " + table
                            + ", which the plan does not say");
                }
            });
        }
        next.stepApplied(step, executor);
    }

    @Override
    public void stepFinished(SpelledStep step, ExecutedStep result) {
        next.stepFinished(step, result);
    }

    @Override
    public void stepRetried(SpelledStep step, int attempt, ServerMessage why, Duration pause) {
        next.stepRetried(step, attempt, why, pause);
    }

    @Override
    public void waiting(SpelledStep step, List<LockHolder> holders) {
        next.waiting(step, holders);
    }

    @Override
    public void waitingForLock() {
        next.waitingForLock();
    }

    private static Map<QualifiedName, Long> counters(Connection executor) throws SQLException {
        Map<QualifiedName, Long> counters = new TreeMap<>();
        try (Statement statement = executor.createStatement(); ResultSet rows = statement.executeQuery(COUNTERS)) {
            while (rows.next()) {
                counters.put(new QualifiedName(rows.getString(1), rows.getString(2)), rows.getLong(3));
            }
        }
        return counters;
    }
}
