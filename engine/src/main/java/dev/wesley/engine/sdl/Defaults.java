package dev.wesley.engine.sdl;

import dev.wesley.engine.diagnostic.Span;
import dev.wesley.engine.ir.EnumType;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `@wes_default`. A literal is checked against its column and quoted; nothing reaches the database that is not a literal of the
/// column's type or one parsed expression.
final class Defaults {
    private static final Pattern CALL = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*\\s*\\(.*\\)", Pattern.DOTALL);
    private static final Set<String> CALL_WORDS = Set.of("current_timestamp", "current_date", "current_time", "localtimestamp", "localtime",
            "current_user", "session_user", "current_role", "current_schema", "current_catalog");
    private static final Map<String, BigInteger> BITS = Map.of(
            "smallint", BigInteger.TWO.pow(15), "integer", BigInteger.TWO.pow(31), "bigint", BigInteger.TWO.pow(63));
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d{1,1000}(\\.\\d{0,1000})?|\\.\\d{1,1000})([eE][+-]?\\d{1,3})?");
    private static final Pattern MOMENT = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:[T ](\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,6})?)?)\\s?(Z|[+-]\\d{2}(?::?\\d{2})?)?)?");
    private static final Pattern TIME = Pattern.compile("(\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,6})?)?)(Z|[+-]\\d{2}(?::?\\d{2})?)?");
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]{2,45}(/\\d{1,3})?");
    private static final Pattern MAC = Pattern.compile("[0-9a-fA-F]{2}([:-]?[0-9a-fA-F]{2}){5}([:-]?[0-9a-fA-F]{2}){0,2}");
    private static final Pattern BYTES = Pattern.compile("\\\\x([0-9a-fA-F]{2})*");
    private static final int MAX_DIGITS = 1000;

    private final Complaints complaints;

    Defaults(Complaints complaints) {
        this.complaints = complaints;
    }

    /// @param labels the enum type of the column, if it has one
    Optional<Expression> read(Annotation annotation, SqlType type, Optional<EnumType> labels, String element) {
        Optional<Literal> value = annotation.literal("value");
        Optional<String> expr = annotation.text("expr");
        if (value.isPresent() == expr.isPresent()) {
            complaints.error(annotation.place(), "Invalid default expression of `" + element + "`: " + (value.isPresent() ? "`value` and `expr` are both given"
                    : "neither `value` nor `expr` is given"), value.isPresent() ? "two defaults" : "no default",
                    "write either value: with a literal or expr: with an SQL expression");
            return Optional.empty();
        }
        try {
            return Optional.of(expr.isPresent() ? Expression.of(expr.get()) : literal(value.orElseThrow(), type, labels));
        } catch (IllegalArgumentException e) {
            Span place = annotation.place(expr.isPresent() ? "expr" : "value");
            complaints.error(place, "Invalid default expression of `" + element + "`: " + e.getMessage(), "column is " + type.text(),
                    labels.flatMap(l -> value.flatMap(Annotation::asText).map(t -> Suggestion.of(t, l.labels(), "it has " + String.join(", ", l.labels()))))
                            .orElse(expr.isPresent() ? "write one SQL expression, such as now()" : "write a literal of type " + type.text() + ", or use expr:"));
            return Optional.empty();
        }
    }

    /// @throws IllegalArgumentException saying what is wrong
    private static Expression literal(Literal value, SqlType type, Optional<EnumType> labels) {
        Optional<String> text = Annotation.asText(value);
        if (text.isPresent()) {
            return ofText(text.get(), type, labels);
        }
        if (type.list()) {
            throw new IllegalArgumentException("a list takes a string such as \"{}\", not " + value.kind());
        }
        return switch (type.name()) {
            case "integer", "smallint", "bigint" -> {
                if (!(value instanceof Literal.Whole(BigInteger whole, _))) {
                    throw new IllegalArgumentException("the column takes an integer, not " + value.kind());
                }
                yield new Expression(inRange(whole, type), List.of());
            }
            case "double precision", "real", "numeric" -> new Expression(number(value).orElseThrow(() -> new IllegalArgumentException(
                    "the column takes a number within the range of " + type.text() + ", not " + value.kind())), List.of());
            case "boolean" -> {
                if (!(value instanceof Literal.Flag(boolean flag, _))) {
                    throw new IllegalArgumentException("the column takes true or false, not " + value.kind());
                }
                yield new Expression(String.valueOf(flag), List.of());
            }
            case "jsonb", "json" -> Expression.literal(value instanceof Literal.Flag(boolean flag, _) ? String.valueOf(flag)
                    : number(value).orElseThrow(() -> new IllegalArgumentException("the column takes a JSON text, not " + value.kind())));
            default -> throw new IllegalArgumentException("the column takes a string, not " + value.kind());
        };
    }

    /// The digits of a number that is not absurdly long.
    private static Optional<String> number(Literal value) {
        if (value instanceof Literal.Whole(BigInteger whole, _) && whole.bitLength() < MAX_DIGITS * 3) {
            return Optional.of(whole.toString());
        }
        return value instanceof Literal.Fraction(BigDecimal fraction, _) && fraction.precision() <= MAX_DIGITS && Math.abs((long) fraction.scale()) <= 300
                ? Optional.of(fraction.toPlainString()) : Optional.empty();
    }

    private static Expression ofText(String text, SqlType type, Optional<EnumType> labels) {
        if (type.list()) {
            return text.matches("(?s)\\{.*}") && balanced(text) ? Expression.literal(text) : call(text, "is no array literal such as \"{}\"");
        }
        if (labels.isPresent()) {
            return labels.get().labels().contains(text) ? Expression.literal(text)
                    : call(text, "is no value of the enum `" + labels.get().name() + "`");
        }
        return switch (type.name()) {
            case "text", "citext", "name" -> Expression.literal(text);
            case "varchar", "char" -> {
                if (!type.modifiers().isEmpty() && text.codePointCount(0, text.length()) > type.modifiers().getFirst()) {
                    throw new IllegalArgumentException("the string is longer than " + type.text() + " allows");
                }
                yield Expression.literal(text);
            }
            case "bigint" -> text.matches("[+-]?\\d{1,19}") ? new Expression(inRange(new BigInteger(text), type), List.of())
                    : call(text, "is no integer");
            case "numeric" -> NUMBER.matcher(text).matches() ? new Expression(new BigDecimal(text).toPlainString(), List.of()) : call(text, "is no number");
            case "uuid" -> literalIf(UUID.matcher(text).matches(), text, "is no UUID");
            case "date" -> literalIf(moment(text, false), text, "is no date such as 2026-01-31");
            case "timestamp", "timestamptz" -> literalIf(moment(text, true), text, "is no moment such as 2026-01-31T12:00:00Z");
            case "time", "timetz" -> literalIf(time(text), text, "is no time such as 12:30:00");
            case "jsonb", "json" -> literalIf(json(text), text, "is not valid JSON");
            case "inet", "cidr" -> literalIf(ADDRESS.matcher(text).matches(), text, "is no network address");
            case "macaddr", "macaddr8" -> literalIf(MAC.matcher(text).matches(), text, "is no MAC address");
            case "bytea" -> literalIf(BYTES.matcher(text).matches(), text, "is no byte string such as \\x00ff");
            case "integer", "smallint", "double precision", "real", "boolean" -> call(text, "is a string, which the column does not take");
            default -> isCall(text) ? Expression.of(text) : Expression.literal(text);
        };
    }

    private static Expression literalIf(boolean sound, String text, String problem) {
        return sound ? Expression.literal(text) : call(text, problem);
    }

    private static boolean isCall(String text) {
        String stripped = text.strip();
        return CALL.matcher(stripped).matches() || CALL_WORDS.contains(stripped.toLowerCase(Locale.ROOT));
    }

    private static Expression call(String text, String problem) {
        if (!isCall(text)) {
            String shown = text.replaceAll("\\p{Cntrl}", " ");
            throw new IllegalArgumentException("`" + (shown.length() > 60 ? shown.substring(0, 60) + "…" : shown) + "` " + problem);
        }
        return Expression.of(text);
    }

    private static String inRange(BigInteger value, SqlType type) {
        BigInteger limit = BITS.getOrDefault(type.name(), BigInteger.ZERO);
        if (value.compareTo(limit.negate()) < 0 || value.compareTo(limit) >= 0) {
            throw new IllegalArgumentException("the number is outside the range of " + type.text());
        }
        return value.toString();
    }

    private static boolean moment(String text, boolean withTime) {
        Matcher m = MOMENT.matcher(text);
        if (!m.matches() || (!withTime && m.group(2) != null)) {
            return false;
        }
        try {
            LocalDate.parse(m.group(1));
            return m.group(2) == null || !LocalTime.parse(m.group(2)).isBefore(LocalTime.MIN);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean time(String text) {
        Matcher m = TIME.matcher(text);
        try {
            return m.matches() && !LocalTime.parse(m.group(1)).isBefore(LocalTime.MIN);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean json(String text) {
        try {
            return !Json.read(text).isMissingNode() && !text.contains("\\u0000");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// Whether the braces of an array literal close, outside its quotes.
    private static boolean balanced(String text) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '{') {
                depth++;
            } else if (!quoted && c == '}' && --depth == 0 && i < text.length() - 1) {
                return false;
            }
        }
        return depth == 0 && !quoted;
    }
}
