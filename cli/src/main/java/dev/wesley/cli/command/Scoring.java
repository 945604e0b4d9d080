package dev.wesley.cli.command;

import dev.wesley.cli.project.Project;
import dev.wesley.cli.project.Surroundings;
import dev.wesley.cli.project.TextFile;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.evidence.EvidenceMap;
import dev.wesley.engine.evidence.RehearsalReport;
import dev.wesley.engine.evidence.ScoreInput;
import dev.wesley.engine.evidence.Scores;
import dev.wesley.engine.evidence.Weights;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.json.EvidenceJson;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.json.PlanJson;
import dev.wesley.engine.json.RealmJson;
import dev.wesley.engine.json.SchemaHash;
import dev.wesley.engine.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The scores of what is in `.wesley/`. They are computed again whenever a part of the evidence changes, and vanish when its parts no
/// longer belong together: scores of another plan are worse than none.
final class Scoring {
    private Scoring() {}

    /// Writes `scores.json`, or removes it.
    static Optional<Scores> refresh(Session session) {
        Project project = session.project();
        Optional<Scores> scores = compute(session, project);
        if (scores.isEmpty()) {
            try {
                Files.deleteIfExists(project.scoresFile());
            } catch (IOException e) {
                throw Failure.of(ExitCode.INPUT, "EWRITE", "cannot remove the outdated " + project.shown(project.scoresFile()), "its permissions")
                        .causedBy(e);
            }
        }
        return scores;
    }

    private static Optional<Scores> compute(Session session, Project project) {
        Optional<String> ir = TextFile.readIfPresent(project.irFile());
        Optional<String> map = TextFile.readIfPresent(project.evidenceMapFile());
        Optional<String> document = TextFile.readIfPresent(project.planFile());
        if (ir.isEmpty() || map.isEmpty() || document.isEmpty()) {
            return Optional.empty();
        }
        try {
            Schema schema = Project.schema(project.shown(project.irFile()), ir.get(), "wesley transform");
            EvidenceMap evidence = EvidenceJson.readMap(map.get());
            Plan plan = PlanJson.read(document.get()).plan();
            if (!plan.toSchema().equals(SchemaHash.of(schema))) {
                return Optional.empty();
            }
            String planSha256 = Json.sha256(Json.read(document.get()));
            Optional<RehearsalReport> rehearsal = TextFile.readIfPresent(project.realmFile()).map(RealmJson::read)
                    .filter(report -> report.planSha256().equals(planSha256));
            Scores scores = Scores.of(new ScoreInput(schema, evidence, plan, planSha256, rehearsal, weights(session)));
            TextFile.update(project.scoresFile(), Json.pretty(EvidenceJson.write(scores, evidence.commit(), planSha256)));
            return Optional.of(scores);
        } catch (IllegalArgumentException e) {
            throw Failure.of(ExitCode.INPUT, "INVALID_EVIDENCE", "the evidence in " + Project.FOLDER + " cannot be read: " + e.getMessage(),
                    "wesley transform, plan and rehearse again").causedBy(e);
        }
    }

    /// From `WESLEY_HOLMES_WEIGHTS` (JSON) or the file that `WESLEY_HOLMES_WEIGHT_FILE` names, which are kept in `.wesley/weights.json`,
    /// because whoever verifies must compute with the same ones; else from that file, else the standard ones.
    private static Weights weights(Session session) {
        Surroundings surroundings = session.surroundings();
        Path file = session.project().weightsFile();
        surroundings.variable("WESLEY_HOLMES_WEIGHTS")
                .or(() -> surroundings.variable("WESLEY_HOLMES_WEIGHT_FILE").map(name -> TextFile.read(surroundings.path(name))))
                .ifPresent(text -> TextFile.update(file, text));
        return TextFile.readIfPresent(file).map(EvidenceJson::readWeights).orElse(Weights.STANDARD);
    }
}
