package dev.wesley.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wesley.engine.evidence.RehearsalReport.ObservedLock;
import dev.wesley.engine.evidence.RehearsalReport.ObservedStep;
import dev.wesley.engine.evidence.RehearsalReport.Tests;
import dev.wesley.engine.evidence.Scores.CoveredElement;
import dev.wesley.engine.evidence.Scores.CoveredGroup;
import dev.wesley.engine.evidence.Scores.Group;
import dev.wesley.engine.evidence.Scores.Readiness;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.plan.LockMode;
import dev.wesley.engine.plan.Plan;
import dev.wesley.engine.testing.Shop;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ScoresTest {
    private static final Scores FULL = Scores.of(Shop.scoreInput());

    @Test
    void givesTheSchemaCoverageOfTheRequirements() {
        List<CoveredElement> elements =
                List.of(new CoveredElement("col:A.a", 10, true, true, false), new CoveredElement("col:A.b", 2, true, true, true));
        assertThat(Scores.coverage(elements)).isEqualByComparingTo("0.7222");
        assertThat(Scores.coverage(elements).setScale(2, RoundingMode.HALF_UP)).isEqualByComparingTo("0.72");
    }

    @Test
    void givesTheTestCoverageOfTheRequirements() {
        BigDecimal score = Scores.weighted(List.of(
                new CoveredGroup(Group.STRUCTURE, 20, 15, 15, List.of()),
                new CoveredGroup(Group.CONSTRAINTS, 45, 23, 25, List.of()),
                new CoveredGroup(Group.MIGRATION, 25, 8, 10, List.of()),
                new CoveredGroup(Group.INDEXES, 10, 1, 5, List.of())));
        assertThat(score).isEqualByComparingTo("0.834");
        assertThat(score.setScale(2, RoundingMode.HALF_UP)).isEqualByComparingTo("0.83");
    }

    @Test
    void isWholeWhereEverythingIsCovered() {
        assertThat(FULL.schemaCoverage()).isEqualByComparingTo("1");
        assertThat(FULL.testCoverage()).isEqualByComparingTo("1");
        assertThat(FULL.migrationRisk()).isEqualByComparingTo("0.05");
        assertThat(FULL.readiness()).isEqualTo(Readiness.ELEMENTARY);
        assertThat(FULL.groups()).allSatisfy(g -> {
            assertThat(g.missing()).isEmpty();
            assertThat(g.total()).isPositive();
        });
    }

    @Test
    void fallsWithEveryArtifactThatIsTakenAway() {
        Set<String> pairs = new LinkedHashSet<>();
        Shop.evidence().entries().stream().filter(e -> e.kind() != ArtifactKind.TESTS).forEach(e -> pairs.add(e.kind() + " " + e.uid()));
        assertThat(pairs).hasSize(3 * 8);
        for (String pair : pairs) {
            Scores less = without(e -> (e.kind() + " " + e.uid()).equals(pair));
            assertThat(less.schemaCoverage()).as(pair).isLessThan(FULL.schemaCoverage());
            assertThat(less.testCoverage()).as(pair).isEqualByComparingTo(FULL.testCoverage());
        }
    }

    @Test
    void fallsWithEveryAssertionThatIsTakenAway() {
        List<Evidence> assertions = Shop.evidence().entries().stream().filter(e -> e.kind() == ArtifactKind.TESTS).toList();
        int counted = 0;
        for (Evidence assertion : assertions) {
            Scores less = without(assertion::equals);
            boolean declared = !Set.of("nullability", "default").contains(assertion.aspect())
                    || Set.of("col:Order.total default", "col:Order.customer nullability", "col:Customer.email nullability")
                            .contains(assertion.uid() + " " + assertion.aspect());
            if (declared) {
                counted++;
                assertThat(less.testCoverage()).as(assertion.toString()).isLessThan(FULL.testCoverage());
                assertThat(less.groups().stream().flatMap(g -> g.missing().stream())).as(assertion.toString()).hasSize(1);
            } else {
                assertThat(less.testCoverage()).as("nothing is declared there: " + assertion).isEqualByComparingTo(FULL.testCoverage());
            }
        }
        assertThat(counted).isGreaterThan(20);
    }

    private static Scores without(Predicate<Evidence> gone) {
        EvidenceMap all = Shop.evidence();
        return scores(new EvidenceMap(all.commit(), all.entries().stream().filter(gone.negate()).toList()), Optional.of(Shop.rehearsal()));
    }

    private static Scores scores(EvidenceMap evidence, Optional<RehearsalReport> rehearsal) {
        return Scores.of(new ScoreInput(Shop.schema(), evidence, Shop.plan(), Shop.PLAN_SHA256, rehearsal, Weights.STANDARD));
    }

    @Test
    void countsNoAssertionBeforeTheSuiteHasRun() {
        assertThat(scores(Shop.evidence(), Optional.empty()).testCoverage()).isZero();
        assertThat(scores(Shop.evidence(), Optional.empty()).schemaCoverage()).isEqualByComparingTo("1");
    }

    @Test
    void countsNoAssertionOfASuiteThatIsNotGreen() {
        for (Tests tests : List.of(
                new Tests(42, 41, 1, 0, List.of("orders exists")),
                new Tests(42, 41, 0, 1, List.of()),
                new Tests(42, 41, 0, 0, List.of()),
                new Tests(0, 0, 0, 0, List.of()))) {
            RehearsalReport r = Shop.rehearsal();
            Scores scores = scores(Shop.evidence(), Optional.of(Shop.with(r, r.verdict(), tests, r.steps(), r.proofs())));
            assertThat(scores.testCoverage()).as(tests.toString()).isEqualByComparingTo("0.25");
        }
    }

    @Test
    void countsNothingOfARehearsalOfAnotherPlan() {
        assertThat(scores(Shop.evidence(), Optional.of(Shop.rehearsal("f".repeat(64)))).testCoverage()).isZero();
    }

    @Test
    void countsNoStepThatWasNotSeenOrTookAnUnpredictedLock() {
        RehearsalReport r = Shop.rehearsal();
        List<ObservedStep> fewer = r.steps().subList(0, 2);
        BigDecimal unseen = scores(Shop.evidence(), Optional.of(Shop.with(r, r.verdict(), r.tests(), fewer, r.proofs()))).testCoverage();
        assertThat(unseen).isEqualByComparingTo("0.9166");

        List<ObservedStep> stronger = new ArrayList<>(fewer);
        ObservedStep last = r.steps().getLast();
        stronger.add(new ObservedStep(last.id(), last.phase(), last.op(), 1, 1,
                List.of(new ObservedLock("public.orders", Optional.of(LockMode.SHARE_UPDATE_EXCLUSIVE), Optional.of(LockMode.SHARE))), List.of(), 1, 1));
        Scores scores = scores(Shop.evidence(), Optional.of(Shop.with(r, r.verdict(), r.tests(), stronger, r.proofs())));
        assertThat(scores.testCoverage()).isEqualByComparingTo(unseen);
        assertThat(scores.groups().get(2).missing()).containsExactly("step validate-01");
    }

    @Test
    void takesTheRiskFromThePlan() {
        assertThat(withPlan(Shop.plan(55)).migrationRisk()).isEqualByComparingTo("0.55");
        assertThat(withPlan(Shop.plan(55)).readiness()).isEqualTo(Readiness.REQUIRES_INVESTIGATION);
        assertThat(withPlan(Shop.plan(55)).missed()).containsExactly("MRI is 0.55 and must be at most 0.4");
    }

    private static Scores withPlan(Plan plan) {
        return Scores.of(new ScoreInput(Shop.schema(), Shop.evidence(), plan, Shop.PLAN_SHA256, Optional.of(Shop.rehearsal()), Weights.STANDARD));
    }

    @Test
    void meetsAThresholdExactly() {
        assertThat(verdict("0.8", 40, "0.7")).isEqualTo(Readiness.ELEMENTARY);
        assertThat(verdict("0.7999", 40, "0.7")).isEqualTo(Readiness.REQUIRES_INVESTIGATION);
        assertThat(verdict("0.8", 41, "0.7")).isEqualTo(Readiness.REQUIRES_INVESTIGATION);
        assertThat(verdict("0.8", 40, "0.6999")).isEqualTo(Readiness.REQUIRES_INVESTIGATION);
        assertThat(verdict("0.7999", 41, "0.7")).isEqualTo(Readiness.YOU_SHALL_NOT_PASS);
    }

    private static Readiness verdict(String coverage, int points, String tests) {
        return new Scores(new BigDecimal(coverage), BigDecimal.valueOf(points, 2), new BigDecimal(tests), Shop.THRESHOLDS, List.of(), List.of(), List.of())
                .readiness();
    }

    @Test
    void givesTheShareOfAnEmptyGroupToTheOthers() {
        BigDecimal score = Scores.weighted(List.of(
                new CoveredGroup(Group.STRUCTURE, 20, 10, 10, List.of()),
                new CoveredGroup(Group.CONSTRAINTS, 45, 5, 10, List.of()),
                new CoveredGroup(Group.MIGRATION, 25, 0, 0, List.of()),
                new CoveredGroup(Group.INDEXES, 10, 0, 0, List.of())));
        assertThat(score).isEqualByComparingTo("0.6538");
    }

    @Test
    void neverRoundsUpToAThreshold() {
        assertThat(Scores.weighted(List.of(new CoveredGroup(Group.STRUCTURE, 20, 69999, 100000, List.of())))).isEqualByComparingTo("0.6999");
        assertThat(Scores.weighted(List.of(
                        new CoveredGroup(Group.STRUCTURE, 20, 1, 3, List.of()),
                        new CoveredGroup(Group.CONSTRAINTS, 10, 1, 3, List.of()))))
                .isEqualByComparingTo("0.3333");
        assertThat(Scores.weighted(List.of(new CoveredGroup(Group.STRUCTURE, 30, 7, 10, List.of())))).isEqualByComparingTo("0.7");
    }

    @Test
    void showsNothingWhereNothingIsDeclared() {
        Plan p = Shop.plan();
        Plan none = new Plan(p.serverMajor(), p.fromSchema(), p.toSchema(), p.packs(), List.of(), List.of(), p.risk(), p.thresholds(), List.of());
        Scores scores = Scores.of(new ScoreInput(Schema.EMPTY, Shop.evidence(), none, Shop.PLAN_SHA256, Optional.of(Shop.rehearsal()), Weights.STANDARD));
        assertThat(scores.schemaCoverage()).isZero();
        assertThat(scores.testCoverage()).isZero();
    }

    @Test
    void refusesEvidenceBeyondTheEndOfAFile() {
        GeneratedFile file = new GeneratedFile("a.sql", "one\n", List.of(new ElementSpan("tbl:A", ArtifactKind.SQL, "table", "", 1, 2)));
        assertThatThrownBy(() -> EvidenceMap.of(Optional.empty(), List.of(file)))
                .hasMessage("the span of tbl:A ends at line 2 of a.sql, which has 1 lines");
    }
}
