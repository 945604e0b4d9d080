package dev.wesley.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.wesley.engine.diagnostic.Severity;
import dev.wesley.engine.fact.TableSize;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.plan.Because;
import dev.wesley.engine.plan.Boundary;
import dev.wesley.engine.plan.Cost;
import dev.wesley.engine.plan.Finding;
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
import dev.wesley.engine.plan.SampleSteps;
import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.engine.plan.SpelledStep;
import dev.wesley.engine.plan.Statement;
import dev.wesley.engine.plan.Step;
import dev.wesley.engine.plan.StepClass;
import dev.wesley.engine.plan.ThresholdSet;
import dev.wesley.engine.plan.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

class PlanJsonTest {
    private static final Because BECAUSE = new Because("WES-FK-001", "add a foreign key as NOT VALID", "base", List.of("ForeignKeyAdded orders.fk"));

    static Stream<Step> steps() {
        return SampleSteps.all().stream();
    }

    @Test
    void everyKindOfStepHasASample() {
        assertThat(SampleSteps.all().stream().map(Object::getClass)).containsExactlyInAnyOrder(
                Arrays.stream(Step.class.getPermittedSubclasses()).toArray(Class<?>[]::new));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void readsBackEveryKindOfStep(Step step) {
        SpelledPlan plan = plan(List.of(step));
        assertThat(PlanJson.read(Json.pretty(PlanJson.write(plan)))).isEqualTo(plan);
    }

    @Test
    void readsBackAWholePlan() {
        SpelledPlan plan = plan(SampleSteps.all());
        String text = Json.pretty(PlanJson.write(plan));
        assertThat(PlanJson.read(text)).isEqualTo(plan);
        assertThat(Json.pretty(PlanJson.write(PlanJson.read(text)))).isEqualTo(text);
    }

    @Test
    void readsBackAnEmptyPlan() {
        SpelledPlan plan = plan(List.of());
        assertThat(PlanJson.read(Json.pretty(PlanJson.write(plan)))).isEqualTo(plan);
    }

    @Test
    void fitsItsSchema() throws IOException {
        Path file = Path.of(System.getProperty("wesley.root", ".."), "schemas/plan.schema.json");
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(Files.readString(file));
        assertThat(schema.validate(Json.pretty(PlanJson.write(plan(SampleSteps.all()))), InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(Json.pretty(PlanJson.write(plan(List.of()))), InputFormat.JSON)).isEmpty();
        ObjectNode wrong = PlanJson.write(plan(SampleSteps.all()));
        wrong.put("surprise", 1);
        assertThat(schema.validate(Json.pretty(wrong), InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void passesOverWhatACommandAdds() {
        SpelledPlan plan = plan(SampleSteps.all());
        ObjectNode document = PlanJson.write(plan);
        document.put("success", true);
        assertThat(PlanJson.read(Json.pretty(document))).isEqualTo(plan);
    }

    @Test
    void refusesAPreviewThatIsNotWhatIsExecuted() {
        String text = Json.pretty(PlanJson.write(plan(List.of(new Step.Analyze(SampleSteps.ORDERS)))));
        String edited = text.replaceFirst("\"sqlPreview\" : \"SELECT 0;\"", "\"sqlPreview\" : \"SELECT 1;\"");
        assertThat(edited).isNotEqualTo(text);
        assertThatThrownBy(() -> PlanJson.read(edited)).hasMessageContaining("$.plan contradicts");
    }

    @Test
    void refusesALockThatIsShownWeaker() {
        String text = Json.pretty(PlanJson.write(plan(List.of(new Step.Analyze(SampleSteps.ORDERS)))));
        String edited = text.replaceFirst("\"lockLevel\" : \"ACCESS EXCLUSIVE\"", "\"lockLevel\" : \"ACCESS SHARE\"");
        assertThat(edited).isNotEqualTo(text);
        assertThatThrownBy(() -> PlanJson.read(edited)).hasMessageContaining("$.plan contradicts");
    }

    @Test
    void namesWhatIsMissing() {
        ObjectNode document = PlanJson.write(plan(List.of(new Step.Analyze(SampleSteps.ORDERS))));
        document.remove("serverMajor");
        assertThatThrownBy(() -> PlanJson.read(Json.pretty(document))).hasMessage("$.serverMajor is missing");
    }

    @Test
    void refusesAStepOfAnUnknownKind() {
        String text = Json.pretty(PlanJson.write(plan(List.of(new Step.Analyze(SampleSteps.ORDERS)))));
        String edited = text.replace("\"op\" : \"Analyze\"", "\"op\" : \"Vacuum\"");
        assertThatThrownBy(() -> PlanJson.read(edited)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expand-01.step.op names no Step: Vacuum");
    }

    @Test
    void refusesAMemberThatAStepDoesNotHave() {
        String text = Json.pretty(PlanJson.write(plan(List.of(new Step.CreateSchema("sales")))));
        String edited = text.replace("\"schema\" : \"sales\"", "\"schema\" : \"sales\", \"owner\" : \"me\"");
        assertThat(edited).isNotEqualTo(text);
        assertThatThrownBy(() -> PlanJson.read(edited)).hasMessage("expand-01.step has unknown members: owner");
    }

    @Test
    void refusesAnotherFormat() {
        ObjectNode document = PlanJson.write(plan(List.of()));
        document.put("format", 2);
        assertThatThrownBy(() -> PlanJson.read(Json.pretty(document))).hasMessageContaining("format 2").hasMessageContaining("make the plan again");
    }

    @Test
    void refusesToWriteStepsOutOfPhase() {
        SpelledStep late = step(0, new Step.Analyze(SampleSteps.ORDERS), Phase.CONTRACT);
        SpelledStep early = step(1, new Step.CreateSchema("s"), Phase.EXPAND);
        assertThatThrownBy(() -> PlanJson.write(spelled(List.of(late, early)))).hasMessageContaining("phase by phase");
    }

    private static SpelledPlan plan(List<Step> steps) {
        List<SpelledStep> spelled = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            spelled.add(step(i, steps.get(i), Phase.values()[Math.min(4, i / 9)]));
        }
        return spelled(spelled);
    }

    private static SpelledStep step(int number, Step step, Phase phase) {
        String id = String.format(Locale.ROOT, "%s-%02d", phase.word(), number % 9 + 1);
        LockSet locks = new LockSet(number % 3 == 2 ? List.of() : List.of(
                new Lock(SampleSteps.ODD, LockMode.SHARE_UPDATE_EXCLUSIVE, Work.SCAN), new Lock(QualifiedName.of("orders"), LockMode.ACCESS_EXCLUSIVE, Work.CATALOGUE)));
        PlannedStep planned = new PlannedStep(id, step, phase, StepClass.values()[number % 5], Boundary.values()[number % 3], number + 1, locks,
                number % 2 == 0 ? List.of() : List.of(new Cost(SampleSteps.ODD, Work.SCAN, 5_000_000_000L, TableSize.Certainty.ASSUMED, 900_000_000L)), RiskLevel.values()[number % 4], Reversibility.values()[number % 3], number == 0 ? List.of() : List.of("expand-01"),
                List.of("ColumnAdded orders.note"), List.of(BECAUSE));
        return new SpelledStep(planned, List.of(new Statement("SELECT " + number)), number % 2 == 0 ? List.of() : List.of(new Statement("SELECT -1")));
    }

    private static SpelledPlan spelled(List<SpelledStep> steps) {
        MigrationRisk risk = new MigrationRisk(7, RiskLevel.HIGH, List.of(new RiskShare("expand-01", 7, "it waits", BECAUSE)));
        return new SpelledPlan(new Plan(18, "a".repeat(64), "b".repeat(64), List.of(new PackId("base", "1.0.0", "c".repeat(64))),
                List.of(new PlannedChange("ColumnAdded", "orders.note", "ADDITIVE", List.of("expand-01"))),
                steps.stream().map(SpelledStep::planned).toList(), risk, new ThresholdSet(0.8, 0.4, 0.7),
                List.of(new Finding("WES-GT-001", Severity.WARNING, "orders.note", "it waits", "run it at night", BECAUSE))), steps);
    }
}
