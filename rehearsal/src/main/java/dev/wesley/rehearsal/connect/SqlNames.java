package dev.wesley.rehearsal.connect;

import dev.wesley.engine.ir.QualifiedName;

/// Names and texts as SQL, always quoted.
public final class SqlNames {
    private SqlNames() {}

    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    public static String quoted(QualifiedName name) {
        return quoted(name.schema()) + "." + quoted(name.name());
    }

    /// A text constant, independent of `standard_conforming_strings`.
    public static String literal(String text) {
        String doubled = text.replace("'", "''");
        return text.indexOf('\\') < 0 ? "'" + doubled + "'" : " E'" + doubled.replace("\\", "\\\\") + "'";
    }
}
