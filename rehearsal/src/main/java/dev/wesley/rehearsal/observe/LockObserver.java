package dev.wesley.rehearsal.observe;

import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.plan.Boundary;
import dev.wesley.engine.plan.LockMode;
import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.engine.plan.SpelledStep;
import dev.wesley.engine.plan.StepClass;
import dev.wesley.rehearsal.connect.Database;
import dev.wesley.rehearsal.execute.ExecutionListener;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A second session that looks at `pg_locks` of the executing one without pause, and takes an exact picture on the executing session
/// itself before a transactional step commits (rehearsal.md 4). Outside transactions the claim is "at least": what is held for less than
/// the longest gap may be missed.
///
/// Steps that share a transaction keep each other's locks: they are told apart by the exact pictures alone, each less what the steps
/// before it held.
public final class LockObserver implements ExecutionListener, AutoCloseable {
    private static final String LOCKS = """
            SELECT l.relation, l.mode FROM pg_locks l WHERE l.pid = %s AND l.locktype = 'relation' AND l.relation >= 16384
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())""";
    private static final long BREATH_NANOS = 1_000_000;

    private final Database database;
    private final Map<String, Watched> watched = new LinkedHashMap<>();
    private Relations existing = new Relations(Map.of());
    private Set<Held> heldByEarlier = Set.of();
    private int transaction = -1;
    private int attempt;
    private @Nullable Connection session;
    private @Nullable Thread sampler;
    private volatile @Nullable Watched now;
    private volatile boolean closed;
    private volatile @Nullable SQLException blind;

    public LockObserver(Database database, SpelledPlan plan) {
        this.database = database;
        for (SpelledStep step : plan.steps()) {
            watched.put(step.id(), new Watched(step));
        }
    }

    private record Held(long oid, LockMode mode) {}

    /// What has been seen of one step. Samples come from the observer's thread, everything else from the executor's.
    private static final class Watched {
        private final SpelledStep step;
        private final SeenLocks seen = new SeenLocks();
        private Relations names = new Relations(Map.of());
        private Relations before = new Relations(Map.of());
        private @Nullable FileNodes changed;
        private long samples;
        private long lastLook;
        private long longestGap;

        Watched(SpelledStep step) {
            this.step = step;
        }

        boolean outsideTransaction() {
            return step.planned().boundary() == Boundary.NONE || step.planned().stepClass() == StepClass.BATCH;
        }

        synchronized void started(Relations relations) {
            names = relations;
            before = relations;
            lastLook = System.nanoTime();
        }

        synchronized void looked(Set<Held> held, Relations existing) {
            samples++;
            gap();
            add(held, existing);
        }

        synchronized void gap() {
            long time = System.nanoTime();
            longestGap = Math.max(longestGap, time - lastLook);
            lastLook = time;
        }

        synchronized void add(Set<Held> held, Relations existing) {
            for (Held lock : held) {
                Optional<Relations.Relation> relation = existing.get(lock.oid());
                if (relation.isPresent()) {
                    // The name as it was when the step began: an earlier step may have renamed it.
                    Optional<Relations.Relation> named = names.named(lock.oid()).or(() -> existing.named(lock.oid()));
                    QualifiedName table = names.named(relation.get().table()).or(() -> existing.named(relation.get().table())).map(Relations.Relation::name)
                            .orElse(relation.get().name());
                    named.ifPresent(n -> seen.add(n, table, relation.get().isIndex() || relation.get().isSequence(), lock.mode()));
                }
            }
        }

        synchronized long samples() {
            return samples;
        }

        synchronized StepObservation observation() {
            FileNodes files = changed == null ? new FileNodes(new java.util.TreeSet<>(), Map.of()) : changed;
            return new StepObservation(seen.besides(step.planned()), files.all().stream().toList(), files.undeclared(step.planned()).stream().toList(),
                    samples, longestGap / 1e6);
        }
    }

    /// What was seen of a step; of one that did not run, nothing.
    public StepObservation of(String step) {
        Watched seen = watched.get(step);
        if (seen == null) {
            throw new IllegalArgumentException("not a step of this plan: " + step);
        }
        return seen.observation();
    }

    /// Why the second session saw nothing, if it failed.
    public Optional<SQLException> blindness() {
        return Optional.ofNullable(blind);
    }

    @Override
    public void runStarted(Connection executor) throws SQLException {
        existing = Relations.read(executor);
        int pid;
        try (Statement statement = executor.createStatement(); ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            pid = row.getInt(1);
        }
        Connection own = database.open("wesley-observer");
        session = own;
        sampler = Thread.ofPlatform().daemon().name("wesley-observer").start(() -> sample(own, pid));
    }

    @Override
    public void stepStarted(SpelledStep step, int attempt, Connection executor) throws SQLException {
        Watched next = watched(step);
        if (step.planned().transaction() != transaction || attempt != this.attempt || step.planned().boundary() != Boundary.SHARED) {
            heldByEarlier = Set.of();
        }
        transaction = step.planned().transaction();
        this.attempt = attempt;
        next.started(Relations.read(executor));
        if (step.planned().boundary() != Boundary.SHARED) {
            now = next;
            if (next.outsideTransaction()) {
                awaitLook(next);
            }
        }
    }

    @Override
    public void stepApplied(SpelledStep step, Connection executor) throws SQLException {
        Watched current = watched(step);
        if (!executor.getAutoCommit()) {
            Set<Held> held;
            try (Statement statement = executor.createStatement(); ResultSet rows = statement.executeQuery(LOCKS.formatted("pg_backend_pid()"))) {
                held = read(rows);
            }
            Set<Held> own = new HashSet<>(held);
            own.removeAll(heldByEarlier);
            current.add(own, existing);
            heldByEarlier = step.planned().boundary() == Boundary.SHARED ? held : Set.of();
        }
        now = null;
        if (step.planned().boundary() != Boundary.SHARED) {
            current.gap();
        }
        current.changed = FileNodes.changed(existing, current.before, Relations.read(executor));
    }

    @Override
    public void close() {
        closed = true;
        Thread thread = sampler;
        if (thread != null) {
            LockSupport.unpark(thread);
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Connection own = session;
        if (own != null) {
            try {
                own.close();
            } catch (SQLException e) {
                // It is gone already.
            }
        }
    }

    private Watched watched(SpelledStep step) {
        Watched found = watched.get(step.id());
        if (found == null) {
            throw new IllegalArgumentException("not a step of this plan: " + step.id());
        }
        return found;
    }

    /// A short statement could be over before the observer wakes up.
    private void awaitLook(Watched next) {
        long before = next.samples();
        LockSupport.unpark(sampler);
        while (next.samples() == before && blind == null) {
            LockSupport.parkNanos(BREATH_NANOS / 10);
        }
    }

    private void sample(Connection own, int pid) {
        try (PreparedStatement statement = own.prepareStatement(LOCKS.formatted("?"))) {
            statement.setInt(1, pid);
            while (!closed) {
                Watched current = now;
                if (current == null || !current.outsideTransaction()) {
                    // Transactional steps are seen exactly before they commit: here only what they wait for matters.
                    LockSupport.parkNanos(BREATH_NANOS);
                }
                if (current != null) {
                    Set<Held> held;
                    try (ResultSet rows = statement.executeQuery()) {
                        held = read(rows);
                    }
                    if (now == current) {
                        current.looked(held, existing);
                    }
                }
            }
        } catch (SQLException e) {
            blind = e;
        }
    }

    private static Set<Held> read(ResultSet rows) throws SQLException {
        Set<Held> held = new HashSet<>();
        while (rows.next()) {
            held.add(new Held(rows.getLong(1), LockMode.fromCatalog(rows.getString(2))));
        }
        return held;
    }
}
