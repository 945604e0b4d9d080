package dev.wesley.cli.command;

import dev.wesley.cli.project.EvidenceFiles;
import dev.wesley.cli.project.SigningKeys;
import dev.wesley.cli.project.TextFile;
import dev.wesley.cli.report.Answer;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.certificate.Certifier;
import dev.wesley.engine.certificate.Keys;
import dev.wesley.engine.certificate.Role;
import dev.wesley.engine.certificate.ShipmeDocument;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// Adds one signature. HOLMES signs only what it has computed again from the files; the order of the signers does not matter.
@CommandLine.Command(
        name = "sign",
        description = "Sign the certificate in one of the two roles.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  wesley cert sign --signer HOLMES",
            "  wesley cert sign --signer WAT-SUM --key ~/release-keys/wat --in SHIPME.md",
        })
final class CertSignCommand extends Command {
    private static final Set<PosixFilePermission> OTHERS = Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    @Option(names = "--signer", required = true, paramLabel = "ROLE", description = "HOLMES: the evidence is true. WAT-SUM: it may ship.")
    private String signer = "";

    @Option(names = "--key", paramLabel = "FILE", description = "Private key in PEM (default: ~/.wesley/keys/holmes or …/wat).")
    private @Nullable String key;

    @Option(names = "--in", paramLabel = "FILE", description = "The certificate (default: SHIPME.md).")
    private String in = Certificates.DEFAULT_FILE;

    CertSignCommand(Session session) {
        super(session);
    }

    @Override
    List<ExitCode> failures() {
        return List.of(ExitCode.INPUT, ExitCode.CERTIFICATE);
    }

    @Override
    Answer answer() {
        Role role = SigningKeys.signer(signer);
        ShipmeDocument document = switch (ShipmeDocument.read(Certificates.read(session(), in))) {
            case Outcome.Done<ShipmeDocument>(ShipmeDocument read, List<Diagnostic> ignored) -> read;
            case Outcome.Refused<ShipmeDocument>(List<Diagnostic> reasons) -> throw Failure.of(ExitCode.CERTIFICATE, reasons);
        };
        KeyPair pair = keyPair(role);
        Certifier certifier = new Certifier(new EvidenceFiles(session().surroundings()), Certificates.FORMATS);
        ShipmeDocument signed = switch (certifier.sign(document, role, pair, session().surroundings().clock().instant())) {
            case Outcome.Done<ShipmeDocument>(ShipmeDocument result, List<Diagnostic> ignored) -> result;
            case Outcome.Refused<ShipmeDocument>(List<Diagnostic> reasons) -> throw Failure.of(ExitCode.CERTIFICATE, reasons);
        };
        TextFile.write(session().surroundings().path(in), signed.text());
        String id = Keys.id(pair.getPublic());
        return Answer.of("✍️  " + role.label() + " has signed " + in + " with key " + id.substring(0, 16) + "…, signature "
                        + signed.signatures().size() + " of 2",
                Json.object().put("certificate", in).put("signer", role.label()).put("keyId", id).put("signatures", signed.signatures().size()));
    }

    private KeyPair keyPair(Role role) {
        Path file = key == null
                ? SigningKeys.folder(session().surroundings()).resolve(SigningKeys.fileName(role))
                : session().surroundings().path(key);
        if (!Files.exists(file)) {
            throw Certificates.invalid("there is no private key " + file, "wesley keygen, or --key with another file");
        }
        refuseReadableByOthers(file);
        try {
            Optional<char[]> passphrase = session().surroundings().variable("WESLEY_KEY_PASSPHRASE").map(String::toCharArray);
            return Keys.readPrivate(TextFile.read(file), passphrase);
        } catch (IllegalArgumentException e) {
            throw Certificates.invalid("the key " + file + " cannot be used: " + e.getMessage(), "wesley keygen, or --key with another file")
                    .causedBy(e);
        }
    }

    private static void refuseReadableByOthers(Path file) {
        try {
            if (Files.getFileStore(file).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw Certificates.invalid("others may read the private key " + file, "chmod 600 " + file);
            }
        } catch (IOException e) {
            throw Certificates.invalid("the private key " + file + " cannot be read", "its permissions").causedBy(e);
        }
    }
}
