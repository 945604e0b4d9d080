package dev.wesley.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.Planner;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.fact.TableSize;
import dev.wesley.engine.fact.Traffic;
import dev.wesley.engine.page.Page;
import dev.wesley.engine.page.PageTrial;
import dev.wesley.engine.page.Trial;
import dev.wesley.engine.testing.Corpus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule has a page; every example on a page is a test.
class PagesTest {
    private static final PageTrial TRIAL = new PageTrial(new Planner(List.of(BasePack.PACK)));
    private static final Path FOLDER = Corpus.root().resolve("rules/src/main/resources/dev/wesley/rules/base");
    private static final List<Page> PAGES = Page.of(BasePack.PACK.manifest(), PagesTest::text);

    /// Rules that have a say in every plan, so that no example can be silent; and rules about steps that the base pack never proposes, or
    /// about schemas that no SDL describes, so that none can fire.
    private static final Set<String> NEVER_SILENT = Set.of("classify/thresholds", "risk/locks", "sum/total");
    private static final Set<String> NEVER_MET = Set.of("risk/loss", "gate/blocking-work", "risk/waiting", "rewrite/refuse-row-security-without-policy");

    private static Optional<String> text(String page) {
        return Files.exists(FOLDER.resolve(page)) ? Optional.of(Corpus.read(FOLDER.resolve(page))) : Optional.empty();
    }

    static Stream<Page> pages() {
        return PAGES.stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void saysWhatItIsAbout(Page page) {
        assertThat(PageTrial.form(page)).as("%s/rule.md", page.folder()).isEmpty();
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
            Trial answer = answer(page, example);
            assertThat(answer.spoke()).as("%s, %s: a rule fires", page.folder(), example.heading()).isEqualTo(example.fires());
            Map<String, String> actual = new LinkedHashMap<>();
            example.expected().keySet().forEach(kind -> actual.put(kind, answer.block(kind)));
            now = new Page(now.folder(), now.with(example, actual), now.rules());
        }
        if (!now.text().equals(page.text())) {
            Corpus.expect(FOLDER.resolve(page.folder() + "/rule.md"), now.text());
        }
    }

    @Test
    void listsEveryPage() {
        StringBuilder index = new StringBuilder("# Rules of the base pack\n\nGenerated from the pages; how to read and write one is in [policy.md](../policy.md).\n");
        String stage = "";
        for (Page page : PAGES) {
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
        PAGES.forEach(page -> page.cases().forEach(c -> fired.addAll(answer(page, c).fired())));
        BasePack.majors().forEach(major -> {
            for (boolean partitioned : new boolean[] {false, true}) {
                Samples.changes().forEach(c -> fired.addAll(BasePack.ask(major, List.of(c), Samples.existing(partitioned)).stats().firings().keySet()));
            }
            Forms.all().forEach(f -> fired.addAll(Forms.ask(major, f).stats().firings().keySet()));
            large().forEach(facts -> Samples.steps().forEach(s -> fired.addAll(BasePack.ask(major, List.of(s), facts).stats().firings().keySet())));
        });
        MoreSamples.questions().forEach(q -> fired.addAll(q.stats().firings().keySet()));
        Set<String> all = PAGES.stream().flatMap(p -> p.rules().keySet().stream()).collect(Collectors.toCollection(TreeSet::new));
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

    private static Trial answer(Page page, Page.Case example) {
        Outcome<Trial> trial = TRIAL.run(page, example);
        assertThat(trial.isDone()).as("%s, %s: %s", page.folder(), example.heading(), trial.diagnostics()).isTrue();
        return trial.value();
    }
}
