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
import java.util.function.UnaryOperator;

/// What the steps of one plan have said so far about things that can be set and set back. Of a table that the plan did not make and
/// has not touched nothing is known; of one that it made, everything.
final class Known {
    /// A column, or with an empty column the table or type itself.
    private record Subject(QualifiedName name, String column) {}

    /// ENABLE and FORCE.
    record Security(boolean enabled, boolean forced) {}

    private final Map<Subject, Optional<String>> comments = new HashMap<>();
    private final Map<Subject, Optional<Expression>> defaults = new HashMap<>();
    private final Map<QualifiedName, Security> security = new HashMap<>();
    private final Set<QualifiedName> keys = new HashSet<>();

    void note(Step step) {
        if (step instanceof Step.CreateTable(var table)) {
            comments.put(new Subject(table.name(), ""), Optional.empty());
            security.put(table.name(), new Security(false, false));
            table.columns().forEach(c -> note(table.name(), c));
        } else if (step instanceof Step.AddUniqueOnOnly(var table, var unique)) {
            keys.add(table.sibling(unique.name()));
        } else if (step instanceof Step.AddPrimaryKeyOnOnly(var table, var key)) {
            keys.add(table.sibling(key.name()));
        } else if (step instanceof Step.CreateEnum(var type)) {
            comments.put(new Subject(type.name(), ""), Optional.empty());
        } else if (step instanceof Step.AddColumn(var table, var column)) {
            note(table, column);
        } else if (step instanceof Step.SetDefault(var table, var column, var value)) {
            defaults.put(new Subject(table, column), Optional.of(value));
        } else if (step instanceof Step.DropDefault(var table, var column)) {
            defaults.put(new Subject(table, column), Optional.empty());
        } else if (step instanceof Step.SetRowSecurity(var table, var enabled, var forced)) {
            security.put(table, new Security(enabled, forced));
        } else if (step instanceof Step.CommentOnTable(var table, var comment)) {
            comments.put(new Subject(table, ""), comment);
        } else if (step instanceof Step.CommentOnColumn(var table, var column, var comment)) {
            comments.put(new Subject(table, column), comment);
        } else if (step instanceof Step.CommentOnEnum(var type, var comment)) {
            comments.put(new Subject(type, ""), comment);
        } else if (step instanceof Step.RenameTable(var table, var to)) {
            rekey(comments, s -> s.name().equals(table) ? new Subject(to, s.column()) : s);
            rekey(defaults, s -> s.name().equals(table) ? new Subject(to, s.column()) : s);
            rekey(security, name -> name.equals(table) ? to : name);
        } else if (step instanceof Step.RenameColumn(var table, var column, var to)) {
            rekey(comments, s -> s.equals(new Subject(table, column)) ? new Subject(table, to) : s);
            rekey(defaults, s -> s.equals(new Subject(table, column)) ? new Subject(table, to) : s);
        }
    }

    private static <K, V> void rekey(Map<K, V> map, UnaryOperator<K> rename) {
        Map<K, V> renamed = new HashMap<>();
        map.forEach((key, value) -> renamed.put(rename.apply(key), value));
        map.clear();
        map.putAll(renamed);
    }

    private void note(QualifiedName table, Column column) {
        comments.put(new Subject(table, column.name()), Optional.empty());
        defaults.put(new Subject(table, column.name()), column.defaultValue());
    }

    /// The comment on a table or type; the outer is empty if it is unknown, the inner if there is none.
    Optional<Optional<String>> comment(QualifiedName name) {
        return Optional.ofNullable(comments.get(new Subject(name, "")));
    }

    /// The comment on a column, in the same way.
    Optional<Optional<String>> comment(QualifiedName table, String column) {
        return Optional.ofNullable(comments.get(new Subject(table, column)));
    }

    /// The default of a column, in the same way.
    Optional<Optional<Expression>> defaultValue(QualifiedName table, String column) {
        return Optional.ofNullable(defaults.get(new Subject(table, column)));
    }

    /// Whether an index is that of a key which this plan added to a partitioned parent.
    boolean isKey(QualifiedName table, String index) {
        return keys.contains(table.sibling(index));
    }

    Optional<Security> security(QualifiedName table) {
        return Optional.ofNullable(security.get(table));
    }
}
