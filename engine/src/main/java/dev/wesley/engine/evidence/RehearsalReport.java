package dev.wesley.engine.evidence;

import dev.wesley.engine.plan.LockMode;
import dev.wesley.engine.plan.PackId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a rehearsal saw: `.wesley/realm.json`.
///
/// @param provider `embedded`, `dsn`, …
/// @param planSha256 of the plan document that was played
/// @param packs the rule packs that decided the plan
/// @param proofs `P1` … `P12` → status
/// @param error what stopped the run, if anything did
public record RehearsalReport(
        Verdict verdict,
        Tests tests,
        String provider,
        Server server,
        String planSha256,
        List<PackId> packs,
        Instant timestamp,
        long durationMs,
        List<ObservedStep> steps,
        Map<String, Proof> proofs,
        List<String> notes,
        Optional<String> error) {

    public RehearsalReport {
        packs = packs.stream().sorted().toList();
        steps = List.copyOf(steps);
        proofs = java.util.Collections.unmodifiableSortedMap(new java.util.TreeMap<>(proofs));
        notes = List.copyOf(notes);
    }

    /// Whether every assertion that the suite planned ran and passed, and there was at least one. A skipped one proves nothing.
    public boolean suiteIsGreen() {
        return tests.planned() > 0 && tests.passed() == tests.planned() && tests.failed() == 0 && tests.skipped() == 0;
    }

    /// Whether the step ran and took no lock that had not been predicted.
    public boolean confirms(String step) {
        return steps.stream().anyMatch(s -> s.id().equals(step) && s.locks().stream().allMatch(ObservedLock::within));
    }

    public enum Verdict {
        PASS,
        FAIL
    }

    /// @param planned what the suite said it would run
    public record Tests(int planned, int passed, int failed, int skipped, List<String> failures) {
        public Tests {
            failures = List.copyOf(failures);
        }
    }

    /// @param versionNum `server_version_num`, such as 180006
    /// @param route how the server was started: `direct`, `unshare`, `setpriv`, or `given` for a DSN
    public record Server(int versionNum, String route, Map<String, String> settings) {
        public Server {
            settings = java.util.Collections.unmodifiableSortedMap(new java.util.TreeMap<>(settings));
        }
    }

    /// @param id of the planned step
    /// @param attempts executions, retries included
    /// @param rewrites relations whose file changed
    /// @param samples how often the second session looked
    /// @param longestGapMs longest time between two looks: shorter locks of non-transactional steps may be missed
    public record ObservedStep(
            String id, String phase, String op, double ms, int attempts, List<ObservedLock> locks, List<String> rewrites, long samples, double longestGapMs) {
        public ObservedStep {
            locks = List.copyOf(locks);
            rewrites = List.copyOf(rewrites);
        }
    }

    /// @param predicted empty if the plan did not predict a lock on this relation
    /// @param observed empty if a predicted lock was not seen
    public record ObservedLock(String relation, Optional<LockMode> predicted, Optional<LockMode> observed) {
        /// Whether everything that was seen had been predicted.
        public boolean within() {
            return observed.isEmpty() || (predicted.isPresent() && predicted.get().covers(observed.get()));
        }
    }

    public record Proof(ProofStatus status, String reason) {}

    public enum ProofStatus {
        PASS,
        FAIL,
        NOT_RUN,
        NOT_COMPARABLE
    }
}
