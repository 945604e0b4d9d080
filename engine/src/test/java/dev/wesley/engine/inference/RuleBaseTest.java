package dev.wesley.engine.inference;

import static dev.wesley.engine.inference.Packs.file;
import static dev.wesley.engine.inference.Packs.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wesley.engine.diff.Change;
import dev.wesley.engine.fact.ServerVersion;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Directives;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.RowSecurity;
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.plan.Because;
import dev.wesley.engine.plan.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kie.internal.conf.ShareBetaNodesOption;

class RuleBaseTest {
    private static final QualifiedName ORDERS = QualifiedName.of("orders");
    private static final ServerVersion PG18 = new ServerVersion(18);

    private static Change.ColumnAdded column(String table, String name) {
        return new Change.ColumnAdded(QualifiedName.of(table), Column.of(name, SqlType.of("text"), true));
    }

    private static Change.IndexAdded index(String name) {
        return new Change.IndexAdded(ORDERS, Index.of(name, List.of("id"), false));
    }

    @Test
    void firesStageAfterStage() {
        Conclusions said = new RuleBase(Packs.load(Packs.small())).infer(List.of(column("orders", "note")), List.of(PG18));
        assertThat(said.classes()).singleElement().satisfies(c -> assertThat(c.value().changeClass()).isEqualTo(ChangeClass.ADDITIVE));
        assertThat(said.answers()).singleElement().satisfies(a -> assertThat(a.value().steps()).singleElement().isInstanceOf(Step.AddColumn.class));
        assertThat(said.locks()).hasSize(1);
        assertThat(said.runs()).hasSize(1);
        assertThat(said.risks()).hasSize(2);
        assertThat(said.totals()).singleElement().satisfies(t -> assertThat(t.value().points()).isEqualTo(4));
        assertThat(said.objections()).singleElement().satisfies(o -> assertThat(o.value().subject()).isEqualTo("orders.note"));
    }

    @Test
    void saysWhichRuleSpokeAndWhichFactsItMatched() {
        Conclusions said = new RuleBase(Packs.load(Packs.small())).infer(List.of(column("orders", "note"), index("idx")), List.of(PG18));
        assertThat(said.answers()).extracting(Said::because).contains(
                new Because("SML-RW-002", "add a new column", "small", List.of("ColumnAdded orders.note")),
                new Because("SML-RW-003", "build an index on an existing table concurrently", "small", List.of("IndexAdded orders.idx")));
        assertThat(said.thresholds().getFirst().because().facts()).containsExactly("ServerVersion 18");
        assertThat(said.totals().getFirst().because().facts()).containsExactly("4");
        assertThat(said.answers().getFirst().rule().place()).startsWith("rewrite/rewrites.drl:");
    }

    @Test
    void countsWhatItDid() {
        RuleStats stats = new RuleBase(Packs.load(Packs.small())).infer(List.of(column("orders", "note")), List.of(PG18)).stats();
        assertThat(stats.given()).isEqualTo(2);
        assertThat(stats.firings()).containsEntry("SML-RW-002", 1).containsEntry("SML-RSK-003", 1).doesNotContainKey("SML-RW-001");
        assertThat(stats.total()).isEqualTo(stats.firings().size());
        assertThat(stats.made()).isEqualTo(9);
    }

    @Test
    void saysTheSameForEveryOrderOfFactsAndModels() {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            changes.add(column("t" + i % 4, "c" + i));
            changes.add(index("idx" + i));
        }
        RulePack pack = Packs.load(Packs.small()).getFirst();
        Conclusions expected = new RuleBase(List.of(pack)).infer(changes, List.of(PG18));
        RuleBase reversed = new RuleBase(List.of(pack.reversed()));
        Random random = new Random(42);
        for (int i = 0; i < 5; i++) {
            Collections.shuffle(changes, random);
            assertThat(new RuleBase(List.of(pack)).infer(changes, List.of(PG18))).isEqualTo(expected);
            assertThat(reversed.infer(changes, List.of(PG18))).isEqualTo(expected);
        }
    }

    @Test
    void saysTheSameForEveryOrderOfRulesInAFile() {
        List<String> rules = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            rules.add(rule("warning " + i, "T-" + i, "gate", "$c : ColumnAdded() not TableAdded()", "proposals.warn( $c, \"" + i + "\" );"));
        }
        List<Change> changes = List.of(column("orders", "a"), column("orders", "b"));
        List<Objection> expected = objections(rules, changes);
        assertThat(expected).hasSize(12);
        Collections.reverse(rules);
        assertThat(objections(rules, changes)).isEqualTo(expected);
    }

    private static List<Objection> objections(List<String> rules, List<Change> changes) {
        RuleBase base = new RuleBase(Packs.load(Packs.of("t", "gate/a.drl", file("t", "gate", rules.toArray(new String[0])))));
        return base.infer(changes, List.of()).objections().stream().map(Said::value).toList();
    }

    @Test
    void givesManyThreadsTheSameAnswer() {
        RuleBase base = new RuleBase(Packs.load(Packs.small()));
        Conclusions expected = base.infer(List.of(column("orders", "note")), List.of(PG18));
        assertThat(IntStream.range(0, 16).parallel().mapToObj(i -> base.infer(List.of(column("orders", "note")), List.of(PG18))).distinct())
                .containsExactly(expected);
    }

    /// Drools issue 7115: through a shared beta node a rule of one package switches off a rule of another.
    @Test
    void keepsOnePackFromSilencingAnotherWhichDroolsWouldLet() {
        PackSource a = Packs.of("aa", "sum/a.drl", file("aa", "sum", rule("absent", "AA-1", "sum", "exists TableAdded() not IndexAdded()", "proposals.total( 1 );")));
        PackSource b = Packs.of("bb", "sum/b.drl", file("bb", "sum", rule("present", "BB-1", "sum", "exists TableAdded() exists ColumnAdded()", "proposals.total( 1 );")));
        List<RulePack> packs = Packs.load(a, b);
        Change table = new Change.TableAdded(new Table(ORDERS, Optional.empty(), List.of(), Optional.empty(), List.of(), List.of(), List.of(), List.of(),
                Optional.empty(), RowSecurity.NONE, Optional.empty(), Optional.empty(), Optional.empty(), Directives.NONE));
        List<Object> facts = List.of(table, PG18);
        for (List<RulePack> order : List.of(packs, packs.reversed())) {
            assertThat(new RuleBase(order).infer(facts, 1000).stats().firings()).containsOnlyKeys("AA-1");
            // The day when this fails, Drools has mended it, and the option can be thought over.
            assertThat(new RuleBase(order, ShareBetaNodesOption.YES).infer(facts, 1000).stats().firings()).isEmpty();
        }
    }

    @Test
    void refusesAPackThatRunsAway() {
        RuleBase base = new RuleBase(Packs.load(Packs.of("t", "gate/a.drl", file("t", "gate",
                rule("everything with everything", "T-1", "gate", "Change() Change() Change() $c : Change()", "proposals.warn( $c, \"x\" );")))));
        List<Change> changes = IntStream.range(0, 12).<Change>mapToObj(i -> column("orders", "c" + i)).toList();
        assertThatThrownBy(() -> base.infer(changes, 5_000)).isInstanceOf(PackException.class).hasMessageContaining("run away")
                .hasMessageContaining("stage gate");
        assertThat(base.infer(changes, 50_000).objections()).hasSize(12);
    }

    @Test
    void namesTheRuleThatFails() {
        RuleBase base = new RuleBase(Packs.load(Packs.of("t", "sum/a.drl", file("t", "sum",
                rule("too many points", "T-1", "sum", "ServerVersion()", "proposals.total( 101 );")))));
        assertThatThrownBy(() -> base.infer(List.of(), List.of(PG18))).isInstanceOf(PackException.class)
                .hasMessageContaining("rule T-1 \"too many points\" (sum/a.drl:36) fails: the migration risk index has 0 to 100 points: 101");
    }

    @Test
    void seesOneFactWhenOneIsGivenTwice() {
        RuleBase base = new RuleBase(Packs.load(Packs.small()));
        assertThat(base.infer(List.of(column("orders", "note"), column("orders", "note")), List.of(PG18, PG18)).totals())
                .singleElement().satisfies(t -> assertThat(t.value().points()).isEqualTo(4));
    }

    @Test
    void saysNothingWithoutPacks() {
        Conclusions said = new RuleBase(List.of()).infer(List.of(column("orders", "note")), List.of(PG18));
        assertThat(said.answers()).isEmpty();
        assertThat(said.thresholds()).isEmpty();
        assertThat(said.stats().total()).isZero();
    }

    @Test
    void ordersFactsByWhatTheyAreAndHold() {
        List<Object> facts = new ArrayList<>(dev.wesley.engine.plan.SampleSteps.all());
        facts.add(column("b", "x"));
        facts.add(column("a", "x"));
        facts.add(new ServerVersion(9));
        List<Object> sorted = facts.stream().sorted(FactOrder.CANONICAL).toList();
        Collections.shuffle(facts, new Random(7));
        assertThat(facts.stream().sorted(FactOrder.CANONICAL).toList()).isEqualTo(sorted);
        assertThat(FactOrder.CANONICAL.compare(column("a", "x"), column("a", "x"))).isZero();
        assertThat(FactOrder.CANONICAL.compare(column("a", "x"), column("b", "x"))).isNegative();
        for (Object a : facts) {
            for (Object b : facts) {
                assertThat(FactOrder.CANONICAL.compare(a, b) == 0).isEqualTo(a.equals(b));
            }
        }
    }
}
