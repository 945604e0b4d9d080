package dev.wesley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.diff.Change;
import dev.wesley.engine.inference.Conclusions;
import dev.wesley.engine.inference.StepLock;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.plan.Boundary;
import dev.wesley.engine.plan.LockSet;
import dev.wesley.engine.plan.MigrationRisk;
import dev.wesley.engine.plan.Phase;
import dev.wesley.engine.plan.Plan;
import dev.wesley.engine.plan.PlannedStep;
import dev.wesley.engine.plan.Reversibility;
import dev.wesley.engine.plan.RiskLevel;
import dev.wesley.engine.plan.Statement;
import dev.wesley.engine.plan.Step;
import dev.wesley.engine.plan.StepClass;
import dev.wesley.engine.plan.ThresholdSet;
import dev.wesley.engine.testing.Corpus;
import dev.wesley.generators.postgres.PostgresSpelling;
import dev.wesley.rehearsal.connect.Database;
import dev.wesley.rehearsal.shadow.EmbeddedShadow;
import dev.wesley.rules.Form;
import dev.wesley.rules.Forms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every kind of step, in every context that changes what it does, on running servers: what the physics rules predict against what
/// [Witness] saw. Nothing may be under-predicted; what is over-predicted is listed here, each with its reason.
///
/// `-Dconformance.majors=all` (or `11,14`) asks other servers than 11 and 18, `-Dconformance.forms=add_column` only about forms whose names
/// hold that. The answers are kept in `docs/lock-accuracy.json`, and told in `docs/lock-accuracy.md`; servers that were not asked keep their answers.
class LiveConformanceTest {
    private static final String ALL = "11,12,13,14,15,16,17,18";
    private static final String MAJORS = System.getProperty("conformance.majors", "11,18");
    private static final String SOME = System.getProperty("conformance.forms", "");
    private static final Path EVIDENCE = Path.of(System.getProperty("wesley.root"), "docs", "lock-accuracy.json");

    @TestFactory
    List<DynamicTest> predictsWhatServersDo() throws IOException {
        List<Integer> majors = Arrays.stream((MAJORS.equals("all") ? ALL : MAJORS).split(",")).map(Integer::valueOf).toList();
        List<Form> forms = Forms.all();
        List<Form> asked = forms.stream().filter(f -> f.id().contains(SOME)).toList();
        assertThat(asked).isNotEmpty();
        LockAccuracy accuracy = Files.exists(EVIDENCE) ? LockAccuracy.read(Json.read(Files.readString(EVIDENCE))) : new LockAccuracy();
        List<DynamicTest> tests = new ArrayList<>();
        majors.forEach(major -> tests.add(DynamicTest.dynamicTest("Postgres " + major, () -> {
            Map<String, Observation.Difference> seen = onServer(major, asked.stream().filter(f -> f.majors().anyMatch(m -> m == major)).toList());
            if (SOME.isEmpty()) {
                accuracy.replace(major, seen);
            } else {
                accuracy.put(major, seen);
            }
            assertThat(accuracy.under(major)).as("under-predicted on %d", major).isEmpty();
        })));
        tests.add(DynamicTest.dynamicTest("every form has answers", () -> assertThat(accuracy.forms())
                .isEqualTo(forms.stream().map(Form::id).collect(Collectors.toCollection(TreeSet::new)))));
        tests.add(DynamicTest.dynamicTest("what is not exact has a reason, and nothing else", () -> assertThat(accuracy.inexact()).isEqualTo(LockAccuracy.CAREFUL.keySet())));
        tests.add(DynamicTest.dynamicTest("the answers are kept", () -> Corpus.expect(EVIDENCE, Json.pretty(accuracy.write()))));
        tests.add(DynamicTest.dynamicTest("the page tells them", () -> Corpus.expect(EVIDENCE.resolveSibling("lock-accuracy.md"), accuracy.page(forms))));
        return tests;
    }

    /// The difference of every form, by name.
    private static Map<String, Observation.Difference> onServer(int major, List<Form> forms) throws SQLException {
        Map<String, Observation.Difference> differences = new TreeMap<>();
        List<String> broken = new ArrayList<>();
        try (EmbeddedShadow server = EmbeddedShadow.start(major)) {
            Database fixture = server.createDatabase("fixture");
            try (Connection connection = fixture.open("wesley-fixture"); java.sql.Statement statement = connection.createStatement()) {
                statement.execute(Forms.fixture());
            }
            Database shared = server.copyDatabase(fixture, "shared");
            for (Form form : forms) {
                // What is rolled back and needs nothing else leaves the database as it was.
                boolean alone = alone(form, major);
                Database database = !alone && form.setup().isEmpty() && form.before().isEmpty() ? shared : server.copyDatabase(fixture, "form");
                try (Witness witness = new Witness(database)) {
                    differences.put(form.id(), seen(witness, form, major, alone).against(predicted(form, major)));
                } catch (SQLException | AssertionError e) {
                    broken.add(form.id() + " on " + major + ": " + e.getMessage());
                }
                if (database != shared) {
                    server.drop(database);
                }
            }
        }
        assertThat(broken).isEmpty();
        return differences;
    }

    /// Whether the step refuses to be in a transaction.
    private static boolean alone(Form form, int major) {
        return switch (form.step()) {
            case Step.CreateIndex create -> create.build() == Step.Build.CONCURRENTLY;
            case Step.DropIndex drop -> drop.concurrently();
            case Step.AddEnumLabel label -> major < 12;
            default -> false;
        };
    }

    private static Observation seen(Witness witness, Form form, int major, boolean alone) throws SQLException {
        if (!form.setup().isEmpty()) {
            witness.prepare(form.setup());
        }
        for (Step before : form.before()) {
            for (Statement statement : spelled(before, major)) {
                witness.prepare(statement.sql());
            }
        }
        List<Statement> statements = spelled(form.step(), major);
        if (alone) {
            return witness.alone(form.step(), statements.getFirst(), ofThisPlan(form));
        }
        // Of a loop, its first batch.
        return witness.inTransaction(form.step() instanceof Step.Backfill ? statements.subList(0, 1) : statements, ofThisPlan(form));
    }

    /// What the plan around the step makes: nobody waits for it.
    private static Set<String> ofThisPlan(Form form) {
        Set<String> names = new TreeSet<>();
        for (Object subject : form.subjects()) {
            switch (subject) {
                case Change.TableAdded added -> names.add(added.table().toString());
                case Step.CreateIndex create when !create.equals(form.step()) -> names.add(create.table().sibling(create.index().name()).toString());
                case Step.AddUniqueOnOnly add -> names.add(add.table().sibling(add.unique().name()).toString());
                case Step.AddPrimaryKeyOnOnly add -> names.add(add.table().sibling(add.key().name()).toString());
                default -> {}
            }
        }
        return names;
    }

    private static Map<String, Observation.Touch> predicted(Form form, int major) {
        Conclusions said = Forms.ask(major, form);
        Map<String, Observation.Touch> predicted = new TreeMap<>();
        for (StepLock lock : said.locks().stream().map(l -> l.value()).filter(l -> l.step().equals(form.step())).toList()) {
            predicted.put(lock.relation().toString(), new Observation.Touch(Optional.of(lock.mode()), lock.work(), true, false));
        }
        return predicted;
    }

    private static List<Statement> spelled(Step step, int major) {
        PlannedStep planned = new PlannedStep("expand-1", step, Phase.EXPAND, StepClass.SHORT, Boundary.OWN, 1, new LockSet(List.of()), List.of(), RiskLevel.LOW,
                Reversibility.REVERSIBLE, List.of(), List.of(), List.of());
        Plan plan = new Plan(major, "from", "to", List.of(), List.of(), List.of(planned), new MigrationRisk(0, RiskLevel.LOW, List.of()), new ThresholdSet(0.8, 0.4, 0.7),
                List.of());
        return PostgresSpelling.spell(plan).steps().getFirst().statements();
    }
}
