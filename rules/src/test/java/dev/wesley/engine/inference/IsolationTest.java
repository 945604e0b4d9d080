package dev.wesley.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.Compiler;
import dev.wesley.engine.PlanRequest;
import dev.wesley.engine.Planner;
import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.diff.Change;
import dev.wesley.engine.diff.Differ;
import dev.wesley.engine.fact.ExistingColumn;
import dev.wesley.engine.fact.ExistingTable;
import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.fact.ServerVersion;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.plan.Plan;
import dev.wesley.engine.sdl.SdlOptions;
import dev.wesley.engine.sdl.SourceFile;
import dev.wesley.engine.testing.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kie.internal.conf.ShareBetaNodesOption;

/// What the shipped packs say depends on nothing but the schemas and the facts.
class IsolationTest {
    private static final RulePack BASE = RulePack.load(IsolationTest.class.getClassLoader(), "base");
    private static final Path SHOP = Corpus.root().resolve("docs/examples/01-e-commerce");
    private static final Schema BEFORE = compiled(List.of(new SourceFile("before", Corpus.read(SHOP.resolve("before.graphql")))));
    private static final Schema AFTER = compiled(List.of(new SourceFile("after", Corpus.read(SHOP.resolve("after.graphql")))));

    private static Schema compiled(List<SourceFile> files) {
        return Compiler.compile(files, SdlOptions.DEFAULT).value().schema();
    }

    private static List<Fact> facts(Schema before) {
        List<Fact> facts = new ArrayList<>(List.of(new ServerVersion(18)));
        before.tables().forEach(table -> {
            facts.add(new ExistingTable(table.name(), false));
            table.columns().forEach(c -> facts.add(new ExistingColumn(table.name(), c)));
        });
        return facts;
    }

    @Test
    void sharedBetaNodesWouldChangeNothingForTheShippedPack() throws IOException {
        RuleBase apart = new RuleBase(List.of(BASE));
        RuleBase shared = new RuleBase(List.of(BASE), ShareBetaNodesOption.YES);
        for (Corpus.Example example : Corpus.examples()) {
            Path folder = SHOP.resolveSibling(example.name());
            Schema before = Files.exists(folder.resolve("before.graphql"))
                    ? compiled(List.of(new SourceFile("before", Files.readString(folder.resolve("before.graphql"))))) : Schema.EMPTY;
            Schema after = compiled(List.of(new SourceFile("after", Files.readString(folder.resolve("after.graphql")))));
            List<Change> changes = Differ.diff(before, after);
            assertThat(shared.infer(changes, facts(before))).as(example.name()).isEqualTo(apart.infer(changes, facts(before)));
        }
    }

    @Test
    void theOrderOfFactsAndRulesDoesNotShow() {
        List<Object> facts = new ArrayList<>(Differ.diff(BEFORE, AFTER));
        facts.addAll(facts(BEFORE));
        RuleBase base = new RuleBase(List.of(BASE));
        RuleBase reversed = new RuleBase(List.of(BASE.reversed()));
        Conclusions expected = base.infer(facts, 100_000);
        Random random = new Random(11);
        for (int i = 0; i < 3; i++) {
            Collections.shuffle(facts, random);
            assertThat(base.infer(facts, 100_000)).isEqualTo(expected);
            assertThat(reversed.infer(facts, 100_000)).isEqualTo(expected);
        }
    }

    @Test
    void theOrderOfFilesAndOfTypesInThemDoesNotShow() {
        Plan expected = plan(AFTER).value();
        List<String> types = new ArrayList<>(Arrays.asList(Corpus.read(SHOP.resolve("after.graphql")).split("(?m)(?<=^}\\n)")));
        assertThat(types).hasSizeGreaterThan(4);
        Random random = new Random(7);
        for (int i = 0; i < 3; i++) {
            Collections.shuffle(types, random);
            List<SourceFile> files = new ArrayList<>();
            for (int t = 0; t < types.size(); t++) {
                files.add(new SourceFile(t + ".graphql", types.get(t)));
            }
            assertThat(plan(compiled(files)).value()).isEqualTo(expected);
        }
    }

    private static Outcome<Plan> plan(Schema after) {
        return new Planner(List.of(BASE)).plan(new PlanRequest(BEFORE, after, 18, List.of()));
    }

    @Test
    void anEmptyPackRefusesEveryChange() {
        PlanRequest request = new PlanRequest(BEFORE, AFTER, 18, List.of());
        List<Change> changes = Differ.diff(BEFORE, AFTER);
        Outcome<Plan> outcome = new Planner(List.of()).plan(request);
        assertThat(outcome.isDone()).isFalse();
        assertThat(outcome.diagnostics().stream().filter(d -> d.code().equals(Code.UNANSWERED_CHANGE))).hasSize(changes.size());
        assertThat(changes).allSatisfy(c -> assertThat(outcome.diagnostics()).anyMatch(d -> d.message().contains(c.subject())));
    }
}
