package dev.wesley.cli.command;

import dev.wesley.cli.option.TrustOptions;
import dev.wesley.cli.project.PlanBase;
import dev.wesley.cli.project.Project;
import dev.wesley.cli.project.TextFile;
import dev.wesley.cli.report.Answer;
import dev.wesley.cli.report.Console;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.certificate.Verification;
import dev.wesley.engine.certificate.VerificationRequest.LiveTarget;
import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.drift.Difference;
import dev.wesley.engine.drift.DriftSeverity;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.engine.plan.SpelledStep;
import dev.wesley.rehearsal.catalog.Catalog;
import dev.wesley.rehearsal.connect.Dsn;
import dev.wesley.rehearsal.execute.Deployment;
import dev.wesley.rehearsal.execute.ExecutedStep;
import dev.wesley.rehearsal.execute.ExecutionListener;
import dev.wesley.rehearsal.execute.ExecutionReport;
import dev.wesley.rehearsal.execute.ExecutionSettings;
import dev.wesley.rehearsal.execute.StepFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Executes the plan that was certified, and nothing else, on the database that it was certified for. There is no way around the
/// certificate.
@CommandLine.Command(
        name = "deploy",
        description = "Execute the certified plan; refuses without a valid certificate.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  wesley deploy --env production --dsn postgres://migrator@db/shop",
            "  wesley deploy --env production --dry-run",
        })
final class DeployCommand extends Command {
    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Option(names = {"--cert", "--in"}, paramLabel = "FILE", description = "The certificate (default: SHIPME.md).")
    private String certificate = Certificates.DEFAULT_FILE;

    @Option(names = "--dsn", paramLabel = "DSN", description = "The database (default: WESLEY_DATABASE_URL).")
    private @Nullable String dsn;

    @Option(names = "--target", paramLabel = "NAME", description = "Name of the database (default: the environment).")
    private @Nullable String target;

    @Option(names = "--dry-run", description = "Verify and print the SQL; no database is asked, nothing changes.")
    private boolean dryRun;

    DeployCommand(Session session) {
        super(session);
    }

    @Override
    List<ExitCode> failures() {
        return List.of(ExitCode.INPUT, ExitCode.EXECUTION, ExitCode.CERTIFICATE, ExitCode.UNREACHABLE);
    }

    @Override
    Answer answer() {
        Instant now = session().surroundings().clock().instant();
        Verification.Valid valid = Certificates.verify(session(), certificate, trust, now, Optional.empty());
        SpelledPlan plan = certifiedPlan(valid);
        if (dryRun) {
            return dryRun(plan);
        }
        String address = session().settings().database(Optional.ofNullable(dsn))
                .orElseThrow(() -> Failure.of(ExitCode.INPUT, "USAGE", "no database was named", "--dsn postgres://user@host/db, or WESLEY_DATABASE_URL"));
        Dsn database = Databases.dsn(session(), address);
        Catalog before = new LiveDatabase(database, "deploy").catalog();
        String name = target == null ? valid.certificate().environment() : target;
        Certificates.verify(session(), certificate, trust, now, Optional.of(new LiveTarget(name, Optional.empty(), before.versionNum(), Optional.empty())));
        Schema base = session().project().base().map(PlanBase::schema)
                .orElseThrow(() -> Certificates.invalid("there is no .wesley/base.ir.json to compare the database with", "wesley plan, rehearse and certify again"));
        List<Diagnostic> remarks = startingPoint(database, before, base);

        Console console = session().console();
        ExecutionReport report = console.during("deploying to " + database, () -> Databases.reach(() ->
                new Deployment(database, ExecutionSettings.DEFAULT, new Progress(console)).execute(plan)));
        ObjectNode json = Json.object();
        json.put("certificateId", valid.certificate().certificateId());
        json.put("database", database.toString());
        ArrayNode steps = json.putArray("steps");
        report.steps().forEach(s -> steps.addObject().put("id", s.id()).put("ms", s.elapsed().toMillis()).put("attempts", s.attempts()));
        json.put("milliseconds", report.elapsed().toMillis());
        if (report.failure().isPresent()) {
            throw failed(report.failure().get(), report, plan).with(json);
        }
        session().project().writeSnapshot(after());
        json.put("snapshot", session().project().shown(session().project().snapshotFile()));
        List<String> text = new ArrayList<>();
        text.add("✅ All migrations applied — " + Words.count(report.steps().size(), "step") + " on " + database + " in "
                + Words.duration(report.elapsed().toNanos() / 1e6));
        text.add("The next plan starts from here: " + session().project().shown(session().project().snapshotFile()));
        return Answer.of(text, json).warning(remarks);
    }

    /// The plan document, whose hash must be the certified one: read once, so that what is hashed is what is executed.
    private SpelledPlan certifiedPlan(Verification.Valid valid) {
        Project project = session().project();
        String text = TextFile.read(project.planFile());
        String sha256 = Json.sha256(Json.read(text));
        if (!sha256.equals(valid.certificate().plan().sha256())) {
            throw Certificates.invalid("the plan on disk is not the certified one: " + sha256, "restoring it, or certifying this one");
        }
        return Project.plan(project.shown(project.planFile()), text);
    }

    private static Answer dryRun(SpelledPlan plan) {
        List<String> text = new ArrayList<>();
        text.add("-- DRY RUN: the certificate is valid; nothing was executed");
        text.addAll(PlanScripts.whole(plan));
        ObjectNode json = Json.object();
        json.put("dryRun", true);
        ArrayNode steps = json.putArray("steps");
        for (SpelledStep step : plan.steps()) {
            ArrayNode statements = steps.addObject().put("id", step.id()).putArray("statements");
            step.statements().forEach(s -> statements.add(s.sql()));
        }
        return Answer.of(text, json);
    }

    /// Whether the database is what the plan starts from: every table of the plan's base exactly, and nothing yet of what the plan makes.
    /// What nobody knows and the plan does not touch is remarked, and left alone.
    private List<Diagnostic> startingPoint(Dsn database, Catalog live, Schema base) {
        DriftCheck check = DriftCheck.of(session(), new LiveDatabase(database, "deploy"), live, base);
        Schema after = after();
        List<Difference> contradictions = check.report().drift().stream().filter(d -> d.severity() == DriftSeverity.ERROR)
                .filter(d -> base.table(d.table()).isPresent() || base.enumType(d.table()).isPresent() || after.table(d.table()).isPresent()
                        || after.enumType(d.table()).isPresent())
                .toList();
        if (!contradictions.isEmpty()) {
            throw Failure.of(ExitCode.CERTIFICATE, contradictions.stream().map(d -> Diagnostic.error(new Code("CERTIFICATE_INVALID"),
                    "the database is not in the state that the plan starts from: " + alreadyThere(d, base),
                    "wesley drift for all differences; wesley plan --from what is deployed, then rehearse and certify again")).toList());
        }
        List<Diagnostic> remarks = new ArrayList<>(check.remarks());
        check.report().drift().forEach(d -> remarks.add(Diagnostic.warning(new Code("DRIFT"), d.message(), "wesley drift")));
        return remarks;
    }

    /// What is there too early is usually what this plan made the first time.
    private static String alreadyThere(Difference difference, Schema base) {
        return switch (difference.type()) {
            case TABLE_EXTRA -> "there is already a table " + difference.subject();
            case COLUMN_EXTRA -> base.table(difference.table()).isPresent() ? "there is already a column " + difference.subject() : difference.message();
            default -> difference.message();
        };
    }

    private Schema after() {
        Project project = session().project();
        return Project.schema(project.shown(project.irFile()), TextFile.read(project.irFile()), "wesley transform");
    }

    private static Failure failed(StepFailure failure, ExecutionReport report, SpelledPlan plan) {
        return Failure.of(ExitCode.EXECUTION, "MIGRATION_FAILED",
                "the migration stopped after " + report.steps().size() + " of " + Words.count(plan.steps().size(), "step") + ": " + failure,
                failure.help());
    }

    /// Says each step that is done.
    private static final class Progress implements ExecutionListener {
        private final Console console;

        Progress(Console console) {
            this.console = console;
        }

        @Override
        public void stepFinished(SpelledStep step, ExecutedStep result) {
            console.remark("  " + step.id() + " " + step.planned().step().op() + " " + step.planned().step().table() + "  "
                    + Words.duration(result.elapsed().toNanos() / 1e6));
        }

        @Override
        public void waitingForLock() {
            console.remark("  another migration runs on this database; waiting for it");
        }
    }
}
