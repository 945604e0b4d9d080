package dev.wesley.cli.command;

import dev.wesley.cli.option.PlanOptions;
import dev.wesley.cli.project.Project;
import dev.wesley.cli.project.TextFile;
import dev.wesley.cli.report.Answer;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.engine.explain.Explanation;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.json.PlanJson;
import dev.wesley.engine.plan.Plan;
import dev.wesley.generators.pgtap.PgTapSuite;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes the plan from what is deployed to the schema, and keeps it in `.wesley/plan.json` for the rehearsal.
@CommandLine.Command(
        name = "plan",
        description = "Plan the migration from what is deployed to the schema: phases, locks, risk, reasons.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  wesley plan --explain",
            "  wesley plan --from deployed.graphql --schema schema.graphql --pg 16",
            "  wesley plan --radar --map",
            "  wesley plan --dry-run > migration.sql",
        })
final class PlanCommand extends Command {
    private static final DateTimeFormatter VERSION = DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    @Mixin
    private PlanOptions options = new PlanOptions();

    @Option(names = "--explain", description = "Every step: what it locks, what it costs, why it is there, its SQL.")
    private boolean explain;

    @Option(names = "--radar", description = "How many locks of which strength, and whom they stop.")
    private boolean radar;

    @Option(names = "--map", description = "Which change leads to which steps.")
    private boolean map;

    @Option(names = "--write", description = "Also write the SQL to ./migrations, one file a phase.")
    private boolean write;

    @Option(names = "--dry-run", description = "Print the complete SQL and write nothing at all.")
    private boolean dryRun;

    PlanCommand(Session session) {
        super(session);
    }

    @Override
    List<ExitCode> failures() {
        return List.of(ExitCode.INPUT, ExitCode.REFUSED);
    }

    @Override
    Answer answer() {
        Planning planning = session().console().during("planning", () -> Planning.of(session(), options));
        Plan plan = planning.plan().plan();
        Explanation explanation = session().console().timed("explain the plan", () -> Explanation.of(planning.plan()));
        Project project = session().project();

        ObjectNode json = Json.object();
        json.setAll(session().console().timed("write the document", () -> PlanJson.write(planning.plan())));
        json.put("base", planning.base().described());
        if (dryRun) {
            List<String> script = new ArrayList<>();
            script.add("-- DRY RUN: nothing was written and no database was asked");
            script.add("-- from " + planning.base().described() + " to " + planning.target().name() + ", Postgres " + plan.serverMajor());
            script.addAll(PlanScripts.whole(planning.plan()));
            json.put("dryRun", String.join("\n", script) + "\n");
            return Answer.of(script, json).warning(planning.warnings());
        }

        project.writePlan(planning.planBase(), planning.plan());
        session().console().timed("score", () -> Scoring.refresh(session()));
        List<String> written = new ArrayList<>();
        written.add(project.shown(project.planFile()));
        if (write) {
            written.addAll(scripts(planning));
        }
        ArrayNode files = json.putArray("written");
        written.forEach(files::add);

        List<String> text = new ArrayList<>();
        text.add("From " + planning.base().described() + " to " + planning.target().name() + " ("
                + Compilation.shortName(plan.toSchema()) + ")");
        text.addAll(PlanText.summary(plan));
        section(explain, text, explanation.lines());
        section(!explain && !plan.findings().isEmpty(), text, Explanation.warnings(plan));
        section(radar && !explain, text, Stream.concat(explanation.radar().lines().stream(), explanation.radar().notes().stream()).toList());
        section(map, text, explanation.mapping().stream().map(Explanation.MappedChange::line).toList());
        text.add("Written: " + String.join(", ", written));
        return Answer.of(text, json).warning(planning.warnings());
    }

    private static void section(boolean wanted, List<String> text, List<String> lines) {
        if (wanted) {
            text.add("");
            text.addAll(lines);
        }
    }

    private List<String> scripts(Planning planning) {
        String version = VERSION.format(session().surroundings().artifactClock().instant());
        Path folder = session().surroundings().path("migrations");
        SortedMap<String, String> scripts = PlanScripts.of(planning.plan());
        scripts.put("tests", PgTapSuite.generate(planning.target().compiled()).text());
        List<String> written = new ArrayList<>();
        scripts.forEach((part, sql) -> {
            Path file = folder.resolve(version + "_" + part + ".sql");
            TextFile.write(file, sql);
            written.add(session().project().shown(file));
        });
        return written;
    }
}
