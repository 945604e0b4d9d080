package dev.wesley.generators.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SilenceTest {
    /// In a JVM of its own and without the logging bridge that keeps these tests quiet.
    @Test
    void spellingPrintsNothing() throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(e -> !Path.of(e).getFileName().toString().startsWith("slf4j"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath, SpellsOnce.class.getName())
                .redirectErrorStream(true)
                .start();

        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(output).isEmpty();
    }

    static final class SpellsOnce {
        private SpellsOnce() {}

        public static void main(String[] arguments) {
            if (SchemaSql.statements(Samples.everything()).isEmpty()) {
                throw new IllegalStateException("nothing was spelled");
            }
        }
    }
}
