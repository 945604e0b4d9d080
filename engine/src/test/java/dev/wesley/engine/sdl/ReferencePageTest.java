package dev.wesley.engine.sdl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.testing.Corpus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/sdl.md` is true: its examples compile without a warning, and it leaves out no directive and no argument.
class ReferencePageTest {
    private static final Pattern EXAMPLE = Pattern.compile("```graphql\n(.*?)```", Pattern.DOTALL);

    private static String page() {
        try {
            return Files.readString(Corpus.root().resolve("docs/sdl.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void showsExamplesThatCompile() {
        List<String> examples = EXAMPLE.matcher(page()).results().map(r -> r.group(1)).toList();
        assertThat(examples).hasSizeGreaterThan(20);
        for (String example : examples) {
            Outcome<CompiledSchema> outcome = Compiled.outcome(example);
            assertThat(outcome.isDone()).as(example + outcome.diagnostics()).isTrue();
            assertThat(outcome.diagnostics()).as(example).isEmpty();
        }
    }

    @Test
    void describesEveryDirectiveWithAnExampleAndEveryArgument() {
        String page = page();
        String examples = String.join("\n", EXAMPLE.matcher(page).results().map(r -> r.group(1)).toList());
        for (DirectiveKind kind : DirectiveKind.values()) {
            Matcher section = Pattern.compile("### " + kind.shown() + "\n(.*?)(?=\n## |\n### @wes_\\w+\n\n[^#]|\\z)", Pattern.DOTALL).matcher(page);
            assertThat(section.find()).as(kind.shown()).isTrue();
            assertThat(examples).contains(kind.shown());
            kind.parameters().forEach(p -> p.spellings().forEach(spelling -> assertThat(page.substring(section.start())).as(kind.shown() + " " + spelling).contains("`" + spelling + "`")));
            kind.aliases().stream().skip(2).forEach(alias -> assertThat(section.group()).contains("`@" + alias + "`"));
        }
        ColumnTypes.SCALARS.keySet().forEach(scalar -> assertThat(page).contains("`" + scalar + "`"));
        assertThat(Arrays.asList("owner", "tenant", "public-read", "authenticated", "admin-only", "soft-delete", "time-window", "hierarchical")).allMatch(p -> page.contains("| `" + p + "` |"));
    }
}
