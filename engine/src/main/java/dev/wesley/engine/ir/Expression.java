package dev.wesley.engine.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/// One SQL expression, checked to be a single one: quotes closed, parentheses balanced and never below zero, no comment, no top-level
/// semicolon or comma. That rules out a second statement (`1); DROP TABLE x; SELECT (1`); whether it has a meaning only a server can say.
///
/// @param sql the text, trimmed
/// @param calls lower-case names of the functions it calls, sorted, plus keyword values such as `current_timestamp`
public record Expression(String sql, List<String> calls) implements Comparable<Expression> {

    private static final java.util.Set<String> KEYWORD_CALLS = java.util.Set.of(
            "current_timestamp", "current_date", "current_time", "localtimestamp", "localtime", "current_user", "session_user",
            "current_role", "user", "current_schema", "current_catalog");

    /// Words that may stand before a parenthesis without being a function.
    private static final java.util.Set<String> NOT_CALLS = java.util.Set.of(
            "in", "and", "or", "not", "any", "all", "some", "exists", "case", "when", "then", "else", "between", "like", "ilike",
            "is", "array", "row", "values", "select", "from", "where", "on", "using", "over", "filter", "as", "cast", "similar", "to",
            "varchar", "char", "character", "varying", "numeric", "decimal", "bit", "timestamp", "timestamptz", "time", "timetz", "interval");

    /// Words of statements, which no expression needs outside a string or a quoted name.
    private static final java.util.Set<String> STATEMENT_WORDS = java.util.Set.of(
            "drop", "alter", "create", "insert", "update", "delete", "truncate", "grant", "revoke", "copy", "call", "execute", "vacuum",
            "begin", "commit", "rollback", "into", "returning");

    private static final java.util.regex.Pattern WORD = java.util.regex.Pattern.compile(
            "\"((?:[^\"]|\"\")*)\"|'(?:[^']|'')*'|([\\p{L}_][\\p{L}\\p{N}_$]*)");

    private static final java.util.regex.Pattern NEXTVAL = java.util.regex.Pattern.compile(
            "\\bnextval\\s*\\(\\s*'((?:[^']|'')*)'", java.util.regex.Pattern.CASE_INSENSITIVE);

    public Expression {
        calls = List.copyOf(calls);
    }

    /// Scans a text.
    ///
    /// @throws IllegalExpressionException naming what is wrong and where
    public static Expression of(String text) {
        return new Scanner(text.strip()).scan();
    }

    /// A text literal, with every quote doubled.
    public static Expression literal(String value) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalExpressionException("a text value holds a NUL character, which Postgres cannot store", value.indexOf('\0'));
        }
        return new Expression("'" + value.replace("'", "''") + "'", List.of());
    }

    /// The names in it as Postgres reads them, sorted: unquoted ones in lower case, keywords among them, nothing from string literals. Every
    /// column that it reads is one of them.
    public List<String> words() {
        TreeSet<String> words = new TreeSet<>();
        java.util.regex.Matcher matcher = WORD.matcher(sql);
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                words.add(matcher.group(1).replace("\"\"", "\""));
            } else if (matcher.group(2) != null) {
                words.add(matcher.group(2).toLowerCase(Locale.ROOT));
            }
        }
        return List.copyOf(words);
    }

    /// The sequence that it takes a value from (`nextval('public.ids')`), if it names one.
    public Optional<QualifiedName> sequence() {
        java.util.regex.Matcher call = NEXTVAL.matcher(sql);
        if (!call.find()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        java.util.regex.Matcher matcher = WORD.matcher(call.group(1).replace("''", "'"));
        while (matcher.find()) {
            names.add(matcher.group(1) != null ? matcher.group(1).replace("\"\"", "\"") : matcher.group(2).toLowerCase(Locale.ROOT));
        }
        return switch (names.size()) {
            case 1 -> Optional.of(QualifiedName.of(names.getFirst()));
            case 2 -> Optional.of(new QualifiedName(names.getFirst(), names.getLast()));
            default -> Optional.empty();
        };
    }

    @Override
    public int compareTo(Expression other) {
        return sql.compareTo(other.sql);
    }

    @Override
    public String toString() {
        return sql;
    }

    /// A text is not one SQL expression.
    public static final class IllegalExpressionException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;
        private final int offset;

        IllegalExpressionException(String message, int offset) {
            super(message);
            this.offset = offset;
        }

        /// Where, in UTF-16 units from 0.
        public int offset() {
            return offset;
        }
    }

    private static final class Scanner {
        private final String s;
        private int i;
        private final java.util.ArrayDeque<Character> open = new java.util.ArrayDeque<>();
        private final TreeSet<String> calls = new TreeSet<>();

        Scanner(String s) {
            this.s = s;
        }

        Expression scan() {
            if (s.isEmpty()) {
                throw new IllegalExpressionException("the expression is empty", 0);
            }
            while (i < s.length()) {
                char c = s.charAt(i);
                switch (c) {
                    case '\'' -> quoted('\'', i > 0 && (s.charAt(i - 1) == 'e' || s.charAt(i - 1) == 'E') && !wordBefore(i - 1));
                    case '"' -> quoted('"', false);
                    case '$' -> dollar();
                    case '(', '[', '{' -> {
                        open.push(c);
                        i++;
                    }
                    case ')', ']', '}' -> close(c);
                    case ';' -> throw new IllegalExpressionException("a semicolon would start a second statement", i);
                    case '\\' -> throw new IllegalExpressionException("a backslash stands outside a string", i);
                    case '-' -> comment('-', "--");
                    case '/' -> comment('*', "/*");
                    case ',' -> {
                        if (open.isEmpty()) {
                            throw new IllegalExpressionException("a comma outside parentheses makes two expressions", i);
                        }
                        i++;
                    }
                    default -> {
                        if (Character.isLetter(c) || c == '_') {
                            word();
                        } else if (Character.isISOControl(c) && !Character.isWhitespace(c)) {
                            throw new IllegalExpressionException("a control character stands in the expression", i);
                        } else {
                            i++;
                        }
                    }
                }
            }
            if (!open.isEmpty()) {
                throw new IllegalExpressionException("'" + open.peek() + "' is never closed", s.length() - 1);
            }
            return new Expression(s, new ArrayList<>(calls));
        }

        private boolean wordBefore(int at) {
            return at > 0 && (Character.isLetterOrDigit(s.charAt(at - 1)) || s.charAt(at - 1) == '_');
        }

        private void quoted(char quote, boolean backslashes) {
            int start = i++;
            while (i < s.length()) {
                char c = s.charAt(i);
                if (backslashes && c == '\\') {
                    i += 2;
                } else if (c == '\0') {
                    throw new IllegalExpressionException("a NUL character stands in the expression", i);
                } else if (c == quote) {
                    if (i + 1 < s.length() && s.charAt(i + 1) == quote) {
                        i += 2;
                    } else {
                        i++;
                        return;
                    }
                } else {
                    i++;
                }
            }
            throw new IllegalExpressionException("the quote " + quote + " is never closed", start);
        }

        private void dollar() {
            int start = i;
            int end = i + 1;
            while (end < s.length() && (Character.isLetterOrDigit(s.charAt(end)) || s.charAt(end) == '_')) {
                end++;
            }
            if (end >= s.length() || s.charAt(end) != '$') {
                throw new IllegalExpressionException("a parameter or an open dollar quote stands in the expression", start);
            }
            String tag = s.substring(start, end + 1);
            int close = s.indexOf(tag, end + 1);
            if (close < 0) {
                throw new IllegalExpressionException("the quote " + tag + " is never closed", start);
            }
            i = close + tag.length();
        }

        private void close(char c) {
            char expected = switch (c) {
                case ')' -> '(';
                case ']' -> '[';
                default -> '{';
            };
            if (open.isEmpty() || open.pop() != expected) {
                throw new IllegalExpressionException("'" + c + "' closes nothing", i);
            }
            i++;
        }

        private void comment(char second, String name) {
            if (i + 1 < s.length() && s.charAt(i + 1) == second) {
                throw new IllegalExpressionException("a comment (" + name + ") stands in the expression", i);
            }
            i++;
        }

        private void word() {
            int start = i;
            while (i < s.length() && (Character.isLetterOrDigit(s.charAt(i)) || s.charAt(i) == '_' || s.charAt(i) == '$')) {
                i++;
            }
            String word = s.substring(start, i).toLowerCase(Locale.ROOT);
            if (STATEMENT_WORDS.contains(word)) {
                throw new IllegalExpressionException("'" + word + "' belongs to a statement, not to an expression", start);
            }
            int next = i;
            while (next < s.length() && Character.isWhitespace(s.charAt(next))) {
                next++;
            }
            boolean call = next < s.length() && s.charAt(next) == '(';
            if (KEYWORD_CALLS.contains(word) || (call && !NOT_CALLS.contains(word))) {
                calls.add(word);
            }
        }
    }
}
