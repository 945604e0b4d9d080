package dev.wesley.rehearsal.shadow;

import dev.wesley.engine.evidence.RehearsalReport;
import dev.wesley.rehearsal.connect.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A server to play on. Only one database at a time is promised: ask for the next after [#drop] of the last.
public sealed interface Shadow extends AutoCloseable permits EmbeddedShadow, DsnShadow {
    /// What decides timing, volume and text output (rehearsal.md, P1).
    List<String> REPORTED_SETTINGS = List.of("autovacuum", "checkpoint_timeout", "data_checksums", "DateStyle", "default_table_access_method",
            "default_toast_compression", "fsync", "full_page_writes", "IntervalStyle", "maintenance_work_mem", "max_connections",
            "max_locks_per_transaction", "max_parallel_maintenance_workers", "max_prepared_transactions", "max_wal_size",
            "session_replication_role", "shared_buffers", "synchronous_commit", "TimeZone", "wal_level");

    /// `embedded` or `dsn`.
    String provider();

    RehearsalReport.Server server();

    /// An empty database.
    ///
    /// @param purpose a lower-case word that becomes part of its name where the name is ours to choose
    /// @throws ShadowUnavailableException if there is none to be had
    Database createDatabase(String purpose);

    /// Removes a database that [#createDatabase] gave, or everything in it.
    void drop(Database database);

    /// Removes what is left, and stops a server that was started here.
    @Override
    void close();

    /// Reads what a report says about the server behind a session.
    static RehearsalReport.Server describe(Connection connection, String route) throws SQLException {
        SortedMap<String, String> settings = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            String names = String.join(",", REPORTED_SETTINGS.stream().map(n -> "'" + n.toLowerCase(java.util.Locale.ROOT) + "'").toList());
            try (ResultSet rows = statement.executeQuery(
                    "SELECT name, current_setting(name) FROM pg_settings WHERE lower(name) IN (" + names + ") ORDER BY name")) {
                while (rows.next()) {
                    settings.put(rows.getString(1), rows.getString(2));
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT current_setting('server_version_num')::int")) {
                row.next();
                return new RehearsalReport.Server(row.getInt(1), route, settings);
            }
        }
    }
}
