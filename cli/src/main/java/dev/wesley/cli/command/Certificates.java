package dev.wesley.cli.command;

import dev.wesley.cli.option.TrustOptions;
import dev.wesley.cli.project.EvidenceFiles;
import dev.wesley.cli.project.Git;
import dev.wesley.cli.project.SigningKeys;
import dev.wesley.cli.project.TextFile;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.certificate.CertificateRequest;
import dev.wesley.engine.certificate.DocumentFormats;
import dev.wesley.engine.certificate.Keys;
import dev.wesley.engine.certificate.Role;
import dev.wesley.engine.certificate.ShipmeDocument;
import dev.wesley.engine.certificate.TrustJson;
import dev.wesley.engine.certificate.TrustPolicy;
import dev.wesley.engine.certificate.Verification;
import dev.wesley.engine.certificate.VerificationRequest;
import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.evidence.Scores;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.json.IrJson;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.json.PlanJson;
import dev.wesley.engine.json.SchemaHash;
import dev.wesley.engine.plan.Plan;
import dev.wesley.engine.plan.ThresholdSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the commands around a certificate share: reading it, whom to trust, verifying it.
final class Certificates {
    static final String DEFAULT_FILE = "SHIPME.md";

    /// How documents are read; the same for whoever makes, signs and verifies.
    static final DocumentFormats FORMATS = new DocumentFormats() {
        @Override
        public Schema schema(String json) {
            return IrJson.read(json);
        }

        @Override
        public Plan plan(String json) {
            return PlanJson.read(json).plan();
        }

        @Override
        public String fingerprint(Schema schema) {
            return SchemaHash.of(schema);
        }
    };

    private Certificates() {}

    static Failure invalid(String message, String help) {
        return Failure.of(ExitCode.CERTIFICATE, Code.CERTIFICATE_INVALID, message, help);
    }

    /// The bytes of a certificate: at most one more than any valid one has, because the size is the first thing that is checked.
    static byte[] read(Session session, String name) {
        Path file = session.surroundings().path(name);
        if (!Files.isRegularFile(file)) {
            throw invalid("there is no certificate " + name, "wesley cert create --env production");
        }
        try (InputStream input = Files.newInputStream(file)) {
            return input.readNBytes(ShipmeDocument.MAX_BYTES + 1);
        } catch (IOException e) {
            throw invalid("the certificate " + name + " cannot be read", "its permissions").causedBy(e);
        }
    }

    /// HEAD, with what Wesley itself writes left out of the question whether the tree is dirty.
    static Optional<Git.Commit> head(Session session, Path certificate) {
        Path out = session.surroundings().path(session.settings().output(Optional.empty()));
        return new Git(session.surroundings().directory()).head(List.of(session.project().folder(), out, certificate));
    }

    /// Verifies a file.
    ///
    /// @param live the database that is about to be changed
    /// @throws Failure with exit code 8 naming the check that failed
    static Verification.Valid verify(Session session, String name, TrustOptions trust, Instant at, Optional<VerificationRequest.LiveTarget> live) {
        byte[] bytes = read(session, name);
        Optional<String> head = Optional.empty();
        if (!trust.detached()) {
            head = Optional.of(head(session, session.surroundings().path(name))
                    .map(Git.Commit::sha)
                    .orElseThrow(() -> invalid("there is no commit here to compare the certificate with", "--detached, or running it in the repository")));
        }
        VerificationRequest request = new VerificationRequest(
                trusted(session, trust),
                new EvidenceFiles(session.surroundings()),
                FORMATS,
                head,
                session.settings().environment(),
                at,
                0,
                Set.copyOf(trust.roots()),
                live);
        return switch (Verification.of(bytes, request)) {
            case Verification.Valid valid -> valid;
            case Verification.Invalid failure -> {
                ObjectNode found = Json.object().put("ok", false).put("check", failure.check().words());
                throw Failure.of(ExitCode.CERTIFICATE, List.of(failure.diagnostic())).with(found);
            }
        };
    }

    private static TrustPolicy trusted(Session session, TrustOptions options) {
        try {
            if (options.trust().isPresent()) {
                return TrustJson.read(TextFile.read(session.surroundings().path(options.trust().get())));
            }
            Path folder = SigningKeys.folder(session.surroundings());
            List<Path> files = options.publicKeys().isEmpty()
                    ? Stream.of(Role.HOLMES, Role.WAT_SUM).map(role -> folder.resolve(SigningKeys.fileName(role) + ".pub")).filter(Files::exists).toList()
                    : options.publicKeys().stream().map(session.surroundings()::path).toList();
            if (files.isEmpty()) {
                throw invalid("no public key says whose signatures count", "--trust trust.json, or --pub twice, or wesley keygen");
            }
            List<PublicKey> keys = files.stream().map(file -> Keys.readPublic(TextFile.read(file))).toList();
            return TrustPolicy.temporary(keys, CertificateRequest.STANDARD_LIFE);
        } catch (IllegalArgumentException e) {
            throw invalid("the trusted keys cannot be used: " + e.getMessage(), "another --trust or --pub").causedBy(e);
        }
    }

    /// The limits, the scores, and whether they are met.
    static ObjectNode thresholds(Scores scores) {
        ThresholdSet limits = scores.thresholds();
        ObjectNode node = Json.object();
        node.putObject("scs").put("score", scores.schemaCoverage()).put("atLeast", limits.schemaCoverage());
        node.putObject("mri").put("score", scores.migrationRisk()).put("atMost", limits.migrationRisk());
        node.putObject("tci").put("score", scores.testCoverage()).put("atLeast", limits.testCoverage());
        return node;
    }

    static String scoreLine(Scores scores) {
        ThresholdSet limits = scores.thresholds();
        return "SCS " + scores.schemaCoverage().toPlainString() + " (at least " + limits.schemaCoverage() + "), MRI "
                + scores.migrationRisk().toPlainString() + " (at most " + limits.migrationRisk() + "), TCI " + scores.testCoverage().toPlainString()
                + " (at least " + limits.testCoverage() + "): " + scores.readiness().words();
    }

    static ArrayNode texts(List<String> texts) {
        ArrayNode array = Json.array();
        texts.forEach(array::add);
        return array;
    }
}
