package dev.wesley.generators.postgres;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The quoted and unquoted stretches of an SQL expression that has been scanned before: every quote is closed, there is no comment
/// (manual section 4.1).
final class SqlTokens {
    /// In order: a dollar-quoted text, a text with backslash escapes, a plain text, a quoted name, a word, anything else.
    private static final Pattern TOKEN = Pattern.compile(
            "(?<dollar>\\$(?<tag>[\\p{L}\\p{N}_]*)\\$(?<dollarBody>.*?)\\$\\k<tag>\\$)"
                    + "|[eE]'(?<escapedBody>[^'\\\\]*+(?:(?:\\\\.|'')[^'\\\\]*+)*+)'"
                    + "|'(?<plainBody>[^']*+(?:''[^']*+)*+)'"
                    + "|(?<name>\"[^\"]*+(?:\"\"[^\"]*+)*+\")"
                    + "|(?<word>[\\p{L}_][\\p{L}\\p{N}_$]*+)"
                    + "|(?<other>.)",
            Pattern.DOTALL);

    private static final Pattern ESCAPE_OR_RETURN = Pattern.compile("\\\\(.)|\r", Pattern.DOTALL);

    private SqlTokens() {}

    /// The same expression without carriage returns: in texts they are escaped, elsewhere they are white space.
    static String onUnixLines(String sql) {
        if (sql.indexOf('\r') < 0) {
            return sql;
        }
        StringBuilder out = new StringBuilder();
        Matcher token = TOKEN.matcher(sql);
        while (token.find()) {
            String text = token.group();
            if (text.indexOf('\r') < 0) {
                out.append(text);
            } else if (token.group("dollar") != null) {
                out.append(escapeString(token.group("dollarBody")));
            } else if (token.group("escapedBody") != null) {
                out.append(ESCAPE_OR_RETURN.matcher(text).replaceAll(
                        m -> Matcher.quoteReplacement(m.group(1) == null || m.group(1).equals("\r") ? "\\r" : m.group())));
            } else if (token.group("plainBody") != null) {
                out.append(escapeString(token.group("plainBody").replace("''", "'")));
            } else if (token.group("name") != null) {
                throw new UnspellableException("the name " + text.replace("\r", "\\r") + " holds a carriage return");
            } else {
                out.append(' ');
            }
        }
        return out.toString();
    }

    /// The same expression for a JDBC statement with parameters: operators such as `?|` become `??|`.
    static String doubleQuestionMarks(String sql) {
        StringBuilder out = new StringBuilder();
        Matcher token = TOKEN.matcher(sql);
        while (token.find()) {
            out.append("?".equals(token.group("other")) ? "??" : token.group());
        }
        return out.toString();
    }

    /// `E'…'`, with every backslash, quote and control character escaped.
    static String escapeString(String value) {
        StringBuilder out = new StringBuilder("E'");
        for (char c : value.toCharArray()) {
            switch (c) {
                case '\'' -> out.append("''");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (Character.isISOControl(c)) {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('\'').toString();
    }
}
