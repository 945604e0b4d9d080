package dev.wesley.cli.command;

import dev.wesley.cli.option.SchemaOptions;
import dev.wesley.cli.project.EvidenceFiles;
import dev.wesley.cli.project.Git;
import dev.wesley.cli.project.Project;
import dev.wesley.cli.project.TextFile;
import dev.wesley.cli.report.Answer;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.certificate.Certificate;
import dev.wesley.engine.certificate.CertificateRequest;
import dev.wesley.engine.certificate.Certifier;
import dev.wesley.engine.certificate.ShipmeDocument;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.evidence.Scores;
import dev.wesley.engine.evidence.Sha256;
import dev.wesley.engine.json.EvidenceJson;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.engine.sdl.SourceFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// Certifies what was planned and rehearsed, for one environment, from the commit that is checked out.
@CommandLine.Command(
        name = "create",
        description = "Write an unsigned certificate of the rehearsed plan.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  wesley cert create --env production",
            "  wesley cert create --env staging --out certs/SHIPME.md --expires-in 2h",
        })
final class CertCreateCommand extends Command {
    private static final int ID_BYTES = 16;
    private static final String NO_TREE = "0".repeat(40);

    @Mixin
    private SchemaOptions schema = new SchemaOptions();

    @Option(names = "--out", paramLabel = "FILE", description = "The certificate (default: SHIPME.md).")
    private String out = Certificates.DEFAULT_FILE;

    @Option(names = "--target", paramLabel = "NAME", description = "Name of the database that it is for (default: the environment).")
    private @Nullable String target;

    @Option(names = "--expires-in", paramLabel = "DURATION", description = "Such as 90m or 24h (default: 24h).")
    private @Nullable String life;

    @Option(names = "--allow-dirty", description = "Accept uncommitted changes; the certificate records them.")
    private boolean allowDirty;

    CertCreateCommand(Session session) {
        super(session);
    }

    @Override
    List<ExitCode> failures() {
        return List.of(ExitCode.INPUT, ExitCode.CERTIFICATE);
    }

    @Override
    Answer answer() {
        String environment = session().settings().environment()
                .orElseThrow(() -> Failure.of(ExitCode.INPUT, "USAGE", "a certificate is for one environment, and none was named", "wesley cert create --env production"));
        Compilation compilation = Compilation.of(session(), schema);
        Project project = session().project();
        SpelledPlan plan = project.plan()
                .orElseThrow(() -> Certificates.invalid("nothing was planned, so there is nothing to certify", "wesley plan, then wesley rehearse"));
        if (!plan.plan().toSchema().equals(compilation.hash())) {
            throw Certificates.invalid(compilation.name() + " has changed since the plan was made", "wesley transform, plan and rehearse again");
        }
        Optional<Scores> scores = Scoring.refresh(session());
        Path file = session().surroundings().path(out);
        Optional<Git.Commit> head = Certificates.head(session(), file);
        Certificate.Source source = head
                .map(h -> new Certificate.Source(named(h.repository()), h.tree(), h.dirty()))
                .orElseGet(() -> new Certificate.Source("none", NO_TREE, false));
        byte[] id = new byte[ID_BYTES];
        session().surroundings().random().nextBytes(id);
        CertificateRequest request = new CertificateRequest(
                HexFormat.of().formatHex(id),
                head.map(Git.Commit::sha),
                source,
                allowDirty,
                environment,
                target == null ? environment : target,
                Optional.empty(),
                session().surroundings().clock().instant(),
                life == null ? CertificateRequest.STANDARD_LIFE : duration(life),
                artifacts(compilation, project),
                new Certificate.Builder(CommandTree.version(), ownJar(), System.getProperty("java.vm.version")),
                List.of());
        Outcome<Certificate> outcome = new Certifier(new EvidenceFiles(session().surroundings()), Certificates.FORMATS).create(request);
        return switch (outcome) {
            case Outcome.Refused<Certificate>(List<Diagnostic> reasons) -> throw Failure.of(ExitCode.CERTIFICATE, reasons);
            case Outcome.Done<Certificate>(Certificate certificate, List<Diagnostic> warnings) -> {
                TextFile.write(file, new ShipmeDocument(certificate, List.of()).text());
                List<Diagnostic> all = new ArrayList<>(compilation.warnings());
                all.addAll(warnings);
                yield written(certificate, scores, project.shown(file)).warning(all);
            }
        };
    }

    private static Answer written(Certificate certificate, Optional<Scores> scores, String file) {
        ObjectNode json = Json.object();
        json.put("certificate", file);
        json.put("certificateId", certificate.certificateId());
        json.put("commitSha", certificate.commitSha());
        json.put("environment", certificate.environment());
        json.put("expires_at", certificate.expiresAt().toString());
        json.put("planSha256", certificate.plan().sha256());
        scores.ifPresent(s -> json.set("thresholds", Certificates.thresholds(s)));
        List<String> text = new ArrayList<>();
        text.add("📜 " + file + " for " + certificate.environment() + " at commit " + certificate.commitSha().substring(0, 12) + ", until "
                + certificate.expiresAt());
        scores.ifPresent(s -> text.add("   " + Certificates.scoreLine(s)));
        text.add("   unsigned: wesley cert sign --signer HOLMES, then --signer WAT-SUM");
        return Answer.of(text, json);
    }

    /// The documents, the schema files and everything that was generated.
    private static SortedSet<String> artifacts(Compilation compilation, Project project) {
        SortedSet<String> names = new TreeSet<>(Certifier.REQUIRED);
        compilation.sources().stream().map(SourceFile::name).filter(name -> !name.startsWith("<")).forEach(names::add);
        TextFile.readIfPresent(project.artifactsFile()).ifPresent(text -> {
            try {
                names.addAll(EvidenceJson.readManifest(text).files().keySet());
            } catch (IllegalArgumentException e) {
                throw Certificates.invalid(project.shown(project.artifactsFile()) + " cannot be read: " + e.getMessage(), "wesley transform").causedBy(e);
            }
        });
        if (Files.exists(project.weightsFile())) {
            names.add("weights.json");
        }
        return names;
    }

    /// A repository's address as a certificate can hold it.
    private static String named(String repository) {
        return repository.matches("[A-Za-z0-9][A-Za-z0-9._:/@+~ -]{0,199}") ? repository : "unnamed";
    }

    /// `90m`, `24h`, `7d`, or ISO 8601 such as `PT24H`.
    private static Duration duration(String text) {
        try {
            String upper = text.strip().toUpperCase(Locale.ROOT);
            return Duration.parse(upper.startsWith("P") ? upper : upper.endsWith("D") ? "P" + upper : "PT" + upper);
        } catch (DateTimeParseException e) {
            throw Failure.of(ExitCode.INPUT, "USAGE", "--expires-in is not a duration: " + text, "--expires-in 24h").causedBy(e);
        }
    }

    /// The hash of the jar that runs; empty from class folders.
    private static Optional<String> ownJar() {
        CodeSource source = CertCreateCommand.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            Path jar = Path.of(source.getLocation().toURI());
            return Files.isRegularFile(jar) ? Optional.of(Sha256.of(Files.readAllBytes(jar))) : Optional.empty();
        } catch (URISyntaxException | IOException e) {
            return Optional.empty();
        }
    }
}
