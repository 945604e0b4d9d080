package dev.wesley.rehearsal.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wesley.rehearsal.SharedServer;
import dev.wesley.rehearsal.connect.Database;
import dev.wesley.rehearsal.connect.Dsn;
import dev.wesley.rehearsal.connect.Secret;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DsnShadowTest {
    private static int roles;

    /// The address of a database for a role that owns it and may create no other.
    private static Dsn modest(Database database) {
        String role = "modest_" + ++roles;
        SharedServer.run(database, "CREATE ROLE " + role + " LOGIN PASSWORD 'hunter2'", "ALTER DATABASE \"" + database.name() + "\" OWNER TO " + role);
        return new Dsn(database.dsn().authority(), database.name(), role, new Secret("hunter2"), new TreeMap<>());
    }

    @Test
    void makesScratchDatabasesAndDropsThem() {
        Database given = SharedServer.database("CREATE TABLE precious (id int)");
        String scratch;
        try (DsnShadow shadow = DsnShadow.open(given.dsn())) {
            Database database = shadow.createDatabase("before");
            scratch = database.name();
            assertThat(scratch).isNotEqualTo(given.name());
            assertThat(shadow.server().route()).isEqualTo("given");
            assertThat(SharedServer.ask(database, "SELECT count(*) FROM pg_class WHERE oid >= 16384")).isEqualTo("0");
        }
        assertThat(SharedServer.ask(given, "SELECT count(*) FROM pg_database WHERE datname = '" + scratch + "'")).isEqualTo("0");
        assertThat(SharedServer.ask(given, "SELECT to_regclass('precious')")).isEqualTo("precious");
    }

    @Test
    void usesAnEmptyDatabaseAndLeavesItEmpty() {
        Dsn dsn = modest(SharedServer.database());
        try (DsnShadow shadow = DsnShadow.open(dsn)) {
            for (int i = 0; i < 2; i++) {
                Database database = shadow.createDatabase("before");
                assertThat(database.name()).isEqualTo(dsn.database());
                SharedServer.run(database, "CREATE SCHEMA s", "CREATE TYPE mood AS ENUM ('ok')", "CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY, m mood)",
                        "CREATE VIEW v AS SELECT * FROM t", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'");
                shadow.drop(database);
            }
        }
        try (DsnShadow again = DsnShadow.open(dsn)) {
            assertThat(again.provider()).isEqualTo("dsn");
        }
    }

    @Test
    void refusesADatabaseThatHoldsAnything() {
        Database database = SharedServer.database("CREATE TABLE precious (id int)");
        Dsn dsn = modest(database);
        assertThatThrownBy(() -> DsnShadow.open(dsn)).isInstanceOf(ShadowUnavailableException.class)
                .hasMessageContaining("not empty").hasMessageNotContaining("hunter2");
        assertThat(SharedServer.ask(database, "SELECT to_regclass('precious')")).isEqualTo("precious");
    }

    @Test
    void aServerThatIsNotThereIsNamedWithoutThePassword() {
        assertThatThrownBy(() -> DsnShadow.open(Dsn.parse("postgres://ana:hunter2@127.0.0.1:1/shop"))).isInstanceOf(ShadowUnavailableException.class)
                .hasMessageContaining("postgres://ana@127.0.0.1:1/shop").hasMessageNotContaining("hunter2").hasNoCause();
    }

    @Test
    void aWrongPasswordIsNotRepeated() {
        Dsn dsn = SharedServer.database().dsn();
        Dsn wrong = new Dsn(dsn.authority(), dsn.database(), dsn.user(), new Secret("hunter2"), new TreeMap<>());
        assertThatThrownBy(() -> DsnShadow.open(wrong)).isInstanceOf(ShadowUnavailableException.class).hasMessageNotContaining("hunter2");
    }
}
