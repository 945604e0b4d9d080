package dev.wesley.rehearsal.law;

import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.plan.Statement;
import dev.wesley.rehearsal.pgtap.SqlScript;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Two schemas, each as the statements that build it on an empty database.
///
/// @param name tells the pair from others
/// @param declared adds what SQL cannot say, such as former names, to the wanted schema as the server reads it
public record SchemaPair(String name, List<Statement> before, List<Statement> after, UnaryOperator<Schema> declared) {
    private static final Pattern FOR_PSQL = Pattern.compile("(?m)^\\\\(un)?restrict\\b.*$");

    public SchemaPair {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /// A pair of SQL scripts, such as two dumps; what a newer `pg_dump` says to psql alone is left out.
    public static SchemaPair ofScripts(String name, String before, String after) {
        return new SchemaPair(name, statements(before), statements(after), UnaryOperator.identity());
    }

    private static List<Statement> statements(String script) {
        return SqlScript.statements(FOR_PSQL.matcher(script).replaceAll("")).stream().map(Statement::new).toList();
    }
}
