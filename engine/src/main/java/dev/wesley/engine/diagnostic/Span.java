package dev.wesley.engine.diagnostic;

/// A place in a source text.
///
/// @param file as the user named it; `<stdin>` for standard input
/// @param line from 1
/// @param column from 1, in code points
/// @param length code points to underline, at least 1
/// @param text the whole source line, without its line end
public record Span(String file, int line, int column, int length, String text) implements Comparable<Span> {
    public Span {
        if (line < 1 || column < 1 || length < 1) {
            throw new IllegalArgumentException("a span counts from 1: " + line + ":" + column + "+" + length);
        }
    }

    @Override
    public int compareTo(Span other) {
        int byFile = file.compareTo(other.file);
        if (byFile != 0) {
            return byFile;
        }
        int byLine = Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
