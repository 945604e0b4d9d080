package dev.wesley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.cli.report.ExitCode;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class UsageTest {
    private static final String NOTE = "type Note @wes_table { id: ID! @wes_pk text: String! }";

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void sitDown() {
        shell = new Shell(folder);
    }

    @Test
    void asksForACommand() {
        Shell.Result result = shell.run().exits(2);
        assertThat(result.err()).startsWith("❌ [USAGE] Missing required subcommand").contains("Try: wesley --help");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        assertThat(shell.run("pln").exits(2).err()).contains("[USAGE]").contains("plan");
        assertThat(shell.run("plan", "--explian").exits(2).err()).contains("--explian").contains("--explain");
    }

    @Test
    void knowsNoCommandThatDoesNothingYet() {
        for (String planned : List.of("migrate", "drift", "watch", "lint", "coordinator", "analyze", "test")) {
            shell.run(planned).exits(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "validate", "transform", "generate", "compile", "plan", "explain", "rehearse", "cert create", "cert sign", "cert verify", "cert badge", "deploy",
        "policy list", "policy explain", "policy test", "prove", "drift detect", "drift repair", "import", "init", "snapshot", "stats", "keygen", "init keys", "validate-bundle", "completion", "demo"
    })
    void explainsEveryCommandWithExamplesAndExitCodes(String command) {
        String[] words = (command + " --help").split(" ");
        Shell.Result result = shell.run(words).exits(0);
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("Usage: wesley ").contains("Examples:").contains("  wesley ").contains("Exit codes:").contains("--json")
                .contains("--debug");
        JsonNode document = shell.run((command + " --help --json").split(" ")).exits(0).json();
        assertThat(document.path("help").asString()).contains("Examples:");
    }

    @Test
    void takesGlobalOptionsBeforeAndAfterTheCommand() {
        shell.schema(NOTE);
        assertThat(shell.run("--json", "validate").exits(0).json().path("tables").asInt()).isEqualTo(1);
        assertThat(shell.run("validate", "--json").exits(0).json().path("tables").asInt()).isEqualTo(1);
        assertThat(shell.run("-q", "validate").exits(0).all()).isEmpty();
        assertThat(shell.run("validate", "--verbose").exits(0).err()).contains("read schema.graphql");
    }

    @Test
    void saysItsVersion() {
        assertThat(shell.run("--version").exits(0).out()).startsWith("wesley ");
        assertThat(shell.run("--version", "--json").exits(0).json().has("version")).isTrue();
    }

    @Test
    void writesACompletionScriptWithEveryCommand() {
        for (String name : List.of("bash", "zsh")) {
            assertThat(shell.run("completion", name).exits(0).out())
                    .contains("transform").contains("rehearse").contains("validate-bundle").contains("badge").contains("--emit-bundle");
        }
        assertThat(shell.run("completion", "bash", "--json").exits(0).json().path("script").asString()).contains("rehearse");
        shell.run("completion", "fish").exits(2);
        shell.run("completion").exits(2);
    }

    @Test
    void hidesTheStackTraceOfABugUnlessAskedForIt() {
        InputStream broken = new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("the pipe is on fire");
            }
        };
        Shell.Result quiet = shell.stdin(broken).run("validate", "--stdin").exits(1);
        assertThat(quiet.err()).startsWith("❌ [INTERNAL] ").contains("the pipe is on fire").contains("--debug").doesNotContain("\tat ");
        assertThat(shell.stdin(broken).run("validate", "--stdin", "--debug").exits(1).err()).contains("\tat ").contains("IllegalStateException");
        JsonNode document = shell.stdin(broken).run("validate", "--stdin", "--json").exits(1).failure();
        assertThat(document.path("code").asString()).isEqualTo("INTERNAL");
        assertThat(document.has("stackTrace")).isFalse();
    }

    @Test
    void failsAsOneDocumentWithJson() {
        JsonNode document = shell.run("plan", "--no-such-flag", "--json").exits(2).failure();
        assertThat(document.path("code").asString()).isEqualTo("USAGE");
        assertThat(document.path("exitCode").asInt()).isEqualTo(2);
    }

    @Test
    void readsSettingsFromFlagThenEnvironmentThenFile() {
        shell.write("a.graphql", NOTE).write("b.graphql", NOTE + " type B @wes_table { id: ID! @wes_pk }");
        shell.write("wesley.config.json", "{\"schema\": {\"path\": \"a.graphql\", \"output\": \"gen\"}, \"types\": {\"scalars\": {\"Money\": \"numeric(12,2)\"}}}");
        assertThat(shell.run("validate", "--json").exits(0).json().path("schema").asString()).isEqualTo("a.graphql");
        shell.set("WESLEY_SCHEMA_DIR", "b.graphql");
        assertThat(shell.run("validate", "--json").exits(0).json().path("schema").asString()).isEqualTo("b.graphql");
        assertThat(shell.run("validate", "--schema", "a.graphql", "--json").exits(0).json().path("schema").asString()).isEqualTo("a.graphql");
        shell.run("transform", "--target", "zod").exits(0);
        assertThat(shell.has("gen/zod.ts")).isTrue();
        shell.write("m.graphql", "scalar Money\ntype Bill @wes_table { id: ID! @wes_pk sum: Money! }");
        shell.run("transform", "m.graphql", "--target", "postgres", "--out", "m").exits(0);
        assertThat(shell.read("m/schema.sql")).contains("numeric(12,2)");
    }

    @Test
    void refusesASettingThatNothingReads() {
        shell.schema(NOTE).write("wesley.config.json", "{\"databse\": {\"url\": \"postgres://u:planted-secret@h/d\"}}");
        Shell.Result result = shell.run("validate").exits(2);
        assertThat(result.err()).contains("[ECONFIG]").contains("`databse`").contains("database.url").doesNotContain("planted-secret");
        shell.run("validate", "--config", "missing.json").exits(2);
        shell.write("broken.json", "{");
        assertThat(shell.run("validate", "-c", "broken.json").exits(2).err()).contains("line 1");
    }

    @Test
    void giveEveryExitCodeOneMeaning() {
        assertThat(List.of(ExitCode.values()).stream().map(ExitCode::number)).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void usesNoColourWhereNobodyWatches() {
        shell.schema("type Note @wes_table {");
        assertThat(shell.run("validate").exits(2).all()).doesNotContain("\u001b[");
    }
}
