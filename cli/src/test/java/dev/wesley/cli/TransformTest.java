package dev.wesley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TransformTest {
    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void sitDown() {
        shell = new Shell(folder).schema(Shell.shop("before"));
    }

    @Test
    void saysWhatItWroteAndThenThatNothingChanged() {
        assertThat(shell.run("transform", "--target", "postgres,typescript,zod,pgtap", "--out", "out").exits(0).out())
                .containsPattern("✨ Transform applied — 4 artifacts updated \\(ir@[0-9a-f]{7}\\)");
        assertThat(shell.files("out")).containsExactly("schema.sql", "tests.sql", "types.ts", "zod.ts");
        String evidence = shell.read(".wesley/evidence-map.json") + shell.read(".wesley/artifacts.json") + shell.read(".wesley/schema.ir.json");
        shell.later(Duration.ofDays(3));
        assertThat(shell.run("transform").exits(0).out()).isEqualTo("Homeostasis maintained — no artifacts changed.\n");
        assertThat(shell.read(".wesley/evidence-map.json") + shell.read(".wesley/artifacts.json") + shell.read(".wesley/schema.ir.json")).isEqualTo(evidence);
        shell.schema(Shell.shop("after"));
        JsonNode changed = shell.run("generate", "--json").exits(0).json();
        assertThat(changed.path("updated").asInt()).isEqualTo(4);
        assertThat(shell.run("compile", "--json").exits(0).json().path("updated").asInt()).isZero();
    }

    @Test
    void writesOnlyTheTargetsThatWereNamed() {
        shell.run("transform", "--target", "zod", "--out", "gen").exits(0);
        assertThat(shell.files("gen")).containsExactly("zod.ts");
        Shell.Result unknown = shell.run("transform", "--target", "postgres,cobol").exits(2);
        assertThat(unknown.err()).contains("[USAGE]").contains("cobol").contains("typescript");
        assertThat(shell.has("out")).isFalse();
    }

    @Test
    void hashesEveryArtifactAsItLies() {
        JsonNode document = shell.run("transform", "--json").exits(0).json();
        for (JsonNode artifact : document.path("artifacts")) {
            assertThat(Json.sha256(shell.read(artifact.path("file").asString()))).isEqualTo(artifact.path("sha256").asString());
        }
        shell.run("validate-bundle").exits(0);
    }

    @Test
    void failsAsGenerationWhereItCannotWrite() {
        shell.write("out", "a file, not a folder");
        assertThat(shell.run("transform").exits(4).err()).contains("[EWRITE]").doesNotContain("\tat ");
        assertThat(shell.run("transform", "--json").exits(4).failure().path("exitCode").asInt()).isEqualTo(4);
    }

    @Test
    void neverTouchesTheSnapshot() {
        shell.run("snapshot").exits(0);
        String snapshot = shell.read(".wesley/snapshot.json");
        shell.schema(Shell.shop("after"));
        shell.run("transform", "--emit-bundle").exits(0);
        assertThat(shell.read(".wesley/snapshot.json")).isEqualTo(snapshot);
        assertThat(shell.run("plan", "--json").exits(0).json().path("mapping").size()).isPositive();
    }

    @Test
    void emitsABundleThatIsTheSameAgain() {
        shell.set("SOURCE_DATE_EPOCH", "1700000000");
        shell.run("snapshot").exits(0);
        shell.schema(Shell.shop("after"));
        shell.run("plan").exits(0);
        JsonNode bundle = shell.run("transform", "--emit-bundle", "--json").exits(0).json().path("bundle");
        assertThat(bundle.path("bundleVersion").asString()).isEqualTo("2.0.0");
        assertThat(shell.files(".wesley")).contains("schema.ast.json", "schema.ir.json", "evidence-map.json", "snapshot.json", "scores.json", "history.json",
                "artifacts.json");
        assertThat(shell.read(".wesley/history.json")).contains("2023-11-14T22:13:20Z");
        String before = shell.everythingWritten();
        shell.later(Duration.ofDays(1)).run("transform", "--emit-bundle").exits(0);
        assertThat(shell.everythingWritten()).isEqualTo(before);
    }

    @Test
    void refusesABundleThatWasEdited() {
        shell.run("transform", "--emit-bundle").exits(0);
        shell.run("validate-bundle", "--json").exits(0).json();
        String types = shell.read("out/types.ts");
        shell.write("out/types.ts", types + " ");
        assertThat(shell.run("validate-bundle").exits(5).err()).contains("[BUNDLE_INVALID]").contains("out/types.ts");
        shell.write("out/types.ts", types);
        shell.write(".wesley/evidence-map.json", "{\"version\": \"1.0.0\", \"surprise\": 1}");
        assertThat(shell.run("validate-bundle", "--json").exits(5).failure().path("error").asString()).contains("evidence-map.json");
        shell.run("validate-bundle", "--bundle", "nowhere").exits(2);
    }

    @Test
    void refusesNamesThatClientCodeWouldGiveTwice() {
        shell.schema("type Note @wes_table {\n  id: ID! @wes_pk\n}\ninput NoteCreate {\n  id: ID!\n}\n");
        assertThat(shell.run("transform").exits(2).err()).contains("NoteCreate would mean two things").contains("schema.graphql:1");
        shell.run("transform", "--target", "postgres").exits(0);
    }
}
