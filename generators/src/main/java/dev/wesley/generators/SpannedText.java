package dev.wesley.generators;

import dev.wesley.engine.evidence.ArtifactKind;
import dev.wesley.engine.evidence.ElementSpan;
import dev.wesley.engine.evidence.GeneratedFile;
import java.util.ArrayList;
import java.util.List;

/// A text that grows line by line and remembers which lines realise which element.
public final class SpannedText {
    private final StringBuilder text = new StringBuilder();
    private final List<ElementSpan> spans = new ArrayList<>();
    private int next = 1;

    /// Appends lines; `lines` may hold line feeds, its end is a line end.
    public SpannedText line(String lines) {
        text.append(lines).append('\n');
        next += 1 + (int) lines.chars().filter(c -> c == '\n').count();
        return this;
    }

    public SpannedText blank() {
        return line("");
    }

    /// The number of the line that comes next, from 1.
    public int next() {
        return next;
    }

    /// Says what the lines from `firstLine` up to here realise.
    public SpannedText realises(String uid, ArtifactKind kind, String aspect, String element, int firstLine) {
        spans.add(new ElementSpan(uid, kind, aspect, element, firstLine, next - 1));
        return this;
    }

    public GeneratedFile file(String name) {
        return new GeneratedFile(name, text.toString(), spans);
    }
}
