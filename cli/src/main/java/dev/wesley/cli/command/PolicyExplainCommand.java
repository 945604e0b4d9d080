package dev.wesley.cli.command;

import dev.wesley.cli.option.PackOptions;
import dev.wesley.cli.report.Answer;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.json.Json;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// The page of a rule: when it applies, what would happen without it, what Wesley does.
@CommandLine.Command(
        name = "explain",
        description = "The page of a rule, by its code: when it applies, what would happen without it, what Wesley does.",
        footerHeading = "%nExamples:%n",
        footer = "  wesley policy explain WES-FK-002")
final class PolicyExplainCommand extends Command {
    @Parameters(paramLabel = "CODE", description = "The code, as plans and refusals name it.")
    private String code = "";

    @Mixin
    private PackOptions packs = new PackOptions();

    PolicyExplainCommand(Session session) {
        super(session);
    }

    @Override
    List<ExitCode> failures() {
        return List.of(ExitCode.INPUT);
    }

    @Override
    Answer answer() {
        PolicyPages pages = PolicyPages.read(session(), packs.packs());
        String wanted = code.toUpperCase(Locale.ROOT);
        PolicyPages.Page page = pages.page(wanted)
                .orElseThrow(() -> Failure.of(ExitCode.INPUT, "UNKNOWN_RULE", "no rule has the code " + code, "wesley policy list"));
        return Answer.of(page.text().lines().toList(), Json.object()
                .put("code", wanted).put("name", page.rule().name()).put("stage", page.rule().stage())
                .put("pack", page.pack().id()).put("version", page.pack().version()).put("file", page.rule().place()).put("page", page.text()));
    }
}
