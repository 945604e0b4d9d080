package dev.wesley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.cli.project.Contracts;
import dev.wesley.engine.testing.Corpus;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ProveTest {
    private static final String TABLE = "CREATE TABLE t (id bigint PRIMARY KEY, n integer);";

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void sitDown() {
        shell = new Shell(folder);
    }

    @Test
    void judgesEveryPairOfAFolder() {
        String pairs = Corpus.root().resolve("docs/examples/prove").toString();

        JsonNode document = shell.run("prove", "--pairs", pairs, "--json").exits(0).json();

        Map<String, String> results = new TreeMap<>();
        document.path("pairs").forEach(p -> results.put(p.path("name").asString(), p.path("result").asString()));
        assertThat(results).isEqualTo(Map.of("add-foreign-key", "converged", "changed-view", "refused", "dump", "converged", "kept-view", "converged",
                "narrow-type", "refused", "partitioned", "converged"));
        assertThat(document.path("refusals").path("NARROWING_TYPE_CHANGE").asInt()).isEqualTo(1);
        assertThat(document.path("pairs").get(1).path("reasons").get(0).path("code").asString()).isEqualTo("UNMANAGED_CHANGE");
        assertThat(document.path("pairs").get(3).path("notes").get(0).asString()).isEqualTo("not managed: view names");
        assertThat(new Contracts(Optional.empty()).violations("proof", document.toString())).isEmpty();
    }

    @Test
    void failsIfAPairCannotBeJudged() {
        shell.write("pairs/good.old.sql", TABLE).write("pairs/good.new.sql", TABLE);
        shell.write("pairs/deep/broken/old.sql", TABLE).write("pairs/deep/broken/new.sql", "CREATE TABLE t (id nonsense);");

        JsonNode document = shell.run("prove", "--pairs", "pairs", "--json").exits(13).failure();

        assertThat(document.path("code").asString()).isEqualTo("PROOF_FAILED");
        assertThat(document.path("counts").path("failed").asInt()).isEqualTo(1);
        assertThat(document.path("counts").path("converged").asInt()).isEqualTo(1);
        assertThat(document.path("pairs").get(0).path("name").asString()).isEqualTo("deep/broken");
        assertThat(document.path("pairs").get(0).path("error").asString()).isEqualTo(
                "the wanted schema cannot be built: statement 1: type \"nonsense\" does not exist (SQLSTATE 42704)");
        assertThat(new Contracts(Optional.empty()).violations("proof", document.toString())).isEmpty();
    }

    @Test
    void namesAFolderWithoutPairsAndHalfAPair() {
        assertThat(shell.run("prove", "--pairs", "nowhere").exits(2).err()).contains("there is no folder");
        shell.write("pairs/readme.md", "nothing");
        assertThat(shell.run("prove", "--pairs", "pairs").exits(2).err()).contains("there is no pair");
        shell.write("pairs/a/old.sql", TABLE);
        assertThat(shell.run("prove", "--pairs", "pairs").exits(2).err()).contains("half of a pair is missing");
    }
}
