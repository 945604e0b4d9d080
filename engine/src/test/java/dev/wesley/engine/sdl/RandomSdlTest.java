package dev.wesley.engine.sdl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.wesley.engine.Compiler;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.diagnostic.Span;
import dev.wesley.engine.json.IrJson;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.json.SchemaHash;
import dev.wesley.engine.testing.RandomSchemas;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Laws over random SDL; a failure names its seed, `-Dseed=` replays it.
class RandomSdlTest {

    @Test
    void compilesBothSidesOfEveryRandomPair() {
        RandomSchemas.seeds(400).forEach(seed -> {
            for (Map.Entry<String, String> pair : List.of(RandomSchemas.pair(seed), RandomSchemas.additivePair(seed))) {
                assertThat(pair.getKey()).as("seed " + seed).isEqualTo(RandomSchemas.sdl(seed));
                assertCompiles(seed, pair.getValue());
            }
        });
    }

    @Test
    void readsBackWhatItWrites() {
        RandomSchemas.seeds(1000).forEach(seed -> {
            var schema = Compiled.schema(RandomSchemas.sdl(seed));
            String json = Json.pretty(IrJson.write(schema));
            assertThat(IrJson.read(json)).as("seed " + seed).isEqualTo(schema);
            assertThat(Json.pretty(IrJson.write(IrJson.read(json)))).as("seed " + seed).isEqualTo(json);
        });
    }

    @Test
    void doesNotCareForTheOrderOfFiles() {
        RandomSchemas.seeds(100).forEach(seed -> {
            List<SourceFile> files = new ArrayList<>();
            String[] parts = RandomSchemas.sdl(seed).split("\n\n");
            for (int i = 0; i < parts.length; i++) {
                files.add(new SourceFile("part" + i + ".graphql", parts[i]));
            }
            Outcome<CompiledSchema> sorted = Compiler.compile(files, SdlOptions.DEFAULT);
            Collections.shuffle(files, new Random(seed));
            Outcome<CompiledSchema> shuffled = Compiler.compile(files, SdlOptions.DEFAULT);
            assertThat(shuffled).as("seed " + seed).isEqualTo(sorted);
            Collections.reverse(files);
            List<SourceFile> renamed = new ArrayList<>();
            files.forEach(f -> renamed.add(new SourceFile("z" + renamed.size() + f.name(), f.text())));
            var other = Compiler.compile(renamed, SdlOptions.DEFAULT);
            assertThat(other.isDone()).as("seed " + seed + other.diagnostics()).isTrue();
            assertThat(SchemaHash.of(other.value().schema())).as("seed " + seed).isEqualTo(SchemaHash.of(sorted.value().schema()));
        });
    }

    @Test
    void givesAnAliasedTwinTheSameIr() {
        RandomSchemas.seeds(100).forEach(seed -> {
            String canonical = RandomSchemas.sdl(seed);
            var schema = Compiled.schema(canonical);
            assertThat(Compiled.schema(canonical.replace("@wes_", "@wesley_"))).as("seed " + seed).isEqualTo(schema);
            assertThat(Compiled.schema(canonical.replace("@wes_", "@"))).as("seed " + seed).isEqualTo(schema);
            assertThat(Compiled.schema(canonical.replace("@wes_pk", "@primaryKey").replace("@wes_fk", "@foreignKey").replace("@wes_generated", "@computed")
                    .replace("@wes_partitionBy", "@partitioned").replace(", fields: [\"at\"])", ", by: [\"at\"])"))).as("seed " + seed).isEqualTo(schema);
        });
    }

    @Test
    void neverCrashesOnMalformedInput() {
        String[] junk = {"{", "}", "(", ")", "[", "]", "!", "@", ":", "\"", "\"\"\"", "#", "$", "&", "|", "=", "...", "\\", "\\u0000", "\\ud83d", "\u0000", "\uFEFF", "🙂", "ä", "\r", "\t", " type ",
            " extend ", " enum ", " input ", " null ", " 99999999999999999999 ", " 1e999999999 ", "-", "'", "--", ";", " @wes_rls ", " @wes_fk(ref: \"a.b\") ", " @wes_default(value: 1e400) ", "%s"};
        List<String> sound = LongStream.range(0, 200).mapToObj(RandomSchemas::sdl).sorted(Comparator.comparingInt(String::length)).limit(25).toList();
        long[] refused = {0};
        RandomSchemas.seeds(10_000).forEach(seed -> {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(sound.get((int) (seed % sound.size())));
            int edits = 1 + random.nextInt(4);
            for (int i = 0; i < edits; i++) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.insert(at, junk[random.nextInt(junk.length)]);
                    case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(12)));
                    case 2 -> {
                        int from = random.nextInt(text.length());
                        text.insert(at, text.substring(from, Math.min(text.length(), from + random.nextInt(30))));
                    }
                    default -> text.setCharAt(at, (char) random.nextInt(random.nextBoolean() ? 128 : 0xD800));
                }
            }
            assertThatNoException().as("seed " + seed + "\n" + text).isThrownBy(() -> {
                Outcome<CompiledSchema> outcome = Compiled.outcome(text.toString());
                if (!outcome.isDone()) {
                    refused[0]++;
                }
                for (Diagnostic d : outcome.diagnostics()) {
                    d.span().ifPresent(span -> checkPlace(span));
                }
            });
        });
        assertThat(refused[0]).isGreaterThan(System.getProperty("seed") == null ? 5000 : -1);
    }

    private static void checkPlace(Span span) {
        assertThat(span.column() - 1).isLessThanOrEqualTo(span.text().codePointCount(0, span.text().length()));
    }

    private static void assertCompiles(long seed, String sdl) {
        Outcome<CompiledSchema> outcome = Compiled.outcome(sdl);
        assertThat(outcome.isDone()).as(() -> "seed " + seed + "\n" + sdl + "\n" + outcome.diagnostics()).isTrue();
        assertThat(outcome.value().schema().tables()).as("seed " + seed).isNotEmpty();
    }
}
