package dev.wesley.cli.command;

import dev.wesley.cli.project.Contracts;
import dev.wesley.cli.project.Project;
import dev.wesley.cli.project.TextFile;
import dev.wesley.cli.report.Answer;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.evidence.ArtifactManifest;
import dev.wesley.engine.evidence.Sha256;
import dev.wesley.engine.json.EvidenceJson;
import dev.wesley.engine.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Checks the evidence as a stranger would: every document against its contract, every artifact against its hash, the scores against
/// their thresholds.
@CommandLine.Command(
        name = "validate-bundle",
        description = "Check the evidence in .wesley/ against schemas, hashes and thresholds.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  wesley validate-bundle",
            "  wesley validate-bundle --bundle .wesley --schemas ./schemas --json",
        })
final class ValidateBundleCommand extends Command {
    /// File → contract; what is there is checked, in this order.
    private static final Map<String, String> CONTRACTS = new LinkedHashMap<>();
    private static final List<String> REQUIRED = List.of("schema.ir.json", "evidence-map.json", "artifacts.json");

    static {
        CONTRACTS.put("schema.ir.json", "ir");
        CONTRACTS.put("snapshot.json", "ir");
        CONTRACTS.put("base.ir.json", "ir");
        CONTRACTS.put("evidence-map.json", "evidence-map");
        CONTRACTS.put("artifacts.json", "artifacts");
        CONTRACTS.put("plan.json", "plan");
        CONTRACTS.put("realm.json", "realm");
        CONTRACTS.put("scores.json", "scores");
    }

    @Option(names = "--bundle", paramLabel = "DIR", description = "The bundle (default: .wesley).")
    private String bundle = Project.FOLDER;

    @Option(names = "--schemas", paramLabel = "DIR", description = "JSON Schemas (default: those of this distribution).")
    private @Nullable String schemas;

    private final List<Diagnostic> problems = new ArrayList<>();

    ValidateBundleCommand(Session session) {
        super(session);
    }

    @Override
    List<ExitCode> failures() {
        return List.of(ExitCode.INPUT, ExitCode.REFUSED);
    }

    @Override
    Answer answer() {
        Path folder = session().surroundings().path(bundle);
        if (!Files.isDirectory(folder)) {
            throw Failure.of(ExitCode.INPUT, Code.FILE_NOT_FOUND, "there is no bundle " + bundle, "wesley transform --emit-bundle");
        }
        Contracts contracts = new Contracts(Optional.ofNullable(schemas).map(session().surroundings()::path));
        List<String> checked = new ArrayList<>();
        CONTRACTS.forEach((file, contract) -> {
            if (Files.exists(folder.resolve(file))) {
                document(contracts, contract, file, TextFile.read(folder.resolve(file)));
                checked.add(file);
            } else if (REQUIRED.contains(file)) {
                problem(file + " is missing from the bundle", "wesley transform --emit-bundle");
            }
        });
        if (checked.contains("artifacts.json") && problems.isEmpty()) {
            artifacts(TextFile.read(folder.resolve("artifacts.json")));
        }
        if (checked.contains("scores.json") && problems.isEmpty()) {
            thresholds(TextFile.read(folder.resolve("scores.json")));
        }
        if (!problems.isEmpty()) {
            throw Failure.of(ExitCode.REFUSED, problems);
        }
        ObjectNode json = Json.object();
        json.put("bundle", bundle);
        ArrayNode files = json.putArray("checked");
        checked.forEach(files::add);
        return Answer.of("✅ The bundle is valid — " + Words.count(checked.size(), "document") + " checked: " + String.join(", ", checked), json);
    }

    private void document(Contracts contracts, String contract, String file, String text) {
        try {
            contracts.violations(contract, text).forEach(v -> problem(file + " breaks its contract at " + v, "making it again, not editing it"));
        } catch (IllegalArgumentException e) {
            problem(file + " is " + e.getMessage(), "making it again, not editing it");
        }
    }

    private void artifacts(String text) {
        ArtifactManifest manifest = EvidenceJson.readManifest(text);
        manifest.files().forEach((name, sha) -> {
            Path file = session().surroundings().path(name);
            if (!Files.exists(file)) {
                problem("the artifact " + name + " is missing", "wesley transform");
            } else if (!Sha256.of(TextFile.bytes(file)).equals(sha)) {
                problem("the artifact " + name + " is not the one that was generated", "wesley transform, or undoing the edit");
            }
        });
    }

    private void thresholds(String text) {
        JsonNode missed = Json.read(text).path("readiness").path("missed");
        missed.forEach(m -> problem(m.asString(), "more coverage or a smaller change; .wesley/scores.json lists every part"));
    }

    private void problem(String message, String help) {
        problems.add(Diagnostic.error(new Code("BUNDLE_INVALID"), message, help));
    }
}
