package dev.wesley.cli.command;

import dev.wesley.cli.project.Project;
import dev.wesley.cli.project.TextFile;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.evidence.Scores;
import dev.wesley.engine.ir.ApiSchema;
import dev.wesley.engine.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The rest of the evidence bundle in `.wesley/`: the schema as it was read, the scores, the history. The snapshot belongs to it, but
/// only what deploys may write it.
///
/// @param files what the bundle now holds
record EvidenceBundle(List<String> files) {
    private static final String VERSION = "2.0.0";

    static EvidenceBundle write(Session session, Compilation compilation, Optional<String> commit) {
        Project project = session.project();
        TextFile.update(project.astFile(), Json.pretty(ast(compilation.compiled().api())));
        Optional<Scores> scores = Scoring.refresh(session);
        history(session, compilation, commit, scores);
        List<String> files = Stream.of(project.astFile(), project.irFile(), project.evidenceMapFile(), project.artifactsFile(), project.snapshotFile(),
                        project.planFile(), project.realmFile(), project.scoresFile(), project.historyFile())
                .filter(Files::exists)
                .map(Path::getFileName)
                .map(Path::toString)
                .toList();
        return new EvidenceBundle(files);
    }

    ObjectNode json() {
        ObjectNode node = Json.object().put("bundleVersion", VERSION).put("folder", Project.FOLDER);
        ArrayNode array = node.putArray("files");
        files.forEach(array::add);
        return node;
    }

    String text() {
        return "  evidence bundle: " + String.join(", ", files);
    }

    /// One entry for each state of schema, commit and scores; the same state twice in a row is one entry.
    private static void history(Session session, Compilation compilation, Optional<String> commit, Optional<Scores> scores) {
        Project project = session.project();
        ArrayNode entries = Json.array();
        TextFile.readIfPresent(project.historyFile()).ifPresent(text -> {
            try {
                Json.read(text).path("entries").forEach(entries::add);
            } catch (IllegalArgumentException e) {
                throw Failure.of(ExitCode.INPUT, "INVALID_EVIDENCE", project.shown(project.historyFile()) + " is " + e.getMessage(), "removing it").causedBy(e);
            }
        });
        ObjectNode state = Json.object();
        state.put("schema", compilation.hash());
        commit.ifPresent(c -> state.put("commit", c));
        scores.ifPresent(s -> state.putObject("scores")
                .put("scs", s.schemaCoverage()).put("mri", s.migrationRisk()).put("tci", s.testCoverage()));
        if (!entries.isEmpty() && same(entries.get(entries.size() - 1), state)) {
            return;
        }
        ObjectNode entry = Json.object();
        entry.put("timestamp", session.surroundings().artifactClock().instant().truncatedTo(ChronoUnit.SECONDS).toString());
        entry.setAll(state);
        entries.add(entry);
        ObjectNode root = Json.object().put("bundleVersion", VERSION);
        root.set("entries", entries);
        TextFile.update(project.historyFile(), Json.pretty(root));
    }

    private static boolean same(JsonNode last, ObjectNode state) {
        ObjectNode undated = Json.object();
        last.properties().stream().filter(e -> !e.getKey().equals("timestamp")).forEach(e -> undated.set(e.getKey(), e.getValue()));
        return Json.sha256(undated).equals(Json.sha256(state));
    }

    /// The types, inputs and enums in the order and spelling of the SDL.
    private static ObjectNode ast(ApiSchema api) {
        ObjectNode root = Json.object();
        ArrayNode types = root.putArray("types");
        for (ApiSchema.Type type : api.types()) {
            ObjectNode node = types.addObject().put("name", type.name());
            type.table().ifPresent(t -> node.put("table", t.toString()));
            type.description().ifPresent(d -> node.put("description", d));
            fields(node.putArray("fields"), type.fields());
        }
        ArrayNode inputs = root.putArray("inputs");
        for (ApiSchema.Input input : api.inputs()) {
            ObjectNode node = inputs.addObject().put("name", input.name()).put("oneOf", input.oneOf());
            input.description().ifPresent(d -> node.put("description", d));
            fields(node.putArray("fields"), input.fields());
        }
        ArrayNode enums = root.putArray("enums");
        for (ApiSchema.Enum type : api.enums()) {
            ObjectNode node = enums.addObject().put("name", type.name()).put("type", type.type().toString());
            type.description().ifPresent(d -> node.put("description", d));
            ArrayNode values = node.putArray("values");
            type.values().forEach(v -> values.add(v.name()));
        }
        return root;
    }

    private static void fields(ArrayNode array, List<ApiSchema.Field> fields) {
        for (ApiSchema.Field field : fields) {
            ObjectNode node = array.addObject().put("name", field.name()).put("type", field.type()).put("nonNull", field.nonNull())
                    .put("list", field.list()).put("itemsNonNull", field.itemsNonNull());
            field.column().ifPresent(c -> node.put("column", c));
            field.description().ifPresent(d -> node.put("description", d));
        }
    }
}
