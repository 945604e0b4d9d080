package dev.wesley.rules;

import dev.wesley.engine.testing.Corpus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The page of a rule folder: prose, and examples that are tests.
///
/// @param folder `rewrite/add-column`
/// @param rules code → name, as in `rule.drl`
record Page(String folder, Path file, String text, Map<String, String> rules) {

    /// One example.
    ///
    /// @param heading `Example…`, where a rule of the page fires, or `Not for …`, where none does
    /// @param expected kind of block (`steps`, `findings`, `locks`, `runs`, `risks`, `classes`) → its text
    record Case(String heading, String before, String after, List<String> facts, Map<String, String> expected) {
        boolean fires() {
            return heading.startsWith("Example");
        }
    }

    private static final Pattern RULE = Pattern.compile("(?m)^rule \"([^\"]+)\"\\s+@code\\(\"([^\"]+)\"\\)");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```([a-z]+(?: [a-z]+)?)\\n(.*?)^```$");
    private static final Pattern SECTION = Pattern.compile("(?m)^## (.*)$");

    static final Path FOLDER = Corpus.root().resolve("rules/src/main/resources/dev/wesley/rules/base");

    /// All pages, sorted by folder.
    static List<Page> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(f -> f.endsWith("rule.drl")).sorted().map(Page::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Page of(Path drl) {
        Map<String, String> rules = new LinkedHashMap<>();
        Matcher m = RULE.matcher(read(drl));
        while (m.find()) {
            rules.put(m.group(2), m.group(1));
        }
        Path file = drl.resolveSibling("rule.md");
        String folder = FOLDER.relativize(drl.getParent()).toString().replace('\\', '/');
        return new Page(folder, file, Files.exists(file) ? read(file) : "", rules);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The first line, without `#`.
    String title() {
        return text.lines().findFirst().map(l -> l.replaceFirst("^# ", "")).orElse("");
    }

    String stage() {
        return folder.substring(0, folder.indexOf('/'));
    }

    /// The headings, in order.
    List<String> headings() {
        return SECTION.matcher(text).results().map(r -> r.group(1)).toList();
    }

    /// The examples, in order; a `before` that is left out is that of the example above.
    List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        String before = "";
        for (String section : text.split("(?m)^(?=## )")) {
            Optional<String> heading = section.lines().findFirst().filter(l -> l.matches("## (Example|Not for ).*")).map(l -> l.substring(3));
            if (heading.isPresent()) {
                Map<String, String> expected = new LinkedHashMap<>();
                String after = "";
                List<String> facts = List.of();
                Matcher m = BLOCK.matcher(section);
                while (m.find()) {
                    switch (m.group(1)) {
                        case "graphql before" -> before = m.group(2);
                        case "graphql after" -> after = m.group(2);
                        case "facts" -> facts = m.group(2).lines().toList();
                        default -> expected.put(m.group(1), m.group(2));
                    }
                }
                cases.add(new Case(heading.get(), before, after, facts, expected));
            }
        }
        return cases;
    }

    /// The same page with other expected blocks.
    String with(Case example, Map<String, String> actual) {
        int start = text.indexOf("## " + example.heading() + "\n");
        int end = text.indexOf("\n## ", start + 1);
        String section = text.substring(start, end < 0 ? text.length() : end + 1);
        String changed = BLOCK.matcher(section).replaceAll(m -> Matcher.quoteReplacement(
                actual.containsKey(m.group(1)) ? "```" + m.group(1) + "\n" + actual.get(m.group(1)) + "```" : m.group()));
        return text.substring(0, start) + changed + text.substring(start + section.length());
    }
}
