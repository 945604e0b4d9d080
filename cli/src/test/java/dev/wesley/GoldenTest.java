package dev.wesley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.diff.Differ;
import dev.wesley.engine.evidence.GeneratedFile;
import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.engine.sdl.CompiledSchema;
import dev.wesley.engine.testing.Corpus;
import dev.wesley.generators.pgtap.PgTapSuite;
import dev.wesley.generators.postgres.SchemaSql;
import dev.wesley.generators.typescript.TypeScriptTypes;
import dev.wesley.generators.zod.ZodSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every example of the corpus, compared with what is checked in beside it.
class GoldenTest {

    @TestFactory
    Stream<DynamicTest> everyExampleGivesWhatIsCheckedIn() {
        return Corpus.examples().stream().flatMap(example -> {
            Map<String, String> texts = texts(example);
            Stream<DynamicTest> files = texts.entrySet().stream().map(e -> DynamicTest.dynamicTest(
                    example + "/" + e.getKey(), () -> Corpus.expect(example.expected(e.getKey()), e.getValue())));
            return Stream.concat(files, Stream.of(DynamicTest.dynamicTest(
                    example + " holds no file that nobody reads", () -> assertThat(files(example.folder().resolve("expected"))).isEqualTo(texts.keySet()))));
        });
    }

    private static Map<String, String> texts(Corpus.Example example) {
        CompiledSchema before = Road.compile("before.graphql", example.before());
        CompiledSchema after = Road.compile("after.graphql", example.after());
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("changes.txt", Differ.diff(before.schema(), after.schema()).stream().map(c -> c.kind() + " " + c.subject() + "\n").collect(Collectors.joining()));
        Outcome<SpelledPlan> plan = Road.plan(before.schema(), after.schema(), 18, example.facts());
        if (plan.isDone()) {
            texts.put("plan.sql", Road.text(plan.value()));
        } else {
            texts.put("refused.txt", Road.text(plan.diagnostics()));
        }
        for (GeneratedFile file : new GeneratedFile[] {
            SchemaSql.generate(after), TypeScriptTypes.generate(after), ZodSchemas.generate(after), PgTapSuite.generate(after)
        }) {
            texts.put(file.name(), file.text());
        }
        return texts;
    }

    private static Set<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(f -> f.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
