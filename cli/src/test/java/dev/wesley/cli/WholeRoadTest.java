package dev.wesley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.cli.project.Contracts;
import dev.wesley.rehearsal.connect.Database;
import dev.wesley.rehearsal.connect.Dsn;
import dev.wesley.rehearsal.shadow.Durability;
import dev.wesley.rehearsal.shadow.Shadow;
import dev.wesley.rehearsal.shadow.ShadowSource;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// From a schema to a deployed change, on a real server, through nothing but command lines.
class WholeRoadTest {
    private static final String SECRET = "pl4nted-s3cret";
    private static final String PERSON = "type Person @wes_table {\n  id: ID! @wes_pk\n}\n";
    private static final String NAMED = """
            type Person @wes_table {
              id: ID! @wes_pk
              name: String
              email: String @wes_unique
              status: Int! @wes_default(value: 0) @wes_check(expr: "status >= 0")
            }
            """;

    private static Shadow server;
    private static Database database;

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeAll
    static void startServer() throws SQLException {
        server = new ShadowSource.Embedded(18, Durability.NONE).open();
        database = server.createDatabase("target");
        sql("CREATE ROLE planted LOGIN SUPERUSER PASSWORD '" + SECRET + "'");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void sitDown() throws SQLException {
        sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        shell = new Shell(folder).schema(PERSON).write(".gitignore", ".wesley/\nout/\nSHIPME.md\n");
        shell.set("SHADOW_DSN", address(SECRET)).set("WESLEY_DATABASE_URL", address(SECRET));
        shell.git("init", "--quiet").git("add", "--all").git("commit", "--quiet", "-m", "first");
        shell.run("snapshot").exits(0);
        shell.schema(NAMED).git("commit", "--quiet", "--all", "-m", "second");
    }

    private static String address(String password) {
        Dsn dsn = database.dsn();
        return "postgres://planted:" + password + "@" + dsn.authority() + "/" + dsn.database();
    }

    private static void sql(String... statements) throws SQLException {
        try (Connection connection = database.open("test"); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void certify() {
        shell.run("transform", "--emit-bundle").exits(0);
        shell.run("plan").exits(0);
        shell.run("rehearse").exits(0);
        shell.run("cert", "create", "--env", "production").exits(0);
        shell.run("keygen").exits(0);
        shell.run("cert", "sign", "--signer", "wat").exits(0);
        shell.run("cert", "sign", "--signer", "HOLMES").exits(0);
    }

    @Test
    void goesFromASchemaToADeployedChange() throws SQLException {
        sql("CREATE TABLE person (id uuid PRIMARY KEY)");
        certify();
        assertThat(new Contracts(Optional.empty()).violations("realm", shell.read(".wesley/realm.json"))).isEmpty();
        shell.run("validate-bundle").exits(0);
        JsonNode verified = shell.run("cert", "verify", "--json").exits(0).json();
        assertThat(verified.path("ok").asBoolean()).isTrue();
        assertThat(verified.path("badge").asString()).isEqualTo("[REALM] Rehearsed Environment for Approval of Lock-free Migrations — PASS ✅");
        assertThat(verified.path("thresholds").has("scs")).isTrue();
        assertThat(shell.run("cert", "badge").exits(0).out()).isEqualTo(verified.path("badge").asString() + "\n");
        assertThat(shell.run("deploy", "--env", "production", "--dry-run").exits(0).out()).contains("DRY RUN").contains("ALTER TABLE");

        assertThat(shell.run("deploy", "--env", "production").exits(0).out()).contains("All migrations applied");
        assertThat(shell.run("deploy", "--env", "production").exits(8).err()).contains("there is already a column person.");
        sql("INSERT INTO person (id, name, email) VALUES (gen_random_uuid(), 'Ada', 'ada@example.org')");
        assertThat(shell.run("plan").exits(0).out()).contains("From .wesley/snapshot.json").contains("Nothing to do");
        assertThat(shell.run("deploy", "--env", "production").exits(8).err()).contains("plan.json was changed");
    }

    @Test
    void printsWhatTheRehearsalSawInTheWordsOfTheRequirements() {
        Shell.Result text = shell.run("rehearse").exits(0);
        assertThat(text.out()).containsPattern("REALM verdict: PASS — pgTAP: \\d+ passed, 0 failed, 0 skipped")
                .contains("There was no plan; made .wesley/plan.json");
        JsonNode json = shell.run("rehearse", "--json").exits(0).json();
        assertThat(json.path("verdict").asString()).isEqualTo("PASS");
        assertThat(json.path("proofs").path("P9").path("status").asString()).isEqualTo("PASS");
        assertThat(json.path("provider").asString()).isEqualTo("dsn");
    }

    @Test
    void failsTheRehearsalThatProvesNothingInTime() {
        shell.run("plan").exits(0);
        Shell.Result result = shell.run("rehearse", "--timeout", "1").exits(13);
        assertThat(result.err()).contains("[REHEARSAL_FAILED] REALM verdict: FAIL").contains("--dry-run").doesNotContain("\tat ");
        JsonNode document = shell.run("rehearse", "--timeout", "1", "--json").exits(13).failure();
        assertThat(document.path("verdict").asString()).isEqualTo("FAIL");
        assertThat(shell.run("cert", "create", "--env", "production").exits(8).err()).contains("[CERTIFICATE_INVALID]");
    }

    @Test
    void namesTheServerThatDoesNotAnswer() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        String nowhere = "postgres://planted:" + SECRET + "@127.0.0.1:" + port + "/shop";
        shell.run("plan").exits(0);
        Shell.Result result = shell.run("rehearse", "--dsn", nowhere).exits(14);
        assertThat(result.err()).contains("[DATABASE_UNREACHABLE]").contains("127.0.0.1:" + port).doesNotContain("\tat ");
        assertThat(shell.run("rehearse", "--dsn", nowhere, "--json").exits(14).failure().path("exitCode").asInt()).isEqualTo(14);
        assertThat(shell.run("rehearse", "--dsn", "mysql://x").exits(2).err()).contains("postgres://");
    }

    @Test
    void refusesWhateverWasChangedByOneByte() throws IOException {
        certify();
        for (String file : List.of("SHIPME.md", "schema.graphql", "out/schema.sql", "out/types.ts", ".wesley/plan.json", ".wesley/realm.json",
                ".wesley/evidence-map.json", ".wesley/scores.json", ".wesley/schema.ir.json", ".wesley/artifacts.json")) {
            byte[] original = Files.readAllBytes(shell.path(file));
            byte[] changed = original.clone();
            changed[original.length / 2] ^= 1;
            Files.write(shell.path(file), changed);
            assertThat(shell.run("cert", "verify").exit()).as(file).isEqualTo(8);
            assertThat(shell.run("deploy", "--env", "production").exit()).as(file).isEqualTo(8);
            Files.write(shell.path(file), original);
        }
        shell.run("cert", "verify").exits(0);
        JsonNode failure = shell.write("SHIPME.md", shell.read("SHIPME.md") + "\n").run("cert", "verify", "--json").exits(8).failure();
        assertThat(failure.path("ok").asBoolean(true)).isFalse();
        assertThat(failure.path("check").asString()).isNotEmpty();
        shell.run("cert", "badge").exits(8);
    }

    @Test
    void asksForBothRolesTheRightPlaceAndTheRightTime() throws IOException {
        shell.run("transform", "--emit-bundle").exits(0);
        shell.run("rehearse").exits(0);
        assertThat(shell.run("cert", "create").exits(2).err()).contains("--env");
        shell.run("cert", "create", "-e", "production").exits(0);
        shell.run("keygen").exits(0);
        shell.run("cert", "verify").exits(8);
        shell.run("cert", "badge").exits(8);
        shell.run("cert", "sign", "--signer", "HOLMES").exits(0);
        assertThat(shell.run("cert", "verify").exits(8).err()).contains("WAT-SUM");
        Path keys = folder.resolve("home/.wesley/keys");
        assertThat(shell.run("cert", "sign", "--signer", "WAT-SUM", "--key", keys.resolve("holmes").toString()).exits(8).err()).contains("two roles");
        assertThat(shell.run("cert", "sign", "--signer", "MORIARTY").exits(2).err()).contains("HOLMES or WAT-SUM");
        shell.run("cert", "sign", "--signer", "WAT-SUM").exits(0);
        shell.run("cert", "verify", "--env", "production").exits(0);
        shell.run("cert", "verify", "--env", "staging").exits(8);
        String holmes = keys.resolve("holmes.pub").toString();
        String wat = keys.resolve("wat.pub").toString();
        shell.run("cert", "verify", "--pub", holmes, "--pub", wat).exits(0);
        shell.run("cert", "verify", "--pub", wat, "--pub", holmes).exits(8);
        shell.run("cert", "verify", "--pub", holmes, "--pub", holmes).exits(8);

        shell.git("commit", "--quiet", "--allow-empty", "-m", "third");
        assertThat(shell.run("cert", "verify").exits(8).err()).contains("HEAD");
        assertThat(shell.run("cert", "verify", "--detached").exits(0).out()).contains("note: ");
        shell.later(Duration.ofHours(25));
        assertThat(shell.run("cert", "verify", "--detached").exits(8).err()).contains("expired");
        assertThat(shell.run("cert", "verify", "--detached", "--at", "2026-11-21T13:00:00Z").exits(0).out()).contains("historical");

        Files.setPosixFilePermissions(keys.resolve("holmes"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(shell.run("cert", "sign", "--signer", "HOLMES").exits(8).err()).contains("chmod 600");
    }

    @Test
    void certifiesOnlyWhatIsCommittedAndCurrent() throws IOException {
        assertThat(shell.run("cert", "create", "--env", "production").exits(8).err()).contains("wesley plan");
        shell.run("transform", "--emit-bundle").exits(0);
        shell.run("rehearse").exits(0);
        shell.write("stray.txt", "not committed");
        assertThat(shell.run("cert", "create", "--env", "production").exits(8).err()).contains("--allow-dirty");
        shell.run("cert", "create", "--env", "production", "--allow-dirty").exits(0);
        assertThat(shell.read("SHIPME.md")).containsPattern("\"dirty\" *: *true");
        Files.delete(shell.path("stray.txt"));

        shell.schema(NAMED + "\n# changed\n").git("commit", "--quiet", "--all", "-m", "comment");
        assertThat(shell.run("cert", "create", "--env", "production").exits(8).err()).contains("commit");

        Shell outside = new Shell(folder.resolve("outside")).set("SHADOW_DSN", address(SECRET));
        outside.schema(PERSON);
        outside.run("transform", "--emit-bundle").exits(0);
        outside.run("rehearse").exits(0);
        assertThat(outside.run("cert", "create", "--env", "production").exits(8).err()).contains("commit");
    }

    @Test
    void deploysNothingWithoutACertificate() throws SQLException {
        sql("CREATE TABLE person (id uuid PRIMARY KEY)");
        assertThat(shell.run("deploy", "--env", "production").exits(8).err()).contains("there is no certificate SHIPME.md");
        shell.run("transform", "--emit-bundle").exits(0);
        shell.run("rehearse").exits(0);
        shell.run("cert", "create", "--env", "production").exits(0);
        shell.run("keygen").exits(0);
        assertThat(shell.run("deploy", "--env", "production", "--json").exits(8).failure().path("code").asString()).isEqualTo("CERTIFICATE_INVALID");
        sql("ALTER TABLE person ADD COLUMN name text"); // nothing had been deployed, or this would fail
    }

    @Test
    void deploysOnlyToTheStateThatWasPlannedFrom() throws SQLException {
        sql("CREATE TABLE person (id integer PRIMARY KEY)");
        certify();
        assertThat(shell.run("deploy", "--env", "production").exits(8).err()).contains("person.id");
        sql("DROP TABLE person", "CREATE TABLE person (id uuid PRIMARY KEY)", "CREATE INDEX person_email_key ON person (id)");
        Shell.Result failed = shell.run("deploy", "--env", "production").exits(6);
        assertThat(failed.err()).contains("[MIGRATION_FAILED]").contains("SQLSTATE").doesNotContain("\tat ");
        assertThat(shell.read(".wesley/snapshot.json")).doesNotContain("email");
    }

    @Test
    void neverSaysOrKeepsAPassword() throws SQLException {
        sql("CREATE TABLE person (id uuid PRIMARY KEY)");
        StringBuilder said = new StringBuilder();
        String wrong = address(SECRET + "-but-wrong");
        for (String[] line : new String[][] {
            {"transform", "--emit-bundle", "-v"}, {"plan", "--debug"}, {"rehearse", "-v", "--debug"}, {"rehearse", "--json"},
            {"rehearse", "--dsn", wrong, "--debug"}, {"rehearse", "--dsn", wrong, "--json", "--debug"},
            {"rehearse", "--dsn", address(SECRET) + "?nonsense=" + SECRET, "--debug"}, {"rehearse", "--timeout", "1", "--debug"}, {"rehearse"},
            {"cert", "create", "--env", "production"}, {"keygen"}, {"cert", "sign", "--signer", "HOLMES"}, {"cert", "sign", "--signer", "WAT-SUM"},
            {"deploy", "--env", "production", "--dsn", wrong, "--debug"}, {"deploy", "--env", "production", "-v", "--debug"}
        }) {
            said.append(shell.run(line).all());
        }
        assertThat(said.toString()).contains("All migrations applied").doesNotContain(SECRET);
        assertThat(shell.everythingWritten()).doesNotContain(SECRET);
    }

    @Test
    void keepsKeysOutOfTheRepository() {
        assertThat(shell.run("keygen", "--out", "keys").exits(2).err()).contains("[KEY_IN_REPOSITORY]");
        shell.write(".gitignore", "keys/\n");
        JsonNode made = shell.run("keygen", "--out", "keys", "--signer", "HOLMES", "--json").exits(0).json();
        assertThat(made.path("keys").size()).isEqualTo(1);
        assertThat(shell.run("keygen", "--out", "keys", "--signer", "HOLMES").exits(2).err()).contains("[EEXIST]");
        shell.run("init", "keys", "--out", "keys", "--force").exits(0);
        assertThat(shell.files("keys")).containsExactly("holmes", "holmes.pub", "wat", "wat.pub");
    }
}
