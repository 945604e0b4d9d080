package dev.wesley.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.testing.Corpus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The list of everything that the base pack refuses, in `docs/rules/refusals.md`, is made from the rules themselves.
class RefusalsTest {
    private static final Pattern REFUSAL = Pattern.compile("(?s)\\brule \"(?<name>[^\"]+)\"\\s+@code\\(\"(?<code>[^\"]+)\"\\)(?:(?!\\nend).)*?"
            + "proposals\\.refuse\\(\\s*\\$\\w+,\\s*Refusal\\.(?<kind>\\w+),\\s*(?<help>.*?)\\s*\\);\\s*end");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|([^\"]+)");

    private static final Path FOLDER = Corpus.root().resolve("rules/src/main/resources/dev/wesley/rules/base");

    private record Refusal(String kind, String code, String rule, String help) {}

    private static List<Refusal> refusals() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".drl")).sorted().flatMap(f -> REFUSAL.matcher(read(f)).results())
                    .map(m -> new Refusal(m.group("kind"), m.group("code"), m.group("name"), help(m))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Bindings between texts are shown as `…`.
    private static String help(MatchResult match) {
        return TEXT.matcher(match.group("help")).results().map(t -> t.group(1) != null ? t.group(1) : "…").collect(Collectors.joining())
                .replace("\\\"", "\"");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void listsEveryRefusal() throws IOException {
        List<Refusal> all = refusals();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            long calls = files.filter(f -> f.toString().endsWith(".drl")).mapToLong(f -> Pattern.compile("proposals\\.refuse\\(").matcher(read(f)).results().count()).sum();
            assertThat(all).hasSize((int) calls);
        }
        StringBuilder text = new StringBuilder("""
                # What the base pack refuses

                Generated from the rules; what no rule is ever asked about is in [limits.md](../limits.md). `wesley policy explain CODE` prints the page of a rule.
                """);
        all.stream().map(Refusal::kind).distinct().sorted().forEach(kind -> {
            text.append("\n## ").append(kind).append("\n\n| code | refused because | instead |\n|---|---|---|\n");
            all.stream().filter(r -> r.kind().equals(kind)).sorted(java.util.Comparator.comparing(Refusal::code)).forEach(r ->
                    text.append("| ").append(r.code()).append(" | ").append(r.rule()).append(" | ").append(r.help().replace("|", "\\|")).append(" |\n"));
        });
        Corpus.expect(Corpus.root().resolve("docs/rules/refusals.md"), text.toString());
    }
}
