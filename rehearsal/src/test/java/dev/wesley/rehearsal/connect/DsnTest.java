package dev.wesley.rehearsal.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DsnTest {
    @Test
    void readsALibpqAddress() {
        Dsn dsn = Dsn.parse("postgres://an%20a:p%40ss%2Fw+rd@db.example:6543/shop?sslmode=require&application_name=x");
        assertThat(dsn.authority()).isEqualTo("db.example:6543");
        assertThat(dsn.user()).isEqualTo("an a");
        assertThat(dsn.password().reveal()).isEqualTo("p@ss/w+rd");
        assertThat(dsn.database()).isEqualTo("shop");
        assertThat(dsn.parameters()).isEqualTo(Map.of("sslmode", "require"));
        assertThat(dsn.url()).isEqualTo("jdbc:postgresql://db.example:6543/shop");
    }

    @Test
    void readsAJdbcAddress() {
        Dsn dsn = Dsn.parse("jdbc:postgresql://localhost/shop?user=ana&password=secret");
        assertThat(dsn).isEqualTo(Dsn.parse("postgresql://ana:secret@localhost/shop"));
    }

    @Test
    void neverPrintsThePassword() {
        Dsn dsn = Dsn.parse("postgres://ana:hunter2@localhost:5432/shop");
        assertThat(dsn.toString()).isEqualTo("postgres://ana@localhost:5432/shop");
        assertThat(dsn.password().toString()).doesNotContain("hunter2");
        assertThat(dsn.password().hideIn("FATAL: hunter2 is wrong")).isEqualTo("FATAL: [hidden] is wrong");
    }

    @Test
    void refusesWhatItWouldHaveToDropSilently() {
        assertThatThrownBy(() -> Dsn.parse("postgres://ana:hunter2@localhost/shop?sslmod=require"))
                .hasMessageContaining("sslmod").hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> Dsn.parse("mysql://ana:hunter2@localhost/shop")).hasMessageNotContaining("hunter2");
    }

    @Test
    void quotesNamesAndTextsWhateverTheyHold() {
        assertThat(SqlNames.quoted("a\"b")).isEqualTo("\"a\"\"b\"");
        assertThat(SqlNames.literal("it's")).isEqualTo("'it''s'");
        assertThat(SqlNames.literal("a\\'b")).isEqualTo(" E'a\\\\''b'");
    }
}
