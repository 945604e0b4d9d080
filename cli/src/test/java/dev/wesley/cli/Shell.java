package dev.wesley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.cli.project.Surroundings;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.testing.Corpus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A person at a terminal in a folder of their own: types commands, reads what comes back.
final class Shell {
    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private InputStream stdin = InputStream.nullInputStream();

    /// @param folder a temporary folder; the work folder and the home lie in it
    Shell(Path folder) {
        this.directory = folder.resolve("work");
        environment.put("HOME", folder.resolve("home").toString());
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a run said.
    record Result(int exit, String out, String err) {
        Result exits(int expected) {
            assertThat(exit).as("exit code; stdout:%n%s%nstderr:%n%s", out, err).isEqualTo(expected);
            return this;
        }

        /// The one document of a success.
        JsonNode json() {
            assertThat(err).as("stderr of a success with --json").isEmpty();
            JsonNode document = Json.read(out);
            assertThat(document.path("success").asBoolean()).isTrue();
            assertThat(document.has("timestamp")).isTrue();
            return document;
        }

        /// The one document of a failure.
        JsonNode failure() {
            assertThat(out).as("stdout of a failure").isEmpty();
            JsonNode document = Json.read(err);
            assertThat(document.path("success").asBoolean(true)).isFalse();
            for (String key : List.of("code", "error", "hint", "diagnostics", "timestamp")) {
                assertThat(document.has(key)).as(key).isTrue();
            }
            return document;
        }

        String all() {
            return out + err;
        }
    }

    Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings =
                new Surroundings(environment, directory, stdin, out, err, false, Clock.fixed(now, ZoneOffset.UTC), new SecureRandom());
        int exit = Main.run(List.of(arguments), surroundings);
        stdin = InputStream.nullInputStream();
        return new Result(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    Shell set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Shell unset(String variable) {
        environment.remove(variable);
        return this;
    }

    Shell type(String input) {
        return stdin(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    }

    Shell stdin(InputStream input) {
        stdin = input;
        return this;
    }

    Shell later(Duration time) {
        now = now.plus(time);
        return this;
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    Shell write(String name, String text) {
        try {
            Files.createDirectories(path(name).getParent());
            Files.writeString(path(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Shell schema(String text) {
        return write("schema.graphql", text);
    }

    String read(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String name) {
        return Files.exists(path(name));
    }

    /// Every file below the work folder and the home, as text.
    String everythingWritten() {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory.getParent())) {
            for (Path file : files.filter(Files::isRegularFile).filter(f -> !f.toString().contains("/.git/")).sorted().toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toString();
    }

    /// Names of the files below a folder, relative to it.
    List<String> files(String folder) {
        if (!has(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(path(folder))) {
            return files.filter(Files::isRegularFile).map(f -> path(folder).relativize(f).toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A git command, which has to succeed.
    Shell git(String... arguments) {
        List<String> command = Stream.concat(
                        Stream.of("git", "-c", "user.name=Test", "-c", "user.email=test@example.invalid", "-c", "commit.gpgSign=false"), Stream.of(arguments))
                .toList();
        try {
            Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    /// The first schema of the corpus, or its second.
    static String shop(String which) {
        try {
            return Files.readString(Corpus.root().resolve("docs/examples/01-e-commerce/" + which + ".graphql"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
