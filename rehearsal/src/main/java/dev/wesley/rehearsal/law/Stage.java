package dev.wesley.rehearsal.law;

import dev.wesley.rehearsal.connect.Database;
import dev.wesley.rehearsal.shadow.Shadow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where empty databases come from, one at a time for each purpose.
public sealed interface Stage {
    Database empty(String purpose) throws SQLException;

    void leave(Database database);

    /// A database of its own for every schema: for SQL of others, which may make anything.
    record Fresh(Shadow shadow) implements Stage {
        @Override
        public Database empty(String purpose) {
            return shadow.createDatabase(purpose);
        }

        @Override
        public void leave(Database database) {
            shadow.drop(database);
        }
    }

    /// The same database for many schemas, emptied in between, which is several times faster: for what `SchemaSql` builds, which is all in
    /// schemas. After [#USES] it gives way to a new one, before its catalogue is full of dead rows.
    final class Swept implements Stage, AutoCloseable {
        static final int USES = 200;
        private final Shadow shadow;
        private final Map<String, Database> databases = new HashMap<>();
        private final Map<String, Integer> uses = new HashMap<>();

        public Swept(Shadow shadow) {
            this.shadow = shadow;
        }

        @Override
        public Database empty(String purpose) throws SQLException {
            Database database = databases.get(purpose);
            if (database != null && uses.merge(purpose, 1, Integer::sum) > USES) {
                shadow.drop(database);
                database = null;
            }
            if (database == null) {
                database = shadow.createDatabase(purpose);
                databases.put(purpose, database);
                uses.put(purpose, 1);
                return database;
            }
            try (Connection connection = database.open("wesley-laws"); Statement statement = connection.createStatement()) {
                List<String> schemas = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery(
                        "SELECT quote_ident(nspname) FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'")) {
                    while (rows.next()) {
                        schemas.add(rows.getString(1));
                    }
                }
                for (String schema : schemas) {
                    statement.execute("DROP SCHEMA " + schema + " CASCADE");
                }
                statement.execute("CREATE SCHEMA public");
            }
            return database;
        }

        @Override
        public void leave(Database database) {
            // It is emptied before its next use.
        }

        @Override
        public void close() {
            databases.values().forEach(shadow::drop);
            databases.clear();
        }
    }
}
