package dev.wesley.cli.command;

import dev.wesley.cli.option.PlanOptions;
import dev.wesley.cli.project.PlanBase;
import dev.wesley.cli.project.Project;
import dev.wesley.cli.project.TextFile;
import dev.wesley.cli.report.Answer;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diff.Differ;
import dev.wesley.engine.evidence.RehearsalReport;
import dev.wesley.engine.evidence.RehearsalReport.ObservedLock;
import dev.wesley.engine.evidence.RehearsalReport.ObservedStep;
import dev.wesley.engine.evidence.RehearsalReport.ProofStatus;
import dev.wesley.engine.evidence.RehearsalReport.Verdict;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.json.PlanJson;
import dev.wesley.engine.json.RealmJson;
import dev.wesley.engine.json.SchemaHash;
import dev.wesley.engine.plan.LockMode;
import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.engine.plan.Statement;
import dev.wesley.generators.pgtap.PgTapSuite;
import dev.wesley.generators.postgres.PostgresSpelling;
import dev.wesley.generators.postgres.SchemaSql;
import dev.wesley.rehearsal.Rehearsal;
import dev.wesley.rehearsal.RehearsalRequest;
import dev.wesley.rehearsal.shadow.Durability;
import dev.wesley.rehearsal.shadow.ShadowSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Plays the plan on a server that nobody needs, watches it, and writes down what it saw.
@CommandLine.Command(
        name = "rehearse",
        description = "Play the plan on a shadow Postgres: locks, tests, end state, resumption.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  wesley rehearse                                  on an embedded Postgres",
            "  wesley rehearse --dsn postgres://user@shadow/db  on a server of yours, in databases of its own",
            "  wesley rehearse --dry-run                        the statements, without any server",
        })
final class RehearseCommand extends Command {
    @Mixin
    private PlanOptions options = new PlanOptions();

    @Option(names = "--dsn", paramLabel = "DSN", description = "A shadow server (default: SHADOW_DSN, else an embedded one).")
    private @Nullable String dsn;

    @Option(names = "--timeout", paramLabel = "MS", description = "Limit for the whole run in milliseconds (default: ${DEFAULT-VALUE}).",
            defaultValue = "300000")
    private long timeout;

    @Option(names = "--dry-run", description = "Say what would be played; no server, no verdict, nothing written.")
    private boolean dryRun;

    RehearseCommand(Session session) {
        super(session);
    }

    @Override
    List<ExitCode> failures() {
        return List.of(ExitCode.INPUT, ExitCode.REFUSED, ExitCode.REHEARSAL, ExitCode.UNREACHABLE);
    }

    /// What is played.
    ///
    /// @param fresh whether the plan was made just now, because there was none
    private record Piece(Compilation target, PlanBase base, SpelledPlan plan, List<Diagnostic> warnings, boolean fresh) {}

    @Override
    Answer answer() {
        if (timeout <= 0) {
            throw Failure.of(ExitCode.INPUT, "USAGE", "--timeout has to be positive: " + timeout, "--timeout 300000");
        }
        Piece piece = piece();
        Project project = session().project();
        String planSha256 = Json.sha256(PlanJson.write(piece.plan()));
        ShadowSource shadow = shadow(piece.plan().plan().serverMajor());
        RehearsalRequest request = new RehearsalRequest(
                base(piece),
                piece.plan(),
                planSha256,
                target(piece),
                PgTapSuite.generate(piece.target().compiled()),
                shadow,
                Duration.ofMillis(timeout),
                RehearsalRequest.DEFAULT_BATCH_SIZE,
                Optional.of((live, wanted) -> Differ.diff(live, wanted).stream().map(c -> c.kind() + " " + c.subject()).toList()));
        if (dryRun) {
            return dryRun(request);
        }
        if (piece.fresh()) {
            project.writePlan(piece.base(), piece.plan());
        }
        RehearsalReport report = session().console().during("rehearsing on " + shadow.describe(), () ->
                Databases.reach(() -> Rehearsal.rehearse(request)));
        TextFile.write(project.realmFile(), Json.pretty(RealmJson.write(report)));
        Scoring.refresh(session());
        ObjectNode json = RealmJson.write(report);
        json.remove("timestamp");
        json.put("rehearsedAt", report.timestamp().toString());
        json.put("realm", project.shown(project.realmFile()));
        if (report.verdict() != Verdict.PASS) {
            throw failed(report, project).with(json);
        }
        List<String> text = new ArrayList<>();
        if (piece.fresh()) {
            text.add("There was no plan; made " + project.shown(project.planFile()));
        }
        text.addAll(summary(report));
        text.add("Written: " + project.shown(project.realmFile()));
        return Answer.of(text, json).warning(piece.warnings());
    }

    /// The schema before, on a database that has what the wanted schema's policies ask of the platform.
    private static List<Statement> base(Piece piece) {
        List<Statement> statements = new ArrayList<>(SchemaSql.prelude(piece.target().schema()));
        statements.addAll(SchemaSql.statements(piece.base().schema()));
        piece.base().partitions().forEach(p -> statements.add(SchemaSql.partition(p.parent(), p.table(), p.bound())));
        return statements;
    }

    /// The schema after, with the partitions of tables that stay.
    private static List<Statement> target(Piece piece) {
        Schema after = piece.target().schema();
        List<Statement> statements = new ArrayList<>(SchemaSql.statements(after));
        piece.base().partitions().stream().filter(p -> after.table(p.parent()).isPresent()).forEach(p -> statements.add(SchemaSql.partition(p.parent(), p.table(), p.bound())));
        return statements;
    }

    /// The plan that was reviewed, if it still fits; one made now, if there is none.
    private Piece piece() {
        Project project = session().project();
        Optional<SpelledPlan> written = options.from().isPresent() || options.major().isPresent() || !options.packs().isEmpty() ? Optional.empty() : project.plan();
        if (written.isEmpty()) {
            Planning planning = Planning.of(session(), options);
            return new Piece(planning.target(), planning.planBase(), planning.plan(), planning.warnings(), true);
        }
        SpelledPlan plan = written.get();
        if (!PostgresSpelling.spell(plan.plan()).equals(plan)) {
            throw Failure.of(ExitCode.INPUT, "INVALID_PLAN", project.shown(project.planFile()) + " holds SQL that its steps do not spell: it was edited", "wesley plan");
        }
        Compilation target = Compilation.of(session(), options.schema());
        PlanBase base = project.base().orElseThrow(() -> stale("there is no " + project.shown(project.baseFile()) + " beside the plan"));
        if (!plan.plan().toSchema().equals(target.hash())) {
            throw stale(target.name() + " has changed since the plan was made");
        }
        if (!plan.plan().fromSchema().equals(SchemaHash.of(base.schema()))) {
            throw stale("the plan starts from another schema than " + project.shown(project.baseFile()));
        }
        return new Piece(target, base, plan, target.warnings(), false);
    }

    private static Failure stale(String why) {
        return Failure.of(ExitCode.REFUSED, "STALE_PLAN", "the plan cannot be rehearsed: " + why, "wesley plan");
    }

    private ShadowSource shadow(int major) {
        return session().settings().shadow(Optional.ofNullable(dsn))
                .<ShadowSource>map(address -> new ShadowSource.Given(Databases.dsn(session(), address)))
                .orElseGet(() -> new ShadowSource.Embedded(major, Durability.FULL));
    }

    private Answer dryRun(RehearsalRequest request) {
        List<String> statements = Rehearsal.dryRun(request);
        List<String> text = new ArrayList<>();
        text.add("-- DRY RUN: nothing is executed, nothing is written, there is no verdict");
        text.addAll(statements);
        ObjectNode json = Json.object();
        json.put("dryRun", true);
        json.put("shadow", request.shadow().describe());
        ArrayNode all = json.putArray("statements");
        statements.forEach(all::add);
        return Answer.of(text, json);
    }

    private static List<String> summary(RehearsalReport report) {
        List<String> lines = new ArrayList<>();
        RehearsalReport.Tests tests = report.tests();
        lines.add("REALM verdict: " + report.verdict() + " — pgTAP: " + tests.passed() + " passed, " + tests.failed() + " failed, " + tests.skipped()
                + " skipped");
        lines.add(Words.count(report.steps().size(), "step") + " on Postgres " + report.server().versionNum() / 10000 + " (" + report.provider() + ") in "
                + Words.duration((double) report.durationMs()));
        List<List<String>> rows = new ArrayList<>();
        for (ObservedStep step : report.steps()) {
            rows.add(List.of(step.id(), step.op(), Words.duration(step.ms()), locks(step)));
        }
        lines.addAll(Words.table(rows));
        report.proofs().forEach((name, proof) -> {
            if (proof.status() != ProofStatus.PASS) {
                lines.add("  " + name + " " + proof.status() + (proof.reason().isEmpty() ? "" : ": " + proof.reason()));
            }
        });
        report.notes().forEach(note -> lines.add("  note: " + note));
        return lines;
    }

    private static String locks(ObservedStep step) {
        List<String> seen = new ArrayList<>();
        for (ObservedLock lock : step.locks()) {
            seen.add(lock.relation() + " " + lock.observed().map(LockMode::shortName).orElse("not seen") + (lock.within() ? "" : ", NOT predicted"));
        }
        return seen.isEmpty() ? "locks only what the plan creates" : String.join("; ", seen);
    }

    /// Everything that speaks against the plan, the run's own error first.
    private static Failure failed(RehearsalReport report, Project project) {
        List<String> reasons = new ArrayList<>();
        report.error().ifPresent(reasons::add);
        report.proofs().forEach((name, proof) -> {
            if (proof.status() == ProofStatus.FAIL || proof.status() == ProofStatus.NOT_COMPARABLE) {
                reasons.add(name + " " + proof.status() + ": " + proof.reason());
            }
        });
        report.tests().failures().forEach(f -> reasons.add("pgTAP: " + f));
        if (reasons.isEmpty()) {
            reasons.add(report.notes().isEmpty() ? "nothing was proved" : String.join("; ", report.notes()));
        }
        RehearsalReport.Tests tests = report.tests();
        String first = "REALM verdict: FAIL — pgTAP: " + tests.passed() + " passed, " + tests.failed() + " failed, " + tests.skipped() + " skipped; ";
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (int i = 0; i < reasons.size(); i++) {
            diagnostics.add(Diagnostic.error(new Code("REHEARSAL_FAILED"), (i == 0 ? first : "") + reasons.get(i),
                    i == reasons.size() - 1 ? "wesley rehearse --dry-run for the statements; " + project.shown(project.realmFile()) + " for what was seen" : ""));
        }
        return Failure.of(ExitCode.REHEARSAL, diagnostics);
    }
}
