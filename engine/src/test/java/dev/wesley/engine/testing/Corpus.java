package dev.wesley.engine.testing;

import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.fact.UnsafeAllowed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The golden corpus, `docs/examples/NN-name/{before.graphql, after.graphql, expected/…}`, for the tests of every module.
///
/// `-Dgolden.update=true` rewrites expected files and fails the build anyway, so that nobody accepts them unread; refused where `CI` is set.
public final class Corpus {
    private Corpus() {}

    /// All examples, sorted by name; never empty.
    public static List<Example> examples() {
        try (Stream<Path> folders = Files.list(root().resolve("docs/examples"))) {
            List<Example> examples = folders.filter(f -> Files.exists(f.resolve("after.graphql"))).sorted().map(Example::new).toList();
            if (examples.isEmpty()) {
                throw new IllegalStateException("the corpus is empty");
            }
            return examples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The root of the repository.
    public static Path root() {
        String property = System.getProperty("wesley.root");
        Path at = property == null ? Path.of("").toAbsolutePath() : Path.of(property);
        while (!Files.exists(at.resolve("docs/examples"))) {
            at = at.getParent();
            if (at == null) {
                throw new IllegalStateException("not inside the repository");
            }
        }
        return at;
    }

    /// Compares a text with a file that is checked in.
    ///
    /// @throws AssertionError with the first line that differs
    public static void expect(Path file, String actual) {
        if (Boolean.getBoolean("golden.update")) {
            if (System.getenv("CI") != null) {
                throw new AssertionError("expected files are not rewritten in CI");
            }
            write(file, actual);
            throw new AssertionError("rewrote " + file + ": read the difference, then run again without -Dgolden.update");
        }
        String expected = Files.exists(file) ? read(file) : "";
        if (!expected.equals(actual)) {
            List<String> want = expected.lines().toList();
            List<String> have = actual.lines().toList();
            int at = 0;
            while (at < want.size() && at < have.size() && want.get(at).equals(have.get(at))) {
                at++;
            }
            throw new AssertionError(file + ":" + (at + 1) + " differs\n  expected: " + (at < want.size() ? want.get(at) : "(end)")
                    + "\n  actual:   " + (at < have.size() ? have.get(at) : "(end)") + "\nIf the new text is right: -Dgolden.update=true");
        }
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One pair of schemas.
    public record Example(Path folder) {
        public String name() {
            return folder.getFileName().toString();
        }

        public String before() {
            return read(folder.resolve("before.graphql"));
        }

        public String after() {
            return read(folder.resolve("after.graphql"));
        }

        /// Facts besides the schemas: a file `unsafe` in the folder stands for `plan --unsafe`.
        public List<Fact> facts() {
            return Files.exists(folder.resolve("unsafe")) ? List.of(new UnsafeAllowed()) : List.of();
        }

        public Path expected(String file) {
            return folder.resolve("expected").resolve(file);
        }

        @Override
        public String toString() {
            return name();
        }
    }
}
