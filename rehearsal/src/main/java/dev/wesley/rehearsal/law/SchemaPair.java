package dev.wesley.rehearsal.law;

import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.plan.Statement;
import java.util.List;
import java.util.function.UnaryOperator;

/// Two schemas, each as the statements that build it on an empty database.
///
/// @param name tells the pair from others
/// @param declared adds what SQL cannot say, such as former names, to the wanted schema as the server reads it
public record SchemaPair(String name, List<Statement> before, List<Statement> after, UnaryOperator<Schema> declared) {
    public SchemaPair {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /// A pair without declarations.
    public static SchemaPair of(String name, List<Statement> before, List<Statement> after) {
        return new SchemaPair(name, before, after, UnaryOperator.identity());
    }
}
