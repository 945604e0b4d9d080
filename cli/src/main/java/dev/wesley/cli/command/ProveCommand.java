package dev.wesley.cli.command;

import dev.wesley.cli.project.PairFolder;
import dev.wesley.cli.report.Answer;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.PlanRequest;
import dev.wesley.engine.Planner;
import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.fact.UnsafeAllowed;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.generators.postgres.PostgresSpelling;
import dev.wesley.generators.postgres.UnspellableException;
import dev.wesley.rehearsal.execute.Pace;
import dev.wesley.rehearsal.law.Judgement;
import dev.wesley.rehearsal.law.Laws;
import dev.wesley.rehearsal.law.SchemaPair;
import dev.wesley.rehearsal.law.Stage;
import dev.wesley.rehearsal.shadow.Durability;
import dev.wesley.rehearsal.shadow.Shadow;
import dev.wesley.rehearsal.shadow.ShadowSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Plans, plays and judges every pair of a folder of SQL schemas on an embedded server.
@CommandLine.Command(
        name = "prove",
        description = "Prove on a real Postgres that plans between pairs of SQL schemas keep every law (docs/laws.md).",
        footerHeading = "%nExamples:%n",
        footer = {
            "  wesley prove --pairs docs/examples/prove",
            "  wesley prove --pairs corpus --pg 15 --json > report.json",
        })
final class ProveCommand extends Command {
    @Option(names = "--pairs", required = true, paramLabel = "DIR",
            description = "Folder of NAME/old.sql and NAME/new.sql, or of NAME.old.sql and NAME.new.sql, at any depth.")
    private @Nullable String pairs;

    @Option(names = "--pg", paramLabel = "MAJOR", description = "Postgres version, 11 to 18 (default: 18).")
    private @Nullable Integer major;

    @Option(names = "--unsafe", description = "Also plan what loses data, breaks running code or needs a maintenance window, instead of refusing it.")
    private boolean unsafe;

    ProveCommand(Session session) {
        super(session);
    }

    @Override
    List<ExitCode> failures() {
        return List.of(ExitCode.INPUT, ExitCode.REHEARSAL, ExitCode.UNREACHABLE);
    }

    @Override
    Answer answer() {
        List<PairFolder.Pair> all = PairFolder.read(session().surroundings().path(String.valueOf(pairs)));
        int server = session().settings().serverMajor(Optional.ofNullable(major));
        Planner planner = session().console().timed("load the rules", () -> Planning.planner(session(), List.of()));
        ObjectNode json = Json.object();
        json.put("server", server);
        ArrayNode results = json.putArray("pairs");
        List<String> text = new ArrayList<>();
        List<Diagnostic> broken = new ArrayList<>();
        Map<String, Integer> counts = new TreeMap<>(Map.of("converged", 0, "refused", 0, "differs", 0, "failed", 0));
        Map<String, Integer> codes = new TreeMap<>();
        session().console().during("proving " + Words.count(all.size(), "pair") + " on an embedded Postgres " + server, () -> Databases.reach(() -> {
            try (Shadow shadow = new ShadowSource.Embedded(server, Durability.NONE).open()) {
                Laws laws = new Laws(new Stage.Fresh(shadow), (before, after, major, facts) -> plan(planner, before, after, major, facts), Pace.real());
                for (PairFolder.Pair pair : all) {
                    Judgement judgement = laws.prove(SchemaPair.ofScripts(pair.name(), pair.before(), pair.after()));
                    counts.merge(judgement.word(), 1, Integer::sum);
                    results.add(json(pair.name(), judgement));
                    text.add(line(pair.name(), judgement));
                    judgement.notes().forEach(n -> text.add("    " + n));
                    switch (judgement) {
                        case Judgement.Converged ignored -> { }
                        case Judgement.Refused(List<Diagnostic> reasons, List<String> ignored) ->
                            reasons.stream().map(r -> r.code().value()).distinct().forEach(c -> codes.merge(c, 1, Integer::sum));
                        case Judgement.Differs(List<Judgement.Breach> breaches, List<String> ignored) -> broken.add(Diagnostic.error(new Code("LAW_BROKEN"),
                                pair.name() + " differs: " + breaches.getFirst().what(), "this is a defect of Wesley: report it with both files"));
                        case Judgement.Failed(String error, List<String> ignored) -> broken.add(Diagnostic.error(new Code("PROOF_FAILED"),
                                pair.name() + " failed: " + error, "run both files on an empty database; if they work there, report them"));
                    }
                }
                return all.size();
            }
        }));
        text.add(counts.get("converged") + " converged, " + counts.get("refused") + " refused, " + counts.get("differs") + " differ, " + counts.get("failed") + " failed, of "
                + Words.count(all.size(), "pair") + " on Postgres " + server);
        ObjectNode figures = json.putObject("counts");
        List.of("converged", "refused", "differs", "failed").forEach(w -> figures.put(w, counts.get(w)));
        ObjectNode refusals = json.putObject("refusals");
        codes.forEach(refusals::put);
        if (!broken.isEmpty()) {
            text.forEach(session().console()::say);
            throw Failure.of(ExitCode.REHEARSAL, broken).with(json);
        }
        return Answer.of(text, json);
    }

    private Outcome<SpelledPlan> plan(Planner planner, Schema before, Schema after, int major, List<Fact> facts) {
        List<Fact> known = unsafe ? Stream.concat(facts.stream(), Stream.of(new UnsafeAllowed())).toList() : facts;
        try {
            return planner.plan(new PlanRequest(before, after, major, known)).then(plan -> Outcome.done(PostgresSpelling.spell(plan)));
        } catch (UnspellableException e) {
            return Outcome.refused(Diagnostic.error(Code.UNSUPPORTED_CHANGE, String.valueOf(e.getMessage()), "prove it on a newer server with --pg"));
        }
    }

    private static String line(String name, Judgement judgement) {
        return name + ": " + judgement.word() + switch (judgement) {
            case Judgement.Converged(int steps, Judgement.WayBack back, List<String> ignored) -> " in " + Words.count(steps, "step") + ", way back " + words(back);
            case Judgement.Refused(List<Diagnostic> reasons, List<String> ignored) ->
                " (" + String.join("; ", reasons.stream().map(r -> r.code() + ": " + r.message()).toList()) + ")";
            case Judgement.Differs(List<Judgement.Breach> breaches, List<String> ignored) ->
                " (" + String.join("; ", breaches.stream().map(b -> b.law().words() + ": " + b.what()).toList()) + ")";
            case Judgement.Failed(String error, List<String> ignored) -> " (" + error + ")";
        };
    }

    private static ObjectNode json(String name, Judgement judgement) {
        ObjectNode json = Json.object();
        json.put("name", name);
        json.put("result", judgement.word());
        switch (judgement) {
            case Judgement.Converged(int steps, Judgement.WayBack back, List<String> ignored) -> json.put("steps", steps).put("wayBack", words(back));
            case Judgement.Refused(List<Diagnostic> reasons, List<String> ignored) -> {
                ArrayNode all = json.putArray("reasons");
                reasons.forEach(r -> all.addObject().put("code", r.code().value()).put("message", r.message()).put("help", r.help()));
            }
            case Judgement.Differs(List<Judgement.Breach> breaches, List<String> ignored) -> {
                ArrayNode all = json.putArray("breaches");
                breaches.forEach(b -> all.addObject().put("law", b.law().words()).put("what", b.what()));
            }
            case Judgement.Failed(String error, List<String> ignored) -> json.put("error", error);
        }
        ArrayNode notes = json.putArray("notes");
        judgement.notes().forEach(notes::add);
        return json;
    }

    private static String words(Judgement.WayBack back) {
        return back.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
