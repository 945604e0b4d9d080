package dev.wesley.rehearsal.shadow;

import dev.wesley.engine.evidence.RehearsalReport;
import dev.wesley.rehearsal.connect.Database;
import dev.wesley.rehearsal.connect.DatabaseUnavailableException;
import dev.wesley.rehearsal.connect.Dsn;
import dev.wesley.rehearsal.connect.ServerMessage;
import dev.wesley.rehearsal.connect.SqlNames;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A server of the user's: with scratch databases of our own where the role may create them, else with the given database if it is empty.
/// A database that holds anything is never touched.
public final class DsnShadow implements Shadow {
    /// Everything that a user could have made in a database: relations, types, functions and schemas outside the system's own.
    private static final String OBJECTS = """
            SELECT count(*) FROM (
              SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r','p','v','m','S','f') AND n.nspname NOT IN ('pg_catalog','information_schema','pg_toast')
                AND n.nspname NOT LIKE 'pg\\_temp\\_%' AND n.nspname NOT LIKE 'pg\\_toast\\_temp\\_%'
                AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
              UNION ALL SELECT t.oid FROM pg_type t WHERE t.oid >= 16384 AND t.typtype IN ('e','d')
                AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
              UNION ALL SELECT p.oid FROM pg_proc p WHERE p.oid >= 16384
                AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
              UNION ALL SELECT n.oid FROM pg_namespace n WHERE n.oid >= 16384 AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'public'
                AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_namespace'::regclass AND d.objid = n.oid AND d.deptype = 'e')
            ) everything
            """;

    private final Dsn dsn;
    private final RehearsalReport.Server server;
    private final boolean mayCreate;
    private final String run;
    private final Set<String> created = new LinkedHashSet<>();
    private boolean givenInUse;

    private DsnShadow(Dsn dsn, RehearsalReport.Server server, boolean mayCreate, String run) {
        this.dsn = dsn;
        this.server = server;
        this.mayCreate = mayCreate;
        this.run = run;
    }

    /// @throws ShadowUnavailableException if nobody answers, or if the role may not create databases and the given one is not empty
    public static DsnShadow open(Dsn dsn) {
        try (Connection connection = new Database(dsn).open("wesley-shadow"); Statement statement = connection.createStatement()) {
            boolean mayCreate;
            String run;
            try (ResultSet row = statement.executeQuery("SELECT rolcreatedb OR rolsuper, pg_backend_pid()::text FROM pg_roles WHERE rolname = current_user")) {
                row.next();
                mayCreate = row.getBoolean(1);
                run = row.getString(2);
            }
            if (!mayCreate) {
                refuseUnlessEmpty(statement, dsn);
            }
            return new DsnShadow(dsn, Shadow.describe(connection, "given"), mayCreate, run);
        } catch (DatabaseUnavailableException e) {
            throw e instanceof ShadowUnavailableException s ? s : new ShadowUnavailableException(String.valueOf(e.getMessage()), e.help());
        } catch (SQLException e) {
            throw unavailable(dsn, e);
        }
    }

    @Override
    public String provider() {
        return "dsn";
    }

    @Override
    public RehearsalReport.Server server() {
        return server;
    }

    @Override
    public synchronized Database createDatabase(String purpose) {
        if (!mayCreate) {
            if (givenInUse) {
                throw new IllegalStateException("the given database is in use: drop it first");
            }
            givenInUse = true;
            return new Database(dsn);
        }
        String name = "wesley_" + purpose + "_" + run + "_" + (created.size() + 1);
        administer("CREATE DATABASE " + SqlNames.quoted(name) + " TEMPLATE template0");
        created.add(name);
        return new Database(dsn.withDatabase(name));
    }

    @Override
    public synchronized void drop(Database database) {
        if (mayCreate) {
            administer("DROP DATABASE IF EXISTS " + SqlNames.quoted(database.name()));
            created.remove(database.name());
        } else if (givenInUse) {
            empty();
            givenInUse = false;
        }
    }

    @Override
    public synchronized void close() {
        for (String name : List.copyOf(created)) {
            drop(new Database(dsn.withDatabase(name)));
        }
        if (givenInUse) {
            drop(new Database(dsn));
        }
    }

    private void administer(String sql) {
        try (Connection connection = new Database(dsn).open("wesley-shadow"); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw unavailable(dsn, e);
        }
    }

    /// Drops what the rehearsal made. The database was empty when it was taken, so all that is there is ours.
    private void empty() {
        List<String> drops = new ArrayList<>();
        try (Connection connection = new Database(dsn).open("wesley-shadow"); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try (ResultSet rows = statement.executeQuery("""
                    SELECT 'DROP SCHEMA ' || quote_ident(nspname) || ' CASCADE' FROM pg_namespace
                      WHERE oid >= 16384 AND nspname NOT LIKE 'pg\\_%' AND nspname <> 'public'
                    UNION ALL SELECT CASE relkind WHEN 'v' THEN 'DROP VIEW IF EXISTS ' WHEN 'm' THEN 'DROP MATERIALIZED VIEW IF EXISTS '
                        WHEN 'S' THEN 'DROP SEQUENCE IF EXISTS ' WHEN 'f' THEN 'DROP FOREIGN TABLE IF EXISTS ' ELSE 'DROP TABLE IF EXISTS ' END
                        || c.oid::regclass || ' CASCADE'
                      FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r','p','v','m','S','f')
                      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('e','i'))
                    UNION ALL SELECT 'DROP FUNCTION IF EXISTS ' || p.oid::regprocedure || ' CASCADE' FROM pg_proc p
                      WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
                    UNION ALL SELECT 'DROP TYPE IF EXISTS ' || format_type(t.oid, NULL) || ' CASCADE' FROM pg_type t
                      WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e','d')
                      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')
                    """)) {
                while (rows.next()) {
                    drops.add(rows.getString(1));
                }
            }
            for (String drop : drops) {
                statement.execute(drop);
            }
            connection.commit();
        } catch (SQLException e) {
            throw unavailable(dsn, e);
        }
    }

    private static void refuseUnlessEmpty(Statement statement, Dsn dsn) throws SQLException {
        try (ResultSet row = statement.executeQuery(OBJECTS)) {
            row.next();
            if (row.getLong(1) > 0) {
                throw new ShadowUnavailableException("nothing was touched: " + dsn + " is not empty, and " + dsn.user() + " may not create a database beside it",
                        "give the role CREATEDB, or name an empty database: a rehearsal drops everything in its shadow");
            }
        }
    }

    private static ShadowUnavailableException unavailable(Dsn dsn, SQLException e) {
        return new ShadowUnavailableException("the shadow " + dsn + " failed: " + dsn.password().hideIn(ServerMessage.of(e).toString()),
                "check the role's rights, or leave out --dsn to rehearse on an embedded Postgres");
    }
}
