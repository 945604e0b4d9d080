package dev.wesley.cli.project;

import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.json.IrJson;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.json.PlanJson;
import dev.wesley.engine.plan.SpelledPlan;
import java.nio.file.Path;
import java.util.Optional;

/// The folder `.wesley/` and what is in it. Who writes what: `transform` the evidence, `plan` the plan and its base, `rehearse` the
/// report, `deploy` and `snapshot` the snapshot that the next plan starts from; nothing else touches the snapshot.
public final class Project {
    public static final String FOLDER = ".wesley";

    private final Surroundings surroundings;

    public Project(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public Path folder() {
        return surroundings.directory().resolve(FOLDER);
    }

    /// The schema that is deployed.
    public Path snapshotFile() {
        return folder().resolve("snapshot.json");
    }

    /// The schema that the plan starts from.
    public Path baseFile() {
        return folder().resolve("base.ir.json");
    }

    public Path planFile() {
        return folder().resolve("plan.json");
    }

    /// The rehearsal's report.
    public Path realmFile() {
        return folder().resolve("realm.json");
    }

    public Path irFile() {
        return folder().resolve("schema.ir.json");
    }

    public Path astFile() {
        return folder().resolve("schema.ast.json");
    }

    public Path evidenceMapFile() {
        return folder().resolve("evidence-map.json");
    }

    public Path artifactsFile() {
        return folder().resolve("artifacts.json");
    }

    public Path scoresFile() {
        return folder().resolve("scores.json");
    }

    public Path historyFile() {
        return folder().resolve("history.json");
    }

    public Path weightsFile() {
        return folder().resolve("weights.json");
    }

    /// What can be made again at any time; not to be committed.
    public Path cache() {
        return folder().resolve("cache");
    }

    /// A path as messages show it: relative to the working folder where it lies below.
    public String shown(Path file) {
        Path directory = surroundings.directory();
        return (file.startsWith(directory) && !file.equals(directory) ? directory.relativize(file) : file).toString().replace('\\', '/');
    }

    /// What is deployed; empty if nothing was recorded yet.
    ///
    /// @throws Failure if the file is there and cannot be read as a schema
    public Optional<Schema> snapshot() {
        return schema(snapshotFile(), "wesley snapshot --schema <what is deployed>, or restoring the file");
    }

    /// What the plan starts from; empty if there is no plan.
    ///
    /// @throws Failure if the file is there and cannot be read
    public Optional<PlanBase> base() {
        return TextFile.readIfPresent(baseFile()).map(text -> {
            try {
                return PlanBase.read(text);
            } catch (IllegalArgumentException e) {
                throw Failure.of(ExitCode.INPUT, Code.INVALID_SNAPSHOT, shown(baseFile()) + " is not what a plan starts from: " + e.getMessage(), "wesley plan").causedBy(e);
            }
        });
    }

    public void writeSnapshot(Schema schema) {
        TextFile.write(snapshotFile(), Json.pretty(IrJson.write(schema)));
        TextFile.delete(snapshotServerFile());
    }

    /// A snapshot that was read from a server, whose expressions are in that server's spelling.
    public void writeSnapshot(Schema schema, int major) {
        TextFile.write(snapshotServerFile(), major + "\n");
        TextFile.write(snapshotFile(), Json.pretty(IrJson.write(schema)));
    }

    /// The major in whose spelling the snapshot is; empty if it is as somebody wrote it.
    public Optional<Integer> snapshotServer() {
        return TextFile.readIfPresent(snapshotServerFile()).map(String::strip).filter(t -> t.matches("[1-9][0-9]")).map(Integer::valueOf);
    }

    private Path snapshotServerFile() {
        return folder().resolve("snapshot.server");
    }

    /// Plan and base belong together: the base is written first, so that a plan never names a base that is not there.
    public void writePlan(PlanBase base, SpelledPlan plan) {
        TextFile.update(baseFile(), Json.pretty(base.write()));
        TextFile.update(planFile(), Json.pretty(PlanJson.write(plan)));
    }

    /// @throws Failure if it is there and is not a plan
    public Optional<SpelledPlan> plan() {
        return TextFile.readIfPresent(planFile()).map(text -> plan(shown(planFile()), text));
    }

    /// @param name for messages
    public static SpelledPlan plan(String name, String text) {
        try {
            return PlanJson.read(text);
        } catch (IllegalArgumentException e) {
            throw Failure.of(ExitCode.INPUT, "INVALID_PLAN", name + " is not a plan: " + e.getMessage(), "wesley plan").causedBy(e);
        }
    }

    private Optional<Schema> schema(Path file, String help) {
        return TextFile.readIfPresent(file).map(text -> schema(shown(file), text, help));
    }

    /// @param name for messages
    public static Schema schema(String name, String text, String help) {
        try {
            return IrJson.read(text);
        } catch (IllegalArgumentException e) {
            throw Failure.of(ExitCode.INPUT, Code.INVALID_SNAPSHOT, name + " is not a schema: " + e.getMessage(), help).causedBy(e);
        }
    }
}
