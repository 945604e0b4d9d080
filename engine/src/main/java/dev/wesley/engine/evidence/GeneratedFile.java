package dev.wesley.engine.evidence;

import java.util.List;

/// A generated text: LF line ends, final line end, equal bytes for equal input.
///
/// @param name of the file, such as `schema.sql`
public record GeneratedFile(String name, String text, List<ElementSpan> spans) {
    public GeneratedFile {
        spans = List.copyOf(spans);
        if (text.indexOf('\r') >= 0 || !text.endsWith("\n")) {
            throw new IllegalArgumentException("generated text ends every line with LF: " + name);
        }
    }
}
