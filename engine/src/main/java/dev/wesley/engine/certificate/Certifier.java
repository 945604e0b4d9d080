package dev.wesley.engine.certificate;

import dev.wesley.engine.certificate.Certificate.Target;
import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.evidence.ArtifactSource;
import dev.wesley.engine.evidence.Sha256;
import java.security.KeyPair;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Makes certificates from evidence and signs them. It certifies what it has read itself, never what it is told.
public final class Certifier {
    /// The documents that every certificate covers, by name.
    public static final List<String> REQUIRED = Bundle.REQUIRED;

    /// The name of the fingerprints of a certificate: `SchemaHash`, version 1.
    static final String FINGERPRINT = "wesley-schema-sha256-1";

    /// Larger statements cannot be signed by every key service (AWS KMS takes 4096 bytes for Ed25519).
    private static final int LARGE_STATEMENT = 4096;

    private final ArtifactSource source;
    private final DocumentFormats formats;

    public Certifier(ArtifactSource source, DocumentFormats formats) {
        this.source = source;
        this.formats = formats;
    }

    /// An unsigned certificate, or every reason why there is none: no commit, uncommitted changes, missing or stale evidence, a
    /// rehearsal that did not pass. Scores below their limits are warnings: the certificate will not verify.
    public Outcome<Certificate> create(CertificateRequest request) {
        List<Diagnostic> reasons = new ArrayList<>();
        if (request.commitSha().isEmpty()) {
            reasons.add(error("nothing can be certified without a commit", "run it inside a Git repository that has a commit"));
        }
        if (request.source().dirty() && !request.allowDirty()) {
            reasons.add(error("the work tree has changes that are in no commit", "commit them, or pass --allow-dirty, which the certificate records"));
        }
        if (!request.life().isPositive()) {
            reasons.add(error("the certificate would expire at once", "give it a life such as 24h"));
        }
        SortedMap<String, String> artifacts = new TreeMap<>();
        for (String name : request.artifacts()) {
            source.bytes(name).ifPresentOrElse(
                    bytes -> artifacts.put(name, Sha256.of(bytes)),
                    () -> reasons.add(error(name + " is missing", "run wesley transform, plan and rehearse, then wesley cert create")));
        }
        if (!reasons.isEmpty()) {
            return Outcome.refused(reasons);
        }
        try {
            return certify(request, artifacts, Bundle.open(artifacts, source, formats));
        } catch (RejectedException e) {
            return Outcome.refused(e.diagnostic());
        } catch (IllegalArgumentException e) {
            return Outcome.refused(error("this cannot be certified: " + e.getMessage(), "correct the value and run wesley cert create again"));
        }
    }

    private static Outcome<Certificate> certify(CertificateRequest request, SortedMap<String, String> artifacts, Bundle bundle) {
        String commit = request.commitSha().orElseThrow();
        Optional<String> evidenceCommit = bundle.evidenceMap().commit();
        if (!evidenceCommit.equals(Optional.of(commit))) {
            return Outcome.refused(error(
                    "the evidence is of commit " + evidenceCommit.orElse("(none)") + ", not of HEAD " + commit, "run wesley transform, plan and rehearse again"));
        }
        Optional<String> objection = bundle.rehearsalObjection(List.of());
        if (objection.isPresent()) {
            return Outcome.refused(error("the plan has not passed its rehearsal: " + objection.get(), "run wesley rehearse and read .wesley/realm.json"));
        }
        Instant now = request.now().truncatedTo(ChronoUnit.SECONDS);
        Certificate certificate = new Certificate(
                request.certificateId(),
                commit,
                request.source(),
                now,
                now,
                now.plus(request.life()).truncatedTo(ChronoUnit.SECONDS),
                request.environment(),
                new Target(
                        request.targetId(),
                        bundle.plan().fromSchema(),
                        bundle.plan().toSchema(),
                        FINGERPRINT,
                        bundle.rehearsal().server().versionNum(),
                        request.systemIdentifier()),
                artifacts,
                bundle.planSummary(),
                bundle.policySummary(),
                bundle.evidenceSummary(),
                bundle.testSummary(),
                bundle.realmSummary(),
                request.builder(),
                request.waivers());
        ShipmeDocument document = ShipmeDocument.parse(new ShipmeDocument(certificate, List.of()).bytes());
        List<Diagnostic> warnings = new ArrayList<>();
        bundle.scores().missed().forEach(m -> warnings.add(
                Diagnostic.warning(Code.CERTIFICATE_INVALID, "the certificate will not verify: " + m, "see breakdown in .wesley/scores.json")));
        int size = Dsse.statement(document.certificate()).length;
        if (size > LARGE_STATEMENT) {
            warnings.add(Diagnostic.info(
                    Code.CERTIFICATE_INVALID,
                    "the signed statement has " + size + " bytes, more than the " + LARGE_STATEMENT + " that every key service signs",
                    "sign with a key file"));
        }
        return Outcome.done(document.certificate(), warnings);
    }

    /// The document with one more signature. HOLMES signs only what it has computed again from the artifacts; nobody signs an expired
    /// certificate; one key signs in one role.
    public Outcome<ShipmeDocument> sign(ShipmeDocument document, Role role, KeyPair key, Instant now) {
        try {
            Certificate certificate = document.certificate();
            if (!now.isBefore(certificate.expiresAt())) {
                throw new RejectedException(Check.TIMES, "the certificate expired at " + certificate.expiresAt(), "make a new one with wesley cert create");
            }
            if (role == Role.ROOT) {
                throw new RejectedException(Check.SIGNATURES, "ROOT signs trust files, not certificates", "sign as HOLMES or as WAT-SUM");
            }
            String id = Keys.id(key.getPublic());
            for (Signature s : document.signatures()) {
                if (s.keyId().equals(id) && !s.signer().equals(role.label())) {
                    throw new RejectedException(
                            Check.SIGNATURES, "this key has signed as " + s.signer() + " already: no key counts for two roles", "let " + role.label() + " sign with a key of its own");
                }
            }
            if (role == Role.HOLMES) {
                Bundle.open(certificate.artifacts(), source, formats).bears(certificate);
            }
            List<Signature> signatures = new ArrayList<>(document.signatures().stream().filter(s -> !s.keyId().equals(id)).toList());
            signatures.add(new Signature(
                    role.label(), id, Base64.getEncoder().encodeToString(Keys.sign(key.getPrivate(), Dsse.signedBytes(certificate)))));
            return Outcome.done(new ShipmeDocument(certificate, signatures));
        } catch (RejectedException e) {
            return Outcome.refused(e.diagnostic());
        }
    }

    private static Diagnostic error(String message, String help) {
        return Diagnostic.error(Code.CERTIFICATE_INVALID, message, help);
    }
}
