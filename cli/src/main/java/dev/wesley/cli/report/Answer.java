package dev.wesley.cli.report;

import dev.wesley.engine.diagnostic.Diagnostic;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What a command that succeeded has to say, for people and for programs.
///
/// @param text lines for stdout
/// @param json the command's own keys, in order
/// @param warnings said on stderr, or in the JSON as `diagnostics`
public record Answer(List<String> text, ObjectNode json, List<Diagnostic> warnings) {
    public Answer {
        text = List.copyOf(text);
        warnings = List.copyOf(warnings);
    }

    public static Answer of(List<String> text, ObjectNode json) {
        return new Answer(text, json, List.of());
    }

    public static Answer of(String line, ObjectNode json) {
        return of(List.of(line), json);
    }

    public Answer warning(List<Diagnostic> more) {
        return new Answer(text, json, more);
    }
}
