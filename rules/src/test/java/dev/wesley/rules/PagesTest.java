package dev.wesley.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.Compiler;
import dev.wesley.engine.PlanRequest;
import dev.wesley.engine.Planner;
import dev.wesley.engine.PlannerQuestion;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.diff.Change;
import dev.wesley.engine.diff.Differ;
import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.fact.TableSize;
import dev.wesley.engine.fact.Traffic;
import dev.wesley.engine.fact.UnsafeAllowed;
import dev.wesley.engine.inference.Conclusions;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.plan.Plan;
import dev.wesley.engine.plan.Step;
import dev.wesley.engine.sdl.SdlOptions;
import dev.wesley.engine.sdl.SourceFile;
import dev.wesley.engine.testing.Corpus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule has a page; every example on a page is a test.
class PagesTest {
    private static final Planner PLANNER = new Planner(List.of(BasePack.PACK));
    private static final List<String> HEADINGS = List.of("When", "Effect without this rule", "What Wesley does");

    /// Rules that have a say in every plan, so that no example can be silent; and rules about steps that the base pack never proposes, or
    /// about schemas that no SDL describes, so that none can fire.
    private static final Set<String> NEVER_SILENT = Set.of("classify/thresholds", "risk/locks", "sum/total");
    private static final Set<String> NEVER_MET = Set.of("risk/loss", "gate/blocking-work", "risk/waiting", "rewrite/refuse-row-security-without-policy");

    static Stream<Page> pages() {
        return Page.all().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void saysWhatItIsAbout(Page page) {
        assertThat(page.text()).as("%s/rule.md", page.folder()).isNotEmpty();
        assertThat(page.headings()).startsWith(HEADINGS.toArray(String[]::new));
        assertThat(page.headings().subList(HEADINGS.size(), page.headings().size())).allMatch(h -> h.matches("(Example|Not for ).*"));
        assertThat(page.rules()).isNotEmpty();
        page.rules().keySet().forEach(code -> assertThat(page.text()).as(page.folder()).contains("`" + code + "`"));
        if (page.rules().size() == 1) {
            String name = page.rules().values().iterator().next();
            assertThat(page.title()).isEqualTo(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
        } else {
            page.rules().values().forEach(name -> assertThat(page.text()).as(page.folder()).contains(name));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void hasACaseThatFiresAndOneThatDoesNot(Page page) {
        List<Page.Case> cases = page.cases();
        assertThat(cases).allMatch(c -> !c.expected().isEmpty()).doesNotHaveDuplicates();
        assertThat(cases.stream().anyMatch(Page.Case::fires)).as("a case that fires").isEqualTo(!NEVER_MET.contains(page.folder()));
        assertThat(cases.stream().anyMatch(c -> !c.fires())).as("a silent case").isEqualTo(!NEVER_SILENT.contains(page.folder()));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void doesWhatItsExamplesSay(Page page) {
        Page now = page;
        for (Page.Case example : page.cases()) {
            Answer answer = answer(page, example);
            assertThat(answer.fired().stream().anyMatch(page.rules()::containsKey)).as("%s, %s: a rule fires", page.folder(), example.heading())
                    .isEqualTo(example.fires());
            Map<String, String> actual = new LinkedHashMap<>();
            example.expected().keySet().forEach(kind -> actual.put(kind, answer.block(kind)));
            now = new Page(now.folder(), now.file(), now.with(example, actual), now.rules());
        }
        if (!now.text().equals(page.text())) {
            Corpus.expect(page.file(), now.text());
        }
    }

    @Test
    void listsEveryPage() {
        StringBuilder index = new StringBuilder("# Rules of the base pack\n\nGenerated from the pages; how to read and write one is in [policy.md](../policy.md).\n");
        String stage = "";
        for (Page page : Page.all()) {
            if (!page.stage().equals(stage)) {
                stage = page.stage();
                index.append("\n## ").append(stage).append("\n\n| page | codes |\n|---|---|\n");
            }
            index.append("| [").append(page.title()).append("](../../rules/src/main/resources/dev/wesley/rules/base/").append(page.folder())
                    .append("/rule.md) | ").append(String.join(" ", page.rules().keySet())).append(" |\n");
        }
        Corpus.expect(Corpus.root().resolve("docs/rules/README.md"), index.toString());
    }

    @Test
    void firesEveryRuleSomewhere() {
        Set<String> fired = new TreeSet<>();
        Page.all().forEach(page -> page.cases().forEach(c -> fired.addAll(answer(page, c).fired())));
        BasePack.majors().forEach(major -> {
            for (boolean partitioned : new boolean[] {false, true}) {
                Samples.changes().forEach(c -> fired.addAll(BasePack.ask(major, List.of(c), Samples.existing(partitioned)).stats().firings().keySet()));
            }
            RecordedForms.FORMS.values().forEach(f -> fired.addAll(BasePack.ask(major, f, Fixture.FACTS).stats().firings().keySet()));
            large().forEach(facts -> Samples.steps().forEach(s -> fired.addAll(BasePack.ask(major, List.of(s), facts).stats().firings().keySet())));
        });
        MoreSamples.questions().forEach(q -> fired.addAll(q.stats().firings().keySet()));
        Set<String> all = Page.all().stream().flatMap(p -> p.rules().keySet().stream()).collect(Collectors.toCollection(TreeSet::new));
        all.removeAll(fired);
        assertThat(all).as("rules that no test fires").isEmpty();
    }

    /// Busy tables of every order of magnitude that the rules tell apart.
    private static Stream<List<Fact>> large() {
        return Stream.of(2_000_000L, 30_000_000L, 300_000_000L, 9_000_000_000L).map(rows -> {
            List<Fact> facts = new ArrayList<>(Samples.existing(false));
            facts.add(new TableSize(Samples.T, rows, TableSize.Certainty.EXACT));
            facts.add(new Traffic(Samples.T, 100, 1_000));
            return facts;
        });
    }

    // ---- what the engine answers

    /// @param fired codes of all rules that fired
    private record Answer(Outcome<Plan> outcome, Conclusions said, Set<String> fired, Set<String> codes) {
        String block(String kind) {
            Stream<String> lines = switch (kind) {
                case "steps" -> plan().steps().stream().map(s -> s.phase().word() + " " + name(s.step()));
                case "locks" -> plan().steps().stream().map(s -> name(s.step()) + ": " + (s.locks().locks().isEmpty() ? "only what the plan creates"
                        : s.locks().locks().stream().map(l -> l.relation() + " " + l.mode().shortName() + " " + l.work().name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
                case "runs" -> plan().steps().stream().map(s -> name(s.step()) + ": " + s.phase().word() + " " + s.stepClass() + " " + s.boundary() + " " + s.reversibility());
                case "costs" -> plan().steps().stream().flatMap(s -> s.costs().stream().map(c -> name(s.step()) + ": " + c.work() + " " + c.relation() + " "
                        + c.rows() + " " + c.certainty() + " " + c.microseconds() + " µs"));
                case "risks" -> Stream.concat(
                        plan().steps().stream().map(s -> name(s.step()) + ": " + s.risk() + ", " + plan().risk().shares().stream()
                                .filter(r -> r.step().equals(s.id())).mapToInt(r -> r.points()).sum()),
                        Stream.of("index " + plan().risk().index()));
                case "classes" -> said.classes().stream().map(c -> c.value()).map(c -> c.change().kind() + " " + c.change().subject() + ": " + c.changeClass()).sorted();
                case "findings" -> said.objections().stream().filter(o -> codes.contains(o.rule().code()))
                        .map(o -> (o.value().refusal().isPresent() ? "refused " : "warned ") + o.rule().code() + " " + o.value().subject()).sorted();
                default -> throw new IllegalArgumentException("no such block: " + kind);
            };
            return lines.map(l -> l + "\n").collect(Collectors.joining());
        }

        private Plan plan() {
            return outcome.value();
        }

        private static String name(Step step) {
            return step.op() + " " + step.table() + (step.element().isEmpty() ? "" : "." + step.element());
        }
    }

    private static Answer answer(Page page, Page.Case example) {
        int major = example.facts().stream().filter(f -> f.startsWith("server ")).map(f -> Integer.parseInt(f.substring(7))).findFirst().orElse(18);
        List<Fact> facts = example.facts().stream().filter(f -> !f.startsWith("server ")).map(f -> fact(f.split(" "))).toList();
        assertThat(example.facts()).as("%s, %s", page.folder(), example.heading()).allMatch(f -> f.matches("unsafe|server \\d+|rows \\S+ \\d+|traffic \\S+ \\d+ \\d+"));
        PlanRequest request = new PlanRequest(compile(page, example, example.before()), compile(page, example, example.after()), major, facts);
        List<Change> changes = Differ.diff(request.before(), request.after());
        Conclusions said = BasePack.RULES.infer(changes, PlannerQuestion.facts(request));
        Outcome<Plan> outcome = PLANNER.plan(request);
        return new Answer(outcome, said, said.stats().firings().keySet(), page.rules().keySet());
    }

    private static Fact fact(String[] words) {
        if (words[0].equals("unsafe")) {
            return new UnsafeAllowed();
        }
        QualifiedName table = QualifiedName.of(words[1]);
        return words[0].equals("rows") ? new TableSize(table, Long.parseLong(words[2]), TableSize.Certainty.EXACT)
                : new Traffic(table, Long.parseLong(words[2]), Long.parseLong(words[3]));
    }

    private static Schema compile(Page page, Page.Case example, String sdl) {
        return Compiler.compile(List.of(new SourceFile(page.folder() + ", " + example.heading(), sdl)), SdlOptions.DEFAULT).value().schema();
    }
}
