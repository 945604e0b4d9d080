package dev.wesley.cli.command;

import dev.wesley.cli.option.TrustOptions;
import dev.wesley.cli.report.Answer;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.certificate.Verification;
import dev.wesley.engine.json.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// Verifies a certificate from the files alone; it never connects anywhere.
@CommandLine.Command(
        name = "verify",
        description = "Verify the certificate: every file, both signatures, times, thresholds, rehearsal.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  wesley cert verify --env production",
            "  wesley cert verify --in SHIPME.md --pub holmes.pub --pub wat.pub",
            "  wesley cert verify --trust trust.json --trust-root 3f2a… --json",
        })
final class CertVerifyCommand extends Command {
    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Option(names = "--in", paramLabel = "FILE", description = "The certificate (default: SHIPME.md).")
    private String in = Certificates.DEFAULT_FILE;

    @Option(names = "--at", paramLabel = "TIME", description = "Judge as of this time, such as 2026-11-21T12:00:00Z; for audits.")
    private @Nullable String at;

    CertVerifyCommand(Session session) {
        super(session);
    }

    @Override
    List<ExitCode> failures() {
        return List.of(ExitCode.INPUT, ExitCode.CERTIFICATE);
    }

    @Override
    Answer answer() {
        Instant when = at == null ? session().surroundings().clock().instant() : time(at);
        Verification.Valid valid = Certificates.verify(session(), in, trust, when, Optional.empty());
        List<String> notes = new ArrayList<>(valid.notes());
        if (at != null) {
            notes.addFirst("this result is historical: it holds for " + when + ", not for now");
        }
        ObjectNode json = Json.object();
        json.put("ok", true);
        json.put("badge", valid.badge());
        json.set("thresholds", Certificates.thresholds(valid.scores()));
        json.put("verdict", valid.scores().readiness().words());
        json.put("certificateId", valid.certificate().certificateId());
        json.put("commitSha", valid.certificate().commitSha());
        json.put("environment", valid.certificate().environment());
        json.put("expires_at", valid.certificate().expiresAt().toString());
        json.set("notes", Certificates.texts(notes));
        List<String> text = new ArrayList<>();
        text.add("✅ " + in + " is valid for " + valid.certificate().environment() + " until " + valid.certificate().expiresAt());
        text.add("   " + valid.badge());
        text.add("   " + Certificates.scoreLine(valid.scores()));
        notes.forEach(note -> text.add("   note: " + note));
        return Answer.of(text, json);
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Failure.of(ExitCode.INPUT, "USAGE", "--at is not a time: " + text, "--at 2026-11-21T12:00:00Z").causedBy(e);
        }
    }
}
