package dev.wesley.cli.command;

import dev.wesley.cli.project.Project;
import dev.wesley.cli.project.TextFile;
import dev.wesley.cli.report.Answer;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.explain.Explanation;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.json.PlanJson;
import dev.wesley.engine.plan.Phase;
import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.engine.plan.SpelledStep;
import dev.wesley.engine.plan.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// Puts a plan that was made before into words.
@CommandLine.Command(
        name = "explain",
        description = "Explain a plan that was made: locks, waits, durations, risk, reasons, SQL.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  wesley explain",
            "  wesley explain --format markdown > plan.md",
            "  wesley explain releases/42/plan.json --json",
        })
final class ExplainCommand extends Command {
    enum Format {
        TEXT,
        JSON,
        MARKDOWN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(arity = "0..1", paramLabel = "PLAN", description = "The plan document (default: .wesley/plan.json).")
    private @Nullable String file;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES} (default: text); --json is the same as json.")
    private Format format = Format.TEXT;

    ExplainCommand(Session session) {
        super(session);
    }

    @Override
    List<ExitCode> failures() {
        return List.of(ExitCode.INPUT);
    }

    @Override
    Answer answer() {
        Project project = session().project();
        SpelledPlan plan = file != null
                ? Project.plan(file, TextFile.read(session().surroundings().path(file)))
                : project.plan().orElseThrow(() -> Failure.of(ExitCode.INPUT, "ENOENT", "there is no plan to explain", "wesley plan"));
        Explanation explanation = Explanation.of(plan);
        ObjectNode json = PlanJson.write(plan);
        return switch (format) {
            case TEXT -> Answer.of(explanation.lines(), json);
            case JSON -> Answer.of(Json.pretty(json).stripTrailing().lines().toList(), json);
            case MARKDOWN -> Answer.of(markdown(plan, explanation), json);
        };
    }

    private static List<String> markdown(SpelledPlan plan, Explanation explanation) {
        List<String> lines = new ArrayList<>();
        lines.add("# Plan for Postgres " + plan.plan().serverMajor());
        lines.add("");
        lines.addAll(PlanText.summary(plan.plan()).stream().map(l -> l.startsWith("  ") ? "- " + l.strip() : l).toList());
        for (Phase phase : Phase.values()) {
            boolean titled = false;
            for (int i = 0; i < plan.steps().size(); i++) {
                SpelledStep step = plan.steps().get(i);
                if (step.planned().phase() == phase) {
                    if (!titled) {
                        lines.add("");
                        lines.add("## " + phase.word());
                        titled = true;
                    }
                    step(step, explanation.steps().get(i), lines);
                }
            }
        }
        lines.add("");
        lines.add("## Locks");
        lines.add("");
        explanation.radar().lines().forEach(l -> lines.add("- " + l));
        explanation.radar().notes().forEach(l -> lines.add("- " + l));
        return lines;
    }

    private static void step(SpelledStep step, Explanation.StepExplanation words, List<String> lines) {
        lines.add("");
        lines.add("### " + words.id() + " " + words.title());
        lines.add("");
        words.lockImpact().forEach(l -> lines.add("- Lock Impact: " + l));
        lines.add("- Waits: " + words.waits());
        lines.add("- Estimated Duration: " + words.estimatedDuration());
        lines.add("- Risk: " + step.planned().risk());
        step.planned().because().forEach(b -> lines.add("- Because: `" + b.code() + "` " + b.rule()));
        lines.add("");
        lines.add("```sql");
        for (Statement statement : step.statements()) {
            lines.add(statement.sql() + ";");
        }
        lines.add("```");
    }
}
