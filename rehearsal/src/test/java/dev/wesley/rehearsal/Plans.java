package dev.wesley.rehearsal;

import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.plan.Boundary;
import dev.wesley.engine.plan.Lock;
import dev.wesley.engine.plan.LockMode;
import dev.wesley.engine.plan.LockSet;
import dev.wesley.engine.plan.MigrationRisk;
import dev.wesley.engine.plan.Phase;
import dev.wesley.engine.plan.Plan;
import dev.wesley.engine.plan.PlannedStep;
import dev.wesley.engine.plan.Reversibility;
import dev.wesley.engine.plan.RiskLevel;
import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.engine.plan.SpelledStep;
import dev.wesley.engine.plan.Statement;
import dev.wesley.engine.plan.Step;
import dev.wesley.engine.plan.StepClass;
import dev.wesley.engine.plan.ThresholdSet;
import dev.wesley.engine.plan.Work;
import java.util.Arrays;
import java.util.List;

/// Spelled plans by hand: what the executor is given, without a planner.
public final class Plans {
    private Plans() {}

    public static SpelledPlan of(SpelledStep... steps) {
        return of(18, List.of(steps));
    }

    public static SpelledPlan of(int major, List<SpelledStep> steps) {
        Plan plan = new Plan(major, "from", "to", List.of(), List.of(), steps.stream().map(SpelledStep::planned).toList(),
                new MigrationRisk(0, RiskLevel.LOW, List.of()), new ThresholdSet(0.8, 0.4, 0.7), List.of());
        return new SpelledPlan(plan, steps);
    }

    /// A catalogue step in a transaction of its own.
    public static SpelledStep own(String id, int transaction, List<Lock> locks, String... sql) {
        return step(id, new Step.Analyze(QualifiedName.of("t")), StepClass.SHORT, Boundary.OWN, transaction, locks, sql);
    }

    public static SpelledStep shared(String id, int transaction, List<Lock> locks, String... sql) {
        return step(id, new Step.Analyze(QualifiedName.of("t")), StepClass.SHORT, Boundary.SHARED, transaction, locks, sql);
    }

    public static SpelledStep concurrent(String id, int transaction, Step step, List<Lock> locks, String... sql) {
        return step(id, step, StepClass.CONCURRENT, Boundary.NONE, transaction, locks, sql);
    }

    public static SpelledStep step(String id, Step step, StepClass stepClass, Boundary boundary, int transaction, List<Lock> locks, String... sql) {
        PlannedStep planned = new PlannedStep(id, step, Phase.EXPAND, stepClass, boundary, transaction, new LockSet(locks), List.of(), RiskLevel.LOW,
                Reversibility.REVERSIBLE, List.of(), List.of(), List.of());
        return new SpelledStep(planned, statements(sql), List.of());
    }

    public static SpelledStep createIndex(String id, int transaction, String table, String index, String column, boolean unique) {
        Step step = new Step.CreateIndex(QualifiedName.of(table), Index.of(index, List.of(column), unique), Step.Build.CONCURRENTLY);
        return concurrent(id, transaction, step, List.of(lock(table, LockMode.SHARE_UPDATE_EXCLUSIVE, Work.BUILD)),
                "CREATE " + (unique ? "UNIQUE " : "") + "INDEX CONCURRENTLY \"" + index + "\" ON \"public\".\"" + table + "\" (\"" + column + "\")");
    }

    /// Fills `column` of a table with key `id`, as the generators spell it.
    public static SpelledStep backfill(String id, int transaction, String table, String column, String value) {
        String batch = """
                WITH b AS (SELECT "id" FROM "public"."%1$s" WHERE %4$s "%2$s" IS NULL ORDER BY "id" LIMIT ? FOR NO KEY UPDATE),
                u AS (UPDATE "public"."%1$s" t SET "%2$s" = %3$s FROM b WHERE t."id" = b."id" RETURNING t."id")
                SELECT count(*) AS n, (SELECT "id"::text FROM u ORDER BY "id" DESC LIMIT 1) AS k1 FROM u""";
        Step step = new Step.Backfill(QualifiedName.of(table), column, Expression.of(value), List.of("id"));
        return step(id, step, StepClass.BATCH, Boundary.OWN, transaction, List.of(lock(table, LockMode.ROW_EXCLUSIVE, Work.BATCHES)),
                batch.formatted(table, column, value, ""), batch.formatted(table, column, value, "\"id\" > ? AND"));
    }

    public static Lock lock(String relation, LockMode mode, Work work) {
        return new Lock(QualifiedName.of(relation), mode, work);
    }

    public static Lock exclusive(String relation) {
        return lock(relation, LockMode.ACCESS_EXCLUSIVE, Work.CATALOGUE);
    }

    public static List<Statement> statements(String... sql) {
        return Arrays.stream(sql).map(Statement::new).toList();
    }
}
