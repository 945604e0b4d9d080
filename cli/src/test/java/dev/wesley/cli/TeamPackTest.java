package dev.wesley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.testing.Corpus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The pack of `docs/examples/policy-pack`, as a team uses it.
class TeamPackTest {
    private static final String BEFORE = "type Order @wes_table(name: \"orders\") {\n  id: ID! @wes_pk\n}\n";
    private static final String AFTER = BEFORE.replace("}", "  homePhone: String\n}");
    private static final String RULE = "gate/index-name/rule.drl";

    /// Where the pack is compiled once for all tests.
    @TempDir
    private static Path once;

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeAll
    static void compileThePack() {
        Shell first = new Shell(once);
        copy(Corpus.root().resolve("docs/examples/policy-pack"), first.path("acme"));
        assertThat(first.run("policy", "list", "--pack", "acme").exits(0).err()).contains("compiling the rule pack acme");
    }

    @BeforeEach
    void bringThePack() {
        shell = new Shell(folder);
        copy(Corpus.root().resolve("docs/examples/policy-pack"), shell.path("acme"));
        copy(new Shell(once).path(".wesley/cache"), shell.path(".wesley/cache"));
        shell.write("old.graphql", BEFORE).schema(AFTER);
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode plan(String... more) {
        List<String> arguments = new ArrayList<>(List.of("plan", "--from", "old.graphql", "--json"));
        arguments.addAll(List.of(more));
        return shell.run(arguments.toArray(String[]::new)).exits(0).json();
    }

    private static List<String> names(JsonNode packs) {
        List<String> names = new ArrayList<>();
        packs.forEach(p -> names.add(p.path("name").asString() + " " + p.path("version").asString() + " " + p.path("sha256").asString().length()));
        return names;
    }

    @Test
    void decidesBesideTheShippedPackAndIsNamedInThePlan() {
        JsonNode alone = plan();
        JsonNode with = plan("--pack", "acme");
        assertThat(names(alone.path("packs"))).containsExactly("base 0.1.0 64");
        assertThat(names(with.path("packs"))).containsExactly("acme 1.0.0 64", "base 0.1.0 64");
        assertThat(alone.toString()).doesNotContain("ACME-");
        assertThat(with.toString()).contains("ACME-PII-001").contains("ACME-RISK-001");
        assertThat(shell.has(".wesley/cache/.gitignore")).isTrue();
        assertThat(plan("--pack", "acme/").path("packs")).as("found again, and the same").isEqualTo(with.path("packs"));
    }

    @Test
    void isCompiledAgainOnlyWhenItHasChangedOrItsKeptFormIsDamaged() throws IOException {
        assertThat(shell.run("plan", "--from", "old.graphql", "--pack", "acme").exits(0).err()).doesNotContain("compiling");
        Path kept;
        try (Stream<Path> files = Files.walk(shell.path(".wesley/cache"))) {
            kept = files.filter(f -> f.toString().endsWith(".class")).findFirst().orElseThrow();
        }
        Files.write(kept, new byte[] {1});
        assertThat(shell.run("plan", "--from", "old.graphql", "--pack", "acme").exits(0).err()).contains("compiling the rule pack acme");
        shell.write("acme/" + RULE, shell.read("acme/" + RULE).replace("in small letters", "in lower case"));
        assertThat(shell.run("plan", "--from", "old.graphql", "--pack", "acme").exits(0).err()).contains("compiling the rule pack acme");
    }

    @Test
    void isNamedInTheConfigurationInYamlOrJson() {
        shell.write("wesley.yaml", "packs:\n  - acme\n");
        assertThat(names(plan().path("packs"))).hasSize(2);
        shell.write("wesley.config.json", "{\"packs\": [\"acme\"]}");
        assertThat(shell.run("plan").exits(2).err()).contains("several configuration files: wesley.config.json, wesley.yaml");
        assertThat(names(plan("-c", "wesley.config.json").path("packs"))).hasSize(2);
    }

    @Test
    void aKeyThatNothingReadsIsShownWhereItStandsWithoutItsValue() {
        shell.write("wesley.yaml", "schema:\n  path: schema.graphql\ndatabse:\n  url: postgres://u:planted-secret@h/d\n");
        assertThat(shell.run("plan").exits(2).err()).contains("[ECONFIG]").contains("`databse`").contains("wesley.yaml:3:1").contains("^").doesNotContain("planted-secret");
        shell.write("wesley.yaml", "schema:\n\tpath: x\n");
        assertThat(shell.run("plan").exits(2).err()).contains("[ECONFIG]").contains("is not YAML").contains("wesley.yaml:2:");
        shell.write("wesley.yaml", "packs: acme\n");
        assertThat(shell.run("plan").exits(2).err()).contains("gives `packs` no list of folders");
    }

    @Test
    void isNamedInTheRehearsalAndInTheCertificate() {
        shell.write("wesley.yaml", "packs:\n  - acme\n").write(".gitignore", ".wesley/\nout/\nSHIPME.md\n").schema(BEFORE);
        shell.run("snapshot").exits(0);
        shell.schema(AFTER).git("init", "--quiet").git("add", "--all").git("commit", "--quiet", "-m", "first");
        shell.run("transform", "--emit-bundle").exits(0);
        JsonNode packs = shell.run("plan", "--json").exits(0).json().path("packs");
        assertThat(names(packs)).containsExactly("acme 1.0.0 64", "base 0.1.0 64");
        assertThat(shell.run("rehearse", "--json").exits(0).json().path("plan").path("packs")).isEqualTo(packs);
        shell.run("cert", "create", "--env", "production").exits(0);
        packs.forEach(pack -> assertThat(shell.read("SHIPME.md")).contains(pack.path("sha256").asString()));
    }

    @Test
    void isListedAndExplained() {
        assertThat(shell.run("policy", "list", "--pack", "acme").exits(0).out()).contains("acme 1.0.0, 3 rules").contains("ACME-PII-001");
        assertThat(shell.run("policy", "explain", "acme-pii-001", "--pack", "acme").exits(0).out()).startsWith("# A column that sounds like personal data");
        assertThat(shell.run("policy", "explain", "ACME-PII-001").exits(2).err()).contains("[UNKNOWN_RULE]");
    }

    @Test
    void itsPagesAreItsTests() {
        assertThat(shell.run("policy", "test", "acme", "--junit", "out/policy.xml").exits(0).out()).contains("acme 1.0.0: 3 rules, 7 examples");
        assertThat(shell.read("out/policy.xml")).contains("<testsuites name=\"acme 1.0.0\" tests=\"10\" failures=\"0\"").contains("name=\"Not for other tables\"");
        assertThat(shell.run("policy", "test", "acme", "--json").exits(0).json().path("pages").size()).isEqualTo(3);
    }

    @Test
    void aWrongExampleFailsWithItsPlace() {
        String page = "acme/risk/critical-tables/rule.md";
        shell.write(page, shell.read(page).replace("orders.note: HIGH, 6", "orders.note: HIGH, 7"));
        Shell.Result result = shell.run("policy", "test", "acme", "--junit", "policy.xml").exits(5);
        assertThat(result.err()).contains("[POLICY_TEST_FAILED]").contains("got \"AddColumn orders.note: HIGH, 6\"").contains(page + ":17:1");
        assertThat(shell.read("policy.xml")).contains("failures=\"1\"").contains("<failure message=");
    }

    @Test
    void aRuleNeedsAnExampleThatFiresAndOneThatDoesNot() {
        String page = "acme/gate/index-name/rule.md";
        String text = shell.read(page);
        shell.write(page, text.substring(0, text.indexOf("## Not for")));
        assertThat(shell.run("policy", "test", "acme").exits(5).err()).contains("there is no example where no rule fires");
        shell.write(page, text.substring(0, text.indexOf("## Example")));
        assertThat(shell.run("policy", "test", "acme").exits(5).err()).contains("there is no example where a rule fires");
        shell.write(page, text.replace("`ACME-IDX-001`", "nothing"));
        assertThat(shell.run("policy", "test", "acme").exits(5).err()).contains("the page does not name `ACME-IDX-001`");
    }

    @Test
    void aMistakeInARuleIsShownWhereItStands() {
        shell.write("acme/" + RULE, shell.read("acme/" + RULE).replace("index.name", "index.nmae"));
        assertThat(shell.run("plan", "--from", "old.graphql", "--pack", "acme").exits(2).err()).contains("[INVALID_PACK]").contains("nmae")
                .contains("acme/" + RULE + ":13:").contains("^").contains("Try: ").doesNotContain("\tat ");
    }

    @Test
    void aFolderThatIsNoPackIsSaidToBeNone() {
        assertThat(shell.run("plan", "--pack", "nowhere").exits(2).err()).contains("there is no rule pack in nowhere");
        shell.write("acme/pack.json", shell.read("acme/pack.json").replace("\"1.0.0\"", "\"one\""));
        assertThat(shell.run("plan", "--pack", "acme").exits(2).err()).contains("acme/pack.json").contains("is semantic, such as 1.0.0");
    }
}
