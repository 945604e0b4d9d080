package dev.wesley.engine.json;

import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Severity;
import dev.wesley.engine.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A [Diagnostic] as machines read it; `schemas/diagnostic.schema.json`.
public final class DiagnosticJson {
    private DiagnosticJson() {}

    public static ObjectNode write(Diagnostic diagnostic) {
        ObjectNode node = Json.object();
        node.put("code", diagnostic.code().value());
        node.put("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT));
        node.put("message", diagnostic.message());
        diagnostic.span().ifPresent(span -> node.putObject("span")
                .put("file", span.file())
                .put("line", span.line())
                .put("column", span.column())
                .put("length", span.length())
                .put("text", span.text()));
        if (!diagnostic.label().isEmpty()) {
            node.put("label", diagnostic.label());
        }
        if (!diagnostic.help().isEmpty()) {
            node.put("help", diagnostic.help());
        }
        return node;
    }

    /// What [#write(List)] wrote.
    ///
    /// @throws IllegalArgumentException if it is something else
    public static List<Diagnostic> read(String json) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (JsonNode node : Json.read(json)) {
            JsonNode place = node.path("span");
            Optional<Span> span = place.isObject()
                    ? Optional.of(new Span(place.path("file").asString(), place.path("line").asInt(), place.path("column").asInt(),
                            place.path("length").asInt(), place.path("text").asString()))
                    : Optional.empty();
            diagnostics.add(new Diagnostic(new Code(node.path("code").asString()), Severity.valueOf(node.path("severity").asString().toUpperCase(Locale.ROOT)),
                    node.path("message").asString(), span, node.path("label").asString(""), node.path("help").asString("")));
        }
        return List.copyOf(diagnostics);
    }

    public static ArrayNode write(List<Diagnostic> diagnostics) {
        ArrayNode array = Json.array();
        diagnostics.forEach(d -> array.add(write(d)));
        return array;
    }
}
