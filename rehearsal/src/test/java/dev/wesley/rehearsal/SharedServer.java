package dev.wesley.rehearsal;

import dev.wesley.rehearsal.connect.Database;
import dev.wesley.rehearsal.shadow.EmbeddedShadow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// One embedded Postgres 18 for all tests of this module; it stops with the JVM.
public final class SharedServer {
    private static final EmbeddedShadow SHADOW = EmbeddedShadow.start(18);

    private SharedServer() {}

    public static EmbeddedShadow shadow() {
        return SHADOW;
    }

    /// A new database with the given statements executed.
    public static Database database(String... statements) {
        Database database = SHADOW.createDatabase("test");
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
