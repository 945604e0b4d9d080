package dev.wesley.rehearsal.execute;

import static dev.wesley.rehearsal.Plans.backfill;
import static dev.wesley.rehearsal.Plans.createIndex;
import static dev.wesley.rehearsal.Plans.exclusive;
import static dev.wesley.rehearsal.Plans.own;
import static dev.wesley.rehearsal.Plans.shared;
import static dev.wesley.rehearsal.SharedServer.ask;
import static dev.wesley.rehearsal.SharedServer.database;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.engine.plan.SpelledStep;
import dev.wesley.rehearsal.Plans;
import dev.wesley.rehearsal.connect.Database;
import dev.wesley.rehearsal.connect.DatabaseUnavailableException;
import dev.wesley.rehearsal.connect.Dsn;
import dev.wesley.rehearsal.connect.Secret;
import dev.wesley.rehearsal.connect.ServerMessage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExecutorTest {
    private static final ExecutionSettings SETTINGS = ExecutionSettings.DEFAULT.withPatience(Duration.ofSeconds(20));

    private static ExecutionReport execute(Database database, SpelledStep... steps) {
        return execute(database, SETTINGS, ExecutionListener.none(), steps);
    }

    private static ExecutionReport execute(Database database, ExecutionSettings settings, ExecutionListener listener, SpelledStep... steps) {
        return new Executor(database, settings, listener, Pace.real()).execute(Plans.of(steps));
    }

    /// Opens a session, executes, and leaves the transaction open.
    private static Connection holding(Database database, String sql) throws SQLException {
        Connection connection = database.open("wesley-blocker");
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return connection;
    }

    @Test
    void stepsOfOneTransactionCommitTogether() {
        Database database = database();
        ExecutionReport report = execute(database,
                shared("expand-01", 1, List.of(), "CREATE TABLE a (id int)"),
                shared("expand-02", 1, List.of(), "CREATE TABLE b (id int)", "CREATE TABLE a (id int)"));
        assertThat(report.failure()).hasValueSatisfying(f -> {
            assertThat(f.sqlState()).isEqualTo("42P07");
            assertThat(f.help()).contains("not the one that this plan starts from");
        });
        assertThat(report.steps()).isEmpty();
        assertThat(ask(database, "SELECT to_regclass('a')")).isEqualTo("null");
    }

    @Test
    void whatWasCommittedBeforeAFailureStays() {
        Database database = database();
        ExecutionReport report = execute(database,
                own("expand-01", 1, List.of(), "CREATE TABLE a (id int)"),
                own("expand-02", 2, List.of(), "SELECT no_such_thing"),
                own("expand-03", 3, List.of(), "CREATE TABLE c (id int)"));
        assertThat(report.failure()).hasValueSatisfying(f -> assertThat(f.step()).isEqualTo("expand-02"));
        assertThat(report.steps()).extracting(ExecutedStep::id).containsExactly("expand-01");
        assertThat(ask(database, "SELECT to_regclass('a')")).isEqualTo("a");
        assertThat(ask(database, "SELECT to_regclass('c')")).isEqualTo("null");
    }

    @Test
    void refusesToPutAConcurrentlyFormIntoATransaction() {
        assertThatThrownBy(() -> execute(database(), shared("expand-01", 1, List.of(), "SELECT 1"), createIndex("expand-02", 1, "t", "i", "a", false)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("expand-02");
    }

    @Test
    void namesItsSessionAndLimitsItByTheClassOfTheStep() {
        Database database = database();
        List<String> seen = new ArrayList<>();
        execute(database, SETTINGS, new ExecutionListener() {
            @Override
            public void stepApplied(SpelledStep step, Connection executor) throws SQLException {
                try (Statement statement = executor.createStatement(); var row = statement.executeQuery("SELECT current_setting('application_name') || ' ' "
                        + "|| current_setting('lock_timeout') || ' ' || current_setting('statement_timeout') || ' ' || current_setting('idle_in_transaction_session_timeout')")) {
                    row.next();
                    seen.add(row.getString(1).replaceFirst("/[0-9a-f]{8}/", "/run/"));
                }
            }
        }, own("expand-01", 1, List.of(), "CREATE TABLE t (a int)"), createIndex("expand-02", 2, "t", "t_a", "a", false));
        assertThat(seen).containsExactly("wesley/run/expand-01 50ms 10s 1min", "wesley/run/expand-02 0 0 1min");
    }

    @Test
    void knocksAgainUntilABlockingSessionIsGone() throws SQLException {
        Database database = database("CREATE TABLE t (a int)");
        List<ServerMessage> retries = new ArrayList<>();
        try (Connection blocker = holding(database, "SELECT * FROM t")) {
            ExecutionReport report = execute(database, SETTINGS, new ExecutionListener() {
                @Override
                public void stepRetried(SpelledStep step, int attempt, ServerMessage why, Duration pause) {
                    retries.add(why);
                    assertThat(pause).isBetween(Duration.ofMillis(500), Duration.ofMillis(1000));
                    commit(blocker);
                }
            }, own("expand-01", 1, List.of(exclusive("t")), "ALTER TABLE t ADD b int"));
            assertThat(report.failure()).isEmpty();
            assertThat(report.steps().getFirst().attempts()).isEqualTo(2);
            assertThat(report.steps().getFirst().waited()).isGreaterThanOrEqualTo(Duration.ofMillis(500));
        }
        assertThat(retries).extracting(ServerMessage::sqlState).containsExactly("55P03");
    }

    private static void commit(Connection connection) {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void doesNotEvenQueueBehindAnOldTransactionAndNamesIt() throws SQLException {
        Database database = database("CREATE TABLE t (a int)");
        try (Connection blocker = holding(database, "SELECT * FROM t, pg_sleep(1.1)")) {
            List<LockHolder> holders = new ArrayList<>();
            ExecutionReport report = execute(database, SETTINGS.withPatience(Duration.ofMillis(600)), new ExecutionListener() {
                @Override
                public void waiting(SpelledStep step, List<LockHolder> found) {
                    holders.addAll(found);
                }
            }, own("expand-01", 1, List.of(exclusive("t")), "ALTER TABLE t ADD b int"));
            assertThat(report.failure()).hasValueSatisfying(f -> {
                assertThat(f.sqlState()).isEqualTo("55P03");
                assertThat(f.message()).contains("wesley-blocker").contains("AccessShareLock on t").doesNotContain("pg_sleep");
            });
            assertThat(holders).isNotEmpty();
            blocker.rollback();
        }
    }

    @Test
    void aSecondRunWaitsForTheMigrationLock() throws Exception {
        Database database = database("CREATE TABLE t (a int)");
        CountDownLatch refused = new CountDownLatch(1);
        List<ExecutionReport> second = new ArrayList<>();
        Thread[] runner = new Thread[1];
        ExecutionReport first = execute(database, SETTINGS, new ExecutionListener() {
            @Override
            public void stepApplied(SpelledStep step, Connection executor) {
                runner[0] = Thread.ofPlatform().start(() -> second.add(execute(database, SETTINGS, new ExecutionListener() {
                    @Override
                    public void waitingForLock() {
                        refused.countDown();
                    }
                }, own("expand-01", 1, List.of(), "ALTER TABLE t ADD c int"))));
                await(refused);
            }
        }, own("expand-01", 1, List.of(exclusive("t")), "ALTER TABLE t ADD b int"));
        runner[0].join();
        assertThat(first.completed()).isTrue();
        assertThat(second).singleElement().satisfies(r -> assertThat(r.completed()).isTrue());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void givesUpOnTheMigrationLockAndSaysWhoHoldsIt() throws SQLException {
        Database database = database();
        try (Connection other = database.open("another-runner")) {
            assertThat(MigrationLock.tryLock(other, MigrationLock.key("wesley:001"))).isTrue();
            ExecutionReport report = execute(database, SETTINGS.withLockWait(Duration.ofMillis(100)), ExecutionListener.none(),
                    own("expand-01", 1, List.of(), "CREATE TABLE never (a int)"));
            assertThat(report.failure()).hasValueSatisfying(f -> assertThat(f.message()).contains("another-runner"));
            assertThat(ask(database, "SELECT to_regclass('never')")).isEqualTo("null");
        }
    }

    @Test
    void anIndexBuildThatFailsLeavesNoInvalidIndex() {
        Database database = database("CREATE TABLE t (a int)", "INSERT INTO t VALUES (1), (1)");
        ExecutionReport report = execute(database, createIndex("expand-01", 1, "t", "t_a", "a", true));
        assertThat(report.failure()).hasValueSatisfying(f -> {
            assertThat(f.sqlState()).isEqualTo("23505");
            assertThat(f.message()).doesNotContain("(1)");
        });
        assertThat(ask(database, "SELECT count(*) FROM pg_index WHERE NOT indisvalid")).isEqualTo("0");
        assertThat(ask(database, "SELECT to_regclass('t_a')")).isEqualTo("null");
    }

    @Test
    void anInvalidIndexThatSomebodyLeftIsBuiltAgain() throws SQLException {
        Database database = database("CREATE TABLE t (a int)", "INSERT INTO t VALUES (1), (1)");
        try (Connection connection = database.open("wesley-test"); Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("CREATE UNIQUE INDEX CONCURRENTLY t_a ON t (a)")).isInstanceOf(SQLException.class);
            statement.execute("DELETE FROM t");
        }
        assertThat(ask(database, "SELECT indisvalid FROM pg_index WHERE indexrelid = 't_a'::regclass")).isEqualTo("f");
        assertThat(execute(database, createIndex("expand-01", 1, "t", "t_a", "a", true)).failure()).isEmpty();
        assertThat(ask(database, "SELECT indisvalid FROM pg_index WHERE indexrelid = 't_a'::regclass")).isEqualTo("t");
    }

    @Test
    void fillsInBatchesAndChangesNothingTheSecondTime() {
        Database database = database("CREATE TABLE t (id int PRIMARY KEY, a int, b int)",
                "INSERT INTO t SELECT g, g % 3, CASE WHEN g % 7 = 0 THEN 99 END FROM generate_series(1, 2345) g");
        SpelledStep fill = backfill("backfill-01", 1, "t", "b", "a + 1");
        ExecutionReport report = execute(database, SETTINGS.withBatchSize(100), ExecutionListener.none(), fill);
        assertThat(report.failure()).isEmpty();
        assertThat(report.steps().getFirst().rows()).isEqualTo(2345 - 335);
        assertThat(report.steps().getFirst().attempts()).as("batches").isGreaterThan(3);
        assertThat(ask(database, "SELECT count(*) FROM t WHERE b IS DISTINCT FROM CASE WHEN id % 7 = 0 THEN 99 ELSE a + 1 END")).isEqualTo("0");
        assertThat(execute(database, fill).steps().getFirst().rows()).isZero();
    }

    @Test
    void fillsRowsThatAreInsertedBehindTheWalk() {
        Database database = database("CREATE TABLE t (id int PRIMARY KEY, a int, b int)", "INSERT INTO t SELECT g, 1 FROM generate_series(1000, 1250) g");
        boolean[] inserted = {false};
        ExecutionReport report = execute(database, SETTINGS.withBatchSize(100), new ExecutionListener() {
            @Override
            public void stepApplied(SpelledStep step, Connection executor) {
                if (!inserted[0]) {
                    inserted[0] = true;
                    dev.wesley.rehearsal.SharedServer.run(database, "INSERT INTO t VALUES (1, 1)");
                }
            }
        }, backfill("backfill-01", 1, "t", "b", "a + 1"));
        assertThat(report.failure()).isEmpty();
        assertThat(ask(database, "SELECT count(*) FROM t WHERE b IS NULL")).isEqualTo("0");
    }

    @Test
    void aTimeLimitEndsAStatementAndSaysSo() {
        ExecutionReport report = execute(database(), SETTINGS.withTimeout(Duration.ofMillis(400)), ExecutionListener.none(),
                own("expand-01", 1, List.of(), "SELECT pg_sleep(30)"));
        assertThat(report.failure()).hasValueSatisfying(f -> assertThat(f.message()).contains("time limit of 400 ms"));
        assertThat(report.elapsed()).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void leavesNoMigrationLockBehind() {
        Database database = database();
        execute(database, own("expand-01", 1, List.of(), "CREATE TABLE t (a int)"));
        assertThat(ask(database, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"))
                .isEqualTo("0");
    }

    @Test
    void aPlanForAnotherMajorIsNotDeployed() {
        Database database = database();
        SpelledPlan plan = Plans.of(15, List.of(own("expand-01", 1, List.of(), "CREATE TABLE t (a int)")));
        ExecutionReport report = new Deployment(database.dsn(), SETTINGS, ExecutionListener.none()).execute(plan);
        assertThat(report.failure()).hasValueSatisfying(f -> assertThat(f.message()).contains("Postgres 15").contains("Postgres 18"));
        assertThat(ask(database, "SELECT to_regclass('t')")).isEqualTo("null");
    }

    @Test
    void deploysAPlan() {
        Database database = database();
        SpelledPlan plan = Plans.of(own("expand-01", 1, List.of(), "CREATE TABLE t (a int)"));
        assertThat(new Deployment(database.dsn(), SETTINGS, ExecutionListener.none()).execute(plan).completed()).isTrue();
        assertThat(ask(database, "SELECT to_regclass('t')")).isEqualTo("t");
    }

    @Test
    void aServerThatIsNotThereIsNamedWithoutThePassword() {
        Dsn nowhere = new Dsn("127.0.0.1:1", "shop", "ana", new Secret("hunter2"), new TreeMap<>());
        assertThatThrownBy(() -> execute(new Database(nowhere), own("expand-01", 1, List.of(), "SELECT 1")))
                .isInstanceOf(DatabaseUnavailableException.class).hasMessageContaining("postgres://ana@127.0.0.1:1/shop")
                .hasMessageNotContaining("hunter2").hasNoCause();
    }
}
