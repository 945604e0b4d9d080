package dev.wesley.cli.command;

import dev.wesley.cli.option.SchemaOptions;
import dev.wesley.cli.option.Target;
import dev.wesley.cli.project.Git;
import dev.wesley.cli.project.Project;
import dev.wesley.cli.project.TextFile;
import dev.wesley.cli.report.Answer;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.evidence.ArtifactManifest;
import dev.wesley.engine.evidence.EvidenceMap;
import dev.wesley.engine.evidence.GeneratedFile;
import dev.wesley.engine.json.EvidenceJson;
import dev.wesley.engine.json.IrJson;
import dev.wesley.engine.json.Json;
import dev.wesley.generators.wire.WireShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes everything that follows from the schema alone. It never touches the snapshot: what is deployed does not change by generating.
@CommandLine.Command(
        name = "transform",
        aliases = {"generate", "compile"},
        description = "Write SQL, TypeScript types, Zod validators and pgTAP tests for a schema.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  wesley transform --schema schema.graphql --target postgres,typescript,zod,pgtap --out out",
            "  wesley transform schema/ --emit-bundle",
            "  cat schema.graphql | wesley transform --stdin --target zod",
        })
final class TransformCommand extends Command {
    @Mixin
    private SchemaOptions schema = new SchemaOptions();

    @Option(names = "--target", split = ",", paramLabel = "TARGET",
            description = "One or more of ${COMPLETION-CANDIDATES} (default: all).")
    private List<Target> targets = List.of();

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for the artifacts (default: out).")
    private @Nullable String out;

    @Option(names = "--emit-bundle", description = "Also write the evidence bundle to .wesley/, see validate-bundle.")
    private boolean bundle;

    TransformCommand(Session session) {
        super(session);
    }

    @Override
    List<ExitCode> failures() {
        return List.of(ExitCode.INPUT, ExitCode.GENERATION);
    }

    @Override
    Answer answer() {
        Compilation compilation = Compilation.of(session(), schema);
        Project project = session().project();
        Path folder = session().surroundings().path(session().settings().output(Optional.ofNullable(out)));

        List<GeneratedFile> files = new ArrayList<>();
        EnumSet<Target> chosen = targets.isEmpty() ? EnumSet.allOf(Target.class) : EnumSet.copyOf(targets);
        List<Diagnostic> clashes = chosen.contains(Target.TYPESCRIPT) || chosen.contains(Target.ZOD) ? WireShape.clashes(compilation.compiled()) : List.of();
        if (!clashes.isEmpty()) {
            throw Failure.of(ExitCode.INPUT, clashes);
        }
        for (Target target : chosen) {
            files.add(generate(target, compilation, project.shown(folder)));
        }
        List<String> updated = new ArrayList<>();
        for (GeneratedFile file : files) {
            if (write(file)) {
                updated.add(file.name());
            }
        }
        ArtifactManifest manifest = ArtifactManifest.of(files);
        Optional<String> commit = new Git(session().surroundings().directory()).head(List.of(folder, project.folder())).map(Git.Commit::sha);
        TextFile.update(project.irFile(), Json.pretty(IrJson.write(compilation.schema())));
        TextFile.update(project.evidenceMapFile(), Json.pretty(EvidenceJson.write(EvidenceMap.of(commit, files))));
        TextFile.update(project.artifactsFile(), Json.pretty(EvidenceJson.write(manifest)));

        ObjectNode json = Json.object();
        json.put("updated", updated.size());
        ArrayNode artifacts = json.putArray("artifacts");
        manifest.files().forEach((name, sha) -> artifacts.addObject().put("file", name).put("sha256", sha).put("updated", updated.contains(name)));
        json.putObject("ir").put("file", project.shown(project.irFile())).put("hash", compilation.hash());
        json.put("evidenceMap", project.shown(project.evidenceMapFile()));
        List<String> text = new ArrayList<>();
        text.add(updated.isEmpty()
                ? "Homeostasis maintained — no artifacts changed."
                : "✨ Transform applied — " + Words.count(updated.size(), "artifact") + " updated (" + Compilation.shortName(compilation.hash()) + ")");
        updated.forEach(name -> text.add("  " + name));
        if (bundle) {
            EvidenceBundle written = EvidenceBundle.write(session(), compilation, commit);
            json.set("bundle", written.json());
            text.add(written.text());
        } else {
            Scoring.refresh(session());
        }
        return Answer.of(text, json).warning(compilation.warnings());
    }

    /// @return whether it differs from what was there
    private boolean write(GeneratedFile file) {
        try {
            return TextFile.update(session().surroundings().path(file.name()), file.text());
        } catch (Failure e) {
            throw Failure.of(ExitCode.GENERATION, e.diagnostics()).causedBy(e);
        }
    }

    /// The file is named as it lies in the working folder, so that evidence and certificate find it there.
    private static GeneratedFile generate(Target target, Compilation compilation, String folder) {
        GeneratedFile file;
        try {
            file = target.generate(compilation.compiled());
        } catch (RuntimeException e) {
            throw Failure.of(ExitCode.GENERATION, "GENERATION_FAILED", "the target " + target + " could not be generated: " + e.getMessage(),
                    "the other targets with --target, and report this one").causedBy(e);
        }
        return new GeneratedFile(folder.isEmpty() ? file.name() : folder + "/" + file.name(), file.text(), file.spans());
    }
}
