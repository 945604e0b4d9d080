package dev.wesley.engine.inference;

import static dev.wesley.engine.inference.Packs.file;
import static dev.wesley.engine.inference.Packs.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.diagnostic.Span;
import dev.wesley.engine.diff.Change;
import dev.wesley.engine.fact.ServerVersion;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.plan.PackRule;
import dev.wesley.engine.plan.Step;
import dev.wesley.engine.plan.VersionRange;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What a team may add to the base pack, take from it, and not touch.
class TeamRulesTest {
    private static final QualifiedName ORDERS = QualifiedName.of("orders");
    private static final Change NOTE = new Change.ColumnAdded(ORDERS, Column.of("note", SqlType.of("text"), true));
    private static final Change NAME = new Change.ColumnAdded(ORDERS, Column.of("name", SqlType.of("text"), true));
    private static final String ANALYZE = "proposals.propose( $c, new Analyze( $t ) );";

    private static PackSource team(String stage, String... rules) {
        return Packs.of("t", stage + "/x/rule.drl", file("t", stage, rules));
    }

    private static String replacing(String code, String rule) {
        return rule.replace("@since(\"1.0\")", "@since(\"1.0\") @replaces(\"" + code + "\")");
    }

    private static Conclusions infer(PackSource... packs) {
        return new RuleBase(Packs.load(packs)).infer(List.of(NOTE, NAME), List.of(new ServerVersion(18)));
    }

    private static List<Diagnostic> problems(PackSource... packs) {
        Outcome<List<CompiledPack>> outcome = PackCompiler.compile(List.of(packs));
        assertThat(outcome.isDone()).isFalse();
        return outcome.diagnostics();
    }

    private static String line(Diagnostic diagnostic) {
        return diagnostic.span().map(Span::text).orElse("").strip();
    }

    @Test
    void bothRulesAnswerUnlessOneReplacesTheOther() {
        String instead = rule("analyze instead", "T-1", "rewrite", "$c : ColumnAdded( $t : table, element == \"note\" )", ANALYZE);
        assertThat(infer(Packs.small(), team("rewrite", instead)).answers()).extracting(s -> s.rule().code()).containsExactlyInAnyOrder("SML-RW-002", "SML-RW-002", "T-1");
    }

    @Test
    void theAnswerOfTheReplacedRuleIsWithdrawnOnlyWhereBothFire() {
        String instead = rule("analyze instead", "T-1", "rewrite", "$c : ColumnAdded( $t : table, element == \"note\" )", ANALYZE);
        Conclusions said = infer(Packs.small(), team("rewrite", replacing("SML-RW-002", instead)));
        assertThat(said.answers()).extracting(s -> s.rule().code() + " " + s.value().change().element()).containsExactlyInAnyOrder("SML-RW-002 name", "T-1 note");
        assertThat(said.locks()).extracting(s -> s.value().step()).as("no later stage hears of the step that was withdrawn")
                .noneMatch(s -> s instanceof Step.AddColumn added && added.element().equals("note"));
    }

    @Test
    void aRefusalMayReplaceAnAnswer() {
        String never = rule("no notes", "T-1", "rewrite", "$c : ColumnAdded( element == \"note\" )", "proposals.refuse( $c, Refusal.UNSAFE, \"write letters\" );");
        Conclusions said = infer(Packs.small(), team("rewrite", replacing("SML-RW-002", never)));
        assertThat(said.answers()).extracting(s -> s.value().change()).containsExactly(NAME);
        assertThat(said.objections()).extracting(s -> s.rule().code()).contains("T-1");
    }

    @Test
    void oneOfTwoEqualRisksRemainsWhenTheOtherIsReplaced() {
        String same = rule("the same risk", "T-1", "risk", "$s : AddColumn()", "proposals.risk( $s, RiskLevel.LOW, 1, \"a team's own reason\" );");
        Conclusions without = infer(Packs.small(), team("risk", same));
        Conclusions with = infer(Packs.small(), team("risk", replacing("SML-RSK-003", same)));
        assertThat(without.risks()).hasSize(with.risks().size() + 2);
        assertThat(with.totals().getFirst().value().points()).isLessThan(without.totals().getFirst().value().points());
    }

    @Test
    void theManifestNamesWhatARuleReplaces() {
        PackSource team = team("rewrite", replacing("SML-RW-002, SML-RW-001", rule("x", "T-1", "rewrite", "$c : ColumnAdded( $t : table )", ANALYZE)));
        List<CompiledPack> packs = PackCompiler.compile(List.of(Packs.small(), team)).value();
        assertThat(packs.getLast().manifest().rules()).extracting(PackRule::replaces).containsExactly(List.of("SML-RW-001", "SML-RW-002"));
    }

    @Test
    void refusesToReplaceARuleThatIsNotThere() {
        assertThat(problems(Packs.small(), team("rewrite", replacing("SML-NO-001", rule("x", "T-1", "rewrite", "$c : ColumnAdded( $t : table )", ANALYZE)))))
                .singleElement().satisfies(p -> {
                    assertThat(p.message()).isEqualTo("the rule T-1 \"x\" replaces SML-NO-001, which no rule has");
                    assertThat(line(p)).contains("@replaces(\"SML-NO-001\")");
                    assertThat(p.help()).contains("wesley policy list");
                });
    }

    @Test
    void refusesToReplaceARuleOfAnotherStage() {
        assertThat(problems(Packs.small(), team("gate", replacing("SML-RW-002", rule("x", "T-1", "gate", "$c : ColumnAdded()", "proposals.warn( $c, \"\" );")))))
                .singleElement().satisfies(p -> assertThat(p.message()).contains("SML-RW-002 of stage rewrite, but is itself of stage gate"));
    }

    @Test
    void refusesTwoRulesThatReplaceEachOther() {
        assertThat(problems(Packs.small(), team("rewrite", replacing("T-2", rule("x", "T-1", "rewrite", "$c : ColumnAdded( $t : table )", ANALYZE)),
                replacing("T-1", rule("y", "T-2", "rewrite", "$c : ColumnAdded( $t : table )", ANALYZE)))))
                .hasSize(2).allSatisfy(p -> assertThat(p.message()).contains("replaces it in turn"));
    }

    @Test
    void refusesACompiledPackWhoseReplacedRuleHasGone() {
        PackSource team = team("rewrite", replacing("SML-RW-002", rule("x", "T-1", "rewrite", "$c : ColumnAdded( $t : table )", ANALYZE)));
        RulePack alone = Packs.load(Packs.small(), team).getLast();
        assertThatThrownBy(() -> new RuleBase(List.of(alone))).isInstanceOf(PackException.class).hasMessageContaining("SML-RW-002, which no rule has")
                .hasMessageContaining("rewrite/x/rule.drl:");
    }

    @Test
    void refusesARuleOfATeamAboutPhysics() {
        assertThat(problems(Packs.small(), team("physics", rule("x", "T-1", "physics", "$s : AddColumn()", "proposals.locksNothing( $s );"))))
                .singleElement().satisfies(p -> assertThat(p.message()).contains("stage physics, which says what Postgres does and belongs to the base pack"));
    }

    @Test
    void refusesATeamThatSaysItIsTheBase() {
        PackSource team = new PackSource(Packs.manifest("t", ">=0.1.0", "T", "base"), "", new TreeMap<>());
        assertThat(problems(Packs.small(), team)).singleElement().satisfies(p -> assertThat(p.message()).contains("both say that they are the base"));
    }

    @Test
    void refusesCodeLettersOfAnotherPack() {
        for (String letters : List.of("SML", "SML-T")) {
            PackSource team = new PackSource(Packs.manifest("t", ">=0.1.0", letters, "extend"), "", new TreeMap<>());
            assertThat(problems(Packs.small(), team)).singleElement().satisfies(p -> assertThat(p.message()).contains("small").contains("same code letters"));
        }
    }

    @Test
    void refusesThePackageOfAnotherPack() {
        SortedMap<String, String> none = new TreeMap<>();
        assertThat(problems(new PackSource(Packs.manifest("t", ">=0.1.0", "T", "extend"), "", none), new PackSource(Packs.manifest("t.x", ">=0.1.0", "X", "extend"), "", none)))
                .singleElement().satisfies(p -> assertThat(p.message()).contains("claim overlapping packages: test.t and test.t.x"));
    }

    @Test
    void refusesAPackForAnotherVersionOfTheEngine() {
        PackSource old = new PackSource(Packs.manifest("t", "<0.1.0", "T", "extend"), "", new TreeMap<>());
        assertThat(problems(old)).singleElement().satisfies(p -> assertThat(p.message()).isEqualTo("pack t 1.0.0 is made for Wesley <0.1.0, but this is " + EngineVersion.CURRENT));
    }

    @Test
    void aPackThatTightensOnlyRefusesWarnsAndAddsRisk() {
        SortedMap<String, String> rules = new TreeMap<>();
        rules.put("rewrite/x/rule.drl", file("t", "rewrite", rule("x", "T-1", "rewrite", "$c : ColumnAdded( $t : table )", ANALYZE)));
        rules.put("risk/x/rule.drl", file("t", "risk", rule("y", "T-2", "risk", "$s : AddColumn()", "proposals.risk( $s, RiskLevel.LOW, 1, \"\" );")));
        assertThat(problems(Packs.small(), new PackSource(Packs.manifest("t", ">=0.1.0", "T", "tighten"), "", rules))).singleElement()
                .satisfies(p -> assertThat(p.message()).isEqualTo("pack t is of kind tighten, so \"x\" may not propose"));
    }

    @Test
    void aRangeOfVersionsHoldsWhatAllItsBoundsHold() {
        VersionRange range = new VersionRange(">=0.9.0 <0.10.2");
        assertThat(List.of("0.9.0", "0.10.1")).allMatch(range::contains);
        assertThat(List.of("0.8.9", "0.10.2", "1.0.0")).noneMatch(range::contains);
        assertThat(new VersionRange("=1.2.3").contains("1.2.3")).isTrue();
        for (String wrong : List.of("", "1.0.0", ">= 1.0.0", ">=1.0", "^1.0.0")) {
            assertThatThrownBy(() -> new VersionRange(wrong)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(">=0.1.0 <0.2.0");
        }
    }

    @Test
    void aClockTellsWhichRulesTookTime() {
        long[] now = {0};
        RuleStats stats = new RuleBase(Packs.load(Packs.small()), () -> now[0] += 1_000).infer(List.of(NOTE), List.of(new ServerVersion(18))).stats();
        assertThat(stats.nanos().keySet()).isEqualTo(stats.firings().keySet());
        assertThat(stats.slowest(3)).hasSize(3).isSubsetOf(stats.firings().keySet());
        assertThat(infer(Packs.small()).stats().nanos()).isEmpty();
    }
}
