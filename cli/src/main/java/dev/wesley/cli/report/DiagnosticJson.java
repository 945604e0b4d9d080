package dev.wesley.cli.report;

import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.json.Json;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A diagnostic as a program reads it.
final class DiagnosticJson {
    private DiagnosticJson() {}

    static ArrayNode write(List<Diagnostic> diagnostics) {
        ArrayNode all = Json.array();
        diagnostics.forEach(d -> all.add(write(d)));
        return all;
    }

    private static ObjectNode write(Diagnostic diagnostic) {
        ObjectNode node = Json.object();
        node.put("code", diagnostic.code().value());
        node.put("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT));
        node.put("message", diagnostic.message());
        diagnostic.span().ifPresent(span -> {
            node.put("file", span.file());
            node.put("line", span.line());
            node.put("column", span.column());
            node.put("length", span.length());
            node.put("text", span.text());
        });
        if (!diagnostic.label().isEmpty()) {
            node.put("label", diagnostic.label());
        }
        if (!diagnostic.help().isEmpty()) {
            node.put("hint", diagnostic.help());
        }
        return node;
    }
}
