package dev.wesley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.cli.project.Contracts;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.plan.Statement;
import dev.wesley.engine.sdl.CompiledSchema;
import dev.wesley.generators.postgres.SchemaSql;
import dev.wesley.rehearsal.connect.Database;
import dev.wesley.rehearsal.connect.Dsn;
import dev.wesley.rehearsal.shadow.Durability;
import dev.wesley.rehearsal.shadow.Shadow;
import dev.wesley.rehearsal.shadow.ShadowSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Databases that are there: planning from them, their drift, adopting them.
class LiveDatabaseTest {
    /// Holds what a server spells its own way: literals, casts, parentheses, a predicate.
    private static final String SHOP = """
            enum Status { NEW PAID }
            type Customer @wes_table {
              id: ID! @wes_pk
              email: String! @wes_unique
            }
            type Purchase @wes_table(name: "purchases") {
              id: ID! @wes_pk
              customerId: ID! @wes_fk(ref: "Customer.id") @wes_index
              status: Status! @wes_default(value: NEW)
              total: Decimal! @wes_type(name: "numeric(12,2)") @wes_check(expr: "total >= 0")
              note: String @wes_default(value: "none") @wes_type(name: "varchar(50)") @wes_index(where: "note IS NOT NULL AND note <> ''")
              at: DateTime! @wes_default(expr: "now()")
            }
            """;

    private static Shadow server;

    @TempDir
    Path folder;

    private Database database;
    private Shell shell;

    @BeforeAll
    static void start() {
        server = new ShadowSource.Embedded(18, Durability.NONE).open();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void build() throws SQLException {
        database = server.createDatabase("live");
        shell = new Shell(folder).schema(SHOP);
        sql(SchemaSql.statements(schema(SHOP).schema()).stream().map(Statement::sql).toArray(String[]::new));
    }

    @AfterEach
    void drop() {
        server.drop(database);
    }

    private static CompiledSchema schema(String sdl) {
        return dev.wesley.engine.Compiler.compile(List.of(new dev.wesley.engine.sdl.SourceFile("schema.graphql", sdl)), dev.wesley.engine.sdl.SdlOptions.DEFAULT).value();
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = database.open("test"); java.sql.Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String dsn() {
        Dsn dsn = database.dsn();
        return "postgres://" + dsn.user() + ":" + dsn.password().reveal() + "@" + dsn.authority() + "/" + dsn.database();
    }

    private void hidesThePassword(Shell.Result... results) {
        String password = database.dsn().password().reveal();
        for (Shell.Result result : results) {
            assertThat(result.all()).doesNotContain(password);
        }
        assertThat(shell.everythingWritten()).doesNotContain(password);
    }

    // ---- plans from a database

    @Test
    void whatWesleyWroteReadsBackEqual() {
        Shell.Result plan = shell.run("plan", "--from", dsn()).exits(0);
        assertThat(plan.out()).contains("From " + database.dsn()).contains("Nothing to do");
        assertThat(shell.files(".wesley/cache")).singleElement().asString().startsWith("spelling-");
        hidesThePassword(plan);
    }

    @Test
    void takesTheServersMajorAndRefusesAnother() {
        assertThat(shell.run("plan", "--from", dsn(), "--json").exits(0).json().path("serverMajor").asInt()).isEqualTo(18);
        assertThat(shell.run("plan", "--from", dsn(), "--pg", "16").exits(2).err()).contains("is Postgres 18, not 16");
    }

    @Test
    void goesFromPartitionToPartitionAndRehearsesThem() throws SQLException {
        String log = "type Log @wes_table @wes_partitionBy(strategy: RANGE, fields: [\"day\"]) {\n  day: Int!\n  line: String\n}\n";
        String indexed = log.replace("line: String", "line: String @wes_index(name: \"log_line\")");
        sql("CREATE TABLE log (day integer NOT NULL, line text) PARTITION BY RANGE (day)", "CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM (0) TO (100)",
                "CREATE TABLE log_rest PARTITION OF log DEFAULT");
        shell.write("log.graphql", SHOP + log).schema(SHOP + indexed);
        assertThat(shell.run("plan", "--from", "log.graphql").exits(5).err()).contains("which partitions it has is not known").contains("--from DSN");
        assertThat(shell.run("plan", "--from", dsn(), "--explain").exits(0).out()).contains("ON ONLY \"public\".\"log\"").contains("CONCURRENTLY \"log_1_log_line_part\"")
                .contains("ATTACH PARTITION \"public\".\"log_rest_log_line_part\"");
        assertThat(shell.read(".wesley/base.ir.json")).contains("FOR VALUES FROM (0) TO (100)");
        shell.set("SHADOW_DSN", dsn());
        assertThat(shell.run("rehearse", "--json").exits(0).json().path("verdict").asString()).isEqualTo("PASS");
    }

    @Test
    void asksNoServerWhenNoExpressionIsInTheWay() throws SQLException {
        String plain = "type Person @wes_table { id: ID! @wes_pk name: String }";
        sql("DROP TABLE purchases", "DROP TABLE customer", "DROP TYPE status", "CREATE TABLE person (id uuid PRIMARY KEY)");
        assertThat(shell.schema(plain).run("plan", "--from", dsn(), "--explain").exits(0).out()).contains("ADD COLUMN");
        assertThat(shell.files(".wesley/cache")).isEmpty();
    }

    @Test
    void namesWhatHangsOnATableWhenItRefuses() throws SQLException {
        sql("CREATE VIEW paid AS SELECT id, note FROM purchases");
        Shell.Result refused = shell.schema(SHOP.replace("varchar(50)", "varchar(100)")).run("plan", "--from", dsn()).exits(5);
        assertThat(refused.err()).contains("purchases.note").contains("view paid");
        hidesThePassword(refused);
    }

    @Test
    void startsFromTheSnapshotThenTheDatabaseThenNothingAndSaysWhich() {
        assertThat(shell.run("plan").exits(0).out()).contains("From an empty database, because there is no .wesley/snapshot.json");
        shell.set("WESLEY_DATABASE_URL", dsn());
        assertThat(shell.run("plan").exits(0).out()).contains("From " + database.dsn()).contains("Nothing to do");
        shell.run("snapshot").exits(0);
        assertThat(shell.run("plan").exits(0).out()).contains("From .wesley/snapshot.json");
        assertThat(shell.run("plan", "--from", "snapshot").exits(0).out()).contains("From .wesley/snapshot.json");
    }

    @Test
    void readsARevisionOfGit() {
        shell.git("init", "--quiet").git("add", "--all").git("commit", "--quiet", "-m", "first").git("tag", "v1");
        shell.schema(SHOP.replace("note: String", "memo: String\n  note: String"));
        assertThat(shell.run("plan", "--from", "git:v1").exits(0).out()).contains("From git:v1:schema.graphql").contains("1 change");
        assertThat(shell.run("plan", "--from", "git:v1:schema.graphql", "--to", "schema.graphql").exits(0).out()).contains("1 change");
        assertThat(shell.run("plan", "--from", "git:nowhere").exits(2).err()).contains("git knows no revision nowhere");
        assertThat(shell.run("plan", "--from", "git:v1:other.graphql").exits(2).err()).contains("there is no schema other.graphql in v1");
        assertThat(shell.run("plan", "--from", "git:").exits(2).err()).contains("Try:");
    }

    @Test
    void namesADatabaseThatDoesNotAnswer() {
        Shell.Result result = shell.run("plan", "--from", "postgres://me:hidden@127.0.0.1:1/none").exits(14);
        assertThat(result.err()).contains("cannot connect to postgres://me@127.0.0.1:1/none").doesNotContain("hidden");
    }

    // ---- drift

    @Test
    void findsNoDriftWhereOnlyTheSpellingDiffers() {
        Shell.Result first = shell.run("drift", "--dsn", dsn(), "--fail-on-drift").exits(0);
        assertThat(first.out()).contains("✅ No schema drift detected").contains("2 tables");
        Shell.Result json = shell.run("drift", "detect", "--dsn", dsn(), "--json").exits(0);
        assertThat(json.json().path("expected").path("fingerprint")).isEqualTo(json.json().path("live").path("fingerprint"));
        assertThat(new Contracts(Optional.empty()).violations("drift", json.out())).isEmpty();
        hidesThePassword(first, json);
    }

    @Test
    void namesEachDifferenceWithItsTypeAndRepairsIt() throws SQLException {
        shell.run("snapshot").exits(0);
        sql("ALTER TABLE purchases ALTER note TYPE varchar(100)", "ALTER TABLE purchases ALTER status DROP DEFAULT", "ALTER TABLE purchases ALTER at DROP NOT NULL",
                "DROP INDEX \"idx_purchases_customerId\"", "CREATE INDEX extra ON purchases (at)", "ALTER TABLE customer ADD legacy text",
                "ALTER TABLE purchases DROP CONSTRAINT purchases_total_check", "CREATE TABLE audit_log (id int)", "CREATE VIEW v AS SELECT 1 AS one");
        Shell.Result result = shell.run("drift", "--dsn", dsn(), "--json", "--fail-on-drift").exits(7);
        JsonNode document = result.failure();
        assertThat(document.path("code").asString()).isEqualTo("SCHEMA_DRIFT");
        assertThat(document.path("differences")).extracting(d -> d.path("type").asString() + " " + d.path("severity").asString() + " " + d.path("table").asString()
                + "." + d.path("column").asString(d.path("element").asString(""))).containsExactly(
                        "TABLE_EXTRA error audit_log.", "COLUMN_EXTRA error customer.legacy", "COLUMN_NULLABILITY_MISMATCH error purchases.at",
                        "INDEX_EXTRA warning purchases.extra", "INDEX_MISSING error purchases.idx_purchases_customerId", "COLUMN_TYPE_MISMATCH error purchases.note",
                        "CONSTRAINT_MISSING error purchases.purchases_total_check", "COLUMN_DEFAULT_MISMATCH error purchases.status");
        assertThat(document.path("unmanaged")).extracting(u -> u.path("kind").asString() + " " + u.path("name").asString()).containsExactly("view v");
        shell.run("drift", "--dsn", dsn()).exits(0);
        assertThat(shell.run("drift", "--dsn", dsn(), "--format", "markdown").exits(0).out()).contains("# Schema drift: 8 differences")
                .contains("| error | DRIFT | COLUMN_TYPE_MISMATCH | varchar(50) | varchar(100) |");
        assertThat(shell.run("drift", "--dsn", dsn(), "--ignore-extra").exits(0).out()).contains("5 differences").doesNotContain("audit_log");

        Shell.Result refused = shell.run("drift", "repair", "--dsn", dsn()).exits(3);
        assertThat(refused.err()).contains("customer.legacy").contains("audit_log");
        Shell.Result safe = shell.run("drift", "repair", "--dsn", dsn(), "--safe-only").exits(0);
        assertThat(safe.out()).contains("CREATE INDEX CONCURRENTLY").contains("blocks neither reads nor writes").contains("-- not repaired:").doesNotContain("DROP TABLE");
        assertThat(shell.run("drift", "repair", "--dsn", dsn(), "--safe-only", "--execute").exits(9).err()).contains("nothing was executed");
        assertThat(shell.run("drift", "repair", "--dsn", dsn(), "--safe-only", "--execute", "--yes").exits(0).out()).contains("Repaired");
        assertThat(shell.run("drift", "--dsn", dsn(), "--json").exits(0).json().path("differences")).extracting(d -> d.path("type").asString())
                .containsExactly("TABLE_EXTRA", "COLUMN_EXTRA", "COLUMN_TYPE_MISMATCH");
        hidesThePassword(result, refused, safe);
    }

    @Test
    void remembersItsAnswerUntilTheCatalogueChanges() throws SQLException {
        shell.run("drift", "--dsn", dsn()).exits(0);
        String kept = shell.read(".wesley/cache/drift.json");
        shell.write(".wesley/cache/drift.json", kept.replace("\"tables\" : 2", "\"tables\" : 77").replace("\"tables\": 2", "\"tables\": 77"));
        assertThat(shell.run("drift", "--dsn", dsn()).exits(0).out()).as("recalled, not read").contains("77 tables");
        sql("ALTER TABLE customer ADD extra text");
        assertThat(shell.run("drift", "--dsn", dsn()).exits(0).out()).contains("COLUMN_EXTRA").contains("2 tables");
        shell.write("wesley.config.json", "{\"drift\": {\"ignore\": [{\"pattern\": \"customer.ex*\", \"reason\": \"of the CRM\", \"until\": \"2026-12-31\"}]}}");
        JsonNode ignored = shell.run("drift", "--dsn", dsn(), "--json").exits(0).json();
        assertThat(ignored.path("status").asString()).isEqualTo("clean");
        assertThat(ignored.path("ignored").path(0).path("reason").asString()).isEqualTo("of the CRM");
        assertThat(new Contracts(Optional.empty()).violations("drift", Json.pretty(ignored))).isEmpty();
        assertThat(shell.run("plan", "--from", dsn()).exits(0).out()).contains("Nothing to do");
        shell.later(java.time.Duration.ofDays(60));
        assertThat(shell.run("drift", "--dsn", dsn()).exits(0).out()).as("the rule is over").contains("COLUMN_EXTRA");
        shell.write("wesley.config.json", "{\"drift\": {\"ignore\": [[7]]}}");
        assertThat(shell.run("drift", "--dsn", dsn()).exits(2).err()).contains("drift.ignore");
    }

    @Test
    void doesNotTakeWorkThatIsPlannedForDrift() {
        shell.run("snapshot").exits(0);
        shell.schema(SHOP.replace("type Customer @wes_table {", "type Customer @wes_table {\n  phone: String")).run("transform", "--emit-bundle").exits(0);
        JsonNode drift = shell.run("drift", "--dsn", dsn(), "--json").exits(0).json();
        assertThat(drift.path("status").asString()).isEqualTo("clean");
        assertThat(drift.path("pending").asInt()).isEqualTo(1);
    }

    @Test
    void seesAnInvalidIndexAndAConstraintThatIsNotValidated() throws SQLException {
        sql("UPDATE pg_index SET indisvalid = false WHERE indexrelid = '\"idx_purchases_customerId\"'::regclass", "ALTER TABLE purchases DROP CONSTRAINT purchases_total_check",
                "ALTER TABLE purchases ADD CONSTRAINT purchases_total_check CHECK (total >= 0) NOT VALID");
        assertThat(shell.run("drift", "--dsn", dsn(), "--json").exits(0).json().path("differences")).extracting(d -> d.path("type").asString())
                .containsExactly("INDEX_INVALID", "CONSTRAINT_NOT_VALID");
    }

    // ---- adoption

    @Test
    void adoptsADatabaseSoThatAPlanFromItIsEmpty() throws SQLException {
        sql("CREATE SCHEMA sales", "CREATE TYPE sales.size AS ENUM ('2 XL', 'n/a')",
                "CREATE TABLE sales.orders (\"orderId\" bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT whatever PRIMARY KEY, size sales.size DEFAULT 'n/a', n int, "
                        + "twice int GENERATED ALWAYS AS (n * 2) STORED)",
                "CREATE UNIQUE INDEX once ON sales.orders (lower(n::text)) WHERE n > 0", "ALTER TABLE sales.orders ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY mine ON sales.orders USING (n > 0) WITH CHECK (n > 1)", "COMMENT ON TABLE sales.orders IS 'it''s \"quoted\"'");
        Shell.Result whole = shell.run("import", "--dsn", dsn(), "--out", "live.graphql").exits(0);
        assertThat(whole.out()).contains("3 tables");
        shell.run("transform", "--schema", "live.graphql").exits(0);
        assertThat(shell.run("plan", "--from", dsn(), "--to", "live.graphql", "--json").exits(0).json().path("changes").size()).isZero();
        assertThat(shell.run("import", "--dsn", dsn(), "--out", "live.graphql").exits(2).err()).contains("nothing was written");
        shell.run("import", "--dsn", dsn(), "--out", "live.graphql", "--force").exits(0);

        shell.run("import", "--dsn", dsn(), "--per-table", "--out", "tables").exits(0);
        assertThat(shell.files("tables")).containsExactly("customer.table.graphql", "enums.graphql", "purchases.table.graphql", "sales.orders.table.graphql");
        assertThat(shell.run("plan", "--from", dsn(), "--to", "tables").exits(0).out()).contains("Nothing to do");
        hidesThePassword(whole);
    }

    @Test
    void writesWhatItCannotExpressAsCommentsAndSaysSo() throws SQLException {
        sql("CREATE VIEW paid AS SELECT id FROM purchases", "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'", "CREATE SEQUENCE numbers",
                "CREATE INDEX downwards ON purchases (at DESC)", "CREATE DOMAIN positive AS int CHECK (VALUE > 0)", "GRANT SELECT ON customer TO PUBLIC",
                "ALTER TABLE customer SET (fillfactor = 70)", "ALTER TABLE purchases ADD EXCLUDE USING btree (note WITH =)");
        Shell.Result result = shell.run("import", "--dsn", dsn(), "--out", "live.graphql", "--json").exits(5);
        assertThat(result.failure().path("code").asString()).isEqualTo("NOT_EXPRESSED");
        assertThat(shell.read("live.graphql")).contains("#   view paid").contains("#   function one").contains("#   sequence numbers").contains("#   index purchases.downwards")
                .contains("#   domain positive: integer").contains("#   grants customer: 1 privileges of 1 roles").contains("#   storage parameters customer: fillfactor=70")
                .contains("#   exclusion constraint");
        assertThat(shell.run("plan", "--from", dsn(), "--to", "live.graphql").exits(0).out()).contains("Nothing to do");
    }

    @Test
    void setsAProjectUpOnceAndChangesNothingTheSecondTime() {
        Shell.Result first = shell.write(".gitignore", "target").run("init", "--database", dsn()).exits(0);
        assertThat(first.out()).contains("wesley.yaml").contains("wesley.ci-example.yml").contains(".wesley/snapshot.json");
        assertThat(shell.read(".gitignore")).isEqualTo("target\n.wesley/cache/\n");
        String before = shell.everythingWritten();
        assertThat(shell.run("init", "--database", dsn()).exits(0).out()).contains("Nothing to set up");
        assertThat(shell.everythingWritten()).isEqualTo(before);
        assertThat(shell.run("plan").exits(0).out()).as("the snapshot is in the server's words, the schema in ours").contains("From .wesley/snapshot.json")
                .contains("Nothing to do");
        shell.write("wesley.yaml", "{}").run("init", "--force").exits(0);
        assertThat(shell.read("wesley.yaml")).contains("schema.graphql");
        shell.run("plan").exits(0);
        hidesThePassword(first);
    }
}
