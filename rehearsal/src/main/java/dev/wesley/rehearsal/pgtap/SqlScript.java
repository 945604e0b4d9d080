package dev.wesley.rehearsal.pgtap;

import java.util.ArrayList;
import java.util.List;

/// Divides SQL text into statements at the semicolons that are outside quotes, dollar quotes and comments (manual, section 4.1).
public final class SqlScript {
    private final String text;
    private int at;

    private SqlScript(String text) {
        this.text = text;
    }

    /// The statements without their semicolons; empty ones are left out.
    public static List<String> statements(String text) {
        return new SqlScript(text).split();
    }

    private List<String> split() {
        List<String> statements = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        while (at < text.length()) {
            int start = at;
            char c = text.charAt(at);
            if (text.startsWith("--", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end + 1;
                current.append('\n');
            } else if (text.startsWith("/*", at)) {
                skipComment();
                current.append(' ');
            } else if (c == '\'') {
                skipQuoted('\'', escapes(start));
                current.append(text, start, at);
            } else if (c == '"') {
                skipQuoted('"', false);
                current.append(text, start, at);
            } else if (c == '$' && !insideName(start) && skipDollarQuoted()) {
                current.append(text, start, at);
            } else if (c == ';') {
                at++;
                add(statements, current);
            } else {
                at++;
                current.append(c);
            }
        }
        add(statements, current);
        return statements;
    }

    private static void add(List<String> statements, StringBuilder current) {
        String statement = current.toString().strip();
        if (!statement.isEmpty()) {
            statements.add(statement);
        }
        current.setLength(0);
    }

    private void skipComment() {
        int depth = 0;
        do {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < text.length());
    }

    /// A doubled quote ends one part and begins the next: the same to us.
    private void skipQuoted(char quote, boolean escapes) {
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            at += escapes && text.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, text.length());
    }

    private boolean skipDollarQuoted() {
        int tagEnd = at + 1;
        while (tagEnd < text.length() && (Character.isLetterOrDigit(text.charAt(tagEnd)) || text.charAt(tagEnd) == '_')) {
            tagEnd++;
        }
        if (tagEnd >= text.length() || text.charAt(tagEnd) != '$' || Character.isDigit(text.charAt(at + 1))) {
            return false;
        }
        String tag = text.substring(at, tagEnd + 1);
        int end = text.indexOf(tag, tagEnd + 1);
        at = end < 0 ? text.length() : end + tag.length();
        return true;
    }

    private boolean escapes(int quote) {
        return quote > 0 && (text.charAt(quote - 1) == 'E' || text.charAt(quote - 1) == 'e') && !insideName(quote - 1);
    }

    private boolean insideName(int position) {
        return position > 0 && (Character.isLetterOrDigit(text.charAt(position - 1)) || text.charAt(position - 1) == '_');
    }
}
