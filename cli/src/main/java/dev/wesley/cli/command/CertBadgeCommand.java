package dev.wesley.cli.command;

import dev.wesley.cli.option.TrustOptions;
import dev.wesley.cli.report.Answer;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.engine.certificate.Verification;
import dev.wesley.engine.json.Json;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Prints the badge of a certificate that verifies, and of no other.
@CommandLine.Command(
        name = "badge",
        description = "Print the badge of a valid certificate.",
        footerHeading = "%nExamples:%n",
        footer = "  wesley cert badge --in SHIPME.md")
final class CertBadgeCommand extends Command {
    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Option(names = "--in", paramLabel = "FILE", description = "The certificate (default: SHIPME.md).")
    private String in = Certificates.DEFAULT_FILE;

    CertBadgeCommand(Session session) {
        super(session);
    }

    @Override
    List<ExitCode> failures() {
        return List.of(ExitCode.INPUT, ExitCode.CERTIFICATE);
    }

    @Override
    Answer answer() {
        Verification.Valid valid =
                Certificates.verify(session(), in, trust, session().surroundings().clock().instant(), Optional.empty());
        return Answer.of(valid.badge(), Json.object().put("badge", valid.badge()));
    }
}
