package dev.wesley.rehearsal.execute;

import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.plan.Boundary;
import dev.wesley.engine.plan.Lock;
import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.engine.plan.SpelledStep;
import dev.wesley.engine.plan.Step;
import dev.wesley.engine.plan.StepClass;
import dev.wesley.rehearsal.connect.Database;
import dev.wesley.rehearsal.connect.DatabaseUnavailableException;
import dev.wesley.rehearsal.connect.ServerMessage;
import dev.wesley.rehearsal.connect.SqlNames;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/// Runs plans on one database. A plan is either done, or stopped at a step with everything before it committed and nothing of it left
/// but committed batches.
///
/// Steps with one transaction number commit together; CONCURRENTLY forms run outside; a strong lock is tried for with short, growing
/// timeouts and long pauses between them, so that the application behind it stalls for less than a tenth of the time (execution.md 4).
public final class Executor {
    private static final Set<String> WORTH_RETRYING = Set.of("55P03", "40P01", "40001");
    private static final String CANCELLED = "57014";
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    private static final Duration OLD = Duration.ofSeconds(1);
    private static final Duration CLEANUP_LIMIT = Duration.ofSeconds(30);

    private final Database database;
    private final ExecutionSettings settings;
    private final ExecutionListener listener;
    private final Pace pace;
    private final Running running = new Running();

    public Executor(Database database, ExecutionSettings settings, ExecutionListener listener, Pace pace) {
        this.database = database;
        this.settings = settings;
        this.listener = listener;
        this.pace = pace;
    }

    /// Stops the run: the statement that runs is cancelled, what a CONCURRENTLY form leaves behind is dropped. From any thread.
    public void cancel(String why) {
        running.cancel(why);
    }

    /// Runs a plan to its end or to its first failure.
    ///
    /// @throws DatabaseUnavailableException if no session can be opened
    public ExecutionReport execute(SpelledPlan plan) {
        List<List<SpelledStep>> groups = transactions(plan);
        Instant start = pace.now();
        String run = HexFormat.of().toHexDigits(pace.random().nextLong()).substring(0, 8);
        CountDownLatch finished = new CountDownLatch(1);
        Thread watchdog = Thread.ofVirtual().name("wesley-watchdog").start(() -> watch(finished));
        Run current = new Run(run, start.plus(settings.timeout()));
        Optional<StepFailure> failure = Optional.empty();
        try (Connection connection = database.open("wesley/" + run + "/start")) {
            current.execute(connection, groups);
        } catch (Stopped e) {
            failure = Optional.of(e.failure);
        } catch (SQLException e) {
            failure = Optional.of(failure("", ServerMessage.of(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = Optional.of(new StepFailure("", "", "the run was interrupted", "look at the database before you run it again"));
        } finally {
            finished.countDown();
            watchdog.interrupt();
        }
        return new ExecutionReport(run, current.done, failure, Duration.between(start, pace.now()));
    }

    private void watch(CountDownLatch finished) {
        try {
            if (!finished.await(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                do {
                    running.cancel("the time limit of " + settings.timeout().toMillis() + " ms is over");
                } while (!finished.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS));
            }
        } catch (InterruptedException e) {
            // The run ended.
        }
    }

    /// Neighbours with one transaction number; what runs outside a transaction, or in many, is alone.
    private static List<List<SpelledStep>> transactions(SpelledPlan plan) {
        List<List<SpelledStep>> groups = new ArrayList<>();
        for (SpelledStep step : plan.steps()) {
            List<SpelledStep> last = groups.isEmpty() ? List.of() : groups.getLast();
            if (!last.isEmpty() && last.getFirst().planned().transaction() == step.planned().transaction()) {
                if (!shares(last.getFirst()) || !shares(step)) {
                    throw new IllegalArgumentException("steps " + last.getFirst().id() + " and " + step.id() + " cannot share transaction "
                            + step.planned().transaction());
                }
                last.add(step);
            } else {
                groups.add(new ArrayList<>(List.of(step)));
            }
        }
        return groups;
    }

    private static boolean shares(SpelledStep step) {
        return step.planned().boundary() == Boundary.SHARED && step.planned().stepClass() != StepClass.BATCH;
    }

    private static StepFailure failure(String step, ServerMessage message) {
        String help = switch (message.sqlState().length() < 2 ? "" : message.sqlState().substring(0, 2)) {
            case "08", "57" -> "look at the database before you run it again: the last step may be done";
            case "22", "23" -> "the rows that are there refute this step: find and mend them, then plan and rehearse again";
            case "42" -> message.sqlState().equals("42501") ? "give the role the right to do this"
                    : "the database is not the one that this plan starts from: compare it with the schema, then plan again";
            case "53" -> "the server is out of room, memory or sessions: make room, then run again";
            case "55", "40" -> "somebody holds a lock that the step needs: run it at a quieter time";
            case "25" -> "the server is read-only, a standby, or ended the transaction: check where the address points";
            default -> "rehearse the plan again with --dry-run to see its statements";
        };
        return new StepFailure(step, message.sqlState(), message.text(), help);
    }

    private interface Attempt {
        void run(Connection connection, StepTimeouts timeouts, int attempt) throws SQLException, Stopped;
    }

    private static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient StepFailure failure;

        Stopped(StepFailure failure) {
            super(failure.message(), null, false, false);
            this.failure = failure;
        }
    }

    /// One run of one plan.
    private final class Run {
        private final String run;
        private final Instant deadline;
        private final List<ExecutedStep> done = new ArrayList<>();
        private int serverVersion;

        Run(String run, Instant deadline) {
            this.run = run;
            this.deadline = deadline;
        }

        void execute(Connection connection, List<List<SpelledStep>> groups) throws SQLException, Stopped, InterruptedException {
            refusePooler(connection);
            try (Statement statement = connection.createStatement()) {
                try (ResultSet row = statement.executeQuery("SELECT current_setting('server_version_num')::int")) {
                    row.next();
                    serverVersion = row.getInt(1);
                }
                statement.execute("SET idle_in_transaction_session_timeout = " + IDLE_LIMIT.toMillis());
            }
            noticeLostClients(connection);
            long key = MigrationLock.key(settings.lockName());
            lock(connection, key);
            listener.runStarted(connection);
            for (List<SpelledStep> group : groups) {
                SpelledStep first = group.getFirst();
                if (first.planned().stepClass() == StepClass.BATCH) {
                    fill(connection, first);
                } else if (first.planned().boundary() == Boundary.NONE) {
                    outside(connection, first);
                } else {
                    together(connection, group);
                }
            }
            MigrationLock.unlock(connection, key);
        }

        /// A pooler invents the key by which its clients cancel, so the pid of the handshake is not the backend's (execution.md 2, test A).
        private void refusePooler(Connection connection) throws SQLException, Stopped {
            int handshake = connection.unwrap(PGConnection.class).getBackendPID();
            try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
                row.next();
                if (row.getInt(1) != handshake) {
                    throw new Stopped(new StepFailure("", "", "nothing was executed: there is a connection pooler between Wesley and the server, "
                            + "and session locks and timeouts leak through it", "use the server's direct address and port"));
                }
            }
        }

        /// From 14 on a backend can notice that its client is gone, instead of building on; not on every platform of a server.
        private void noticeLostClients(Connection connection) throws SQLException {
            if (serverVersion >= 140000) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("SET client_connection_check_interval = '500ms'");
                } catch (SQLException e) {
                    if (!"22023".equals(e.getSQLState())) {
                        throw e;
                    }
                }
            }
        }

        private void lock(Connection connection, long key) throws SQLException, Stopped, InterruptedException {
            Instant end = earlier(pace.now().plus(settings.lockWait()), deadline);
            Duration wait = Duration.ofMillis(25);
            while (!MigrationLock.tryLock(connection, key)) {
                listener.waitingForLock();
                if (!pace.now().plus(wait).isBefore(end)) {
                    throw new Stopped(new StepFailure("", "", "nothing was executed: another run holds the migration lock "
                            + settings.lockName() + ": " + MigrationLock.holder(connection, key), "wait until it ends"));
                }
                pause("", jittered(wait));
                wait = shorter(wait.multipliedBy(2), Duration.ofSeconds(2));
            }
            if (!MigrationLock.held(connection, key)) {
                throw new Stopped(new StepFailure("", "", "nothing was executed: the migration lock is not on this session",
                        "use the server's direct address and port"));
            }
        }

        // ---- one transaction

        private void together(Connection connection, List<SpelledStep> group) throws SQLException, Stopped, InterruptedException {
            List<Duration> elapsed = new ArrayList<>();
            Outcome outcome = patiently(connection, group, (session, timeouts, attempt) -> {
                elapsed.clear();
                session.setAutoCommit(false);
                try (Statement statement = session.createStatement()) {
                    for (SpelledStep step : group) {
                        Instant start = pace.now();
                        set(statement, "SET LOCAL", step, StepTimeouts.of(step.planned().stepClass(), attempt));
                        listener.stepStarted(step, attempt, session);
                        for (dev.wesley.engine.plan.Statement sql : step.statements()) {
                            running.during(statement, () -> statement.execute(sql.sql()));
                        }
                        listener.stepApplied(step, session);
                        elapsed.add(Duration.between(start, pace.now()));
                    }
                    Instant start = pace.now();
                    session.commit();
                    elapsed.set(elapsed.size() - 1, elapsed.getLast().plus(Duration.between(start, pace.now())));
                }
            });
            for (int i = 0; i < group.size(); i++) {
                finish(group.get(i), new ExecutedStep(group.get(i).id(), outcome.attempts(), elapsed.get(i), i == 0 ? outcome.waited() : Duration.ZERO, 0));
            }
        }

        // ---- outside a transaction

        private void outside(Connection connection, SpelledStep step) throws SQLException, Stopped, InterruptedException {
            Optional<QualifiedName> index = step.planned().step() instanceof Step.CreateIndex create && create.build() == Step.Build.CONCURRENTLY
                    ? Optional.of(create.table().sibling(create.index().name())) : Optional.empty();
            if (index.isPresent()) {
                adopt(connection, step, index.get());
            }
            Duration[] elapsed = {Duration.ZERO};
            Outcome outcome = patiently(connection, List.of(step), (session, timeouts, attempt) -> {
                Instant start = pace.now();
                int executed = 0;
                try (Statement statement = session.createStatement()) {
                    set(statement, "SET", step, timeouts);
                    listener.stepStarted(step, attempt, session);
                    for (dev.wesley.engine.plan.Statement sql : step.statements()) {
                        running.during(statement, () -> statement.execute(sql.sql()));
                        executed++;
                    }
                    listener.stepApplied(step, session);
                } catch (SQLException e) {
                    if (index.isPresent()) {
                        dropLeftover(session, step, index.get(), e);
                    } else if (executed > 0) {
                        throw new Stopped(failure(step.id(), ServerMessage.of(e)));
                    }
                    throw e;
                } finally {
                    reset(session);
                }
                elapsed[0] = Duration.between(start, pace.now());
            });
            finish(step, new ExecutedStep(step.id(), outcome.attempts(), elapsed[0], outcome.waited(), 0));
        }

        /// An invalid index of this name is either somebody's live work, which is waited for, or an orphan, which is dropped. A valid one is
        /// left to the statement, which fails on it: IF NOT EXISTS would call both done.
        private void adopt(Connection connection, SpelledStep step, QualifiedName index) throws SQLException, Stopped, InterruptedException {
            Surroundings.IndexState state = Surroundings.index(connection, index, serverVersion);
            while (state == Surroundings.IndexState.BUILDING) {
                pause(step.id(), LOOK_AGAIN);
                state = Surroundings.index(connection, index, serverVersion);
            }
            if (state == Surroundings.IndexState.ORPHAN) {
                dropConcurrently(connection, index);
            }
        }

        private void dropLeftover(Connection connection, SpelledStep step, QualifiedName index, SQLException cause) throws Stopped {
            try {
                if (Surroundings.index(connection, index, serverVersion) == Surroundings.IndexState.ORPHAN) {
                    dropConcurrently(connection, index);
                }
            } catch (SQLException e) {
                ServerMessage message = ServerMessage.of(cause);
                throw new Stopped(new StepFailure(step.id(), message.sqlState(), message.text() + "; the invalid index " + index + " is left and costs writes",
                        "drop it with DROP INDEX CONCURRENTLY " + SqlNames.quoted(index)));
            }
        }

        private void dropConcurrently(Connection connection, QualifiedName index) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET lock_timeout = 0");
                statement.execute("SET statement_timeout = " + CLEANUP_LIMIT.toMillis());
                statement.execute("DROP INDEX CONCURRENTLY IF EXISTS " + SqlNames.quoted(index));
            } finally {
                reset(connection);
            }
        }

        // ---- batches

        private void fill(Connection connection, SpelledStep step) throws SQLException, Stopped, InterruptedException {
            Backfill backfill = new Backfill(step, settings.batchSize());
            Instant start = pace.now();
            Duration waited = Duration.ZERO;
            int attempts = 0;
            while (!backfill.done()) {
                Duration[] took = {Duration.ZERO};
                Outcome outcome = patiently(connection, List.of(step), (session, timeouts, attempt) -> {
                    Instant batchStart = pace.now();
                    session.setAutoCommit(false);
                    Backfill.Batch batch;
                    try (Statement statement = session.createStatement()) {
                        set(statement, "SET LOCAL", step, timeouts);
                        listener.stepStarted(step, attempt, session);
                        batch = backfill.next(session, running);
                        listener.stepApplied(step, session);
                        session.commit();
                    } catch (SQLException e) {
                        if (CANCELLED.equals(e.getSQLState()) && running.cancelled().isEmpty() && backfill.shrink()) {
                            session.rollback();
                            return;
                        }
                        throw e;
                    }
                    took[0] = Duration.between(batchStart, pace.now());
                    backfill.committed(batch, took[0]);
                });
                attempts += outcome.attempts();
                waited = waited.plus(outcome.waited());
                if (!backfill.done()) {
                    // Half of the time belongs to the application.
                    pause(step.id(), took[0]);
                }
            }
            finish(step, new ExecutedStep(step.id(), attempts, Duration.between(start, pace.now()).minus(waited), waited, backfill.rows()));
        }

        // ---- retries

        private record Outcome(int attempts, Duration waited) {}

        /// Looks, knocks, and pauses ten to twenty times as long as it knocked, until the step is done or its patience is over.
        private Outcome patiently(Connection connection, List<SpelledStep> group, Attempt body) throws SQLException, Stopped, InterruptedException {
            SpelledStep first = group.getFirst();
            Instant start = pace.now();
            Instant end = earlier(start.plus(settings.patience()), deadline);
            for (int attempt = 1; ; attempt++) {
                if (first.planned().stepClass() != StepClass.CONCURRENT) {
                    letOldHoldersGo(connection, group, end);
                }
                refuseIfOver(first.id());
                StepTimeouts timeouts = StepTimeouts.of(first.planned().stepClass(), attempt);
                Instant knock = pace.now();
                try {
                    body.run(connection, timeouts, attempt);
                    connection.setAutoCommit(true);
                    return new Outcome(attempt, Duration.between(start, knock));
                } catch (SQLException e) {
                    ServerMessage message = ServerMessage.of(e);
                    if (!connection.isValid(5)) {
                        throw new Stopped(failure(first.id(), message));
                    }
                    if (!connection.getAutoCommit()) {
                        connection.rollback();
                        connection.setAutoCommit(true);
                    }
                    refuseIfOver(first.id());
                    if (CANCELLED.equals(message.sqlState())) {
                        throw new Stopped(new StepFailure(first.id(), CANCELLED, "a statement took longer than " + timeouts.statement().toMillis()
                                + " ms and was rolled back", "the plan is wrong for a table of this size: plan again with the size of the table"));
                    }
                    if (!WORTH_RETRYING.contains(message.sqlState())) {
                        throw new Stopped(failure(first.id(), message));
                    }
                    Duration wait = timeouts.lock().isZero() ? Duration.ofMillis(100) : timeouts.lock();
                    Duration pause = wait.multipliedBy(10).plus(jittered(wait.multipliedBy(10)));
                    if (!pace.now().plus(pause).isBefore(end)) {
                        throw new Stopped(impatient(connection, group, message));
                    }
                    listener.stepRetried(first, attempt, message, pause);
                    pause(first.id(), pause);
                }
            }
        }

        private void letOldHoldersGo(Connection connection, List<SpelledStep> group, Instant end) throws SQLException, Stopped, InterruptedException {
            List<Lock> locks = group.stream().flatMap(s -> s.planned().locks().locks().stream()).toList();
            while (!locks.isEmpty()) {
                List<LockHolder> old = Surroundings.holders(connection, locks).stream().filter(h -> h.age().compareTo(OLD) > 0).toList();
                if (old.isEmpty()) {
                    return;
                }
                listener.waiting(group.getFirst(), old);
                if (!pace.now().plus(LOOK_AGAIN).isBefore(end)) {
                    refuseIfOver(group.getFirst().id());
                    throw new Stopped(impatient(connection, group, new ServerMessage("55P03", "its locks could not be had")));
                }
                pause(group.getFirst().id(), LOOK_AGAIN);
            }
        }

        private StepFailure impatient(Connection connection, List<SpelledStep> group, ServerMessage message) throws SQLException {
            List<Lock> locks = group.stream().flatMap(s -> s.planned().locks().locks().stream()).toList();
            List<LockHolder> holders = Surroundings.holders(connection, locks);
            String who = holders.isEmpty() ? "" : ": " + String.join("; ", holders.stream().map(LockHolder::toString).toList());
            return new StepFailure(group.getFirst().id(), message.sqlState(),
                    message.text() + " within " + settings.patience().toMillis() + " ms" + who, "run it at a quieter time, or end what is in the way");
        }

        private void refuseIfOver(String step) throws Stopped {
            Optional<String> why = running.cancelled();
            if (why.isPresent() || !pace.now().isBefore(deadline)) {
                throw new Stopped(new StepFailure(step, "", "stopped: " + why.orElse("the time limit of " + settings.timeout().toMillis() + " ms is over"),
                        "what was done before this step is committed and stays"));
            }
        }

        private void pause(String step, Duration length) throws Stopped, InterruptedException {
            Instant end = pace.now().plus(length);
            for (Duration rest = length; rest.isPositive(); rest = Duration.between(pace.now(), end)) {
                refuseIfOver(step);
                pace.pause(shorter(rest, LOOK_AGAIN));
            }
        }

        // ---- settings

        private void set(Statement statement, String how, SpelledStep step, StepTimeouts timeouts) throws SQLException {
            statement.execute(how + " application_name = " + SqlNames.literal("wesley/" + run + "/" + step.id()));
            statement.execute(how + " lock_timeout = " + timeouts.lock().toMillis());
            statement.execute(how + " statement_timeout = " + timeouts.statement().toMillis());
            if (serverVersion >= 170000) {
                statement.execute(how + " transaction_timeout = " + timeouts.transaction().toMillis());
            }
        }

        private void reset(Connection connection) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("RESET lock_timeout");
                statement.execute("RESET statement_timeout");
                if (serverVersion >= 170000) {
                    statement.execute("RESET transaction_timeout");
                }
            } catch (SQLException e) {
                // The session is lost, and its settings with it.
            }
        }

        private void finish(SpelledStep step, ExecutedStep result) {
            done.add(result);
            listener.stepFinished(step, result);
        }

        private Duration jittered(Duration most) {
            return Duration.ofNanos((long) (most.toNanos() * pace.random().nextDouble()));
        }
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
