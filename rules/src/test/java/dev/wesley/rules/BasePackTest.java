package dev.wesley.rules;

import static dev.wesley.rules.Samples.R;
import static dev.wesley.rules.Samples.T;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.diff.Change;
import dev.wesley.engine.fact.Dependent;
import dev.wesley.engine.fact.ExistingPartition;
import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.fact.TableSize;
import dev.wesley.engine.fact.Traffic;
import dev.wesley.engine.fact.UnsafeAllowed;
import dev.wesley.engine.inference.Conclusions;
import dev.wesley.engine.inference.Refusal;
import dev.wesley.engine.inference.StepLock;
import dev.wesley.engine.inference.StepRisk;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.plan.Boundary;
import dev.wesley.engine.plan.LockMode;
import dev.wesley.engine.plan.RiskLevel;
import dev.wesley.engine.plan.Step;
import dev.wesley.engine.plan.StepClass;
import dev.wesley.engine.plan.ThresholdSet;
import dev.wesley.engine.plan.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The pack answers every question: each kind of change and step, on each major, on plain, partitioned and new tables.
class BasePackTest {
    static Stream<Integer> majors() {
        return BasePack.majors().boxed();
    }

    @Test
    void samplesHoldEveryKindOfChange() {
        assertThat(Samples.changes().stream().map(Object::getClass).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(kinds(Change.class));
    }

    @Test
    void samplesHoldEveryKindOfStep() {
        Stream<Step> all = Stream.concat(Samples.steps().stream(), Samples.stepsOnNewTables(T, R).stream());
        assertThat(all.map(Object::getClass).collect(Collectors.toSet())).containsExactlyInAnyOrderElementsOf(kinds(Step.class));
    }

    @Test
    void refusesToDropATableThatOthersReadEvenIfTheUserAllowsIt() {
        Change change = new Change.TableRemoved(Samples.table(T, Optional.empty(), Samples.ID));
        for (Dependent.Kind kind : Dependent.Kind.values()) {
            boolean outlives = switch (kind) {
                case VIEW, MATERIALIZED_VIEW, FUNCTION, PUBLICATION -> true;
                case TRIGGER, RULE, GENERATED_COLUMN, POLICY, STATISTICS, OTHER -> false;
            };
            Conclusions said = BasePack.ask(17, List.of(change), List.of(new UnsafeAllowed(), new Dependent(T, Optional.of("id"), kind, "reader")));
            assertThat(said.objections().stream().map(o -> o.value()).filter(o -> o.refusal().isPresent()).filter(o -> o.help().contains(kind + " reader")))
                    .as("%s", kind).hasSize(outlives ? 1 : 0);
            Conclusions elsewhere = BasePack.ask(17, List.of(change), List.of(new UnsafeAllowed(), new Dependent(R, Optional.of("id"), kind, "reader")));
            assertThat(elsewhere.objections().stream().filter(o -> o.value().refusal().isPresent())).as("%s elsewhere", kind).isEmpty();
        }
    }

    private static List<Class<?>> kinds(Class<?> sealed) {
        return Arrays.asList(sealed.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("majors")
    void answersOrRefusesEveryChange(int major) {
        for (boolean partitioned : new boolean[] {false, true}) {
            for (Change change : Samples.changes()) {
                Conclusions said = BasePack.ask(major, List.of(change), Samples.existing(partitioned));
                boolean refused = said.objections().stream().anyMatch(o -> o.value().refusal().isPresent());
                long answers = said.answers().stream().map(a -> a.value().steps()).distinct().count();
                assertThat(answers).as("answers to %s, partitioned: %s, major %s", change, partitioned, major).isLessThanOrEqualTo(1);
                assertThat(refused || answers == 1).as("%s, partitioned: %s, major %s", change, partitioned, major).isTrue();
                assertThat(said.classes()).as("classes of %s", change).hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("majors")
    void completesEveryStepThatItProposes(int major) {
        for (boolean partitioned : new boolean[] {false, true}) {
            for (Change change : Samples.changes()) {
                Conclusions said = BasePack.ask(major, List.of(change), Samples.existing(partitioned));
                said.answers().stream().flatMap(a -> a.value().steps().stream()).forEach(step -> assertComplete(step, said, change + " on " + major));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("majors")
    void knowsEveryStep(int major) {
        for (boolean partitioned : new boolean[] {false, true}) {
            List<Fact> facts = new ArrayList<>(Samples.existing(partitioned));
            if (partitioned) {
                facts.add(new ExistingPartition(T, QualifiedName.of("t1"), Expression.of("FOR VALUES FROM (0) TO (1)")));
            }
            for (Step step : Samples.steps()) {
                assertComplete(step, BasePack.ask(major, List.of(step), facts), "on " + major + ", partitioned: " + partitioned);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("majors")
    void holdsUpNobodyOnNewTables(int major) {
        QualifiedName n = QualifiedName.of("n");
        QualifiedName m = QualifiedName.of("m");
        List<Change> created = List.of(new Change.TableAdded(Samples.table(n, Optional.empty(), Samples.ID)),
                new Change.TableAdded(Samples.table(m, Optional.empty(), Samples.ID)));
        for (Step step : Samples.stepsOnNewTables(n, m)) {
            Conclusions said = BasePack.ask(major, Stream.concat(Stream.of(step), created.stream()).toList(), List.of());
            assertComplete(step, said, "on " + major);
            assertThat(said.locks()).as("locks of %s", step).isEmpty();
            assertThat(said.runs().stream().filter(r -> r.value().step().equals(step)).map(r -> r.value().boundary())).containsOnly(Boundary.SHARED);
        }
    }

    private static void assertComplete(Step step, Conclusions said, String context) {
        List<StepLock> locks = said.locks().stream().map(l -> l.value()).filter(l -> l.step().equals(step)).distinct().toList();
        boolean nothing = said.lockless().stream().anyMatch(l -> l.value().step().equals(step));
        assertThat(locks.isEmpty()).as("either locks or none: %s %s: %s", step, context, locks).isEqualTo(nothing);
        assertThat(locks.stream().map(StepLock::relation)).as("one answer for a relation: %s %s", step, context).doesNotHaveDuplicates();
        assertThat(said.runs().stream().map(r -> r.value()).filter(r -> r.step().equals(step)).distinct()).as("%s %s runs", step, context).hasSize(1);
        assertThat(said.risks().stream().filter(r -> r.value().fact().step().equals(step))).as("%s %s risks", step, context).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void plansNoWorkUnderALockThatOthersWaitFor(int major) {
        for (Change change : Samples.changes()) {
            Conclusions said = BasePack.ask(major, List.of(change), Samples.existing(false));
            if (said.objections().stream().noneMatch(o -> o.value().refusal().isPresent())) {
                assertThat(said.locks().stream().map(l -> l.value()).filter(l -> l.mode().blocksWrites() && l.work() != Work.CATALOGUE))
                        .as("%s on %s", change, major).isEmpty();
                assertThat(said.runs().stream().map(r -> r.value().stepClass())).as("%s on %s", change, major).doesNotContain(StepClass.WINDOW);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("majors")
    void refusesEveryStepThatWorksUnderALockThatOthersWaitFor(int major) {
        for (Step step : Samples.steps()) {
            Conclusions said = BasePack.ask(major, List.of(step), Samples.existing(false));
            boolean works = said.locks().stream().anyMatch(l -> l.value().mode().blocksWrites() && l.value().work() != Work.CATALOGUE);
            boolean window = said.runs().stream().anyMatch(r -> r.value().stepClass() == StepClass.WINDOW);
            boolean refused = said.objections().stream().anyMatch(o -> o.rule().code().equals("WES-GATE-001"));
            assertThat(List.of(window, refused)).as("%s on %s", step, major).containsOnly(works);
        }
    }

    @Test
    void setsTheThresholdsOfTheCertificate() {
        assertThat(BasePack.ask(18, List.of(), List.of()).thresholds().stream().map(t -> t.value())).containsExactly(new ThresholdSet(0.80, 0.40, 0.70));
    }

    @Test
    void refusesServersThatWereNotMeasured() {
        for (int major : new int[] {9, 10, 19}) {
            assertThat(BasePack.ask(major, List.of(), List.of()).objections()).as("%s", major)
                    .anyMatch(o -> o.value().refusal().equals(Optional.of(Refusal.UNKNOWN_SERVER)));
        }
        majors().forEach(major -> assertThat(BasePack.ask(major, List.of(), List.of()).objections()).as("%s", major).isEmpty());
    }

    // ---- risk

    private static int points(List<?> subjects, List<? extends Fact> facts) {
        return BasePack.ask(17, subjects, facts).totals().getFirst().value().points();
    }

    private static RiskLevel level(Step step, List<? extends Fact> facts) {
        return BasePack.ask(17, List.of(step), facts).risks().stream().map(r -> r.value().fact()).map(StepRisk::level)
                .max(Comparator.naturalOrder()).orElseThrow();
    }

    @Test
    void countsNothingForAnEmptyPlan() {
        assertThat(points(List.of(), List.of())).isZero();
    }

    @Test
    void countsWhatTheRequirementsCount() {
        List<Fact> facts = Samples.existing(false);
        Step drop = new Step.DropColumn(T, Samples.A);
        Step type = new Step.ChangeColumnType(T, "b", Samples.B.type(), Samples.ID.type());
        assertThat(points(List.of(new Step.DropTable(T)), facts)).isEqualTo(40);
        assertThat(points(List.of(type), facts)).isEqualTo(30);
        assertThat(points(List.of(drop), facts)).isEqualTo(25);
        assertThat(points(List.of(new Step.AddColumn(T, Samples.A.withNullable(false))), facts)).isEqualTo(25);
        assertThat(points(List.of(new Step.RenameColumn(T, "a", "z")), facts)).isEqualTo(10);
        assertThat(points(List.of(new Step.CreateIndex(T, Samples.INDEX, Step.Build.PLAIN)), facts)).isEqualTo(10);
        assertThat(points(List.of(drop, type), facts)).isEqualTo(55);
    }

    @Test
    void endsAtOneHundred() {
        List<Fact> facts = Samples.existing(false);
        assertThat(points(List.of(new Step.DropTable(T), new Step.DropTable(R), new Step.DropColumn(T, Samples.A), new Step.DropColumn(T, Samples.B)), facts))
                .isEqualTo(100);
    }

    @Test
    void neverCountsLessForOneStepMore() {
        List<Step> steps = new ArrayList<>();
        int before = 0;
        for (Step step : Samples.steps()) {
            steps.add(step);
            int now = points(steps, Samples.existing(false));
            assertThat(now).as("with %s", step).isGreaterThanOrEqualTo(before);
            before = now;
        }
        assertThat(before).isEqualTo(100);
    }

    @Test
    void raisesALargeTableByOneLevel() {
        List<Fact> small = new ArrayList<>(Samples.existing(false));
        small.add(new TableSize(T, 1_000_000, TableSize.Certainty.EXACT));
        List<Fact> large = new ArrayList<>(Samples.existing(false));
        large.add(new TableSize(T, 1_000_001, TableSize.Certainty.ESTIMATED));
        for (Step step : Samples.steps()) {
            boolean onT = BasePack.ask(17, List.of(step), small).locks().stream().anyMatch(l -> l.value().relation().equals(T));
            RiskLevel before = level(step, small);
            RiskLevel expected = onT ? RiskLevel.values()[Math.min(before.ordinal() + 1, RiskLevel.CRITICAL.ordinal())] : before;
            assertThat(level(step, large)).as("%s", step).isEqualTo(expected);
        }
    }

    private static List<Fact> sized(long rows, Fact... more) {
        List<Fact> facts = new ArrayList<>(Samples.existing(false));
        facts.add(new TableSize(T, rows, TableSize.Certainty.EXACT));
        facts.addAll(List.of(more));
        return facts;
    }

    @Test
    void countsMoreTheLongerOthersWait() {
        Step build = new Step.CreateIndex(T, Samples.INDEX, Step.Build.PLAIN);
        assertThat(points(List.of(build), Samples.existing(false))).as("a million rows are assumed").isEqualTo(10);
        assertThat(IntStream.rangeClosed(6, 9).mapToObj(digits -> points(List.of(build), sized((long) Math.pow(10, digits)))))
                .containsExactly(10, 16, 31, 41);
        assertThat(points(List.of(build), sized(20_000_000))).isEqualTo(21);
    }

    @Test
    void countsMoreWhereMoreStatementsWait() {
        Step build = new Step.CreateIndex(T, Samples.INDEX, Step.Build.PLAIN);
        Step copy = new Step.ChangeColumnType(T, "b", Samples.B.type(), Samples.ID.type());
        Step add = new Step.AddColumn(T, column("c"));
        Step key = new Step.AddForeignKey(T, Samples.FOREIGN_KEY, Step.Validity.NOT_VALID);
        Traffic reads = new Traffic(T, 1_000, 0);
        Traffic writes = new Traffic(T, 0, 1_300);
        int quietKey = points(List.of(key), sized(1_000_000));
        assertThat(points(List.of(build), sized(1_000_000, reads))).as("readers go on").isEqualTo(10);
        assertThat(points(List.of(build), sized(1_000_000, writes))).isEqualTo(15);
        assertThat(points(List.of(copy), sized(1_000_000, reads))).isEqualTo(35);
        assertThat(points(List.of(add), sized(1_000_000, reads))).isEqualTo(2);
        assertThat(points(List.of(key), sized(1_000_000, reads))).as("readers go on").isEqualTo(quietKey);
        assertThat(points(List.of(key), sized(1_000_000, writes))).isEqualTo(quietKey + 1);
    }

    @Test
    void namesTheStepAndTheRuleOfEachShare() {
        assertThat(BasePack.ask(17, List.of(new Step.CreateIndex(T, Samples.INDEX, Step.Build.PLAIN)), sized(20_000_000)).risks())
                .anySatisfy(risk -> {
                    assertThat(risk.rule().code()).isEqualTo("WES-RISK-051");
                    assertThat(risk.value().reason()).isEqualTo("others wait between 10 seconds and a minute for t (20000000 rows, EXACT)");
                });
    }

    @Test
    void takesACatalogueOnlyLockAsLow() {
        Step step = new Step.AddColumn(T, column("c"));
        assertThat(level(step, Samples.existing(false))).isEqualTo(RiskLevel.LOW);
        assertThat(BasePack.ask(17, List.of(step), Samples.existing(false)).locks().getFirst().value().mode()).isEqualTo(LockMode.ACCESS_EXCLUSIVE);
    }

    private static Column column(String name) {
        return Column.of(name, Samples.A.type(), true);
    }

    @Test
    void warnsWhenManySmallSharesAddUp() {
        List<Step> many = IntStream.range(0, 41).<Step>mapToObj(i -> new Step.AddColumn(T, column("c" + i))).toList();
        assertThat(BasePack.ask(17, many, Samples.existing(false)).objections()).anyMatch(o -> o.rule().code().equals("WES-GATE-002"));
        assertThat(BasePack.ask(17, many.subList(0, 40), Samples.existing(false)).objections()).isEmpty();
    }
}
