package dev.wesley.generators.pgtap;

import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.SqlType;
import java.util.List;
import java.util.stream.Collectors;

/// Names, literals and types as the suite writes them.
final class SqlText {
    private SqlText() {}

    /// A text literal; needs `standard_conforming_strings`. A carriage return is escaped: it would not survive in a file.
    static String literal(String value) {
        String quoted = "'" + value.replace("'", "''") + "'";
        return value.indexOf('\r') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\").replace("\r", "\\r");
    }

    /// A statement that may hold a carriage return.
    static String statement(String sql) {
        if (sql.indexOf('\r') < 0) {
            return sql;
        }
        String body = "BEGIN EXECUTE " + literal(sql) + "; END";
        String tag = "$wes$";
        for (int n = 2; body.contains(tag); n++) {
            tag = "$wes" + n + "$";
        }
        return "DO " + tag + " " + body + " " + tag;
    }

    static String identifier(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    static String identifier(QualifiedName name) {
        return identifier(name.schema()) + "." + identifier(name.name());
    }

    /// A qualified name as two arguments of a function.
    static String name(QualifiedName name) {
        return literal(name.schema()) + ", " + literal(name.name());
    }

    static String names(List<String> names) {
        return names.stream().map(SqlText::literal).collect(Collectors.joining(", ", "ARRAY[", "]::name[]"));
    }

    static String list(List<String> columns) {
        return columns.stream().map(SqlText::identifier).collect(Collectors.joining(", ", "(", ")"));
    }

    /// A type in a column definition.
    static String type(SqlType type) {
        return type.userType().map(t -> identifier(t) + (type.list() ? "[]" : "")).orElseGet(type::text);
    }

    /// A built-in type as the catalogue prints it (manual, function `format_type`).
    static String catalogType(SqlType type) {
        List<Integer> m = type.modifiers();
        String modifiers = m.isEmpty() ? "" : "(" + m.stream().map(String::valueOf).collect(Collectors.joining(",")) + ")";
        String one = switch (type.name()) {
            case "varchar" -> "character varying" + modifiers;
            case "char" -> "character" + (m.isEmpty() ? "(1)" : modifiers);
            case "bit" -> "bit" + (m.isEmpty() ? "(1)" : modifiers);
            case "varbit" -> "bit varying" + modifiers;
            case "numeric" -> "numeric" + (m.size() == 1 ? "(" + m.getFirst() + ",0)" : modifiers);
            case "timestamptz" -> "timestamp" + modifiers + " with time zone";
            case "timestamp" -> "timestamp" + modifiers + " without time zone";
            case "timetz" -> "time" + modifiers + " with time zone";
            case "time" -> "time" + modifiers + " without time zone";
            default -> type.name() + modifiers;
        };
        return type.list() ? one + "[]" : one;
    }

    static String comment(String text) {
        return "-- " + text.replaceAll("\\p{Cntrl}", "_");
    }
}
