package dev.wesley.engine.page;

import dev.wesley.engine.Compiler;
import dev.wesley.engine.PlanRequest;
import dev.wesley.engine.Planner;
import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.fact.Dependent;
import dev.wesley.engine.fact.ExistingPartition;
import dev.wesley.engine.fact.ExistingTable;
import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.fact.PartitionsKnown;
import dev.wesley.engine.fact.TableSize;
import dev.wesley.engine.fact.Traffic;
import dev.wesley.engine.fact.UnsafeAllowed;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.sdl.CompiledSchema;
import dev.wesley.engine.sdl.SdlOptions;
import dev.wesley.engine.sdl.SourceFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Runs the examples of pages against packs that decide together, and says what is wrong.
public final class PageTrial {
    private static final int NEWEST_MAJOR = 18;
    private static final Pattern FACT = Pattern.compile("unsafe|partitions( \\S+)+|view \\S+ \\S+ \\S+|trigger \\S+ \\S+|server \\d{1,9}|rows \\S+ \\d{1,18}|traffic \\S+ \\d{1,18} \\d{1,18}");

    private final Planner planner;

    public PageTrial(Planner planner) {
        this.planner = planner;
    }

    /// One check of a page.
    ///
    /// @param name what was checked: `the page`, or the heading of an example
    /// @param line on the page, from 1
    /// @param failures empty if it passed
    public record Check(String name, int line, List<String> failures) {
        public Check {
            failures = List.copyOf(failures);
        }

        public boolean passed() {
            return failures.isEmpty();
        }
    }

    /// Every check of a page: its form first, then example by example.
    public List<Check> checks(Page page) {
        List<Check> checks = new ArrayList<>();
        List<String> form = new ArrayList<>(form(page));
        List<Page.Case> cases = page.cases();
        if (cases.stream().noneMatch(Page.Case::fires)) {
            form.add("there is no example where a rule fires: add a section \"## Example\"");
        }
        if (cases.stream().allMatch(Page.Case::fires)) {
            form.add("there is no example where no rule fires: add a section \"## Not for …\"");
        }
        checks.add(new Check("the page", 1, form));
        cases.forEach(c -> checks.add(new Check(c.heading(), c.line(), failures(page, c))));
        return checks;
    }

    /// What is wrong with the prose: headings, title, codes.
    public static List<String> form(Page page) {
        if (page.text().isEmpty()) {
            return List.of("there is no page: write " + page.folder() + "/rule.md");
        }
        List<String> wrong = new ArrayList<>();
        List<String> headings = page.headings();
        if (headings.size() < Page.HEADINGS.size() || !headings.subList(0, Page.HEADINGS.size()).equals(Page.HEADINGS)) {
            wrong.add("the page begins with the headings " + String.join(", ", Page.HEADINGS));
        } else {
            headings.stream().skip(Page.HEADINGS.size()).filter(h -> !h.matches("(Example|Not for ).*"))
                    .forEach(h -> wrong.add("the heading \"" + h + "\" is neither an Example nor a Not for …"));
        }
        page.rules().keySet().stream().filter(code -> !page.text().contains("`" + code + "`")).forEach(code -> wrong.add("the page does not name `" + code + "`"));
        if (page.rules().size() == 1) {
            String name = page.rules().values().iterator().next();
            String title = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
            if (!page.title().equals(title)) {
                wrong.add("the title is \"" + page.title() + "\", but the rule is \"" + title + "\"");
            }
        } else {
            page.rules().values().stream().filter(name -> !page.text().contains(name)).forEach(name -> wrong.add("the page does not name \"" + name + "\""));
        }
        return wrong;
    }

    private List<String> failures(Page page, Page.Case example) {
        if (example.expected().isEmpty()) {
            return List.of("the example expects nothing: add a block of one of " + String.join(", ", Trial.KINDS));
        }
        List<String> unknown = example.expected().keySet().stream().filter(k -> !Trial.KINDS.contains(k)).toList();
        if (!unknown.isEmpty()) {
            return unknown.stream().map(k -> "there is no block " + k + ": the kinds are " + String.join(", ", Trial.KINDS)).toList();
        }
        return switch (run(page, example)) {
            case Outcome.Refused<Trial>(List<Diagnostic> reasons) -> reasons.stream()
                    .map(d -> d.span().map(s -> "line " + s.line() + " of the example: ").orElse("") + d.message()).toList();
            case Outcome.Done<Trial>(Trial trial, List<Diagnostic> ignored) -> differences(example, trial);
        };
    }

    private static List<String> differences(Page.Case example, Trial trial) {
        List<String> failures = new ArrayList<>();
        if (trial.spoke() != example.fires()) {
            failures.add(example.fires() ? "no rule of the page fires" : "these rules fire, but should not: "
                    + String.join(", ", trial.codes().stream().filter(trial.fired()::contains).sorted().toList()));
        }
        example.expected().forEach((kind, expected) -> {
            String actual = trial.block(kind);
            if (!actual.equals(expected)) {
                failures.add(kind + " differ: " + first(expected, actual) + "\n" + marked("- ", expected) + marked("+ ", actual).stripTrailing());
            }
        });
        return failures;
    }

    /// The first line that is not as expected.
    private static String first(String expected, String actual) {
        List<String> wanted = expected.lines().toList();
        List<String> got = actual.lines().toList();
        for (int i = 0; i < wanted.size() && i < got.size(); i++) {
            if (!wanted.get(i).equals(got.get(i))) {
                return "expected \"" + wanted.get(i) + "\", got \"" + got.get(i) + "\"";
            }
        }
        if (wanted.size() == got.size()) {
            return "the ends of lines are not \\n";
        }
        return wanted.size() > got.size() ? "expected \"" + wanted.get(got.size()) + "\", got no more"
                : "expected no more, got \"" + got.get(wanted.size()) + "\"";
    }

    private static String marked(String mark, String block) {
        StringBuilder lines = new StringBuilder();
        block.lines().forEach(l -> lines.append(mark).append(l).append('\n'));
        return lines.toString();
    }

    /// What the packs answer to an example, or why it cannot be asked.
    public Outcome<Trial> run(Page page, Page.Case example) {
        Optional<String> strange = example.facts().stream().filter(f -> !FACT.matcher(f).matches()).findFirst();
        if (strange.isPresent()) {
            return Outcome.refused(Diagnostic.error(Code.INVALID_PACK, "there is no fact \"" + strange.get() + "\"",
                    "unsafe, server 17, partitions <table> <partition>…, view <table> <column> <name>, trigger <table> <name>, rows <table> <count>, or traffic <table> <reads per second> <writes per second>"));
        }
        int major = example.facts().stream().filter(f -> f.startsWith("server ")).map(f -> Integer.parseInt(f.substring(7))).findFirst().orElse(NEWEST_MAJOR);
        List<Fact> facts = example.facts().stream().filter(f -> !f.startsWith("server ")).flatMap(f -> facts(f.split(" ")).stream()).toList();
        return compile(page, example, "before", example.before()).then(before -> compile(page, example, "after", example.after()).then(after -> {
            Planner.Decision decision = planner.decide(new PlanRequest(before.schema(), after.schema(), major, facts));
            return Outcome.done(new Trial(decision.plan(), decision.said(), page.rules().keySet()));
        }));
    }

    private static List<Fact> facts(String[] words) {
        if (words[0].equals("unsafe")) {
            return List.of(new UnsafeAllowed());
        }
        QualifiedName table = QualifiedName.of(words[1]);
        return switch (words[0]) {
            case "partitions" -> {
                List<Fact> facts = new ArrayList<>(List.of(new PartitionsKnown(table), new ExistingTable(table, true)));
                Arrays.stream(words).skip(2).map(QualifiedName::of)
                        .forEach(p -> facts.addAll(List.of(new ExistingPartition(table, p, Expression.of("DEFAULT")), new ExistingTable(p, false))));
                yield facts;
            }
            case "view" -> List.of(new Dependent(table, Optional.of(words[2]), Dependent.Kind.VIEW, words[3]));
            case "trigger" -> List.of(new Dependent(table, Optional.empty(), Dependent.Kind.TRIGGER, words[2]));
            case "rows" -> List.of(new TableSize(table, Long.parseLong(words[2]), TableSize.Certainty.EXACT));
            default -> List.of(new Traffic(table, Long.parseLong(words[2]), Long.parseLong(words[3])));
        };
    }

    private static Outcome<CompiledSchema> compile(Page page, Page.Case example, String which, String sdl) {
        return Compiler.compile(List.of(new SourceFile(page.folder() + ", " + example.heading() + ", " + which, sdl)), SdlOptions.DEFAULT);
    }
}
