package dev.wesley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.cli.project.Contracts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PlanTest {
    private static final String PERSON = "type Person @wes_table {\n  id: ID! @wes_pk\n}\n";
    private static final String NAMED = "type Person @wes_table {\n  id: ID! @wes_pk\n  name: String\n}\n";

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void sitDown() {
        shell = new Shell(folder);
    }

    @Test
    void saysFromWhereItPlans() {
        shell.schema(PERSON);
        assertThat(shell.run("plan").exits(0).out()).contains("an empty database, because there is no .wesley/snapshot.json").contains(".wesley/plan.json");
        shell.run("snapshot").exits(0);
        assertThat(shell.run("plan").exits(0).out()).contains("From .wesley/snapshot.json").contains("Nothing to do");
        shell.schema(NAMED).write("old.graphql", PERSON);
        JsonNode fromSdl = shell.run("plan", "--from", "old.graphql", "--json").exits(0).json();
        assertThat(fromSdl.path("base").asString()).isEqualTo("old.graphql");
        JsonNode fromIr = shell.run("plan", "--from", ".wesley/snapshot.json", "--json").exits(0).json();
        assertThat(fromIr.path("plan").toString()).isEqualTo(fromSdl.path("plan").toString());
    }

    @Test
    void plansTheSameColumnAgainUntilItIsDeployed() {
        shell.schema(PERSON).run("snapshot").exits(0);
        shell.schema(NAMED);
        shell.run("transform").exits(0);
        String first = shell.run("plan", "--map").exits(0).out();
        assertThat(first).contains("Δ").contains("person.name");
        String document = shell.read(".wesley/plan.json");
        shell.run("transform", "--emit-bundle").exits(0);
        assertThat(shell.run("plan", "--map").exits(0).out()).isEqualTo(first);
        assertThat(shell.read(".wesley/plan.json")).isEqualTo(document);
    }

    @Test
    void writesADocumentThatKeepsItsContract() {
        shell.schema(Shell.shop("before")).run("snapshot").exits(0);
        shell.schema(Shell.shop("after"));
        Shell.Result json = shell.run("plan", "--json").exits(0);
        for (String key : List.of("plan", "explain", "mapping", "radar")) {
            assertThat(json.json().has(key)).as(key).isTrue();
        }
        assertThat(new Contracts(Optional.empty()).violations("plan", shell.read(".wesley/plan.json"))).isEmpty();
    }

    @Test
    void explainsLocksReasonsAndSql() {
        shell.schema(Shell.shop("before")).run("snapshot").exits(0);
        shell.schema(Shell.shop("after"));
        assertThat(shell.run("plan", "--explain").exits(0).out()).contains("Lock Impact").contains("Estimated Duration").contains("Because:")
                .contains("SHARE UPDATE EXCLUSIVE").contains("CREATE INDEX CONCURRENTLY").doesNotContain("no lock");
        assertThat(shell.run("plan", "--radar").exits(0).out()).containsPattern("blocks\\(writes\\): \\d+ \\| blocks\\(reads\\): \\d+");
        assertThat(shell.run("explain").exits(0).out()).contains("Lock Impact").contains("Phase expand");
        assertThat(shell.run("explain", "--format", "markdown").exits(0).out()).contains("## expand").contains("```sql");
        assertThat(shell.run("explain", "--json").exits(0).json().path("explain").path("lines").size()).isPositive();
        assertThat(new Shell(folder.resolve("other")).run("explain").exits(2).err()).contains("Try: wesley plan");
    }

    @Test
    void showsWhatRulesWarnOfOnce() {
        String seat = "type Seat @wes_table {\n  id: ID! @wes_pk\n  number: Int\n}\n";
        shell.write("old.graphql", seat).schema(seat.replace("number: Int", "number: Int @wes_unique"));
        assertThat(shell.run("plan", "--from", "old.graphql").exits(0).out()).containsOnlyOnce("warning[WES-UNIQUE-020]: seat.");
        assertThat(shell.run("plan", "--from", "old.graphql", "--explain").exits(0).out()).containsOnlyOnce("warning[WES-UNIQUE-020]: seat.");
    }

    @Test
    void refusesWhatLosesDataWithEveryReasonAndItsPlace() {
        shell.write("old.graphql", """
                type Person @wes_table {
                  id: ID! @wes_pk
                  name: String
                }
                type Address @wes_table {
                  id: ID! @wes_pk
                }
                """);
        shell.schema(PERSON);
        Shell.Result result = shell.run("plan", "--from", "old.graphql").exits(5);
        assertThat(result.err()).contains("[DESTRUCTIVE_CHANGE]").contains("person.name").contains("address").contains(" --> old.graphql:3:").contains("^")
                .doesNotContain("\tat ");
        assertThat(shell.has(".wesley/plan.json")).isFalse();
        JsonNode document = shell.run("plan", "--from", "old.graphql", "--json").exits(5).failure();
        assertThat(document.path("changes").size()).isEqualTo(2);
        assertThat(document.path("diagnostics").size()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void neverAnswersARealChangeWithAnEmptyPlan() {
        shell.write("old.graphql", "type Person @wes_table { id: ID! @wes_pk name: String }");
        shell.schema("type Person @wes_table { id: Int! @wes_pk }");
        assertThat(shell.run("plan", "--from", "old.graphql", "--json").exits(5).failure().path("changes").size()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void refusesAServerThatItDoesNotKnow() {
        shell.schema(PERSON);
        assertThat(shell.run("plan", "--pg", "10").exits(5).err()).contains("10");
        shell.run("plan", "--pg", "new").exits(2);
        assertThat(shell.run("plan", "--pg", "11", "--json").exits(0).json().path("serverMajor").asInt()).isEqualTo(11);
    }

    @Test
    void stopsAtADamagedSnapshot() {
        shell.schema(PERSON).write(".wesley/snapshot.json", "{\"tables\": 3}");
        assertThat(shell.run("plan").exits(2).err()).contains("[INVALID_SNAPSHOT]").contains(".wesley/snapshot.json");
        shell.write("base.json", "not json");
        shell.run("plan", "--from", "base.json").exits(2);
    }

    @Test
    void writesOneFileAPhaseWithItsWayBack() {
        shell.set("SOURCE_DATE_EPOCH", "1700000000").schema(Shell.shop("before")).run("snapshot").exits(0);
        shell.schema(Shell.shop("after"));
        shell.run("plan", "--write").exits(0);
        assertThat(shell.files("migrations")).containsExactly("20231114221320_backfill.sql", "20231114221320_expand.sql", "20231114221320_rollback.sql",
                "20231114221320_tests.sql", "20231114221320_validate.sql");
        assertThat(shell.read("migrations/20231114221320_expand.sql")).contains("CREATE INDEX CONCURRENTLY").contains("BEGIN;").contains("COMMIT;");
        assertThat(shell.read("migrations/20231114221320_backfill.sql")).contains("repeat until n is 0").doesNotContain("?");
    }

    @Test
    void printsTheWholeScriptAndTouchesNothingInADryRun() {
        shell.schema(Shell.shop("after"));
        assertThat(shell.run("plan", "--dry-run").exits(0).out()).startsWith("-- DRY RUN").contains("CREATE TABLE");
        assertThat(shell.has(".wesley")).isFalse();
        assertThat(shell.run("plan", "--dry-run", "--json").exits(0).json().path("dryRun").asString()).contains("CREATE TABLE");
    }

    @Test
    void refusesToRehearseAPlanThatNoLongerFits() {
        shell.schema(PERSON).run("plan").exits(0);
        shell.schema(NAMED);
        assertThat(shell.run("rehearse", "--dry-run").exits(5).err()).contains("[STALE_PLAN]").contains("Try: wesley plan");
        shell.run("plan").exits(0);
        assertThat(shell.run("rehearse", "--dry-run").exits(0).out()).contains("DRY RUN").contains("CREATE TABLE");
        assertThat(shell.has(".wesley/realm.json")).isFalse();
        shell.write(".wesley/plan.json", shell.read(".wesley/plan.json").replace("CREATE TABLE", "DROP TABLE"));
        assertThat(shell.run("rehearse", "--dry-run").exits(2).err()).contains("[INVALID_PLAN]");
    }
}
