package dev.wesley.cli.command;

import dev.wesley.cli.option.DriftOptions;
import dev.wesley.cli.project.TextFile;
import dev.wesley.cli.report.Answer;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.PlanRequest;
import dev.wesley.engine.Planner;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.diff.Change;
import dev.wesley.engine.diff.Differ;
import dev.wesley.engine.drift.IgnoreRules;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.plan.LockMode;
import dev.wesley.engine.plan.Plan;
import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.engine.plan.SpelledStep;
import dev.wesley.generators.postgres.PostgresSpelling;
import dev.wesley.rehearsal.execute.Deployment;
import dev.wesley.rehearsal.execute.ExecutionListener;
import dev.wesley.rehearsal.execute.ExecutionReport;
import dev.wesley.rehearsal.execute.ExecutionSettings;
import dev.wesley.rehearsal.execute.StepFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The way from the live database back to what was deployed: an ordinary plan, made by the same rules, and refused by them where it would lose data.
@CommandLine.Command(
        name = "repair",
        description = "Plan the way from the live database back to what was deployed; --execute walks it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  wesley drift repair > repair.sql",
            "  wesley drift repair --safe-only --execute --yes",
        })
final class DriftRepairCommand extends Command {
    @Mixin
    private DriftOptions options = new DriftOptions();

    @Option(names = "--execute", description = "Run the repair; asks for --yes.")
    private boolean execute;

    @Option(names = {"--yes", "--force"}, description = "Yes, change the database.")
    private boolean yes;

    @Option(names = "--safe-only", description = "Leave alone what the rules refuse to repair, instead of refusing all of it.")
    private boolean safeOnly;

    @Option(names = "--output", paramLabel = "FILE", description = "Write the SQL into a file instead of printing it.")
    private @Nullable String output;

    DriftRepairCommand(Session session) {
        super(session);
    }

    @Override
    List<ExitCode> failures() {
        return List.of(ExitCode.INPUT, ExitCode.UNSAFE, ExitCode.EXECUTION, ExitCode.CANCELLED, ExitCode.UNREACHABLE);
    }

    @Override
    Answer answer() {
        LiveDatabase database = LiveDatabase.named(session(), options.dsn(), "drift");
        Baseline expected = DriftDetection.expected(session(), options);
        DriftCheck check = DriftCheck.exact(session(), database, database.catalog(), expected.schema());
        check.running().ifPresent(by -> {
            throw Failure.of(ExitCode.EXECUTION, "MIGRATION_RUNNING", "a migration runs on " + database + " now: " + by, "waiting for its end");
        });
        Repair repair = plan(check);
        SpelledPlan plan = repair.plan();
        List<String> script = script(database, expected, plan, repair.left());
        ObjectNode json = json(database, expected, plan, repair.left());
        if (plan.steps().isEmpty()) {
            return Answer.of(repair.left().isEmpty() ? "✅ No schema drift detected: nothing to repair" : "Nothing that the rules allow to repair", json)
                    .warning(repair.left());
        }
        if (output != null) {
            TextFile.write(session().surroundings().path(output), String.join("\n", script) + "\n");
            json.put("written", output);
        }
        if (!execute) {
            return Answer.of(output == null ? script : List.of("Written: " + output), json).warning(repair.left());
        }
        if (!yes) {
            throw Failure.of(ExitCode.CANCELLED, "NOT_CONFIRMED", "nothing was executed: " + Words.count(plan.steps().size(), "step") + " would change " + database,
                    "wesley drift repair to read them, then --execute --yes").with(json);
        }
        ExecutionReport report = session().console().during("repairing " + database, () -> Databases.reach(() ->
                new Deployment(database.dsn(), ExecutionSettings.DEFAULT, new ExecutionListener() {}).execute(plan)));
        json.put("milliseconds", report.elapsed().toMillis());
        if (report.failure().isPresent()) {
            StepFailure failure = report.failure().get();
            throw Failure.of(ExitCode.EXECUTION, "REPAIR_FAILED", "the repair stopped after " + report.steps().size() + " of "
                    + Words.count(plan.steps().size(), "step") + ": " + failure, failure.help()).with(json);
        }
        return Answer.of("✅ Repaired — " + Words.count(report.steps().size(), "step") + " on " + database + " in " + Words.duration(report.elapsed().toNanos() / 1e6), json)
                .warning(repair.left());
    }

    /// @param left what the rules refused, with `--safe-only`
    private record Repair(SpelledPlan plan, List<Diagnostic> left) {}

    /// Plans; with `--safe-only` again and again without what was refused, until the rest is accepted.
    private Repair plan(DriftCheck check) {
        Planner planner = Planning.planner(session(), List.of());
        List<IgnoreRules.Rule> rules = new ArrayList<>(session().settings().ignoreRules().rules());
        List<Diagnostic> left = new ArrayList<>();
        while (true) {
            Schema before = new IgnoreRules(rules).pretend(check.live(), check.expected());
            Outcome<Plan> outcome = planner.plan(new PlanRequest(before, check.expected(), check.catalog().major(), check.catalog().facts()));
            switch (outcome) {
                case Outcome.Done<Plan>(Plan plan, List<Diagnostic> warnings) -> {
                    left.addAll(warnings);
                    return new Repair(PostgresSpelling.spell(plan), left);
                }
                case Outcome.Refused<Plan>(List<Diagnostic> reasons) -> {
                    List<Change> refused = Differ.diff(before, check.expected()).stream().filter(c -> reasons.stream().anyMatch(r -> Planning.names(r, c))).toList();
                    if (!safeOnly || refused.isEmpty()) {
                        throw Failure.of(ExitCode.UNSAFE, reasons);
                    }
                    reasons.forEach(r -> left.add(Diagnostic.warning(r.code(), r.message(), r.help())));
                    int known = rules.size();
                    refused.stream().map(c -> new IgnoreRules.Rule(c.subject(), "not safe to repair", Optional.empty())).filter(r -> !rules.contains(r)).distinct().forEach(rules::add);
                    if (rules.size() == known) {
                        throw Failure.of(ExitCode.UNSAFE, reasons);
                    }
                }
            }
        }
    }

    private static List<String> script(LiveDatabase database, Baseline expected, SpelledPlan plan, List<Diagnostic> left) {
        List<String> lines = new ArrayList<>();
        lines.add("-- Repairs " + database + " to what " + expected.described() + " says, Postgres " + plan.plan().serverMajor());
        lines.add("-- risk " + plan.plan().risk().index() + ", highest step " + plan.plan().risk().level());
        plan.steps().forEach(s -> lines.add("--   " + s.id() + " " + s.planned().step().op() + " " + s.planned().step().table() + ": risk " + s.planned().risk() + ", " + downtime(s)));
        left.forEach(d -> lines.add("-- not repaired: " + d.message()));
        lines.add("");
        lines.addAll(PlanScripts.whole(plan));
        return lines;
    }

    /// Who waits while the step runs.
    private static String downtime(SpelledStep step) {
        List<LockMode> modes = step.planned().locks().locks().stream().map(l -> l.mode()).toList();
        if (modes.stream().anyMatch(LockMode::blocksReads)) {
            return "blocks reads and writes";
        }
        return modes.stream().anyMatch(LockMode::blocksWrites) ? "blocks writes" : "blocks neither reads nor writes";
    }

    private static ObjectNode json(LiveDatabase database, Baseline expected, SpelledPlan plan, List<Diagnostic> left) {
        ObjectNode json = Json.object();
        json.put("database", database.toString());
        json.put("expected", expected.described());
        json.put("risk", plan.plan().risk().index());
        ArrayNode steps = json.putArray("steps");
        for (SpelledStep step : plan.steps()) {
            ObjectNode node = steps.addObject();
            node.put("id", step.id()).put("op", step.planned().step().op()).put("table", step.planned().step().table().toString());
            node.put("risk", step.planned().risk().name()).put("downtime", downtime(step)).put("reversibility", step.planned().reversibility().name());
            ArrayNode statements = node.putArray("statements");
            step.statements().forEach(s -> statements.add(s.sql()));
        }
        ArrayNode refused = json.putArray("notRepaired");
        left.forEach(d -> refused.add(d.message()));
        return json;
    }
}
