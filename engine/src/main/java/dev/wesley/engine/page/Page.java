package dev.wesley.engine.page;

import dev.wesley.engine.plan.PackManifest;
import dev.wesley.engine.plan.PackRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The page of a folder of rules: prose, and examples that are tests.
///
/// @param folder below the folder of the pack: `rewrite/add-column`
/// @param text empty if there is no page
/// @param rules code → name, in the order of the DRL
public record Page(String folder, String text, Map<String, String> rules) {
    /// The headings that a page begins with, in this order.
    public static final List<String> HEADINGS = List.of("When", "Effect without this rule", "What Wesley does");

    /// One example.
    ///
    /// @param heading `Example…`, where a rule of the page fires, or `Not for …`, where none does
    /// @param line of the heading, from 1
    /// @param before SDL; what is left out on the page is that of the example above
    /// @param facts `server 17`, `rows item 1000001`
    /// @param expected kind of block (see [Trial#block]) → its text
    public record Case(String heading, int line, String before, String after, List<String> facts, Map<String, String> expected) {
        public Case {
            facts = List.copyOf(facts);
            expected = Collections.unmodifiableMap(new LinkedHashMap<>(expected));
        }

        /// Whether a rule of the page has to fire.
        public boolean fires() {
            return heading.startsWith("Example");
        }
    }

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```([a-z]+(?: [a-z]+)?)\\n(.*?)^```$");
    private static final Pattern SECTION = Pattern.compile("(?m)^## (.*)$");
    private static final Pattern EXAMPLE = Pattern.compile("## (Example|Not for ).*");

    public Page {
        rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
    }

    /// The pages of a pack, sorted by folder.
    ///
    /// @param texts path of a page below the folder of the pack → its text, empty if there is none
    public static List<Page> of(PackManifest pack, Function<String, Optional<String>> texts) {
        SortedMap<String, List<PackRule>> folders = new TreeMap<>(Comparator.comparing(folder -> folder + "/"));
        for (PackRule rule : pack.rules()) {
            folders.computeIfAbsent(rule.file().substring(0, Math.max(0, rule.file().lastIndexOf('/'))), k -> new ArrayList<>()).add(rule);
        }
        List<Page> pages = new ArrayList<>();
        folders.forEach((folder, rules) -> {
            Map<String, String> names = new LinkedHashMap<>();
            rules.stream().sorted((a, b) -> Integer.compare(a.line(), b.line())).forEach(r -> names.put(r.code(), r.name()));
            pages.add(new Page(folder, texts.apply(folder + "/rule.md").orElse(""), names));
        });
        return pages;
    }

    /// The first line, without `#`.
    public String title() {
        return text.lines().findFirst().map(l -> l.replaceFirst("^# ", "")).orElse("");
    }

    public String stage() {
        return folder.contains("/") ? folder.substring(0, folder.indexOf('/')) : folder;
    }

    /// The headings, in order.
    public List<String> headings() {
        return SECTION.matcher(text).results().map(r -> r.group(1)).toList();
    }

    /// The examples, in order.
    public List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        String before = "";
        int line = 1;
        for (String section : text.split("(?m)^(?=## )")) {
            Optional<String> heading = section.lines().findFirst().filter(l -> EXAMPLE.matcher(l).matches()).map(l -> l.substring(3));
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
                cases.add(new Case(heading.get(), line, before, after, facts, expected));
            }
            line += Math.toIntExact(section.chars().filter(c -> c == '\n').count());
        }
        return cases;
    }

    /// The same text with other expected blocks in one example.
    public String with(Case example, Map<String, String> actual) {
        int start = text.indexOf("## " + example.heading() + "\n");
        int end = text.indexOf("\n## ", start + 1);
        String section = text.substring(start, end < 0 ? text.length() : end + 1);
        String changed = BLOCK.matcher(section).replaceAll(m -> Matcher.quoteReplacement(
                actual.containsKey(m.group(1)) ? "```" + m.group(1) + "\n" + actual.get(m.group(1)) + "```" : m.group()));
        return text.substring(0, start) + changed + text.substring(start + section.length());
    }
}
