package dev.wesley.cli.command;

import dev.wesley.cli.option.PackOptions;
import dev.wesley.cli.report.Answer;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.plan.PackManifest;
import dev.wesley.engine.plan.PackRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The packs that decide, and their rules.
@CommandLine.Command(
        name = "list",
        description = "The packs that decide, with their versions, and every rule.",
        footerHeading = "%nExamples:%n",
        footer = {"  wesley policy list", "  wesley policy list --pack policy/acme"})
final class PolicyListCommand extends Command {
    @Mixin
    private PackOptions packs = new PackOptions();

    PolicyListCommand(Session session) {
        super(session);
    }

    @Override
    List<ExitCode> failures() {
        return List.of(ExitCode.INPUT);
    }

    @Override
    Answer answer() {
        List<String> text = new ArrayList<>();
        ObjectNode json = Json.object();
        ArrayNode all = json.putArray("packs");
        for (PolicyPages.Source source : PolicyPages.read(session(), packs.packs()).packs()) {
            PackManifest pack = source.pack();
            text.add(pack.id() + " " + pack.version() + ", " + Words.count(pack.rules().size(), "rule") + ", sha256 " + pack.sha256());
            ObjectNode one = all.addObject().put("id", pack.id()).put("version", pack.version()).put("sha256", pack.sha256());
            ArrayNode rules = one.putArray("rules");
            List<List<String>> rows = new ArrayList<>();
            for (PackRule rule : pack.rules().stream().sorted(Comparator.comparing(PackRule::code)).toList()) {
                rows.add(List.of(rule.code(), rule.stage(), rule.name()));
                rules.addObject().put("code", rule.code()).put("stage", rule.stage()).put("name", rule.name()).put("file", rule.place());
            }
            text.addAll(Words.table(rows));
        }
        return Answer.of(text, json);
    }
}
