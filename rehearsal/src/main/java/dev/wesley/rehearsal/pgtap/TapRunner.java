package dev.wesley.rehearsal.pgtap;

import dev.wesley.engine.evidence.GeneratedFile;
import dev.wesley.engine.evidence.RehearsalReport;
import dev.wesley.rehearsal.connect.Database;
import dev.wesley.rehearsal.connect.ServerMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Runs a suite in one transaction that is rolled back, pgTAP included, so that neither reaches the fingerprint of the database. A
/// statement that fails counts as one failed test, and the rest goes on.
public final class TapRunner {
    private static final String SOURCE = "pgtap.sql";
    private static final Pattern COMMIT = Pattern.compile("(commit|end|prepare\\s+transaction)\\b", Pattern.CASE_INSENSITIVE);

    private final Database database;
    private final Duration timeout;

    /// @param timeout of one statement of the suite
    public TapRunner(Database database, Duration timeout) {
        this.database = database;
        this.timeout = timeout;
    }

    /// @param suite with its own BEGIN and ROLLBACK, or without
    /// @throws SQLException if pgTAP cannot be loaded or the session is lost
    public RehearsalReport.Tests run(GeneratedFile suite) throws SQLException {
        TapTally tally = new TapTally();
        try (Connection connection = database.open("wesley-tests")) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL client_min_messages = warning");
                load(statement);
                statement.execute("SET LOCAL search_path = tap, public");
                statement.execute("SET LOCAL statement_timeout = " + timeout.toMillis());
                for (String sql : inner(suite.text())) {
                    if (COMMIT.matcher(sql).lookingAt()) {
                        tally.error(sql + " would leave traces of the tests in the database: it was not executed");
                    } else {
                        run(statement, sql, tally);
                    }
                }
            } finally {
                connection.rollback();
            }
        }
        return tally.result();
    }

    private static void load(Statement statement) throws SQLException {
        statement.execute("CREATE SCHEMA tap");
        statement.execute("SET LOCAL search_path = tap");
        if (exists(statement.getConnection(), "SELECT FROM pg_available_extensions WHERE name = 'pgtap'")) {
            statement.execute("CREATE EXTENSION pgtap SCHEMA tap");
            return;
        }
        statement.execute(source());
    }

    private static String source() {
        try (@Nullable InputStream in = TapRunner.class.getResourceAsStream(SOURCE)) {
            if (in == null) {
                throw new IllegalStateException("this build has no pgTAP: " + SOURCE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean exists(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            return row.next();
        }
    }

    /// The suite without the transaction around it and without the loading of pgTAP, which are ours.
    private static List<String> inner(String suite) {
        return SqlScript.statements(suite).stream().filter(s -> !frame(s.toUpperCase(Locale.ROOT).replaceAll("\\s+", " "))).toList();
    }

    private static boolean frame(String statement) {
        return List.of("BEGIN", "BEGIN TRANSACTION", "START TRANSACTION", "ROLLBACK").contains(statement)
                || statement.startsWith("CREATE EXTENSION IF NOT EXISTS PGTAP");
    }

    private static void run(Statement statement, String sql, TapTally tally) throws SQLException {
        statement.execute("SAVEPOINT test");
        try {
            boolean rows = statement.execute(sql);
            while (rows || statement.getUpdateCount() != -1) {
                if (rows) {
                    read(statement, tally);
                }
                rows = statement.getMoreResults();
            }
            statement.execute("RELEASE SAVEPOINT test");
        } catch (SQLException e) {
            ServerMessage message = ServerMessage.of(e);
            tally.error(first(sql) + ": " + message);
            statement.execute("ROLLBACK TO SAVEPOINT test");
        }
    }

    private static void read(Statement statement, TapTally tally) throws SQLException {
        try (ResultSet results = statement.getResultSet()) {
            while (results.next()) {
                Optional.ofNullable(results.getString(1)).stream().flatMap(String::lines).forEach(tally::line);
            }
        }
    }

    private static String first(String sql) {
        String line = sql.lines().findFirst().orElse("");
        return line.length() <= 80 ? line : line.substring(0, 79) + "…";
    }
}
