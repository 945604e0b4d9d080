package dev.wesley.generators.postgres;

import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.plan.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the steps of one plan have made so far. Of these things, and only of these, it is known what they were like before the next
/// step: without a comment, without row security, with the default that they were made with.
final class MadeHere {
    private final Set<QualifiedName> tablesAndTypes = new HashSet<>();
    private final Map<QualifiedName, Map<String, Optional<Expression>>> defaults = new HashMap<>();

    void note(Step step) {
        if (step instanceof Step.CreateTable(var table)) {
            tablesAndTypes.add(table.name());
            table.columns().forEach(c -> note(table.name(), c));
        } else if (step instanceof Step.CreateEnum(var type)) {
            tablesAndTypes.add(type.name());
        } else if (step instanceof Step.AddColumn(var table, var column)) {
            note(table, column);
        }
    }

    private void note(QualifiedName table, Column column) {
        defaults.computeIfAbsent(table, t -> new HashMap<>()).put(column.name(), column.defaultValue());
    }

    /// Whether a table or type is of this plan.
    boolean table(QualifiedName name) {
        return tablesAndTypes.contains(name);
    }

    boolean column(QualifiedName table, String column) {
        return defaults.getOrDefault(table, Map.of()).containsKey(column);
    }

    Optional<Expression> defaultOf(QualifiedName table, String column) {
        return defaults.getOrDefault(table, Map.of()).getOrDefault(column, Optional.empty());
    }
}
