package dev.wesley.engine.json;

import dev.wesley.engine.diagnostic.Diagnostic;
import java.util.List;
import java.util.Locale;
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

    public static ArrayNode write(List<Diagnostic> diagnostics) {
        ArrayNode array = Json.array();
        diagnostics.forEach(d -> array.add(write(d)));
        return array;
    }
}
