package dev.wesley.engine;

import static dev.wesley.engine.inference.Packs.file;
import static dev.wesley.engine.inference.Packs.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.diff.Change;
import dev.wesley.engine.explain.Explanation;
import dev.wesley.engine.fact.ExistingIndex;
import dev.wesley.engine.fact.ExistingKey;
import dev.wesley.engine.fact.ExistingTable;
import dev.wesley.engine.fact.ServerVersion;
import dev.wesley.engine.fact.TableSize;
import dev.wesley.engine.inference.PackSource;
import dev.wesley.engine.inference.Packs;
import dev.wesley.engine.inference.RulePack;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Directives;
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
import dev.wesley.engine.json.Json;
import dev.wesley.engine.json.PlanJson;
import dev.wesley.engine.json.SchemaHash;
import dev.wesley.engine.plan.Cost;
import dev.wesley.engine.plan.Lock;
import dev.wesley.engine.plan.LockMode;
import dev.wesley.engine.plan.Plan;
import dev.wesley.engine.plan.PlannedChange;
import dev.wesley.engine.plan.PlannedStep;
import dev.wesley.engine.plan.RiskLevel;
import dev.wesley.engine.plan.RiskShare;
import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.engine.plan.SpelledStep;
import dev.wesley.engine.plan.Statement;
import dev.wesley.engine.plan.Work;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final QualifiedName ORDERS = QualifiedName.of("orders");
    private static final QualifiedName CUSTOMERS = QualifiedName.of("customers");
    private static final List<RulePack> SMALL = Packs.load(Packs.small());

    private static Table table(QualifiedName name, String... columns) {
        List<Column> all = new ArrayList<>(List.of(Column.of("id", SqlType.of("uuid"), false)));
        for (String column : columns) {
            all.add(Column.of(column, SqlType.of("text"), true));
        }
        return new Table(name, Optional.empty(), all, Optional.of(new PrimaryKey(name.name() + "_pkey", List.of("id"))), List.of(), List.of(), List.of(),
                List.of(), Optional.empty(), RowSecurity.NONE, Optional.empty(), Optional.empty(), Optional.empty(), Directives.NONE);
    }

    private static Change column(String name) {
        return new Change.ColumnAdded(ORDERS, Column.of(name, SqlType.of("text"), true));
    }

    private static Change index(QualifiedName table, String name, String column) {
        return new Change.IndexAdded(table, Index.of(name, List.of(column), false));
    }

    private static Change foreignKey() {
        return new Change.ForeignKeyAdded(ORDERS, new ForeignKey("orders_customer_fk", List.of("customer"), CUSTOMERS, List.of("id"),
                ReferentialAction.NO_ACTION, ReferentialAction.NO_ACTION, false, false, true));
    }

    private static Planner planner(List<RulePack> packs) {
        return new Planner(packs);
    }

    private static PlanRequest request(Table... before) {
        return new PlanRequest(new Schema(List.of(before), List.of()), Schema.EMPTY, 18, List.of());
    }

    private static Outcome<Plan> plan(List<RulePack> packs, PlanRequest request, Change... changes) {
        return planner(packs).planChanges(List.of(changes), request);
    }

    private static Plan done(Change... changes) {
        Outcome<Plan> outcome = plan(SMALL, request(table(ORDERS)), changes);
        assertThat(outcome.diagnostics()).isEmpty();
        return outcome.value();
    }

    private static List<Diagnostic> refused(PackSource more, Change... changes) {
        Outcome<Plan> outcome = plan(Packs.load(Packs.small(), more), request(table(ORDERS)), changes);
        assertThat(outcome.isDone()).isFalse();
        return outcome.diagnostics();
    }

    static SpelledPlan spelled(Plan plan) {
        return new SpelledPlan(plan, plan.steps().stream()
                .map(s -> new SpelledStep(s, List.of(new Statement("-- " + s.step().op() + " " + s.step().element())), List.of())).toList());
    }

    // ---- a plan

    @Test
    void plansEveryChangeInOrder() {
        Plan plan = done(foreignKey(), column("customer"), index(ORDERS, "orders_customer_idx", "customer"), new Change.TableAdded(table(CUSTOMERS, "name")),
                index(CUSTOMERS, "customers_name_idx", "name"));
        assertThat(plan.steps()).extracting(s -> s.id() + " " + s.step().op() + " " + s.step().table() + " t" + s.transaction()).containsExactly(
                "expand-01 CreateTable customers t1",
                "expand-02 CreateIndex customers t1",
                "expand-03 AddColumn orders t2",
                "expand-04 CreateIndex orders t3",
                "expand-05 AddForeignKey orders t4",
                "validate-01 ValidateForeignKey orders t5");
        assertThat(plan.steps().get(4).after()).containsExactly("expand-01", "expand-03");
        assertThat(plan.steps().get(5).after()).containsExactly("expand-05");
    }

    @Test
    void saysOfEachStepWhatTheRulesSaid() {
        Plan plan = done(column("note"));
        PlannedStep step = plan.steps().getFirst();
        assertThat(step.locks().locks()).containsExactly(new Lock(ORDERS, LockMode.ACCESS_EXCLUSIVE, Work.CATALOGUE));
        assertThat(step.risk()).isEqualTo(RiskLevel.MEDIUM);
        assertThat(step.changes()).containsExactly("ColumnAdded orders.note");
        assertThat(step.because()).extracting(b -> b.code()).containsExactly("SML-LCK-003", "SML-PH-002", "SML-RSK-002", "SML-RSK-003", "SML-RW-002");
        assertThat(plan.changes()).containsExactly(new PlannedChange("ColumnAdded", "orders.note", "ADDITIVE", List.of("expand-01")));
        assertThat(plan.packs()).singleElement().satisfies(p -> assertThat(p.version()).isEqualTo("1.2.0"));
        assertThat(plan.fromSchema()).matches("[0-9a-f]{64}").isNotEqualTo(plan.toSchema());
        assertThat(plan.toSchema()).isEqualTo(SchemaHash.of(Schema.EMPTY));
        assertThat(plan.thresholds().migrationRisk()).isEqualTo(0.4);
    }

    @Test
    void tracesEveryPointOfRiskToAStepAndARule() {
        Plan plan = done(column("a"), column("b"));
        assertThat(plan.risk().points()).isEqualTo(8);
        assertThat(plan.risk().level()).isEqualTo(RiskLevel.MEDIUM);
        assertThat(plan.risk().shares()).extracting(s -> s.step() + " " + s.points() + " " + s.because().code()).containsExactly(
                "expand-01 3 SML-RSK-002", "expand-01 1 SML-RSK-003", "expand-02 3 SML-RSK-002", "expand-02 1 SML-RSK-003");
        assertThat(plan.risk().shares().stream().mapToInt(RiskShare::points).sum()).isEqualTo(plan.risk().points());
    }

    @Test
    void keepsWarningsBesideThePlan() {
        assertThat(done(column("note")).findings()).singleElement().satisfies(f -> {
            assertThat(f.code()).isEqualTo("SML-GT-001");
            assertThat(f.subject()).isEqualTo("orders.note");
            assertThat(f.message()).isEqualTo("a new column waits for the longest transaction");
        });
    }

    @Test
    void plansNothingForNothing() {
        Plan plan = done();
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.risk().points()).isZero();
    }

    @Test
    void givesEqualBytesForEveryOrderOfChangesAndPacks() {
        List<Change> changes = new ArrayList<>(List.of(foreignKey(), column("customer"), index(ORDERS, "i", "customer"),
                new Change.TableAdded(table(CUSTOMERS, "name")), column("a"), column("b"), index(CUSTOMERS, "j", "name")));
        PackSource warns = Packs.of("t", "gate/a.drl", file("t", "gate", rule("w", "T-1", "gate", "$c : ColumnAdded()", "proposals.warn( $c, \"x\" );")));
        List<RulePack> packs = Packs.load(Packs.small(), warns);
        String expected = bytes(packs, changes);
        Random random = new Random(3);
        for (int i = 0; i < 5; i++) {
            Collections.shuffle(changes, random);
            assertThat(bytes(i % 2 == 0 ? packs.reversed() : packs, changes)).isEqualTo(expected);
        }
    }

    private static String bytes(List<RulePack> packs, List<Change> changes) {
        return Json.pretty(PlanJson.write(spelled(planner(packs).planChanges(changes, request(table(ORDERS))).value())));
    }

    @Test
    void readsBackFromItsDocument() {
        SpelledPlan plan = spelled(done(foreignKey(), column("customer"), new Change.TableAdded(table(CUSTOMERS))));
        assertThat(PlanJson.read(Json.pretty(PlanJson.write(plan)))).isEqualTo(plan);
    }

    @Test
    void takesTwoEqualStepsForOne() {
        PackSource twice = Packs.of("t", "rewrite/a.drl", file("t", "rewrite", rule("columns come with their table", "T-1", "rewrite",
                "$c : Change( kind == \"TableCommentChanged\", $t : table ) $a : ColumnAdded( table == $t, $n : column )",
                "proposals.propose( $c, new AddColumn( $t, $n ) );"),
                rule("a comment is metadata", "T-2", "rewrite", "ServerVersion( major < 0 ) $c : Change()", "proposals.warn( $c, \"\" );")));
        Change comment = new Change.TableCommentChanged(ORDERS, Optional.empty(), Optional.of("x"));
        Plan plan = plan(Packs.load(Packs.small(), twice), request(table(ORDERS)), column("note"), comment).value();
        assertThat(plan.steps()).singleElement().satisfies(s -> assertThat(s.changes())
                .containsExactly("ColumnAdded orders.note", "TableCommentChanged orders"));
        assertThat(plan.changes()).allSatisfy(c -> assertThat(c.steps()).containsExactly("expand-01"));
    }

    // ---- facts

    @Test
    void tellsRulesWhatIsThere() {
        Table orders = table(ORDERS, "no");
        Table full = new Table(ORDERS, Optional.empty(), orders.columns(), orders.primaryKey(), List.of(new UniqueConstraint("no_key", List.of("no"), false)),
                List.of(), List.of(), List.of(Index.of("idx", List.of("no"), false)), Optional.empty(), RowSecurity.NONE, Optional.empty(), Optional.empty(),
                Optional.empty(), Directives.NONE);
        TableSize size = new TableSize(ORDERS, 5, TableSize.Certainty.EXACT);
        assertThat(Planner.facts(new PlanRequest(new Schema(List.of(full), List.of()), Schema.EMPTY, 14, List.of(size, new ServerVersion(11)))))
                .contains(new ServerVersion(14), size, new ExistingTable(ORDERS, false), new ExistingKey(ORDERS, "orders_pkey", List.of("id"), true),
                        new ExistingKey(ORDERS, "no_key", List.of("no"), false), new ExistingIndex(ORDERS, Index.of("idx", List.of("no"), false)),
                        new ExistingIndex(ORDERS, Index.of("orders_pkey", List.of("id"), true)))
                .doesNotContain(new ServerVersion(11))
                .filteredOn(f -> f instanceof ServerVersion).hasSize(1);
    }

    // ---- refusals

    @Test
    void refusesEveryChangeWithoutPacks() {
        List<Diagnostic> reasons = plan(List.of(), request(table(ORDERS)), column("a"), foreignKey(), new Change.ColumnRemoved(ORDERS,
                Column.of("x", SqlType.of("text"), true))).diagnostics();
        assertThat(reasons).hasSize(3).allSatisfy(r -> assertThat(r.code()).isEqualTo(Code.UNANSWERED_CHANGE));
        assertThat(reasons).extracting(Diagnostic::message).containsExactly(
                "there is no plan, because no rule answers this change: field orders.a added",
                "there is no plan, because no rule answers this change: foreign key orders.orders_customer_fk added",
                "there is no plan, because no rule answers this change: field orders.x removed");
    }

    @Test
    void refusesEvenNothingWithoutPacks() {
        assertThat(plan(List.of(), request()).diagnostics()).extracting(Diagnostic::code).containsOnly(Code.INCOMPLETE_STEP);
    }

    @Test
    void refusesWhatARuleRefusesWithItsReasonAndItsHelp() {
        Outcome<Plan> outcome = plan(SMALL, request(table(ORDERS)), new Change.ColumnRemoved(ORDERS, Column.of("x", SqlType.of("text"), true)), column("a"));
        assertThat(outcome.diagnostics()).singleElement().satisfies(d -> {
            assertThat(d.code()).isEqualTo(Code.DESTRUCTIVE_CHANGE);
            assertThat(d.message()).isEqualTo("orders.x is not planned: a removed column loses its values");
            assertThat(d.help()).isEqualTo("keep the column, or drop it with --unsafe (wesley policy explain SML-CLS-002)");
        });
    }

    @Test
    void givesAllReasonsAtOnce() {
        List<Diagnostic> reasons = plan(SMALL, request(table(ORDERS)), new Change.ColumnRemoved(ORDERS, Column.of("x", SqlType.of("text"), true)),
                new Change.TableCommentChanged(ORDERS, Optional.empty(), Optional.empty())).diagnostics();
        assertThat(reasons).extracting(Diagnostic::code).containsExactly(Code.DESTRUCTIVE_CHANGE, Code.UNANSWERED_CHANGE);
    }

    @Test
    void namesBothRulesWhenTwoAnswerOneChangeDifferently() {
        PackSource other = Packs.of("t", "rewrite/other/rule.drl", file("t", "rewrite", rule("analyze instead", "T-1", "rewrite", "$c : ColumnAdded( $t : table )",
                "proposals.propose( $c, new Analyze( $t ) );")));
        assertThat(refused(other, column("note"))).anySatisfy(d -> {
            assertThat(d.code()).isEqualTo(Code.RULES_DISAGREE);
            assertThat(d.message()).contains("answer field orders.note added")
                    .contains("SML-RW-002 \"add a new column\" (small: rewrite/rewrites.drl:27)")
                    .contains("T-1 \"analyze instead\" (t: rewrite/other/rule.drl:36)");
        });
    }

    @Test
    void isContentWhenTwoRulesAgree() {
        PackSource same = Packs.of("t", "rewrite/same.drl", file("t", "rewrite", rule("the same", "T-1", "rewrite", "$c : ColumnAdded( $t : table, $n : column )",
                "proposals.propose( $c, new AddColumn( $t, $n ) );")));
        assertThat(plan(Packs.load(Packs.small(), same), request(table(ORDERS)), column("note")).isDone()).isTrue();
    }

    @Test
    void refusesTwoAnswersAboutOneLock() {
        PackSource weaker = Packs.smallWith("physics", rule("weaker", "SML-T-1", "physics", "$s : AddColumn( $t : table )",
                "proposals.lock( $s, $t, LockMode.ACCESS_SHARE, Work.CATALOGUE );"));
        assertThat(plan(Packs.load(weaker), request(table(ORDERS)), column("note")).diagnostics()).singleElement().satisfies(d -> {
            assertThat(d.code()).isEqualTo(Code.RULES_DISAGREE);
            assertThat(d.message()).contains("lock orders in the step AddColumn orders.note").contains("SML-LCK-003").contains("SML-T-1");
        });
    }

    @Test
    void refusesALockOnAStepThatLocksNothing() {
        PackSource nothing = Packs.smallWith("physics", rule("nothing", "SML-T-1", "physics", "$s : AddColumn()", "proposals.locksNothing( $s );"));
        assertThat(plan(Packs.load(nothing), request(table(ORDERS)), column("note")).diagnostics()).anySatisfy(d -> assertThat(d.message()).contains("lock anything in the step AddColumn orders.note"));
    }

    @Test
    void refusesTwoPhasesOfOneStep() {
        PackSource late = Packs.of("t", "phase/a.drl", file("t", "phase", rule("late", "T-1", "phase", "$s : AddColumn()",
                "proposals.run( $s, Phase.CONTRACT, StepClass.SHORT, Boundary.OWN, Reversibility.LOSSY );")));
        assertThat(refused(late, column("note"))).singleElement().satisfies(d -> assertThat(d.message()).contains("place the step AddColumn orders.note"));
    }

    private static List<Diagnostic> lacking(String stage) {
        PackSource small = Packs.small();
        java.util.TreeMap<String, String> files = new java.util.TreeMap<>(small.drl());
        files.keySet().removeIf(f -> f.startsWith(stage + "/"));
        return plan(Packs.load(new PackSource(small.manifest(), "", files)), request(table(ORDERS)), column("note")).diagnostics();
    }

    @Test
    void refusesAStepWithoutALockSet() {
        assertThat(lacking("physics")).singleElement().satisfies(d -> {
            assertThat(d.code()).isEqualTo(Code.INCOMPLETE_STEP);
            assertThat(d.message()).contains("gives the step AddColumn orders.note a lock set (stage physics), a risk (stage risk)");
        });
    }

    @Test
    void refusesAStepWithoutAPhase() {
        assertThat(lacking("phase")).singleElement().satisfies(d -> assertThat(d.message()).contains("gives the step AddColumn orders.note a phase (stage phase)"));
    }

    @Test
    void refusesWorkWithoutACost() {
        PackSource small = Packs.small();
        java.util.TreeMap<String, String> files = new java.util.TreeMap<>(small.drl());
        files.compute("phase/phases.drl", (k, v) -> v.substring(0, v.indexOf("rule \"work takes a second\"")));
        assertThat(plan(Packs.load(new PackSource(small.manifest(), "", files)), request(table(ORDERS)), column("note"), index(ORDERS, "idx", "note")).diagnostics())
                .singleElement().satisfies(d -> assertThat(d.message()).contains("gives the step CreateIndex orders.idx a cost of its work on orders (stage phase)"));
    }

    @Test
    void carriesThePredictedCostOfWork() {
        Plan plan = done(column("note"), index(ORDERS, "idx", "note"));
        assertThat(plan.steps().stream().flatMap(s -> s.costs().stream()))
                .containsExactly(new Cost(ORDERS, Work.BUILD, 1000, TableSize.Certainty.ASSUMED, 1_000_000));
    }

    @Test
    void refusesAStepWithoutARisk() {
        assertThat(lacking("risk")).anySatisfy(d -> assertThat(d.message()).contains("gives the step AddColumn orders.note a risk (stage risk)"));
    }

    @Test
    void refusesAPlanWithoutATotal() {
        assertThat(lacking("sum")).singleElement().satisfies(d -> assertThat(d.message()).contains("no rule says its migration risk"));
    }

    @Test
    void refusesAPlanWithoutThresholds() {
        assertThat(lacking("classify")).singleElement().satisfies(d -> assertThat(d.message()).contains("no rule sets the thresholds"));
    }

    @Test
    void refusesAStepInAnEarlierPhaseThanWhatItNeeds() {
        PackSource small = Packs.small();
        java.util.TreeMap<String, String> files = new java.util.TreeMap<>(small.drl());
        files.compute("phase/phases.drl", (k, v) -> v.replaceFirst("(AddColumn\\(\\)\\nthen\\n *proposals.run\\( .step, Phase.)EXPAND", "$1SWITCH"));
        List<Diagnostic> reasons = plan(Packs.load(new PackSource(small.manifest(), "", files)), request(table(ORDERS)), column("note"),
                index(ORDERS, "idx", "note")).diagnostics();
        assertThat(reasons).singleElement().satisfies(d -> {
            assertThat(d.code()).isEqualTo(Code.RULES_DISAGREE);
            assertThat(d.message()).contains("CreateIndex orders.idx in phase expand needs AddColumn orders.note, which rules put into the later phase switch")
                    .contains("SML-PH-002").contains("SML-PH-003");
        });
    }

    @Test
    void refusesACircle() {
        PackSource circle = Packs.of("t", "rewrite/a.drl", file("t", "rewrite",
                rule("one way", "T-1", "rewrite", "$c : Change( kind == \"TableCommentChanged\", $t : table ) ColumnAdded( element == \"a\", $a : column ) ColumnAdded( element == \"b\", $b : column )",
                        "proposals.propose( $c, new AddColumn( $t, $a ), new AddColumn( $t, $b ) );"),
                rule("the other way", "T-2", "rewrite", "$c : Change( kind == \"PartitioningChanged\", $t : table ) ColumnAdded( element == \"a\", $a : column ) ColumnAdded( element == \"b\", $b : column )",
                        "proposals.propose( $c, new AddColumn( $t, $b ), new AddColumn( $t, $a ) );")));
        assertThat(refused(circle, column("a"), column("b"), new Change.TableCommentChanged(ORDERS, Optional.empty(), Optional.empty()),
                new Change.PartitioningChanged(ORDERS, Optional.empty(), Optional.empty()))).singleElement().satisfies(d -> {
                    assertThat(d.code()).isEqualTo(Code.CIRCULAR_DEPENDENCY);
                    assertThat(d.message()).isEqualTo("Circular dependency detected at AddColumn orders.a");
                    assertThat(d.help()).contains("AddColumn orders.a, AddColumn orders.b");
                });
    }

    @Test
    void refusesToReadAllRowsInATransactionThatMakesWritersWait() {
        PackSource small = Packs.small();
        java.util.TreeMap<String, String> files = new java.util.TreeMap<>(small.drl());
        files.compute("phase/phases.drl", (k, v) -> v.replace("Boundary.OWN", "Boundary.SHARED").replace("Phase.VALIDATE", "Phase.EXPAND"));
        List<Diagnostic> reasons = plan(Packs.load(new PackSource(small.manifest(), "", files)), request(table(ORDERS, "customer"), table(CUSTOMERS)),
                foreignKey()).diagnostics();
        assertThat(reasons).singleElement().satisfies(d -> {
            assertThat(d.code()).isEqualTo(Code.RULES_DISAGREE);
            assertThat(d.message()).contains("ValidateForeignKey orders.orders_customer_fk would read all rows of orders in one transaction with AddForeignKey");
        });
    }

    @Test
    void refusesWhenARuleFails() {
        PackSource failing = Packs.of("t", "sum/a.drl", file("t", "sum", rule("too much", "T-1", "sum", "ServerVersion()", "proposals.total( 101 );")));
        assertThat(refused(failing, column("note"))).singleElement().satisfies(d -> {
            assertThat(d.code()).isEqualTo(Code.INVALID_PACK);
            assertThat(d.message()).contains("rule T-1 \"too much\" (sum/a.drl:36) fails: the migration risk index has 0 to 100 points: 101");
        });
    }

    // ---- in words

    @Test
    void explainsLocksWaitsAndReasons() {
        SpelledPlan plan = spelled(done(foreignKey(), column("customer"), index(ORDERS, "idx", "customer"), new Change.TableAdded(table(CUSTOMERS))));
        Explanation explanation = Explanation.of(plan);
        String text = String.join("\n", explanation.lines());
        assertThat(text).contains("Phase expand").contains("Phase validate").contains("Lock Impact: ").contains("Estimated Duration: ")
                .contains("Lock Impact: ACCESS EXCLUSIVE on orders, short, for a change of the catalogue: readers and writers wait")
                .contains("gives up after a short lock timeout, lets the others through, and tries again")
                .contains("Lock Impact: SHARE UPDATE EXCLUSIVE on orders, while the index is built in two passes: readers and writers go on")
                .contains("waits for every transaction that was open before each of its passes")
                .contains("Lock Impact: only objects that this plan creates")
                .contains("Because: SML-RW-002 add a new column (ColumnAdded orders.customer)")
                .contains("SQL: -- AddColumn customer;")
                .contains("warning[SML-GT-001]: orders.customer: a new column waits for the longest transaction");
        assertThat(text.toLowerCase(java.util.Locale.ROOT)).doesNotContain("no lock").doesNotContain("safe");
        assertThat(explanation.steps()).hasSize(plan.steps().size());
    }

    @Test
    void countsLocksOnItsRadar() {
        Explanation.Radar radar = Explanation.of(spelled(done(foreignKey(), column("customer"), new Change.TableAdded(table(CUSTOMERS))))).radar();
        assertThat(radar.lines()).containsExactly("ACCESS EXCLUSIVE: 1", "SHARE ROW EXCLUSIVE: 1", "SHARE UPDATE EXCLUSIVE: 1",
                "blocks(writes): 2 | blocks(reads): 1");
        assertThat(radar.notes()).containsExactly("1 step touches only objects that the plan creates", "1 step reads or writes all rows of a table");
    }

    @Test
    void mapsChangesToSteps() {
        assertThat(Explanation.of(spelled(done(foreignKey(), column("customer"), new Change.TableAdded(table(CUSTOMERS))))).mapping())
                .extracting(Explanation.MappedChange::line).containsExactly(
                        "Δ table customers added → expand-01",
                        "Δ field orders.customer added → expand-02",
                        "Δ foreign key orders.orders_customer_fk added → expand-03, validate-01");
    }

    @Test
    void saysThatThereIsNothingToDo() {
        assertThat(Explanation.of(spelled(done())).lines()).containsExactly("Nothing to do: the schemas are equal (Postgres 18).");
    }
}
