package dev.wesley.rehearsal.execute;

import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.plan.Lock;
import dev.wesley.engine.plan.LockMode;
import dev.wesley.rehearsal.connect.SqlNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Reads what goes on around a step: who is in its way, and what an index that is being built looks like (execution.md 5 and 6).
final class Surroundings {
    /// A prepared transaction has no session: it is found through its transaction's own lock.
    private static final String HOLDERS = """
            SELECT coalesce('pid ' || l.pid, 'prepared ' || px.gid), l.mode, coalesce(a.application_name, ''), coalesce(a.state, ''),
                   coalesce(round(extract(epoch FROM clock_timestamp() - coalesce(a.xact_start, px.prepared)) * 1000), 0)::bigint
            FROM pg_locks l
            LEFT JOIN pg_stat_activity a ON a.pid = l.pid
            LEFT JOIN pg_locks t ON l.pid IS NULL AND t.pid IS NULL AND t.locktype = 'transactionid' AND t.virtualtransaction = l.virtualtransaction
            LEFT JOIN pg_prepared_xacts px ON px.transaction = t.transactionid
            WHERE l.locktype = 'relation' AND l.granted AND l.relation = to_regclass(?) AND l.mode = ANY (?)
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND l.pid IS DISTINCT FROM pg_backend_pid()
            ORDER BY 5 DESC, 1""";

    private Surroundings() {}

    /// Everybody who holds a lock that one of these has to wait for, oldest first within a relation.
    static List<LockHolder> holders(Connection connection, List<Lock> locks) throws SQLException {
        List<LockHolder> holders = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(HOLDERS)) {
            for (Lock lock : locks) {
                statement.setString(1, SqlNames.quoted(lock.relation()));
                statement.setArray(2, connection.createArrayOf("text",
                        lock.mode().conflicts().stream().map(LockMode::catalogName).toArray()));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        holders.add(new LockHolder(rows.getString(1), lock.relation(), rows.getString(2), rows.getString(3), rows.getString(4),
                                Duration.ofMillis(rows.getLong(5))));
                    }
                }
            }
        }
        return holders;
    }

    /// What the catalogue says about an index by this name.
    enum IndexState {
        ABSENT,
        VALID,
        /// Invalid, and a live backend is building it.
        BUILDING,
        /// Invalid, and nobody works on it: it costs writes and a unique one refuses rows.
        ORPHAN
    }

    static IndexState index(Connection connection, QualifiedName index, int serverVersion) throws SQLException {
        // Before 12 there is no progress view: a builder is who holds SHARE UPDATE EXCLUSIVE on the table.
        String builder = serverVersion >= 120000
                ? "EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid AND p.pid <> pg_backend_pid())"
                : "EXISTS (SELECT FROM pg_locks l WHERE l.relation = i.indrelid AND l.mode = 'ShareUpdateExclusiveLock' AND l.granted"
                        + " AND l.pid <> pg_backend_pid())";
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT i.indisvalid AND i.indisready AND i.indislive, " + builder + " FROM pg_index i WHERE i.indexrelid = to_regclass(?)")) {
            statement.setString(1, SqlNames.quoted(index));
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return IndexState.ABSENT;
                }
                if (row.getBoolean(1)) {
                    return IndexState.VALID;
                }
                return row.getBoolean(2) ? IndexState.BUILDING : IndexState.ORPHAN;
            }
        }
    }
}
