package dev.wesley.generators.postgres;

import dev.wesley.engine.plan.Statement;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// An empty database of its own on the one server of this test run.
final class Database implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private final String name;
    private final Connection connection;

    private Database(String name, Connection connection) {
        this.name = name;
        this.connection = connection;
    }

    /// Started at first use; stopped by the wrapper when the JVM ends.
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Database create() throws SQLException {
        String name = "d" + COUNT.incrementAndGet();
        administer("CREATE DATABASE " + name);
        return new Database(name, DriverManager.getConnection(
                Server.POSTGRES.getJdbcUrl("postgres", name) + "&stringtype=unspecified&options=-c%20client_min_messages=warning"));
    }

    private static void administer(String sql) throws SQLException {
        try (Connection admin = Server.POSTGRES.getPostgresDatabase().getConnection(); var s = admin.createStatement()) {
            s.execute(sql);
        }
    }

    Connection connection() {
        return connection;
    }

    void execute(String sql) throws SQLException {
        try (var s = connection.createStatement()) {
            s.execute(sql);
        }
    }

    void execute(List<Statement> statements) throws SQLException {
        for (Statement statement : statements) {
            try {
                execute(statement.sql());
            } catch (SQLException e) {
                throw new SQLException(e.getMessage() + " in: " + statement.sql(), e.getSQLState(), e);
            }
        }
    }

    /// Parses a statement without executing it.
    void check(Statement statement) throws SQLException {
        try {
            execute("DO $wes_check$ BEGIN RETURN; " + statement.sql() + "; END $wes_check$");
        } catch (SQLException e) {
            throw new SQLException(e.getMessage() + " in: " + statement.sql(), e.getSQLState(), e);
        }
    }

    /// Every row as its columns, joined by `|`.
    List<String> query(String sql, String... parameters) throws SQLException {
        try (var s = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                s.setString(i + 1, parameters[i]);
            }
            ResultSet rows = s.executeQuery();
            ResultSetMetaData columns = rows.getMetaData();
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    row.add(String.valueOf(rows.getString(i)));
                }
                all.add(String.join("|", row));
            }
            return all;
        }
    }

    String one(String sql, String... parameters) throws SQLException {
        return query(sql, parameters).getFirst();
    }

    /// Everything of the user's that the catalogue holds, in words; two equal databases give equal lists.
    List<String> catalogue() throws SQLException {
        List<String> all = new ArrayList<>();
        for (String sql : CATALOGUE) {
            all.addAll(query(sql));
        }
        Collections.sort(all);
        return all;
    }

    private static final String OURS = " NOT IN ('pg_catalog', 'information_schema', 'pg_toast') ";

    private static final List<String> CATALOGUE = List.of(
            "SELECT 'schema', nspname FROM pg_namespace WHERE nspname" + OURS,
            """
            SELECT 'relation', c.oid::regclass, c.relkind, c.relrowsecurity, c.relforcerowsecurity, pg_get_partkeydef(c.oid),
                   obj_description(c.oid, 'pg_class')
            FROM pg_class c WHERE c.relnamespace::regnamespace::text"""
                    + OURS,
            """
            SELECT 'column', a.attrelid::regclass, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
                   a.attgenerated, pg_get_expr(d.adbin, d.adrelid), col_description(a.attrelid, a.attnum)
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p') AND c.relnamespace::regnamespace::text"""
                    + OURS,
            """
            SELECT 'constraint', conrelid::regclass, conname, contype, pg_get_constraintdef(oid), convalidated
            FROM pg_constraint WHERE connamespace::regnamespace::text"""
                    + OURS,
            """
            SELECT 'index', pg_get_indexdef(i.indexrelid), i.indisvalid, i.indisready
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relnamespace::regnamespace::text"""
                    + OURS,
            """
            SELECT 'policy', polrelid::regclass, polname, polcmd, polpermissive, polroles::regrole[], pg_get_expr(polqual, polrelid),
                   pg_get_expr(polwithcheck, polrelid)
            FROM pg_policy""",
            """
            SELECT 'enum', t.oid::regtype, array_agg(e.enumlabel ORDER BY e.enumsortorder), obj_description(t.oid, 'pg_type')
            FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY t.oid""",
            """
            SELECT 'function', pg_get_functiondef(p.oid), p.proacl FROM pg_proc p
            WHERE p.prokind = 'f' AND p.pronamespace::regnamespace::text"""
                    + OURS);

    @Override
    public void close() throws SQLException {
        connection.close();
        administer("DROP DATABASE " + name + " WITH (FORCE)");
    }
}
