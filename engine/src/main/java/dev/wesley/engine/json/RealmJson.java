package dev.wesley.engine.json;

import dev.wesley.engine.evidence.RehearsalReport;
import dev.wesley.engine.evidence.RehearsalReport.ObservedLock;
import dev.wesley.engine.evidence.RehearsalReport.ObservedStep;
import dev.wesley.engine.evidence.RehearsalReport.Proof;
import dev.wesley.engine.evidence.RehearsalReport.ProofStatus;
import dev.wesley.engine.evidence.RehearsalReport.Server;
import dev.wesley.engine.evidence.RehearsalReport.Tests;
import dev.wesley.engine.evidence.RehearsalReport.Verdict;
import dev.wesley.engine.plan.LockMode;
import dev.wesley.engine.plan.PackId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The document `realm.json`: a [RehearsalReport] with the keys of the seed first. What it says twice, such as the number of steps,
/// must agree when it is read.
public final class RealmJson {
    private RealmJson() {}

    public static ObjectNode write(RehearsalReport report) {
        ObjectNode root = Json.object();
        root.put("verdict", report.verdict().name());
        Tests t = report.tests();
        ObjectNode tests = root.putObject("tests");
        tests.put("planned", t.planned()).put("passed", t.passed()).put("failed", t.failed()).put("skipped", t.skipped());
        strings(tests, "failures", t.failures());
        ObjectNode timings = root.putObject("timings");
        timings.put("totalMs", report.durationMs());
        ArrayNode times = timings.putArray("steps");
        for (ObservedStep s : report.steps()) {
            times.addObject().put("id", s.id()).set("ms", decimal(s.ms()));
        }
        strings(root, "notes", report.notes());
        root.put("provider", report.provider());
        root.put("duration_ms", report.durationMs());
        root.put("steps", report.steps().size());
        root.put("timestamp", report.timestamp().toString());
        report.error().ifPresent(e -> root.put("error", e));

        ObjectNode server = root.putObject("server");
        server.put("versionNum", report.server().versionNum()).put("route", report.server().route());
        ObjectNode settings = server.putObject("settings");
        report.server().settings().forEach(settings::put);
        ArrayNode packs = root.putObject("plan").put("sha256", report.planSha256()).putArray("packs");
        report.packs().forEach(p -> packs.addObject().put("name", p.name()).put("version", p.version()).put("sha256", p.sha256()));

        ObjectNode proofs = root.putObject("proofs");
        report.proofs().forEach((name, proof) -> {
            ObjectNode p = proofs.putObject(name).put("status", proof.status().name());
            if (!proof.reason().isEmpty()) {
                p.put("reason", proof.reason());
            }
        });

        ArrayNode observed = root.putArray("observed");
        for (ObservedStep s : report.steps()) {
            ObjectNode step = observed.addObject();
            step.put("step", s.id()).put("phase", s.phase()).put("op", s.op());
            step.set("ms", decimal(s.ms()));
            step.put("attempts", s.attempts());
            ArrayNode locks = step.putArray("locks");
            for (ObservedLock l : s.locks()) {
                ObjectNode lock = locks.addObject().put("relation", l.relation());
                l.predicted().ifPresent(m -> lock.put("predicted", m.shortName()));
                l.observed().ifPresent(m -> lock.put("observed", m.shortName()));
            }
            ObjectNode sampling = step.putObject("sampling").put("samples", s.samples());
            sampling.set("longestGapMs", decimal(s.longestGapMs()));
            strings(step, "rewrites", s.rewrites());
        }
        return root;
    }

    /// @throws IllegalArgumentException naming the place
    public static RehearsalReport read(String json) {
        JsonObject root = JsonObject.read(json);
        Verdict verdict = root.word("verdict", Verdict::valueOf);
        JsonObject t = root.object("tests");
        Tests tests = new Tests(
                t.number("planned", 0), t.number("passed", 0), t.number("failed", 0), t.number("skipped", 0), t.texts("failures"));
        t.end();

        JsonObject s = root.object("server");
        JsonObject settings = s.object("settings");
        TreeMap<String, String> values = new TreeMap<>();
        settings.keys().forEach(name -> values.put(name, settings.text(name)));
        Server server = new Server(s.number("versionNum", 0), s.text("route"), values);
        s.end();

        JsonObject plan = root.object("plan");
        String planSha256 = plan.text("sha256");
        List<PackId> packs = new ArrayList<>();
        for (JsonObject pack : plan.objects("packs")) {
            packs.add(new PackId(pack.text("name"), pack.text("version"), pack.text("sha256")));
            pack.end();
        }
        plan.end();

        List<ObservedStep> steps = new ArrayList<>();
        for (JsonObject step : root.objects("observed")) {
            steps.add(step(step));
        }

        TreeMap<String, Proof> proofs = new TreeMap<>();
        JsonObject p = root.object("proofs");
        for (String name : p.keys()) {
            JsonObject proof = p.object(name);
            proofs.put(name, new Proof(proof.word("status", ProofStatus::valueOf), proof.optionalText("reason").orElse("")));
            proof.end();
        }

        RehearsalReport report = new RehearsalReport(
                verdict,
                tests,
                root.text("provider"),
                server,
                planSha256, packs,
                root.instant("timestamp"),
                root.integer("duration_ms", 0),
                steps,
                proofs,
                root.texts("notes"),
                root.optionalText("error"));
        agree(root, report);
        root.end();
        return report;
    }

    private static ObservedStep step(JsonObject step) {
        List<ObservedLock> locks = new ArrayList<>();
        for (JsonObject lock : step.objects("locks")) {
            locks.add(new ObservedLock(lock.text("relation"), mode(lock, "predicted"), mode(lock, "observed")));
            lock.end();
        }
        JsonObject sampling = step.object("sampling");
        ObservedStep observed = new ObservedStep(
                step.text("step"),
                step.text("phase"),
                step.text("op"),
                step.decimal("ms").doubleValue(),
                step.number("attempts", 0),
                locks,
                step.texts("rewrites"),
                sampling.integer("samples", 0),
                sampling.decimal("longestGapMs").doubleValue());
        sampling.end();
        step.end();
        return observed;
    }

    private static Optional<LockMode> mode(JsonObject lock, String key) {
        return lock.optionalText(key).map(word -> lock.word(key, LockMode::fromShortName));
    }

    private static void agree(JsonObject root, RehearsalReport report) {
        if (root.integer("steps", 0) != report.steps().size()) {
            throw new IllegalArgumentException("$.steps says " + root.integer("steps", 0) + ", but " + report.steps().size() + " steps were observed");
        }
        JsonObject timings = root.object("timings");
        if (timings.integer("totalMs", 0) != report.durationMs()) {
            throw new IllegalArgumentException("$.timings.totalMs differs from $.duration_ms");
        }
        List<JsonObject> times = timings.objects("steps");
        if (times.size() != report.steps().size()) {
            throw new IllegalArgumentException("$.timings.steps does not list the observed steps");
        }
        for (int i = 0; i < times.size(); i++) {
            ObservedStep step = report.steps().get(i);
            if (!times.get(i).text("id").equals(step.id()) || times.get(i).decimal("ms").doubleValue() != step.ms()) {
                throw new IllegalArgumentException("$.timings.steps[" + i + "] differs from $.observed[" + i + "]");
            }
            times.get(i).end();
        }
        timings.end();
    }

    private static JsonNode decimal(double value) {
        return JsonObject.decimalNode(BigDecimal.valueOf(value));
    }

    private static void strings(ObjectNode parent, String key, List<String> values) {
        ArrayNode array = parent.putArray(key);
        values.forEach(array::add);
    }
}
