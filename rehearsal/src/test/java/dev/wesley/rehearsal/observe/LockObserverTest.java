package dev.wesley.rehearsal.observe;

import static dev.wesley.rehearsal.Plans.createIndex;
import static dev.wesley.rehearsal.Plans.exclusive;
import static dev.wesley.rehearsal.Plans.lock;
import static dev.wesley.rehearsal.Plans.own;
import static dev.wesley.rehearsal.Plans.shared;
import static dev.wesley.rehearsal.SharedServer.database;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.evidence.RehearsalReport.ObservedLock;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.plan.LockMode;
import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.engine.plan.SpelledStep;
import dev.wesley.engine.plan.Work;
import dev.wesley.rehearsal.Plans;
import dev.wesley.rehearsal.connect.Database;
import dev.wesley.rehearsal.execute.ExecutionSettings;
import dev.wesley.rehearsal.execute.Executor;
import dev.wesley.rehearsal.execute.Pace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LockObserverTest {
    private record Seen(Map<String, StepObservation> steps) {
        StepObservation of(String step) {
            return Objects.requireNonNull(steps.get(step));
        }
    }

    private static Seen observe(Database database, SpelledStep... steps) {
        SpelledPlan plan = Plans.of(steps);
        try (LockObserver observer = new LockObserver(database, plan)) {
            assertThat(new Executor(database, ExecutionSettings.DEFAULT, observer, Pace.real()).execute(plan).failure()).isEmpty();
            assertThat(observer.blindness()).isEmpty();
            Map<String, StepObservation> seen = new LinkedHashMap<>();
            for (SpelledStep step : steps) {
                seen.put(step.id(), observer.of(step.id()));
            }
            return new Seen(seen);
        }
    }

    private static ObservedLock seen(String relation, LockMode predicted, LockMode observed) {
        return new ObservedLock(relation, Optional.of(predicted), Optional.of(observed));
    }

    @Test
    void seesTheLockOfAConcurrentIndexBuild() {
        Database database = database("CREATE TABLE t (a int)", "INSERT INTO t SELECT g FROM generate_series(1, 100000) g");
        StepObservation seen = observe(database, createIndex("expand-01", 1, "t", "t_a", "a", false)).of("expand-01");
        assertThat(seen.locks()).containsExactly(seen("t", LockMode.SHARE_UPDATE_EXCLUSIVE, LockMode.SHARE_UPDATE_EXCLUSIVE));
        assertThat(seen.samples()).isPositive();
        assertThat(seen.longestGapMs()).isPositive();
        assertThat(seen.rewrites()).isEmpty();
    }

    @Test
    void seesEveryLockOfATransactionBeforeItCommits() {
        Database database = database("CREATE SCHEMA sales", "CREATE TABLE users (id int PRIMARY KEY, note text)",
                "CREATE TABLE sales.orders (id int PRIMARY KEY, user_id int)");
        StepObservation seen = observe(database, own("expand-01", 1, List.of(lock("users", LockMode.SHARE_ROW_EXCLUSIVE, Work.CATALOGUE)),
                "ALTER TABLE sales.orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID")).of("expand-01");
        assertThat(seen.locks()).containsExactly(
                new ObservedLock("users", Optional.of(LockMode.SHARE_ROW_EXCLUSIVE), Optional.of(LockMode.SHARE_ROW_EXCLUSIVE)),
                new ObservedLock("sales.orders", Optional.empty(), Optional.of(LockMode.SHARE_ROW_EXCLUSIVE)));
        assertThat(seen.locks().getLast().within()).isFalse();
    }

    @Test
    void tellsStepsOfOneTransactionApart() {
        Database database = database("CREATE TABLE a (id int)", "CREATE TABLE b (id int)");
        Seen seen = observe(database,
                shared("expand-01", 1, List.of(exclusive("a")), "ALTER TABLE a ADD x int"),
                shared("expand-02", 1, List.of(exclusive("b")), "ALTER TABLE b ADD x int"));
        assertThat(seen.of("expand-01").locks()).containsExactly(seen("a", LockMode.ACCESS_EXCLUSIVE, LockMode.ACCESS_EXCLUSIVE));
        assertThat(seen.of("expand-02").locks()).containsExactly(seen("b", LockMode.ACCESS_EXCLUSIVE, LockMode.ACCESS_EXCLUSIVE));
    }

    @Test
    void doesNotJudgeWhatThePlanItselfCreates() {
        Seen seen = observe(database(),
                shared("expand-01", 1, List.of(), "CREATE TABLE t (a int)"),
                own("expand-02", 2, List.of(), "ALTER TABLE t ALTER a TYPE bigint"));
        assertThat(seen.steps().values()).allSatisfy(s -> {
            assertThat(s.locks()).isEmpty();
            assertThat(s.rewrites()).isEmpty();
        });
    }

    @Test
    void namesARewriteThatThePlanDoesNotSay() {
        Database database = database("CREATE TABLE t (a int, b text)", "CREATE INDEX t_b ON t (b)", "CREATE TABLE u (a int, b text)", "CREATE TABLE v (a int)");
        Seen seen = observe(database,
                own("expand-01", 1, List.of(exclusive("t")), "ALTER TABLE t ADD c float DEFAULT random()"),
                own("expand-02", 2, List.of(lock("u", LockMode.ACCESS_EXCLUSIVE, Work.REWRITE)), "ALTER TABLE u ALTER a TYPE bigint"),
                own("expand-03", 3, List.of(exclusive("v")), "ALTER TABLE v ADD c int DEFAULT 5"));
        assertThat(seen.of("expand-01").undeclared()).containsExactly(QualifiedName.of("t"), QualifiedName.of("t_b"));
        assertThat(seen.of("expand-02").rewrites()).containsExactly(QualifiedName.of("u"));
        assertThat(seen.of("expand-02").undeclared()).isEmpty();
        assertThat(seen.of("expand-03").rewrites()).isEmpty();
    }

    @Test
    void followsARelationThatAnEarlierStepRenamed() {
        Database database = database("CREATE TABLE t (a int)");
        Seen seen = observe(database,
                own("expand-01", 1, List.of(exclusive("t")), "ALTER TABLE t RENAME TO s"),
                own("expand-02", 2, List.of(exclusive("s")), "ALTER TABLE s ADD b int"));
        assertThat(seen.steps().values()).allSatisfy(s -> assertThat(s.locks()).singleElement().satisfies(l -> assertThat(l.within()).isTrue()));
    }
}
