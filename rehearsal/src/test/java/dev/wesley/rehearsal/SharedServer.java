package dev.wesley.rehearsal;

import dev.wesley.rehearsal.connect.Database;
import dev.wesley.rehearsal.shadow.EmbeddedShadow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;

/// One embedded Postgres 18 for all tests of this module; it stops with the JVM.
public final class SharedServer {
    private static final EmbeddedShadow SHADOW = EmbeddedShadow.start(18);
    /// Tests run one after the other and need few databases each; what is older is dropped, so that the end of the JVM has little to delete.
    private static final int KEPT = 6;
    private static final Deque<Database> RECENT = new ArrayDeque<>();

    private SharedServer() {}

    public static EmbeddedShadow shadow() {
        return SHADOW;
    }

    /// A new database with the given statements executed.
    public static synchronized Database database(String... statements) {
        Database database = SHADOW.createDatabase("test");
        RECENT.addLast(database);
        if (RECENT.size() > KEPT) {
            SHADOW.drop(RECENT.removeFirst());
        }
        run(database, statements);
        return database;
    }

    public static void run(Database database, String... statements) {
        try (Connection connection = database.open("wesley-test"); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /// The first column of the first row, as text.
    public static String ask(Database database, String query) {
        try (Connection connection = database.open("wesley-test"); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
