package dev.wesley.engine.certificate;

import dev.wesley.engine.certificate.Certificate.EvidenceSummary;
import dev.wesley.engine.certificate.Certificate.LockHighlight;
import dev.wesley.engine.certificate.Certificate.PlanSummary;
import dev.wesley.engine.certificate.Certificate.PolicySummary;
import dev.wesley.engine.certificate.Certificate.RealmSummary;
import dev.wesley.engine.certificate.Certificate.StepTiming;
import dev.wesley.engine.certificate.Certificate.TestSummary;
import dev.wesley.engine.diagnostic.Severity;
import dev.wesley.engine.evidence.ArtifactManifest;
import dev.wesley.engine.evidence.ArtifactSource;
import dev.wesley.engine.evidence.Evidence;
import dev.wesley.engine.evidence.EvidenceMap;
import dev.wesley.engine.evidence.RehearsalReport;
import dev.wesley.engine.evidence.RehearsalReport.ObservedLock;
import dev.wesley.engine.evidence.RehearsalReport.ObservedStep;
import dev.wesley.engine.evidence.RehearsalReport.ProofStatus;
import dev.wesley.engine.evidence.RehearsalReport.Verdict;
import dev.wesley.engine.evidence.ScoreInput;
import dev.wesley.engine.evidence.Scores;
import dev.wesley.engine.evidence.Sha256;
import dev.wesley.engine.evidence.Weights;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.json.EvidenceJson;
import dev.wesley.engine.json.JsonObject;
import dev.wesley.engine.json.RealmJson;
import dev.wesley.engine.plan.Lock;
import dev.wesley.engine.plan.LockMode;
import dev.wesley.engine.plan.Phase;
import dev.wesley.engine.plan.Plan;
import dev.wesley.engine.plan.PlannedStep;
import dev.wesley.engine.plan.Reversibility;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// The documents that a certificate covers, read, found to belong together, and everything a certificate derives from them. Creating,
/// signing as HOLMES and verifying open the same bundle the same way, so that none of them believes what another wrote.
///
/// @param planSha256 and the other hashes: of the canonical documents
record Bundle(
        Plan plan,
        String planSha256,
        EvidenceMap evidenceMap,
        String evidenceMapSha256,
        RehearsalReport rehearsal,
        String rehearsalSha256,
        Scores scores) {

    static final String SCHEMA = "schema.ir.json";
    static final String PLAN = "plan.json";
    static final String REHEARSAL = "realm.json";
    static final String EVIDENCE_MAP = "evidence-map.json";
    static final String SCORES = "scores.json";
    static final String MANIFEST = "artifacts.json";
    static final String WEIGHTS = "weights.json";

    /// Without these nothing can be certified.
    static final List<String> REQUIRED = List.of(SCHEMA, PLAN, REHEARSAL, EVIDENCE_MAP, SCORES, MANIFEST);

    private static final String AGAIN = "run wesley transform, plan and rehearse again, then wesley cert create";

    /// @param artifacts name → the hash that it must have
    /// @throws RejectedException naming the first thing that is missing, changed, or from another run
    static Bundle open(SortedMap<String, String> artifacts, ArtifactSource source, DocumentFormats formats) {
        REQUIRED.stream().filter(name -> !artifacts.containsKey(name)).findFirst().ifPresent(name -> {
            throw stale(name + " is not among the certified artifacts");
        });
        Opener opener = new Opener(artifacts, source);

        ArtifactManifest manifest = opener.read(MANIFEST, EvidenceJson::readManifest);
        manifest.files().forEach((name, sha) -> {
            String certified = artifacts.get(name);
            if (certified == null) {
                throw stale(name + " was generated, but is not among the certified artifacts");
            }
            if (!certified.equals(sha)) {
                throw stale(name + " is not what " + MANIFEST + " says was generated");
            }
        });

        EvidenceMap map = opener.read(EVIDENCE_MAP, EvidenceJson::readMap);
        for (Evidence e : map.entries()) {
            if (!artifacts.containsKey(e.file())) {
                throw stale(EVIDENCE_MAP + " points into " + e.file() + ", which is not among the certified artifacts");
            }
        }
        map.contradictedBy(opener).stream().findFirst().ifPresent(e -> {
            throw stale("the evidence for " + e.uid() + " is not at lines " + e.firstLine() + "-" + e.lastLine() + " of " + e.file());
        });

        Schema schema = opener.read(SCHEMA, formats::schema);
        Plan plan = opener.read(PLAN, formats::plan);
        String planSha256 = opener.documentHash(PLAN);
        if (!plan.toSchema().equals(formats.fingerprint(schema))) {
            throw stale("the plan leads to another schema than " + SCHEMA);
        }

        RehearsalReport rehearsal = opener.read(REHEARSAL, RealmJson::read);
        if (!rehearsal.planSha256().equals(planSha256)) {
            throw stale("the rehearsal is of another plan than " + PLAN);
        }

        Weights weights = artifacts.containsKey(WEIGHTS) ? opener.read(WEIGHTS, EvidenceJson::readWeights) : Weights.STANDARD;
        Scores scores = Scores.of(new ScoreInput(schema, map, plan, planSha256, Optional.of(rehearsal), weights));
        List<BigDecimal> claimed = opener.read(SCORES, EvidenceJson::claimedScores);
        if (!claimed.equals(List.of(scores.schemaCoverage(), scores.migrationRisk(), scores.testCoverage()))) {
            throw stale("the scores in " + SCORES + " are not those of the evidence: " + claimed + " instead of "
                    + List.of(scores.schemaCoverage(), scores.migrationRisk(), scores.testCoverage()));
        }
        return new Bundle(plan, planSha256, map, opener.documentHash(EVIDENCE_MAP), rehearsal, opener.documentHash(REHEARSAL), scores);
    }

    private static RejectedException stale(String reason) {
        return new RejectedException(Check.ARTIFACTS, reason, AGAIN);
    }

    /// The artifacts, each read once and found to have its hash: what is judged is what was hashed.
    private static final class Opener implements ArtifactSource {
        private final Map<String, byte[]> held = new HashMap<>();

        Opener(SortedMap<String, String> artifacts, ArtifactSource source) {
            artifacts.forEach((name, certified) -> {
                byte[] bytes = source.bytes(name).orElseThrow(() -> stale(name + " is missing"));
                String sha = Sha256.of(bytes);
                if (!sha.equals(certified)) {
                    throw stale(name + " was changed: its SHA-256 is " + sha + ", not " + certified);
                }
                held.put(name, bytes);
            });
        }

        @Override
        public Optional<byte[]> bytes(String name) {
            return Optional.ofNullable(held.get(name));
        }

        String text(String name) {
            return new String(bytes(name).orElseThrow(() -> stale(name + " is not among the certified artifacts")), StandardCharsets.UTF_8);
        }

        <T> T read(String name, Function<String, T> reader) {
            try {
                return reader.apply(text(name));
            } catch (IllegalArgumentException e) {
                throw stale(name + " cannot be read: " + e.getMessage());
            }
        }

        String documentHash(String name) {
            return read(name, text -> JsonObject.read(text).sha256());
        }
    }

    // ---- what a certificate derives

    PlanSummary planSummary() {
        SortedMap<Phase, Integer> phases = new TreeMap<>();
        SortedMap<QualifiedName, SortedSet<LockMode>> locks = new TreeMap<>();
        for (PlannedStep step : plan.steps()) {
            phases.merge(step.phase(), 1, Integer::sum);
            for (Lock lock : step.locks().locks()) {
                locks.computeIfAbsent(lock.relation(), r -> new TreeSet<>(Comparator.reverseOrder())).add(lock.mode());
            }
        }
        List<LockHighlight> highlights = new ArrayList<>();
        for (Map.Entry<QualifiedName, SortedSet<LockMode>> e : locks.entrySet()) {
            highlights.add(new LockHighlight(e.getKey().toString(), List.copyOf(e.getValue())));
        }
        return new PlanSummary(
                planSha256,
                phases,
                highlights,
                plan.steps().size(),
                locks.values().stream().map(SortedSet::first).max(Comparator.naturalOrder()),
                steps(Reversibility.IRREVERSIBLE),
                steps(Reversibility.LOSSY));
    }

    private List<String> steps(Reversibility reversibility) {
        return plan.steps().stream().filter(s -> s.reversibility() == reversibility).map(PlannedStep::id).toList();
    }

    PolicySummary policySummary() {
        return new PolicySummary(plan.packs(), findings(Severity.ERROR), findings(Severity.WARNING));
    }

    private int findings(Severity severity) {
        return (int) plan.findings().stream().filter(f -> f.severity() == severity).count();
    }

    EvidenceSummary evidenceSummary() {
        return new EvidenceSummary(
                scores.schemaCoverage(), scores.migrationRisk(), scores.testCoverage(), scores.thresholds(), evidenceMapSha256);
    }

    TestSummary testSummary() {
        RehearsalReport.Tests t = rehearsal.tests();
        return new TestSummary(t.passed(), t.failed(), t.skipped(), t.planned());
    }

    RealmSummary realmSummary() {
        SortedMap<String, ProofStatus> proofs = new TreeMap<>();
        rehearsal.proofs().forEach((name, proof) -> proofs.put(name, proof.status()));
        return new RealmSummary(
                rehearsal.verdict(),
                rehearsal.durationMs(),
                rehearsal.steps().stream().map(s -> new StepTiming(s.id(), Math.round(s.ms()))).toList(),
                proofs,
                rehearsalSha256,
                rehearsal.server().versionNum());
    }

    /// Why the rehearsal does not prove the plan, whatever its verdict says; empty if it does.
    ///
    /// @param minProofs proofs that must be PASS; no other may be FAIL or NOT_COMPARABLE
    Optional<String> rehearsalObjection(List<String> minProofs) {
        if (rehearsal.verdict() != Verdict.PASS || rehearsal.error().isPresent()) {
            return Optional.of("the verdict of the rehearsal is " + rehearsal.verdict() + rehearsal.error().map(e -> ": " + e).orElse(""));
        }
        if (rehearsal.steps().isEmpty() || plan.steps().isEmpty()) {
            return Optional.of("the rehearsal executed no step");
        }
        RehearsalReport.Tests tests = rehearsal.tests();
        if (tests.passed() == 0 || tests.failed() > 0 || tests.passed() + tests.skipped() != tests.planned()) {
            return Optional.of("the suite is not green: " + tests.passed() + " passed, " + tests.failed() + " failed, " + tests.skipped() + " skipped of "
                    + tests.planned());
        }
        for (ObservedStep step : rehearsal.steps()) {
            for (ObservedLock lock : step.locks()) {
                if (!lock.within()) {
                    return Optional.of("the step " + step.id() + " took " + lock.observed().map(LockMode::words).orElse("a lock") + " on " + lock.relation()
                            + ", which was not predicted");
                }
            }
        }
        for (PlannedStep step : plan.steps()) {
            if (!rehearsal.confirms(step.id())) {
                return Optional.of("the step " + step.id() + " was not rehearsed");
            }
        }
        if (rehearsal.server().versionNum() / 10000 != plan.serverMajor()) {
            return Optional.of("the plan is for Postgres " + plan.serverMajor() + ", the rehearsal ran on " + rehearsal.server().versionNum() / 10000);
        }
        for (Map.Entry<String, RehearsalReport.Proof> proof : rehearsal.proofs().entrySet()) {
            ProofStatus status = proof.getValue().status();
            if (status == ProofStatus.FAIL || status == ProofStatus.NOT_COMPARABLE) {
                return Optional.of("the proof " + proof.getKey() + " is " + status + ": " + proof.getValue().reason());
            }
        }
        for (String name : minProofs) {
            RehearsalReport.Proof proof = rehearsal.proofs().get(name);
            if (proof == null || proof.status() != ProofStatus.PASS) {
                return Optional.of("the environment asks for the proof " + name + ", which is " + (proof == null ? "NOT_RUN" : proof.status()));
            }
        }
        return Optional.empty();
    }

    /// Compares everything that the certificate derives with what these documents say.
    ///
    /// @throws RejectedException naming the part that differs
    void bears(Certificate c) {
        differ("plan", planSummary(), c.plan());
        differ("policy", policySummary(), c.policy());
        differ("evidence", evidenceSummary(), c.evidence());
        differ("tests", testSummary(), c.tests());
        differ("realm", realmSummary(), c.realm());
        differ("target.fromFingerprint", plan.fromSchema(), c.target().fromFingerprint());
        differ("target.toFingerprint", plan.toSchema(), c.target().toFingerprint());
        differ("target.fingerprintAlgo", Certifier.FINGERPRINT, c.target().fingerprintAlgo());
        differ("target.pgVersionNum", rehearsal.server().versionNum(), c.target().pgVersionNum());
        differ("commitSha", evidenceMap.commit(), Optional.of(c.commitSha()));
    }

    private static void differ(String field, Object derived, Object certified) {
        if (!derived.equals(certified)) {
            throw stale("the field " + field + " of the certificate is not what the artifacts say");
        }
    }
}
