package dev.wesley.engine.testing;

import dev.wesley.engine.evidence.ArtifactKind;
import dev.wesley.engine.evidence.ArtifactManifest;
import dev.wesley.engine.evidence.ElementSpan;
import dev.wesley.engine.evidence.EvidenceMap;
import dev.wesley.engine.evidence.GeneratedFile;
import dev.wesley.engine.evidence.RehearsalReport;
import dev.wesley.engine.evidence.RehearsalReport.ObservedLock;
import dev.wesley.engine.evidence.RehearsalReport.ObservedStep;
import dev.wesley.engine.evidence.RehearsalReport.Proof;
import dev.wesley.engine.evidence.RehearsalReport.ProofStatus;
import dev.wesley.engine.evidence.RehearsalReport.Server;
import dev.wesley.engine.evidence.RehearsalReport.Tests;
import dev.wesley.engine.evidence.RehearsalReport.Verdict;
import dev.wesley.engine.evidence.ScoreInput;
import dev.wesley.engine.evidence.Weights;
import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Directives;
import dev.wesley.engine.ir.EnumType;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.ForeignKey;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.PrimaryKey;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.ReferentialAction;
import dev.wesley.engine.ir.RowSecurity;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.ir.UniqueConstraint;
import dev.wesley.engine.json.SchemaHash;
import dev.wesley.engine.plan.Because;
import dev.wesley.engine.plan.Boundary;
import dev.wesley.engine.plan.Lock;
import dev.wesley.engine.plan.LockMode;
import dev.wesley.engine.plan.LockSet;
import dev.wesley.engine.plan.MigrationRisk;
import dev.wesley.engine.plan.PackId;
import dev.wesley.engine.plan.Phase;
import dev.wesley.engine.plan.Plan;
import dev.wesley.engine.plan.PlannedChange;
import dev.wesley.engine.plan.PlannedStep;
import dev.wesley.engine.plan.Reversibility;
import dev.wesley.engine.plan.RiskLevel;
import dev.wesley.engine.plan.RiskShare;
import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.engine.plan.SpelledStep;
import dev.wesley.engine.plan.Statement;
import dev.wesley.engine.plan.Step;
import dev.wesley.engine.plan.StepClass;
import dev.wesley.engine.plan.ThresholdSet;
import dev.wesley.engine.plan.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A small shop with everything that proves its migration: two tables, an enum, four generated files, a plan of three steps and a
/// rehearsal that passed. Everything is covered, so that whatever a test takes away must show.
public final class Shop {
    public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    public static final String PLAN_SHA256 = "a".repeat(64);
    public static final ThresholdSet THRESHOLDS = new ThresholdSet(0.80, 0.40, 0.70);

    private static final List<PackId> PACKS = List.of(new PackId("base", "1.0.0", "b".repeat(64)));
    private static final QualifiedName CUSTOMERS = QualifiedName.of("customers");
    private static final QualifiedName ORDERS = QualifiedName.of("orders");

    private Shop() {}

    public static Schema schema() {
        Table customers = table(
                CUSTOMERS,
                "tbl:Customer",
                List.of(column("id", "col:Customer.id", SqlType.of("uuid"), false), column("email", "col:Customer.email", SqlType.of("text"), false)),
                List.of(new UniqueConstraint("customers_email_key", List.of("email"), false)),
                List.of(),
                List.of(),
                List.of());
        Table orders = table(
                ORDERS,
                "tbl:Order",
                List.of(
                        column("id", "col:Order.id", SqlType.of("uuid"), false),
                        column("customer_id", "col:Order.customer", SqlType.of("uuid"), false),
                        column("status", "col:Order.status", SqlType.userDefined(QualifiedName.of("order_status")), true),
                        column("total", "col:Order.total", SqlType.of("integer"), true).withDefault(Optional.of(Expression.of("0")))),
                List.of(),
                List.of(CheckConstraint.of("orders_total_check", Expression.of("total >= 0"))),
                List.of(new ForeignKey("fk_orders_customer_id", List.of("customer_id"), CUSTOMERS, List.of("id"), ReferentialAction.NO_ACTION,
                        ReferentialAction.NO_ACTION, false, false, true)),
                List.of(Index.of("idx_orders_status", List.of("status"), false)));
        return new Schema(
                List.of(customers, orders), List.of(new EnumType(QualifiedName.of("order_status"), List.of("NEW", "PAID"), Optional.empty())));
    }

    private static Table table(
            QualifiedName name, String uid, List<Column> columns, List<UniqueConstraint> uniques, List<CheckConstraint> checks,
            List<ForeignKey> foreignKeys, List<Index> indexes) {
        return new Table(name, Optional.of(uid), columns, Optional.of(new PrimaryKey(name.name() + "_pkey", List.of("id"))), uniques, checks,
                foreignKeys, indexes, Optional.empty(), RowSecurity.NONE, Optional.empty(), Optional.empty(), Optional.empty(), Directives.NONE);
    }

    private static Column column(String name, String uid, SqlType type, boolean nullable) {
        return new Column(name, Optional.of(uid), type, nullable, true, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Directives.NONE);
    }

    // ---- generated files

    public static List<GeneratedFile> files() {
        return List.of(
                file("schema.sql", ArtifactKind.SQL), file("types.ts", ArtifactKind.TS), file("zod.ts", ArtifactKind.ZOD), suite());
    }

    private static GeneratedFile file(String name, ArtifactKind kind) {
        List<String> lines = new ArrayList<>(List.of("-- " + name));
        List<ElementSpan> spans = new ArrayList<>();
        for (Table table : schema().tables()) {
            int first = lines.size() + 1;
            lines.add("begin " + table.name());
            for (Column column : table.columns()) {
                lines.add("  " + column.name() + " " + column.type());
                spans.add(new ElementSpan(column.uid().orElseThrow(), kind, "column", "", lines.size(), lines.size()));
            }
            lines.add("end");
            spans.add(new ElementSpan(table.uid().orElseThrow(), kind, "table", "", first, lines.size()));
        }
        return new GeneratedFile(name, String.join("\n", lines) + "\n", spans);
    }

    private static GeneratedFile suite() {
        List<String> lines = new ArrayList<>();
        List<ElementSpan> spans = new ArrayList<>();
        for (EnumType type : schema().enums()) {
            assertion(lines, spans, "enum:" + type.name(), "enum", type.name().name());
        }
        for (Table table : schema().tables()) {
            String uid = table.uid().orElseThrow();
            assertion(lines, spans, uid, "table", "");
            for (Column column : table.columns()) {
                Stream.of("column", "type", "nullability", "default").forEach(a -> assertion(lines, spans, column.uid().orElseThrow(), a, ""));
            }
            table.primaryKey().ifPresent(k -> assertion(lines, spans, uid, "primary-key", k.name()));
            table.uniques().forEach(u -> assertion(lines, spans, uid, "unique", u.name()));
            table.checks().forEach(c -> assertion(lines, spans, uid, "check", c.name()));
            table.foreignKeys().forEach(k -> assertion(lines, spans, uid, "foreign-key", k.name()));
            table.indexes().forEach(i -> assertion(lines, spans, uid, "index", i.name()));
        }
        return new GeneratedFile("tests.sql", String.join("\n", lines) + "\n", spans);
    }

    private static void assertion(List<String> lines, List<ElementSpan> spans, String uid, String aspect, String element) {
        lines.add("SELECT ok(" + uid + " " + aspect + " " + element + ");");
        spans.add(new ElementSpan(uid, ArtifactKind.TESTS, aspect, element, lines.size(), lines.size()));
    }

    public static EvidenceMap evidence() {
        return EvidenceMap.of(Optional.of(COMMIT), files());
    }

    public static ArtifactManifest manifest() {
        return ArtifactManifest.of(files());
    }

    // ---- plan

    public static Plan plan() {
        return plan(5);
    }

    /// @param points of migration risk
    public static Plan plan(int points) {
        Because because = new Because("WES-IDX-001", "build an index concurrently", "base", List.of("IndexAdded"));
        Index index = Index.of("idx_orders_status", List.of("status"), false);
        List<PlannedStep> steps = List.of(
                step("expand-01", new Step.AddColumn(ORDERS, Column.of("total", SqlType.of("integer"), true)), Phase.EXPAND, StepClass.SHORT,
                        Boundary.OWN, 1, List.of(new Lock(ORDERS, LockMode.ACCESS_EXCLUSIVE, Work.CATALOGUE)), Reversibility.LOSSY, because),
                step("expand-02", new Step.CreateIndex(ORDERS, index, Step.Build.CONCURRENTLY), Phase.EXPAND, StepClass.CONCURRENT,
                        Boundary.NONE, 2, List.of(new Lock(ORDERS, LockMode.SHARE_UPDATE_EXCLUSIVE, Work.BUILD)), Reversibility.REVERSIBLE, because),
                step("validate-01", new Step.ValidateForeignKey(ORDERS, "fk_orders_customer_id", CUSTOMERS), Phase.VALIDATE, StepClass.SCAN,
                        Boundary.OWN, 3,
                        List.of(new Lock(ORDERS, LockMode.SHARE_UPDATE_EXCLUSIVE, Work.SCAN), new Lock(CUSTOMERS, LockMode.ROW_SHARE, Work.SCAN)),
                        Reversibility.REVERSIBLE, because));
        return new Plan(
                18,
                "1".repeat(64),
                SchemaHash.of(schema()),
                PACKS,
                List.of(new PlannedChange("ColumnAdded", "orders.total", "ADDITIVE", List.of("expand-01"))),
                steps,
                new MigrationRisk(points, RiskLevel.LOW, List.of(new RiskShare("expand-01", points, "a short lock", because))),
                THRESHOLDS,
                List.of());
    }

    private static PlannedStep step(
            String id, Step step, Phase phase, StepClass stepClass, Boundary boundary, int transaction, List<Lock> locks,
            Reversibility reversibility, Because because) {
        return new PlannedStep(id, step, phase, stepClass, boundary, transaction, new LockSet(locks), List.of(), RiskLevel.LOW, reversibility, List.of(),
                List.of("orders.total"), List.of(because));
    }

    /// The plan with a statement for each step.
    public static SpelledPlan spelled(Plan plan) {
        return new SpelledPlan(
                plan,
                plan.steps().stream().map(s -> new SpelledStep(s, List.of(new Statement("SELECT '" + s.id() + "'")), List.of())).toList());
    }

    // ---- rehearsal

    public static RehearsalReport rehearsal() {
        return rehearsal(PLAN_SHA256);
    }

    public static RehearsalReport rehearsal(String planSha256) {
        List<ObservedStep> steps = plan().steps().stream()
                .map(s -> new ObservedStep(s.id(), s.phase().word(), s.step().op(), 24.5, 1,
                        s.locks().locks().stream()
                                .map(l -> new ObservedLock("public." + l.relation().name(), Optional.of(l.mode()), Optional.of(l.mode())))
                                .toList(),
                        List.of(), 2560, 3.25))
                .toList();
        return new RehearsalReport(
                Verdict.PASS,
                new Tests(42, 42, 0, 0, List.of()),
                "embedded",
                new Server(180006, "unshare", Map.of("fsync", "on")),
                planSha256,
                PACKS,
                Instant.parse("2026-11-20T11:59:58.123Z"),
                8123,
                steps,
                new TreeMap<>(Map.of(
                        "P3", new Proof(ProofStatus.PASS, ""),
                        "P7", new Proof(ProofStatus.PASS, ""),
                        "P12", new Proof(ProofStatus.NOT_RUN, "no statement corpus"))),
                List.of("no-data"),
                Optional.empty());
    }

    public static RehearsalReport with(RehearsalReport r, Verdict verdict, Tests tests, List<ObservedStep> steps, Map<String, Proof> proofs) {
        return new RehearsalReport(verdict, tests, r.provider(), r.server(), r.planSha256(), r.packs(), r.timestamp(), r.durationMs(), steps, proofs, r.notes(),
                r.error());
    }

    public static ScoreInput scoreInput() {
        return new ScoreInput(schema(), evidence(), plan(), PLAN_SHA256, Optional.of(rehearsal()), Weights.STANDARD);
    }
}
