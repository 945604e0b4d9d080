package dev.wesley.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.Compiler;
import dev.wesley.engine.PlanRequest;
import dev.wesley.engine.Planner;
import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.plan.Plan;
import dev.wesley.engine.plan.PlannedStep;
import dev.wesley.engine.plan.Work;
import dev.wesley.engine.sdl.SdlOptions;
import dev.wesley.engine.sdl.SourceFile;
import dev.wesley.engine.testing.Corpus;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every example of the corpus, there and back, on every major: planned, or refused by a rule that says why.
class CorpusTest {
    private static final Planner PLANNER = new Planner(List.of(BasePack.PACK));

    /// What only a hole in the pack can cause.
    private static final List<Code> HOLES =
            List.of(Code.UNANSWERED_CHANGE, Code.INCOMPLETE_STEP, Code.RULES_DISAGREE, Code.CIRCULAR_DEPENDENCY, Code.INVALID_PACK);

    static Stream<Corpus.Example> examples() {
        return Corpus.examples().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isPlannedOrRefusedByARule(Corpus.Example example) {
        Schema before = schema(example.before());
        Schema after = schema(example.after());
        BasePack.majors().forEach(major -> {
            assertSound(PLANNER.plan(new PlanRequest(before, after, major, List.of())), example + " on " + major);
            assertSound(PLANNER.plan(new PlanRequest(after, before, major, List.of())), example + " back on " + major);
        });
    }

    private static void assertSound(Outcome<Plan> outcome, String context) {
        assertThat(outcome.diagnostics().stream().map(Diagnostic::code)).as("%s: %s", context, outcome.diagnostics()).doesNotContainAnyElementsOf(HOLES);
        if (outcome.isDone()) {
            Plan plan = outcome.value();
            assertThat(plan.steps()).as(context).allSatisfy(CorpusTest::assertQuick);
            plan.steps().stream().collect(Collectors.groupingBy(PlannedStep::transaction)).values().stream().filter(t -> t.size() > 1)
                    .forEach(together -> assertThat(together.stream().flatMap(s -> s.locks().locks().stream()).map(l -> l.relation()).distinct())
                            .as("%s: tables in use that one transaction holds", context).hasSizeLessThanOrEqualTo(1));
        }
    }

    private static void assertQuick(PlannedStep step) {
        assertThat(step.locks().locks()).as("%s", step.step()).noneMatch(l -> l.mode().blocksWrites() && l.work() != Work.CATALOGUE);
    }

    private static Schema schema(String sdl) {
        return Compiler.compile(List.of(new SourceFile("schema.graphql", sdl)), SdlOptions.DEFAULT).value().schema();
    }
}
