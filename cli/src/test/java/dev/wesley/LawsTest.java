package dev.wesley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.diff.Differ;
import dev.wesley.engine.evidence.RehearsalReport;
import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.engine.plan.Statement;
import dev.wesley.engine.sdl.CompiledSchema;
import dev.wesley.engine.testing.Corpus;
import dev.wesley.generators.pgtap.PgTapSuite;
import dev.wesley.generators.postgres.SchemaSql;
import dev.wesley.rehearsal.Rehearsal;
import dev.wesley.rehearsal.RehearsalRequest;
import dev.wesley.rehearsal.execute.Pace;
import dev.wesley.rehearsal.shadow.Durability;
import dev.wesley.rehearsal.shadow.Shadow;
import dev.wesley.rehearsal.shadow.ShadowSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// For every example that is planned: the plan applies; the end equals a fresh build; planning again from the live database is empty; no
/// lock and no rewrite was seen that was not predicted; the rows are still there; the generated suite passes.
class LawsTest {
    /// `-Dlaws.major=11` … `18`; the binary of another major than the bundled one must be in the local Maven repository.
    private static final int MAJOR = Integer.getInteger("laws.major", 18);
    private static Shadow shadow;

    @BeforeAll
    static void start() {
        shadow = new ShadowSource.Embedded(MAJOR, Durability.NONE).open();
    }

    @AfterAll
    static void stop() {
        shadow.close();
    }

    @TestFactory
    Stream<DynamicTest> everyPlanObeysTheLaws() {
        return Corpus.examples().stream().map(example -> DynamicTest.dynamicTest(example.name(), () -> {
            CompiledSchema before = Road.compile("before.graphql", example.before());
            CompiledSchema after = Road.compile("after.graphql", example.after());
            assertThat(Differ.diff(after.schema(), after.schema())).isEmpty();
            Outcome<SpelledPlan> plan = Road.plan(before.schema(), after.schema(), MAJOR, example.facts());
            if (plan.isDone()) {
                obeys(before, after, plan.value());
            } else {
                assertThat(plan.diagnostics()).isNotEmpty().allSatisfy(d -> assertThat(d.help()).isNotBlank());
            }
        }));
    }

    /// The schema before, on a database that has what the wanted schema's policies ask of the platform.
    private static List<Statement> base(CompiledSchema before, CompiledSchema after) {
        return Stream.concat(SchemaSql.prelude(after.schema()).stream(), SchemaSql.statements(before.schema()).stream()).toList();
    }

    private static void obeys(CompiledSchema before, CompiledSchema after, SpelledPlan plan) {
        RehearsalReport report = Rehearsal.rehearse(
                new RehearsalRequest(base(before, after), plan, "0".repeat(64), SchemaSql.statements(after.schema()),
                        PgTapSuite.generate(after), new ShadowSource.Embedded(MAJOR, Durability.NONE), RehearsalRequest.DEFAULT_TIMEOUT,
                        RehearsalRequest.DEFAULT_BATCH_SIZE,
                        Optional.of((live, wanted) -> Differ.diff(live, wanted).stream().map(c -> c.kind() + " " + c.subject()).toList())),
                shadow, Pace.real());
        assertThat(report.error()).as("error").isEmpty();
        assertThat(report.proofs()).containsKeys("P1", "P3", "P4", "P7", "P8", "P9").allSatisfy((name, proof) ->
                assertThat(proof.status()).as(name + ": " + proof.reason()).isNotEqualTo(RehearsalReport.ProofStatus.FAIL));
        assertThat(List.of("P1", "P3", "P4", "P7", "P9")).allSatisfy(name ->
                assertThat(report.proofs()).extractingByKey(name).extracting(RehearsalReport.Proof::status).isEqualTo(RehearsalReport.ProofStatus.PASS));
        assertThat(report.verdict()).isEqualTo(RehearsalReport.Verdict.PASS);
    }
}
