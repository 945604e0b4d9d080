package dev.wesley.generators.wire;

import dev.wesley.engine.ir.Expression;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A default that is a value and not a computation, as the wire carries it.
public sealed interface Literal {
    record Text(String value) implements Literal {}

    /// @param digits as JavaScript reads them
    record Numeric(String digits) implements Literal {}

    record Bool(boolean value) implements Literal {}

    record Label(String value) implements Literal {}

    /// An empty list.
    record EmptyList() implements Literal {}

    /// An empty JSON object.
    record EmptyObject() implements Literal {}

    /// `'it''s'`, `12.5`, `-3`, `true`, each perhaps with casts behind it.
    Pattern FORM = Pattern.compile(
            "(?:'((?:[^']|'')*)'|([+-]?\\d+(?:\\.\\d+)?)|(true|false))(?:\\s*::\\s*(?:\"[^\"]+\"|[a-z_][a-z0-9_ ]*)(?:\\.(?:\"[^\"]+\"|[a-z_][a-z0-9_]*))?(?:\\([0-9, ]*\\))?(?:\\[])*)*",
            Pattern.CASE_INSENSITIVE);
    Pattern EMPTY_ARRAY = Pattern.compile("ARRAY\\s*\\[\\s*](?:\\s*::\\s*.+)?", Pattern.CASE_INSENSITIVE);
    Pattern INTEGER = Pattern.compile("[+-]?\\d{1,19}");
    Pattern DECIMAL = Pattern.compile("-?\\d+(?:\\.\\d+)?");
    Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /// Reads a default; empty for a call or a form that has no certain meaning on the wire, such as `'tomorrow'` for a date.
    static Optional<Literal> of(Expression expression, WireShape.Value value, List<String> labels) {
        String sql = expression.sql();
        if (value.list() && EMPTY_ARRAY.matcher(sql).matches()) {
            return Optional.of(new EmptyList());
        }
        Matcher m = FORM.matcher(sql);
        if (!m.matches()) {
            return Optional.empty();
        }
        boolean quoted = m.group(1) != null;
        String text = quoted ? m.group(1).replace("''", "'") : m.group(2) != null ? m.group(2) : m.group(3);
        if (value.list()) {
            return quoted && text.equals("{}") ? Optional.of(new EmptyList()) : Optional.empty();
        }
        return switch (value.type()) {
            case WireShape.Scalar(var type) -> scalar(type.name(), text, quoted);
            case WireShape.EnumValue ignored -> label(text, labels);
            case WireShape.Labels(List<String> all) -> label(text, all);
            case WireShape.Loose ignored -> Optional.empty();
            case WireShape.InputValue ignored -> Optional.empty();
        };
    }

    private static Optional<Literal> label(String text, List<String> labels) {
        return labels.contains(text) ? Optional.of(new Label(text)) : Optional.empty();
    }

    private static Optional<Literal> scalar(String type, String text, boolean quoted) {
        return switch (type) {
            case "text", "varchar", "citext" -> quoted ? Optional.of(new Text(text)) : Optional.empty();
            case "uuid" -> UUID.matcher(text).matches() ? Optional.of(new Text(text)) : Optional.empty();
            case "integer", "smallint" -> INTEGER.matcher(text).matches() ? Optional.of(new Numeric(whole(text))) : Optional.empty();
            case "bigint" -> INTEGER.matcher(text).matches() ? Optional.of(new Text(whole(text))) : Optional.empty();
            case "numeric" -> DECIMAL.matcher(text).matches() ? Optional.of(new Text(new BigDecimal(text).toPlainString())) : Optional.empty();
            case "double precision", "real" ->
                DECIMAL.matcher(text).matches() ? Optional.of(new Numeric(Double.toString(Double.parseDouble(text)))) : Optional.empty();
            case "boolean" ->
                text.equalsIgnoreCase("true")
                        ? Optional.of(new Bool(true))
                        : text.equalsIgnoreCase("false") ? Optional.of(new Bool(false)) : Optional.empty();
            case "json", "jsonb" ->
                switch (text) {
                    case "{}" -> Optional.of(new EmptyObject());
                    case "[]" -> Optional.of(new EmptyList());
                    default -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }

    private static String whole(String text) {
        return new BigInteger(text).toString();
    }
}
