package dev.wesley.engine.certificate;

import dev.wesley.engine.evidence.RehearsalReport.ProofStatus;
import dev.wesley.engine.evidence.RehearsalReport.Verdict;
import dev.wesley.engine.evidence.Sha256;
import dev.wesley.engine.plan.LockMode;
import dev.wesley.engine.plan.PackId;
import dev.wesley.engine.plan.Phase;
import dev.wesley.engine.plan.ThresholdSet;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What is signed: one rehearsed plan, for one target, from one commit, until one time. Everything but identity, time, source, target,
/// builder and waivers is derived from the artifacts, so that a verifier derives it again and compares ([Bundle]).
///
/// @param certificateId 128 random bits, lower-case hex; an execution consumes it once
/// @param commitSha the real HEAD
/// @param notBefore and the other times: UTC, whole seconds
/// @param environment a name in the trust file
/// @param artifacts name → SHA-256 of the bytes: the subject of the signed statement
public record Certificate(
        String certificateId,
        String commitSha,
        Source source,
        Instant timestamp,
        Instant notBefore,
        Instant expiresAt,
        String environment,
        Target target,
        SortedMap<String, String> artifacts,
        PlanSummary plan,
        PolicySummary policy,
        EvidenceSummary evidence,
        TestSummary tests,
        RealmSummary realm,
        Builder builder,
        List<Waiver> waivers) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@+~ -]{0,199}");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    /// @throws IllegalArgumentException naming the field that cannot be certified
    public Certificate {
        artifacts = Collections.unmodifiableSortedMap(new TreeMap<>(artifacts));
        waivers = List.copyOf(waivers);
        require(ID.matcher(certificateId).matches(), "certificateId", "32 hex digits", certificateId);
        require(COMMIT.matcher(commitSha).matches(), "commitSha", "a full commit hash", commitSha);
        require(NAME.matcher(environment).matches(), "environment", "a plain name", environment);
        for (Instant time : List.of(timestamp, notBefore, expiresAt)) {
            require(time.equals(time.truncatedTo(ChronoUnit.SECONDS)), "timestamp", "in whole seconds", time.toString());
        }
        require(!artifacts.isEmpty(), "artifacts", "at least one", "none");
        artifacts.forEach((name, sha) -> require(Sha256.isHex(sha), "artifacts." + name, "a SHA-256 in lower-case hex", sha));
    }

    private static void require(boolean holds, String field, String wanted, String actual) {
        if (!holds) {
            throw new IllegalArgumentException(field + " must be " + wanted + ", but is: " + actual);
        }
    }

    /// The one-line status. It says PASS because an unsigned or expired certificate is never printed by it: see [Verification].
    public String badge() {
        return badge(realm.verdict());
    }

    static String badge(Verdict verdict) {
        return "[REALM] Rehearsed Environment for Approval of Lock-free Migrations — "
                + switch (verdict) {
                    case PASS -> "PASS ✅";
                    case FAIL -> "FAIL ❌";
                };
    }

    /// @param repo where the source lives, without credentials
    /// @param treeSha of the committed tree
    /// @param dirty whether the work tree had changes that are in no commit
    public record Source(String repo, String treeSha, boolean dirty) {
        public Source {
            require(NAME.matcher(repo).matches(), "source.repo", "a plain address", repo);
            require(!repo.matches("[a-z+]+://[^/]*@.*"), "source.repo", "an address without credentials", "one with credentials");
            require(COMMIT.matcher(treeSha).matches(), "source.treeSha", "a full tree hash", treeSha);
        }
    }

    /// Which database, from which state to which.
    ///
    /// @param pgVersionNum `server_version_num` of the rehearsal, such as 180006: the target must have the same major
    /// @param systemIdentifier of the cluster, a string because it passes 2^53; empty if it is not bound
    public record Target(
            String id, String fromFingerprint, String toFingerprint, String fingerprintAlgo, int pgVersionNum, Optional<String> systemIdentifier) {
        public Target {
            require(NAME.matcher(id).matches(), "target.id", "a plain name", id);
            require(!id.matches("[a-z+]+://.*"), "target.id", "a name, not an address", "an address");
            require(systemIdentifier.filter(s -> !s.matches("[0-9]{1,20}")).isEmpty(), "target.systemIdentifier", "digits", systemIdentifier.orElse(""));
        }
    }

    /// @param sha256 of the canonical plan document
    /// @param phases steps in each phase
    /// @param lockHighlights relations with every mode taken on them, strongest first
    /// @param strongestLock empty if no existing relation is touched
    public record PlanSummary(
            String sha256,
            SortedMap<Phase, Integer> phases,
            List<LockHighlight> lockHighlights,
            int stepCount,
            Optional<LockMode> strongestLock,
            List<String> irreversibleSteps,
            List<String> lossySteps) {
        public PlanSummary {
            phases = Collections.unmodifiableSortedMap(new TreeMap<>(phases));
            lockHighlights = List.copyOf(lockHighlights);
            irreversibleSteps = List.copyOf(irreversibleSteps);
            lossySteps = List.copyOf(lossySteps);
        }
    }

    public record LockHighlight(String relation, List<LockMode> modes) {
        public LockHighlight {
            modes = List.copyOf(modes);
        }
    }

    /// Which rules decided, and what they had to say.
    public record PolicySummary(List<PackId> packs, int errors, int warnings) {
        public PolicySummary {
            packs = packs.stream().sorted().toList();
        }
    }

    /// @param evidenceMapSha256 of the canonical evidence map
    public record EvidenceSummary(
            BigDecimal schemaCoverage, BigDecimal migrationRisk, BigDecimal testCoverage, ThresholdSet thresholds, String evidenceMapSha256) {}

    public record TestSummary(int passed, int failed, int skipped, int planned) {}

    /// @param steps duration of each, in milliseconds
    /// @param realmSha256 of the canonical rehearsal report
    public record RealmSummary(
            Verdict verdict, long totalMs, List<StepTiming> steps, SortedMap<String, ProofStatus> proofs, String realmSha256, int pgVersionNum) {
        public RealmSummary {
            steps = List.copyOf(steps);
            proofs = Collections.unmodifiableSortedMap(new TreeMap<>(proofs));
        }
    }

    public record StepTiming(String id, long ms) {}

    /// What made the certificate; informational.
    ///
    /// @param jarSha256 of the program; empty when it does not run from one
    public record Builder(String wesleyVersion, Optional<String> jarSha256, String jvm) {}

    /// An accepted finding.
    ///
    /// @param approverKeyId a key with the role WAIVER, which must sign the certificate, too
    public record Waiver(String code, String reason, String approverKeyId, Instant expiresAt) {
        public Waiver {
            require(expiresAt.equals(expiresAt.truncatedTo(ChronoUnit.SECONDS)), "waivers.expires_at", "in whole seconds", expiresAt.toString());
        }
    }
}
