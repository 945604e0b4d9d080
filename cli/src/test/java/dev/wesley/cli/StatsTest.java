package dev.wesley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.cli.project.Contracts;
import dev.wesley.rehearsal.connect.Database;
import dev.wesley.rehearsal.connect.Dsn;
import dev.wesley.rehearsal.shadow.Durability;
import dev.wesley.rehearsal.shadow.Shadow;
import dev.wesley.rehearsal.shadow.ShadowSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StatsTest {
    private static final String BEFORE = "type Item @wes_table {\n  id: ID! @wes_pk\n  a: Int\n}\n";
    private static final String AFTER = "type Item @wes_table {\n  id: ID! @wes_pk\n  a: Int @wes_index\n}\n";

    @TempDir
    private Path folder;

    @Test
    void takesSizesAndTrafficFromADatabaseAndPlansWithThem() throws Exception {
        Shell shell = new Shell(folder).schema(BEFORE);
        shell.run("snapshot").exits(0);
        shell.schema(AFTER);
        try (Shadow server = new ShadowSource.Embedded(18, Durability.NONE).open()) {
            Database database = server.createDatabase("stats");
            try (Connection connection = database.open("test"); Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE item (id uuid PRIMARY KEY, a int)");
                statement.execute("INSERT INTO item SELECT gen_random_uuid(), i FROM generate_series(1, 2000) i");
                statement.execute("CREATE TABLE part (id int) PARTITION BY RANGE (id)");
                statement.execute("CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM (0) TO (10)");
                statement.execute("INSERT INTO part SELECT i % 10 FROM generate_series(1, 30) i");
                statement.execute("CREATE TABLE fresh (id int)");
                statement.execute("ANALYZE item, part");
            }
            Dsn dsn = database.dsn();
            String address = "postgres://" + dsn.user() + ":" + dsn.password().reveal() + "@" + dsn.authority() + "/" + dsn.database();
            assertThat(shell.run("stats", "--dsn", address).exits(0).out()).contains("4 tables, 3 of known size");
            assertThat(shell.run("plan", "--stats", address, "--explain").exits(0).out())
                    .contains("two readings and an index of item (2,000 rows, estimated)");
        }
        String document = shell.read("statistics.json");
        assertThat(new Contracts(Optional.empty()).violations("statistics", document)).isEmpty();
        assertThat(document).contains("\"rows\" : 30").contains("\"name\" : \"part_1\"");

        shell.write("large.json", document.replace("\"rows\" : 2000", "\"rows\" : 9000000"));
        JsonNode small = shell.run("plan", "--stats", "statistics.json", "--json").exits(0).json();
        JsonNode large = shell.run("plan", "--stats", "large.json", "--json").exits(0).json();
        JsonNode unknown = shell.run("plan", "--json").exits(0).json();
        assertThat(small.at("/plan/phases/0/steps/0/costs/0/rows").asLong()).isEqualTo(2000);
        assertThat(large.at("/plan/phases/0/steps/0/costs/0/microseconds").asLong()).isEqualTo(6_930_000);
        assertThat(unknown.at("/plan/phases/0/steps/0/costs/0/certainty").asString()).isEqualTo("ASSUMED");
        assertThat(large.at("/risk/points").asInt()).isGreaterThan(small.at("/risk/points").asInt());
        assertThat(new Contracts(Optional.empty()).violations("plan", shell.read(".wesley/plan.json"))).isEmpty();
    }

    @Test
    void refusesAFileThatHoldsNoStatistics() {
        Shell shell = new Shell(folder).schema(BEFORE);
        shell.write("odd.json", "{\"format\": 1, \"tables\": [{\"schema\": \"public\", \"name\": \"item\", \"rows\": -1}]}");
        assertThat(shell.run("plan", "--stats", "odd.json").exits(2).err()).contains("$.tables[0].rows is not a whole number from 0");
        assertThat(shell.run("plan", "--stats", "none.json").exits(2).err()).contains("none.json");
    }
}
