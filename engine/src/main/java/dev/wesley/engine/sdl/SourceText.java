package dev.wesley.engine.sdl;

import dev.wesley.engine.diagnostic.Span;
import graphql.language.Node;
import graphql.language.SourceLocation;
import java.util.Arrays;
import java.util.OptionalInt;

/// The text of one file, without byte order mark and NUL, with LF line ends, and the places in it.
///
/// It has a small lexer of its own, because a syntax tree tells where a node begins, but not where a name stands or where anything ends.
final class SourceText {
    /// More brackets inside each other than any schema needs; the parser would overflow its stack on thousands.
    static final int MAX_DEPTH = 64;

    private final String file;
    private final String text;
    private final int[] lineStarts;

    private SourceText(String file, String text) {
        this.file = file;
        this.text = text;
        this.lineStarts = lineStarts(text);
    }

    static SourceText of(SourceFile source) {
        String text = source.text();
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        return new SourceText(source.name(), text.replace("\0", "").replace("\r\n", "\n").replace('\r', '\n'));
    }

    String file() {
        return file;
    }

    String text() {
        return text;
    }

    /// Whether it holds nothing but white space, commas and comments.
    boolean blank() {
        return skipIgnored(0) >= text.length();
    }

    /// Where brackets are nested deeper than [#MAX_DEPTH].
    OptionalInt tooDeep() {
        int depth = 0;
        for (int at = skipIgnored(0); at < text.length(); at = skipIgnored(tokenEnd(at))) {
            switch (text.charAt(at)) {
                case '(', '[', '{' -> {
                    if (++depth > MAX_DEPTH) {
                        return OptionalInt.of(at);
                    }
                }
                case ')', ']', '}' -> depth--;
                default -> {
                    // part of no bracket
                }
            }
        }
        return OptionalInt.empty();
    }

    /// The token that a node begins with.
    Span token(Node<?> node) {
        return token(location(node));
    }

    /// The token that begins at a place of the parser.
    Span token(SourceLocation location) {
        int start = offset(location);
        return span(start, tokenEnd(start));
    }

    /// A directive with its name: `@wes_fk`.
    Span directive(Node<?> node) {
        int start = offset(location(node));
        return span(start, tokenEnd(skipIgnored(start + 1)));
    }

    /// The name that a node declares.
    ///
    /// @param node begins with its description if it has one
    /// @param keywords how many words stand before the name: `type A` has one, `extend type A` two
    Span declaredName(Node<?> node, int keywords) {
        int at = skipIgnored(offset(location(node)));
        while (at < text.length() && text.charAt(at) == '"') {
            at = skipIgnored(tokenEnd(at));
        }
        for (int i = 0; i < keywords; i++) {
            at = skipIgnored(tokenEnd(at));
        }
        return span(at, tokenEnd(at));
    }

    Span at(int offset) {
        return span(offset, tokenEnd(offset));
    }

    /// The first place of the file.
    Span start() {
        return span(0, 1);
    }

    private Span span(int from, int to) {
        int start = Math.clamp(from, 0, text.length());
        int found = Arrays.binarySearch(lineStarts, start);
        int line = found >= 0 ? found : -found - 2;
        int lineStart = lineStarts[line];
        int lineEnd = line + 1 < lineStarts.length ? lineStarts[line + 1] - 1 : text.length();
        int end = Math.clamp(to, start, Math.max(start, lineEnd));
        int column = text.codePointCount(lineStart, start) + 1;
        return new Span(file, line + 1, column, Math.max(1, text.codePointCount(start, end)), text.substring(lineStart, lineEnd));
    }

    private static SourceLocation location(Node<?> node) {
        SourceLocation location = node.getSourceLocation();
        if (location == null) {
            throw new IllegalStateException("the parser was asked for places, but gave none for " + node);
        }
        return location;
    }

    private int offset(SourceLocation location) {
        int line = Math.clamp(location.getLine() - 1, 0, lineStarts.length - 1);
        int lineStart = lineStarts[line];
        int lineEnd = line + 1 < lineStarts.length ? lineStarts[line + 1] - 1 : text.length();
        int codePoints = Math.clamp(location.getColumn() - 1, 0, text.codePointCount(lineStart, lineEnd));
        return text.offsetByCodePoints(lineStart, codePoints);
    }

    private int skipIgnored(int from) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                while (at < text.length() && text.charAt(at) != '\n') {
                    at++;
                }
            } else if (c == ' ' || c == '\t' || c == '\n' || c == ',' || c == '\uFEFF') {
                at++;
            } else {
                return at;
            }
        }
        return text.length();
    }

    /// Where the token that starts at a place ends; at least one further.
    private int tokenEnd(int start) {
        if (start >= text.length()) {
            return start;
        }
        char c = text.charAt(start);
        if (text.startsWith("\"\"\"", start)) {
            int at = start + 3;
            while (at < text.length()) {
                if (text.startsWith("\\\"\"\"", at)) {
                    at += 4;
                } else if (text.startsWith("\"\"\"", at)) {
                    return at + 3;
                } else {
                    at++;
                }
            }
            return text.length();
        }
        if (c == '"') {
            int at = start + 1;
            while (at < text.length() && text.charAt(at) != '\n') {
                if (text.charAt(at) == '"') {
                    return at + 1;
                }
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            return Math.min(at, text.length());
        }
        if (c == '.' && text.startsWith("...", start)) {
            return start + 3;
        }
        if (!word(c) && c != '-') {
            return start + Character.charCount(text.codePointAt(start));
        }
        int at = start + 1;
        boolean number = c == '-' || (c >= '0' && c <= '9');
        while (at < text.length() && (word(text.charAt(at)) || (number && (text.charAt(at) == '.' || text.charAt(at) == '+' || text.charAt(at) == '-')))) {
            at++;
        }
        return at;
    }

    private static boolean word(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[(int) text.chars().filter(c -> c == '\n').count() + 1];
        int line = 1;
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            starts[line++] = i + 1;
        }
        return starts;
    }
}
