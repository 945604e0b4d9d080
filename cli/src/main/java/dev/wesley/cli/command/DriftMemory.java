package dev.wesley.cli.command;

import dev.wesley.cli.project.TextFile;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.json.SchemaHash;
import dev.wesley.rehearsal.catalog.CatalogStamp;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The last report on a database, which is still true as long as neither its catalogues nor what is expected of it have changed: asking a
/// database whether anything changed costs a fraction of reading it.
final class DriftMemory {
    /// Raise it when reports say anything otherwise than before.
    private static final int FORMAT = 1;

    private final Path file;
    private final String question;

    /// @param question everything but the database's own state that the answer depends on
    private DriftMemory(Path file, String question) {
        this.file = file;
        this.question = question;
    }

    static DriftMemory of(Session session, LiveDatabase database, Baseline expected, String options) {
        String transformed = TextFile.readIfPresent(session.project().irFile()).map(Json::sha256).orElse("");
        String question = Json.sha256(String.join("\n", String.valueOf(FORMAT), database.dsn().toString(), expected.described(), SchemaHash.of(expected.schema()),
                session.settings().ignoreRules().toString(), transformed, options));
        return new DriftMemory(session.project().cache().resolve("drift.json"), question);
    }

    Optional<DriftDocument> recall(CatalogStamp stamp) {
        return TextFile.readIfPresent(file).flatMap(text -> {
            try {
                JsonNode kept = Json.read(text);
                boolean same = kept.path("question").asString("").equals(question) && kept.path("stamp").asString("").equals(stamp.value());
                return same && kept.path("report") instanceof ObjectNode report ? Optional.of(new DriftDocument(report)) : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    void keep(CatalogStamp stamp, DriftDocument document) {
        ObjectNode json = Json.object();
        json.put("question", question);
        json.put("stamp", stamp.value());
        json.set("report", document.json());
        TextFile.write(file, Json.pretty(json));
    }
}
