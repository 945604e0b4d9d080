package dev.wesley.engine.certificate;

import dev.wesley.engine.certificate.Certificate.Builder;
import dev.wesley.engine.certificate.Certificate.EvidenceSummary;
import dev.wesley.engine.certificate.Certificate.LockHighlight;
import dev.wesley.engine.certificate.Certificate.PlanSummary;
import dev.wesley.engine.certificate.Certificate.PolicySummary;
import dev.wesley.engine.certificate.Certificate.RealmSummary;
import dev.wesley.engine.certificate.Certificate.Source;
import dev.wesley.engine.certificate.Certificate.StepTiming;
import dev.wesley.engine.certificate.Certificate.Target;
import dev.wesley.engine.certificate.Certificate.TestSummary;
import dev.wesley.engine.certificate.Certificate.Waiver;
import dev.wesley.engine.evidence.RehearsalReport.ProofStatus;
import dev.wesley.engine.evidence.RehearsalReport.Verdict;
import dev.wesley.engine.json.EvidenceJson;
import dev.wesley.engine.json.JsonObject;
import dev.wesley.engine.plan.LockMode;
import dev.wesley.engine.plan.PackId;
import dev.wesley.engine.plan.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The JSON block of a certificate (`schemas/shipme.schema.json`) and the statement that is signed. It stands here and not beside the
/// other documents because a certificate needs them all, and packages must not know each other in a circle.
public final class CertificateJson {
    private CertificateJson() {}

    /// The whole block, `signatures` last.
    public static JsonObject write(Certificate c, List<Signature> signatures) {
        Map<String, Object> block = block(c, true);
        block.put("signatures", signatures(signatures));
        return JsonObject.of(block);
    }

    /// The in-toto Statement: the artifacts as subject, the rest of the block without signatures as predicate.
    static JsonObject statement(Certificate c) {
        List<Object> subject = new ArrayList<>();
        c.artifacts().forEach((name, sha) -> subject.add(ordered("name", name, "digest", Map.of("sha256", sha))));
        return JsonObject.of(ordered(
                "_type", "https://in-toto.io/Statement/v1",
                "subject", subject,
                "predicateType", "https://wesley.dev/attestation/shipme/v1",
                "predicate", block(c, false)));
    }

    static List<Object> signatures(List<Signature> signatures) {
        List<Object> list = new ArrayList<>();
        signatures.forEach(s -> list.add(ordered("signer", s.signer(), "keyId", s.keyId(), "sig", s.sig())));
        return list;
    }

    static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return map;
    }

    private static Map<String, Object> block(Certificate c, boolean withArtifacts) {
        Map<String, Object> block = ordered(
                "version", 1,
                "certificateId", c.certificateId(),
                "commitSha", c.commitSha(),
                "source", ordered("repo", c.source().repo(), "treeSha", c.source().treeSha(), "dirty", c.source().dirty()),
                "timestamp", c.timestamp().toString(),
                "notBefore", c.notBefore().toString(),
                "expires_at", c.expiresAt().toString(),
                "environment", c.environment(),
                "target", target(c.target()));
        if (withArtifacts) {
            Map<String, Object> artifacts = new LinkedHashMap<>();
            c.artifacts().forEach((name, sha) -> artifacts.put(name, Map.of("sha256", sha)));
            block.put("artifacts", artifacts);
        }
        block.put("plan", plan(c.plan()));
        block.put("policy", policy(c.policy()));
        block.put("evidence", evidence(c.evidence()));
        block.put("tests", ordered("summary", ordered(
                "passed", c.tests().passed(), "failed", c.tests().failed(), "skipped", c.tests().skipped(), "planned", c.tests().planned())));
        block.put("realm", realm(c.realm()));
        block.put("builder", ordered(
                "wesleyVersion", c.builder().wesleyVersion(), "jarSha256", c.builder().jarSha256(), "jvm", c.builder().jvm()));
        List<Object> waivers = new ArrayList<>();
        c.waivers().forEach(w -> waivers.add(ordered(
                "code", w.code(), "reason", w.reason(), "approverKeyId", w.approverKeyId(), "expires_at", w.expiresAt().toString())));
        block.put("waivers", waivers);
        block.put("badge", c.badge());
        return block;
    }

    private static Map<String, Object> target(Target t) {
        return ordered(
                "id", t.id(),
                "fromFingerprint", t.fromFingerprint(),
                "toFingerprint", t.toFingerprint(),
                "fingerprintAlgo", t.fingerprintAlgo(),
                "pgVersionNum", t.pgVersionNum(),
                "systemIdentifier", t.systemIdentifier());
    }

    private static Map<String, Object> plan(PlanSummary p) {
        Map<String, Object> phases = new LinkedHashMap<>();
        p.phases().forEach((phase, count) -> phases.put(phase.word(), count));
        List<Object> highlights = new ArrayList<>();
        p.lockHighlights().forEach(h -> highlights.add(
                ordered("relation", h.relation(), "modes", h.modes().stream().map(LockMode::shortName).toList())));
        return ordered(
                "sha256", p.sha256(),
                "summary", ordered("phases", phases, "lockHighlights", highlights),
                "stepCount", p.stepCount(),
                "strongestLock", p.strongestLock().map(LockMode::shortName),
                "irreversibleSteps", p.irreversibleSteps(),
                "lossySteps", p.lossySteps());
    }

    private static Map<String, Object> policy(PolicySummary p) {
        List<Object> packs = new ArrayList<>();
        p.packs().forEach(k -> packs.add(ordered("name", k.name(), "version", k.version(), "sha256", k.sha256())));
        return ordered("packs", packs, "findings", ordered("error", p.errors(), "warn", p.warnings()));
    }

    private static Map<String, Object> evidence(EvidenceSummary e) {
        return ordered(
                "scores", ordered("scs", e.schemaCoverage(), "mri", e.migrationRisk(), "tci", e.testCoverage()),
                "thresholds", EvidenceJson.write(e.thresholds()),
                "evidenceMapSha256", e.evidenceMapSha256());
    }

    private static Map<String, Object> realm(RealmSummary r) {
        List<Object> steps = new ArrayList<>();
        r.steps().forEach(s -> steps.add(ordered("id", s.id(), "ms", s.ms())));
        Map<String, Object> proofs = new LinkedHashMap<>();
        r.proofs().forEach((name, status) -> proofs.put(name, status.name()));
        return ordered(
                "verdict", r.verdict().name(),
                "timings", ordered("totalMs", r.totalMs(), "steps", steps),
                "proofs", proofs,
                "realmSha256", r.realmSha256(),
                "pgVersionNum", r.pgVersionNum());
    }

    // ---- reading

    /// @throws IllegalArgumentException naming the place
    public static Certificate readCertificate(JsonObject block) {
        if (block.integer("version", 1) != 1) {
            throw new IllegalArgumentException("$.version is " + block.integer("version", 1) + "; this Wesley reads version 1");
        }
        JsonObject source = block.object("source");
        JsonObject target = block.object("target");
        JsonObject tests = block.object("tests");
        JsonObject summary = tests.object("summary");
        JsonObject builder = block.object("builder");
        List<Waiver> waivers = new ArrayList<>();
        for (JsonObject w : block.objects("waivers")) {
            waivers.add(new Waiver(w.text("code"), w.text("reason"), w.text("approverKeyId"), w.instant("expires_at")));
            w.end();
        }
        Certificate certificate = new Certificate(
                block.text("certificateId"),
                block.text("commitSha"),
                new Source(source.text("repo"), source.text("treeSha"), source.flag("dirty")),
                block.instant("timestamp"),
                block.instant("notBefore"),
                block.instant("expires_at"),
                block.text("environment"),
                new Target(
                        target.text("id"),
                        target.text("fromFingerprint"),
                        target.text("toFingerprint"),
                        target.text("fingerprintAlgo"),
                        target.number("pgVersionNum", 1),
                        target.optionalText("systemIdentifier")),
                EvidenceJson.hashes(block.object("artifacts")),
                readPlan(block.object("plan")),
                readPolicy(block.object("policy")),
                readEvidence(block.object("evidence")),
                new TestSummary(
                        summary.number("passed", 0), summary.number("failed", 0), summary.number("skipped", 0), summary.number("planned", 0)),
                readRealm(block.object("realm")),
                new Builder(builder.text("wesleyVersion"), builder.optionalText("jarSha256"), builder.text("jvm")),
                waivers);
        for (JsonObject read : List.of(source, target, tests, summary, builder)) {
            read.end();
        }
        if (!block.text("badge").equals(certificate.badge())) {
            throw new IllegalArgumentException("$.badge does not say what the verdict says");
        }
        block.objects("signatures");
        block.end();
        return certificate;
    }

    /// @throws IllegalArgumentException naming the place
    static List<Signature> readSignatures(JsonObject holder) {
        List<Signature> signatures = new ArrayList<>();
        for (JsonObject s : holder.objects("signatures")) {
            signatures.add(new Signature(s.text("signer"), s.text("keyId"), s.text("sig")));
            s.end();
        }
        return signatures;
    }

    private static PlanSummary readPlan(JsonObject p) {
        JsonObject summary = p.object("summary");
        JsonObject phases = summary.object("phases");
        SortedMap<Phase, Integer> counts = new TreeMap<>();
        for (String word : phases.keys()) {
            counts.put(phase(word), phases.number(word, 0));
        }
        List<LockHighlight> highlights = new ArrayList<>();
        for (JsonObject h : summary.objects("lockHighlights")) {
            highlights.add(new LockHighlight(h.text("relation"), h.texts("modes").stream().map(LockMode::fromShortName).toList()));
            h.end();
        }
        PlanSummary plan = new PlanSummary(
                p.text("sha256"),
                counts,
                highlights,
                p.number("stepCount", 0),
                p.optionalText("strongestLock").map(LockMode::fromShortName),
                p.texts("irreversibleSteps"),
                p.texts("lossySteps"));
        summary.end();
        p.end();
        return plan;
    }

    private static Phase phase(String word) {
        for (Phase phase : Phase.values()) {
            if (phase.word().equals(word)) {
                return phase;
            }
        }
        throw new IllegalArgumentException("not a phase: " + word);
    }

    private static PolicySummary readPolicy(JsonObject p) {
        List<PackId> packs = new ArrayList<>();
        for (JsonObject k : p.objects("packs")) {
            packs.add(new PackId(k.text("name"), k.text("version"), k.text("sha256")));
            k.end();
        }
        JsonObject findings = p.object("findings");
        PolicySummary policy = new PolicySummary(packs, findings.number("error", 0), findings.number("warn", 0));
        findings.end();
        p.end();
        return policy;
    }

    private static EvidenceSummary readEvidence(JsonObject e) {
        JsonObject scores = e.object("scores");
        EvidenceSummary evidence = new EvidenceSummary(
                scores.decimal("scs"),
                scores.decimal("mri"),
                scores.decimal("tci"),
                EvidenceJson.readThresholds(e.object("thresholds")),
                e.text("evidenceMapSha256"));
        scores.end();
        e.end();
        return evidence;
    }

    private static RealmSummary readRealm(JsonObject r) {
        JsonObject timings = r.object("timings");
        List<StepTiming> steps = new ArrayList<>();
        for (JsonObject s : timings.objects("steps")) {
            steps.add(new StepTiming(s.text("id"), s.integer("ms", 0)));
            s.end();
        }
        JsonObject proofs = r.object("proofs");
        SortedMap<String, ProofStatus> statuses = new TreeMap<>();
        for (String name : proofs.keys()) {
            statuses.put(name, proofs.word(name, ProofStatus::valueOf));
        }
        RealmSummary realm = new RealmSummary(
                r.word("verdict", Verdict::valueOf),
                timings.integer("totalMs", 0),
                steps,
                statuses,
                r.text("realmSha256"),
                r.number("pgVersionNum", 1));
        timings.end();
        r.end();
        return realm;
    }
}
