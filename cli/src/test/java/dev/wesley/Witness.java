package dev.wesley;

import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.plan.LockMode;
import dev.wesley.engine.plan.Statement;
import dev.wesley.engine.plan.Step;
import dev.wesley.engine.plan.Work;
import dev.wesley.rehearsal.connect.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/// Runs one step on a server and tells what it did, from the system catalogues alone: it knows neither rules nor plans.
///
/// In a transaction, a second session reads `pg_locks` while the step's is open; files and counters are read inside, then all is rolled
/// back. What runs only outside transactions is held up at each of its waits, by writers of its table and by a lock on the catalogue that it
/// writes to last, and looked at there.
final class Witness implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;
    /// More than any table here has rows, so that the first batch touches them all.
    private static final int BATCH = 10_000;

    private final Database database;
    private final Connection actor;
    private final Connection observer;
    private final int pid;

    Witness(Database database) throws SQLException {
        this.database = database;
        this.actor = database.open("wesley-actor");
        this.observer = database.open("wesley-observer");
        this.pid = number(actor, "SELECT pg_backend_pid()");
    }

    /// A table, index or sequence.
    ///
    /// @param file `relfilenode`, 0 where there is none
    /// @param table the table of an index, else itself
    private record Relation(long oid, String name, char kind, long file, long table, long pages) {
        boolean isIndex() {
            return kind == 'i' || kind == 'I';
        }

        boolean holdsRows() {
            return kind == 'r' || kind == 'm' || kind == 'i';
        }
    }

    private record Counters(long scans, long returned, long fetched, long written) {
        static final Counters NONE = new Counters(0, 0, 0, 0);

        Counters since(Counters before) {
            return new Counters(scans - before.scans, returned - before.returned, fetched - before.fetched, written - before.written);
        }
    }

    void prepare(String sql) throws SQLException {
        run(actor, sql);
    }

    /// Runs what a transaction may hold.
    Observation inTransaction(List<Statement> statements, Set<String> ofThisPlan) throws SQLException {
        Map<Long, Relation> before = relations(observer);
        actor.setAutoCommit(false);
        try {
            Map<Long, Counters> idle = counters();
            for (Statement statement : statements) {
                try (PreparedStatement prepared = actor.prepareStatement(statement.sql())) {
                    if (prepared.getParameterMetaData().getParameterCount() == 1) {
                        prepared.setInt(1, BATCH);
                    }
                    prepared.execute();
                }
            }
            Map<Long, LockMode> locks = locks();
            Map<Long, Counters> busy = counters();
            Map<Long, Counters> work = new HashMap<>();
            busy.forEach((oid, c) -> work.put(oid, c.since(idle.getOrDefault(oid, Counters.NONE))));
            return observation(before, relations(actor), locks, work, ofThisPlan);
        } finally {
            actor.rollback();
            actor.setAutoCommit(true);
        }
    }

    /// Runs what refuses to be in a transaction.
    Observation alone(Step step, Statement statement, Set<String> ofThisPlan) throws SQLException {
        Map<Long, Relation> before = relations(observer);
        Map<Long, LockMode> locks = new HashMap<>();
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            run(actor, statement.sql());
            return true;
        });
        Thread thread = new Thread(task, "wesley-actor");
        QualifiedName table = step.table();
        boolean onTable = before.values().stream().anyMatch(r -> !r.isIndex() && r.name().equals(table.toString()));
        if (onTable) {
            Connection first = writer(table);
            thread.start();
            hold(task, first, locks);
            Connection second = writer(table);
            release(first);
            hold(task, second, locks);
            Connection last = catalogue("pg_index");
            release(second);
            await(task, "NOT granted AND locktype = 'relation'");
            look(locks);
            release(last);
        } else {
            Connection last = catalogue("pg_enum");
            thread.start();
            await(task, "NOT granted AND locktype = 'relation'");
            look(locks);
            release(last);
        }
        finish(task);
        return observation(before, relations(observer), locks, Map.of(), ofThisPlan);
    }

    private Connection writer(QualifiedName table) throws SQLException {
        return holding("LOCK TABLE ONLY \"" + table.schema() + "\".\"" + table.name() + "\" IN ROW EXCLUSIVE MODE");
    }

    private Connection catalogue(String name) throws SQLException {
        return holding("LOCK TABLE pg_catalog." + name + " IN SHARE MODE");
    }

    private Connection holding(String sql) throws SQLException {
        Connection holder = database.open("wesley-holder");
        holder.setAutoCommit(false);
        run(holder, sql);
        return holder;
    }

    private static void release(Connection holder) throws SQLException {
        holder.commit();
        holder.close();
    }

    /// Waits until the step waits for this holder's transaction, and looks.
    private void hold(FutureTask<Boolean> task, Connection holder, Map<Long, LockMode> locks) throws SQLException {
        int holderPid = number(holder, "SELECT pg_backend_pid()");
        await(task, "NOT granted AND locktype = 'virtualxid' AND virtualxid = (SELECT virtualtransaction FROM pg_locks WHERE pid = " + holderPid + " LIMIT 1)");
        look(locks);
    }

    private void await(FutureTask<Boolean> task, String condition) throws SQLException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (number(observer, "SELECT count(*)::int FROM pg_locks WHERE pid = " + pid + " AND " + condition) == 0) {
            if (task.isDone()) {
                finish(task);
                throw new AssertionError("ended without waiting: " + condition);
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("did not come to wait: " + condition);
            }
            LockSupport.parkNanos(200_000);
        }
    }

    private void look(Map<Long, LockMode> locks) throws SQLException {
        locks().forEach((oid, mode) -> locks.merge(oid, mode, Witness::both));
    }

    private static void finish(FutureTask<Boolean> task) throws SQLException {
        try {
            task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new SQLException(e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            throw new AssertionError("the step did not end", e);
        }
    }

    /// What the step's session holds or waits for.
    private Map<Long, LockMode> locks() throws SQLException {
        Map<Long, LockMode> locks = new HashMap<>();
        try (PreparedStatement query = observer.prepareStatement(
                "SELECT relation::bigint, mode FROM pg_locks WHERE pid = ? AND locktype = 'relation' AND relation >= 16384")) {
            query.setInt(1, pid);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    locks.merge(rows.getLong(1), LockMode.fromCatalog(rows.getString(2)), Witness::both);
                }
            }
        }
        return locks;
    }

    /// The weakest mode that holds up all that either holds up.
    private static LockMode both(LockMode a, LockMode b) {
        for (LockMode mode : LockMode.values()) {
            if (mode.covers(a) && mode.covers(b)) {
                return mode;
            }
        }
        throw new IllegalArgumentException(a + ", " + b);
    }

    private static Map<Long, Relation> relations(Connection session) throws SQLException {
        Map<Long, Relation> relations = new HashMap<>();
        try (PreparedStatement query = session.prepareStatement("""
                SELECT c.oid::bigint, CASE WHEN n.nspname = 'public' THEN '' ELSE n.nspname || '.' END || c.relname, c.relkind::text,
                  coalesce(pg_relation_filenode(c.oid)::bigint, 0), coalesce(i.indrelid, c.oid)::bigint, c.relpages::bigint
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_index i ON i.indexrelid = c.oid
                WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'i', 'I', 'S', 'm', 'v') AND n.nspname NOT LIKE 'pg\\_%'""");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                relations.put(rows.getLong(1), new Relation(rows.getLong(1), rows.getString(2), rows.getString(3).charAt(0), rows.getLong(4), rows.getLong(5),
                        rows.getLong(6)));
            }
        }
        return relations;
    }

    private Map<Long, Counters> counters() throws SQLException {
        Map<Long, Counters> counters = new HashMap<>();
        try (PreparedStatement query = actor.prepareStatement("""
                SELECT oid::bigint, pg_stat_get_xact_numscans(oid), pg_stat_get_xact_tuples_returned(oid), pg_stat_get_xact_blocks_fetched(oid),
                  pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid) + pg_stat_get_xact_tuples_deleted(oid)
                FROM pg_class WHERE oid >= 16384 AND relkind IN ('r', 'i', 'm')""");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                counters.put(rows.getLong(1), new Counters(rows.getLong(2), rows.getLong(3), rows.getLong(4), rows.getLong(5)));
            }
        }
        return counters;
    }

    private static Observation observation(Map<Long, Relation> before, Map<Long, Relation> after, Map<Long, LockMode> locks, Map<Long, Counters> counters,
            Set<String> ofThisPlan) {
        Map<String, Relation> afterByName = new HashMap<>();
        after.values().forEach(r -> afterByName.put(r.name(), r));
        Set<Long> files = new HashSet<>();
        Set<String> names = new HashSet<>();
        before.values().forEach(r -> {
            files.add(r.file());
            names.add(r.name());
        });
        Set<Long> built = new HashSet<>();
        after.values().stream().filter(r -> r.kind() == 'i' && !names.contains(r.name()) && !before.containsKey(r.oid()) && !files.contains(r.file()))
                .forEach(r -> built.add(r.table()));
        Set<Long> readThroughIndex = new HashSet<>();
        before.values().stream().filter(Relation::isIndex).filter(r -> counters.getOrDefault(r.oid(), Counters.NONE).returned() > 0)
                .forEach(r -> readThroughIndex.add(r.table()));
        TreeMap<String, Observation.Touch> touches = new TreeMap<>();
        for (Relation relation : before.values()) {
            Relation table = before.getOrDefault(relation.table(), relation);
            if (ofThisPlan.contains(relation.name()) || ofThisPlan.contains(table.name())) {
                continue;
            }
            long fileNow = Optional.ofNullable(after.get(relation.oid())).or(() -> Optional.ofNullable(afterByName.get(relation.name()))).map(Relation::file).orElse(relation.file());
            // A file that was there before came with another relation that took the name.
            boolean copied = relation.holdsRows() && relation.file() != fileNow && !files.contains(fileNow);
            Counters counted = counters.getOrDefault(relation.oid(), Counters.NONE);
            Work work = Work.CATALOGUE;
            if (relation.isIndex()) {
                Relation tableNow = after.getOrDefault(table.oid(), table);
                work = !copied ? Work.CATALOGUE : tableNow.file() != table.file() ? Work.REWRITE : Work.BUILD;
            } else if (relation.holdsRows()) {
                boolean read = counted.scans() > 0 || counted.returned() > 0 || readThroughIndex.contains(relation.oid())
                        || relation.pages() > 0 && counted.fetched() >= relation.pages();
                work = copied ? Work.REWRITE : built.contains(relation.oid()) ? Work.BUILD : counted.written() > 0 ? Work.BATCHES
                        : read ? Work.SCAN : Work.CATALOGUE;
            }
            Optional<LockMode> mode = Optional.ofNullable(locks.get(relation.oid()))
                    .filter(m -> !relation.isIndex() || m.covers(LockMode.SHARE_UPDATE_EXCLUSIVE) || m.covers(LockMode.SHARE));
            if (mode.isPresent() || work != Work.CATALOGUE) {
                boolean lookups = work == Work.SCAN && counted.scans() == 0 && readThroughIndex.contains(relation.oid());
                touches.put(relation.name(), new Observation.Touch(mode, work, relation.holdsRows(), lookups));
            }
        }
        return new Observation(touches);
    }

    private static void run(Connection session, String sql) throws SQLException {
        try (java.sql.Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(Connection session, String sql) throws SQLException {
        try (java.sql.Statement statement = session.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    @Override
    public void close() throws SQLException {
        actor.close();
        observer.close();
    }
}
