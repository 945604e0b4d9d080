package dev.wesley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.testing.Corpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher script, in a distribution of empty jars, with JDKs that only say how they were called.
class LauncherTest {
    @TempDir
    private Path folder;

    private Path launcher;

    @BeforeEach
    void unpack() throws IOException {
        Files.createDirectories(folder.resolve("dist/bin"));
        Files.createDirectories(folder.resolve("dist/lib"));
        Files.writeString(folder.resolve("dist/lib/cli-0.1.0.jar"), "");
        Files.writeString(folder.resolve("dist/lib/a.jar"), "");
        launcher = Files.copy(Corpus.root().resolve("wesley"), folder.resolve("dist/bin/wesley"));
        executable(launcher);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path jdk(String version, String script) throws IOException {
        Path home = Files.createDirectories(folder.resolve("jdk-" + version));
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        executable(Files.writeString(home.resolve("bin/java"), "#!/bin/sh\n" + script + "\n"));
        return home;
    }

    private record Said(int exit, String out, String err) {}

    private Said run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("/bin/sh", launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(folder.resolve("err").toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("HOME", folder.resolve("home").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), out, Files.readString(folder.resolve("err")));
    }

    @Test
    void startsTheNewEnoughJdkWithEveryJarAndTheArgumentsAsTheyAre() throws Exception {
        Path old = jdk("21.0.4", "echo old");
        Path recent = jdk("25.0.1", "for a in \"$@\"; do echo \"[$a]\"; done; exit 13");
        Said said = run(Map.of("WESLEY_JAVA_HOME", old.toString(), "JAVA_HOME", recent.toString()), "validate", "a b", "--x=*");
        assertThat(said.exit()).isEqualTo(13);
        assertThat(said.out()).contains("a.jar:").contains("cli-0.1.0.jar]").contains("[dev.wesley.cli.Main]\n[validate]\n[a b]\n[--x=*]\n")
                .contains("[-Xlog:all=warning:stderr]").contains("[-XX:TieredStopAtLevel=1]").doesNotContain("old");
        assertThat(run(Map.of("JAVA_HOME", recent.toString()), "--json", "rehearse").out()).doesNotContain("TieredStopAtLevel");
    }

    @Test
    void keepsACacheOfTheFirstPlanUntilAJarChanges() throws Exception {
        Path jdk = jdk("25.0.1", """
                for a in "$@"; do
                  case $a in
                    -XX:AOTCacheOutput=*) echo cache > "${a#*=}" ; echo made ;;
                    -XX:AOTCache=*) echo used ;;
                  esac
                done""");
        Map<String, String> environment = Map.of("JAVA_HOME", jdk.toString());
        assertThat(run(environment, "validate").out()).isEmpty();
        assertThat(run(environment, "plan").out()).isEqualTo("made\n");
        assertThat(run(environment, "plan").out()).isEqualTo("used\n");
        assertThat(run(environment, "validate").out()).isEqualTo("used\n");
        Files.writeString(folder.resolve("dist/lib/a.jar"), "another");
        assertThat(run(environment, "validate").out()).isEmpty();
        assertThat(run(environment, "plan").out()).isEqualTo("made\n");
    }
}
