package dev.wesley.cli.command;

import dev.wesley.cli.option.PackOptions;
import dev.wesley.cli.project.TeamPacks;
import dev.wesley.cli.project.TextFile;
import dev.wesley.cli.report.Answer;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Span;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.page.Page;
import dev.wesley.engine.page.PageTrial;
import dev.wesley.engine.page.PageTrial.Check;
import dev.wesley.engine.plan.PackManifest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Runs the examples on the pages of a pack as its tests, with every pack loaded that will decide beside it.
@CommandLine.Command(
        name = "test",
        description = "Run the examples on the pages of a rule pack: each rule needs one where it fires and one where it does not.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  wesley policy test policy/acme",
            "  wesley policy test policy/acme --junit target/policy.xml",
        })
final class PolicyTestCommand extends Command {
    private static final Code FAILED = new Code("POLICY_TEST_FAILED");

    @Parameters(paramLabel = "DIR", description = "The folder of the pack.")
    private String folder = "";

    @Option(names = "--junit", paramLabel = "FILE", description = "Also write the results as JUnit XML.")
    private @Nullable String junit;

    @Mixin
    private PackOptions packs = new PackOptions();

    PolicyTestCommand(Session session) {
        super(session);
    }

    @Override
    List<ExitCode> failures() {
        return List.of(ExitCode.INPUT, ExitCode.REFUSED);
    }

    @Override
    Answer answer() {
        List<String> given = new ArrayList<>(packs.packs());
        given.add(folder);
        PageTrial trial = session().console().timed("load the rules", () -> new PageTrial(Planning.planner(session(), given)));
        TeamPacks.TeamPack team = Planning.teams(session(), given, Planning.packs()).getLast();
        PackManifest pack = team.pack().manifest();
        List<PageResult> results = session().console().during("running the examples",
                () -> Page.of(pack, team::page).stream().map(page -> new PageResult(page, trial.checks(page))).toList());
        if (junit != null) {
            TextFile.write(session().surroundings().path(junit), JunitXml.of(pack.id() + " " + pack.version(), pack.id(), results));
        }
        ObjectNode json = json(pack, results);
        List<Diagnostic> failures = new ArrayList<>();
        if (results.isEmpty()) {
            failures.add(Diagnostic.error(FAILED, "no test ran: the pack " + pack.id() + " in " + team.shown() + " has no rule", "write one; docs/policy.md says how"));
        }
        results.forEach(r -> r.checks().forEach(check -> failures.addAll(diagnostics(team, r.page(), check))));
        if (!failures.isEmpty()) {
            throw Failure.of(ExitCode.REFUSED, failures).with(json);
        }
        List<String> text = new ArrayList<>();
        text.add(pack.id() + " " + pack.version() + ": " + Words.count(pack.rules().size(), "rule") + ", "
                + Words.count(results.stream().mapToInt(r -> r.checks().size() - 1).sum(), "example") + ", all as their pages say");
        text.addAll(Words.table(results.stream().map(r -> List.of(r.page().folder(), Words.count(r.checks().size() - 1, "example"))).toList()));
        return Answer.of(text, json);
    }

    private static List<Diagnostic> diagnostics(TeamPacks.TeamPack team, Page page, Check check) {
        String below = team.shown() + "/" + page.folder() + "/rule.md";
        List<String> lines = page.text().lines().toList();
        return check.failures().stream().map(failure -> {
            String message = page.folder() + ", " + check.name() + ": " + failure.lines().findFirst().orElse("");
            Diagnostic diagnostic = Diagnostic.error(FAILED, message, failure.lines().count() > 1
                    ? "correct the rule or its page; --json shows both answers in full" : "correct the rule or its page");
            return lines.isEmpty() ? diagnostic
                    : diagnostic.at(new Span(below, check.line(), 1, Math.max(1, lines.get(check.line() - 1).length()), lines.get(check.line() - 1)));
        }).toList();
    }

    private static ObjectNode json(PackManifest pack, List<PageResult> results) {
        ObjectNode json = Json.object();
        json.putObject("pack").put("id", pack.id()).put("version", pack.version()).put("sha256", pack.sha256());
        ArrayNode pages = json.putArray("pages");
        for (PageResult result : results) {
            ObjectNode page = pages.addObject().put("folder", result.page().folder());
            ArrayNode codes = page.putArray("codes");
            result.page().rules().keySet().forEach(codes::add);
            ArrayNode checks = page.putArray("checks");
            for (Check check : result.checks()) {
                ArrayNode wrong = checks.addObject().put("name", check.name()).put("line", check.line()).put("passed", check.passed()).putArray("failures");
                check.failures().forEach(wrong::add);
            }
        }
        return json;
    }

    /// A page and what became of its checks.
    record PageResult(Page page, List<Check> checks) {}
}
