package dev.wesley.engine.certificate;

import dev.wesley.engine.certificate.Certificate.Waiver;
import dev.wesley.engine.certificate.TrustPolicy.EnvironmentRule;
import dev.wesley.engine.certificate.TrustPolicy.RoleKeys;
import dev.wesley.engine.certificate.TrustPolicy.TrustedKey;
import dev.wesley.engine.certificate.VerificationRequest.LiveTarget;
import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Severity;
import dev.wesley.engine.evidence.Scores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What became of verifying a certificate: valid, or the first [Check] that failed.
public sealed interface Verification {

    /// Clocks of signer and verifier may differ by this much.
    Duration SKEW = Duration.ofSeconds(60);

    /// @param scores as computed again from the artifacts
    /// @param notes what a reader must know: a temporary trust policy, unknown keys, waived findings
    record Valid(Certificate certificate, Scores scores, List<String> notes) implements Verification {
        public Valid {
            notes = List.copyOf(notes);
        }

        public String badge() {
            return certificate.badge();
        }
    }

    /// @param reason the consequence, one sentence without final full stop
    record Invalid(Check check, String reason, String help) implements Verification {
        public Diagnostic diagnostic() {
            return Diagnostic.error(Code.CERTIFICATE_INVALID, "the certificate is not valid (" + check.words() + "): " + reason, help);
        }
    }

    /// Verifies a file. It opens no connection and reads no clock.
    static Verification of(byte[] file, VerificationRequest request) {
        try {
            return verify(ShipmeDocument.parse(file), request);
        } catch (RejectedException e) {
            return e.invalid();
        }
    }

    private static Valid verify(ShipmeDocument document, VerificationRequest request) {
        Certificate c = document.certificate();
        List<String> notes = new ArrayList<>();

        Bundle bundle = Bundle.open(c.artifacts(), request.artifacts(), request.formats());
        bundle.bears(c);
        commit(c, request, notes);

        TrustPolicy trust = request.trust();
        trust.objection(request.now(), request.highestTrustVersion(), request.pinnedRoots()).ifPresent(objection -> {
            throw new RejectedException(Check.TRUST, objection, "get the current trust file from whoever keeps its ROOT keys");
        });
        if (trust.temporary()) {
            notes.add("the trust policy is temporary: the first key given counts as HOLMES, the second as WAT-SUM, and no proof is asked for by name");
        }

        EnvironmentRule rule = environment(c, request);
        Set<String> waivedBy = new Signatures(document, trust, request.now()).check(rule, notes);
        times(c, rule, request.now());
        thresholds(c, bundle, waivedBy, request.now(), notes);
        bundle.rehearsalObjection(rule.minProofs()).ifPresent(objection -> {
            throw new RejectedException(Check.REHEARSAL, objection, "rehearse again; wesley rehearse shows what failed");
        });
        request.live().ifPresent(live -> target(c, live));
        return new Valid(c, bundle.scores(), notes);
    }

    private static void commit(Certificate c, VerificationRequest request, List<String> notes) {
        Optional<String> head = request.headCommit();
        if (head.isEmpty()) {
            notes.add("the commit was not compared with a repository");
        } else if (!head.get().equals(c.commitSha())) {
            throw new RejectedException(
                    Check.ARTIFACTS, "the certificate is for commit " + c.commitSha() + ", but HEAD is " + head.get(), "check out that commit, or certify this one");
        }
        if (c.source().dirty()) {
            notes.add("the certificate was made with uncommitted changes");
        }
    }

    private static EnvironmentRule environment(Certificate c, VerificationRequest request) {
        String wanted = request.environment().orElse(c.environment());
        if (!wanted.equals(c.environment())) {
            throw new RejectedException(
                    Check.ENVIRONMENT, "the certificate is for " + c.environment() + ", not for " + wanted, "certify the plan for " + wanted);
        }
        return request.trust().environment(wanted).orElseThrow(() -> new RejectedException(
                Check.ENVIRONMENT, "the trust file knows no environment " + wanted, "its environments are " + request.trust().environments().keySet()));
    }

    private static void times(Certificate c, EnvironmentRule rule, Instant now) {
        String again = "make a new one with wesley cert create";
        if (c.timestamp().isAfter(now.plus(SKEW))) {
            throw new RejectedException(Check.TIMES, "the certificate was made in the future, at " + c.timestamp(), "compare the clocks");
        }
        if (c.notBefore().isAfter(now.plus(SKEW)) || c.notBefore().isBefore(c.timestamp())) {
            throw new RejectedException(Check.TIMES, "the certificate is valid only from " + c.notBefore(), "wait until then, or compare the clocks");
        }
        if (!now.isBefore(c.expiresAt())) {
            throw new RejectedException(Check.TIMES, "the certificate expired at " + c.expiresAt(), again);
        }
        if (c.expiresAt().isAfter(c.timestamp().plus(rule.maxAge()))) {
            throw new RejectedException(
                    Check.TIMES, "the certificate lives until " + c.expiresAt() + ", longer than the " + rule.maxAge() + " that the environment allows", again);
        }
    }

    private static void thresholds(Certificate c, Bundle bundle, Set<String> waivedBy, Instant now, List<String> notes) {
        List<String> missed = bundle.scores().missed();
        if (!missed.isEmpty()) {
            throw new RejectedException(Check.THRESHOLDS, String.join("; ", missed), "see breakdown in .wesley/scores.json");
        }
        Set<String> waived = new HashSet<>();
        for (Waiver w : c.waivers()) {
            if (!waivedBy.contains(w.approverKeyId())) {
                throw new RejectedException(
                        Check.THRESHOLDS, "the waiver of " + w.code() + " is not signed by a key with the role WAIVER", "let " + w.approverKeyId() + " sign as WAIVER");
            }
            if (!now.isBefore(w.expiresAt())) {
                throw new RejectedException(Check.THRESHOLDS, "the waiver of " + w.code() + " expired at " + w.expiresAt(), "ask for a new one");
            }
            waived.add(w.code());
            notes.add("waived: " + w.code() + ", " + w.reason());
        }
        bundle.plan().findings().stream()
                .filter(f -> f.severity() == Severity.ERROR && !waived.contains(f.code()))
                .findFirst()
                .ifPresent(f -> {
                    throw new RejectedException(Check.THRESHOLDS, "the plan has the finding " + f.code() + ": " + f.message(), f.help());
                });
    }

    private static void target(Certificate c, LiveTarget live) {
        String help = "certify the plan for this database, in the state that it is in";
        if (!live.id().equals(c.target().id())) {
            throw new RejectedException(Check.TARGET, "the certificate is for the target " + c.target().id() + ", not for " + live.id(), help);
        }
        if (live.versionNum() / 10000 != c.target().pgVersionNum() / 10000) {
            throw new RejectedException(
                    Check.TARGET, "the plan was rehearsed on Postgres " + c.target().pgVersionNum() / 10000 + ", the target is " + live.versionNum() / 10000, help);
        }
        if (c.target().systemIdentifier().isPresent() && !c.target().systemIdentifier().equals(live.systemIdentifier())) {
            throw new RejectedException(Check.TARGET, "the certificate is for another cluster", help);
        }
        live.fingerprint().filter(f -> !f.equals(c.target().fromFingerprint())).ifPresent(f -> {
            throw new RejectedException(Check.TARGET, "the schema of the target is not the one that the plan starts from", "run wesley drift detect, then plan and rehearse again");
        });
    }

    /// The signatures of one document against one policy.
    record Signatures(ShipmeDocument document, TrustPolicy trust, Instant now) {
        private static final String HELP = "let the missing role sign with wesley cert sign, with the key that the trust file lists";

        /// Checks all and returns the ids of the keys that signed as WAIVER.
        Set<String> check(EnvironmentRule rule, List<String> notes) {
            byte[] message = Dsse.signedBytes(document.certificate());
            Set<String> seen = new HashSet<>();
            Set<String> waivedBy = new HashSet<>();
            EnumMap<Role, Integer> counts = new EnumMap<>(Role.class);
            for (Signature s : document.signatures()) {
                if (!seen.add(s.keyId())) {
                    throw rejected("the key " + s.keyId() + " is listed twice");
                }
                TrustedKey key = trust.keys().get(s.keyId());
                Optional<Role> role = trust.roleOf(s.keyId());
                if (key == null || role.isEmpty()) {
                    notes.add("a signature by the unknown key " + s.keyId() + " was ignored");
                    continue;
                }
                if (!role.get().label().equals(s.signer())) {
                    throw rejected("a key of " + role.get().label() + " signs as " + s.signer());
                }
                inForce(s, key);
                if (!Keys.verifies(key.key(), message, s)) {
                    throw rejected("the signature of " + s.signer() + " is not valid");
                }
                counts.merge(role.get(), 1, Integer::sum);
                if (role.get() == Role.WAIVER) {
                    waivedBy.add(s.keyId());
                }
            }
            for (Role role : rule.roles()) {
                RoleKeys keys = trust.roles().get(role);
                if (keys == null) {
                    throw new RejectedException(
                            Check.SIGNATURES, "no key is trusted as " + role.label(), "name one in the trust file, or pass a second --pub");
                }
                int count = counts.getOrDefault(role, 0);
                if (count < keys.threshold()) {
                    throw rejected("the certificate has " + count + " of " + keys.threshold() + " signatures by " + role.label());
                }
            }
            return waivedBy;
        }

        private void inForce(Signature s, TrustedKey key) {
            Instant made = document.certificate().timestamp();
            if (made.isBefore(key.validFrom()) || key.validUntil().filter(until -> !made.isBefore(until)).isPresent()) {
                throw rejected("the key of " + s.signer() + " was not valid at " + made);
            }
            key.revokedAt().filter(at -> !at.isAfter(made) || !at.isAfter(now)).ifPresent(at -> {
                throw rejected("the key of " + s.signer() + " was revoked at " + at);
            });
        }

        private static RejectedException rejected(String reason) {
            return new RejectedException(Check.SIGNATURES, reason, HELP);
        }
    }
}
