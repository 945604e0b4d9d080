package dev.wesley.engine.testing;

import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Directives;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.ForeignKey;
import dev.wesley.engine.ir.GeneratedColumn;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.Partitioning;
import dev.wesley.engine.ir.Policy;
import dev.wesley.engine.ir.PrimaryKey;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.RowSecurity;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.ir.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A [Table] that can still be changed. Expressions name columns in quotes only, so that a rename finds them.
final class TableDraft {
    QualifiedName name;
    List<Column> columns;
    Optional<PrimaryKey> key;
    List<UniqueConstraint> uniques;
    List<CheckConstraint> checks;
    List<ForeignKey> foreignKeys;
    List<Index> indexes;
    Optional<Partitioning> partitioning;
    boolean secured;
    boolean forced;
    List<Policy> policies;
    Optional<String> comment;
    Optional<String> renamedFrom;

    TableDraft(Table table) {
        name = table.name();
        columns = new ArrayList<>(table.columns());
        key = table.primaryKey();
        uniques = new ArrayList<>(table.uniques());
        checks = new ArrayList<>(table.checks());
        foreignKeys = new ArrayList<>(table.foreignKeys());
        indexes = new ArrayList<>(table.indexes());
        partitioning = table.partitioning();
        secured = table.rowSecurity().enabled();
        forced = table.rowSecurity().forced();
        policies = new ArrayList<>(table.rowSecurity().policies());
        comment = table.comment();
        renamedFrom = table.renamedFrom();
    }

    static TableDraft empty(QualifiedName name) {
        return new TableDraft(new Table(name, Optional.empty(), List.of(), Optional.empty(), List.of(), List.of(), List.of(), List.of(), Optional.empty(),
                RowSecurity.NONE, Optional.empty(), Optional.empty(), Optional.empty(), Directives.NONE));
    }

    Table table() {
        return new Table(name, Optional.empty(), columns, key, uniques, checks, foreignKeys, indexes, partitioning,
                new RowSecurity(secured, forced, policies), Optional.empty(), comment, renamedFrom, Directives.NONE);
    }

    Optional<Column> column(String column) {
        return columns.stream().filter(c -> c.name().equals(column)).findFirst();
    }

    void replace(Column column) {
        columns.replaceAll(c -> c.name().equals(column.name()) ? column : c);
    }

    static boolean names(Expression expression, String column) {
        return expression.sql().contains(quoted(column));
    }

    static String quoted(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }

    private static boolean names(Optional<Expression> expression, String column) {
        return expression.filter(e -> names(e, column)).isPresent();
    }

    boolean inKey(String column) {
        return key.filter(k -> k.columns().contains(column)).isPresent();
    }

    boolean partitionedBy(String column) {
        return partitioning.filter(p -> p.columns().contains(column)).isPresent();
    }

    boolean inForeignKey(String column) {
        return foreignKeys.stream().anyMatch(k -> k.columns().contains(column));
    }

    boolean feedsGenerated(String column) {
        return columns.stream().anyMatch(c -> c.generated().filter(g -> names(g.expression(), column)).isPresent());
    }

    private static boolean uses(Index index, String column) {
        return index.columns().contains(column) || index.include().contains(column) || index.expressions().stream().anyMatch(e -> names(e, column))
                || names(index.where(), column);
    }

    /// Takes away everything that names a column but the column itself.
    void forget(String column) {
        uniques.removeIf(u -> u.columns().contains(column));
        checks.removeIf(c -> names(c.expression(), column));
        foreignKeys.removeIf(k -> k.columns().contains(column));
        indexes.removeIf(i -> uses(i, column));
        policies.removeIf(p -> names(p.using(), column) || names(p.check(), column));
        columns.removeIf(c -> c.generated().filter(g -> names(g.expression(), column)).isPresent());
    }

    void rename(String from, String to) {
        UnaryOperator<String> name = n -> n.equals(from) ? to : n;
        UnaryOperator<Expression> text = e -> Expression.of(e.sql().replace(quoted(from), quoted(to)));
        columns.replaceAll(c -> {
            Column other = new Column(name.apply(c.name()), c.uid(), c.type(), c.nullable(), c.itemsNullable(), c.defaultValue(),
                    c.generated().map(g -> new GeneratedColumn(text.apply(g.expression()), g.stored())), c.identity(), c.comment(), c.renamedFrom(), c.directives());
            return c.name().equals(from) ? declaredFrom(other, c.renamedFrom().orElse(from)) : other;
        });
        key = key.map(k -> new PrimaryKey(k.name(), k.columns().stream().map(name).toList()));
        uniques.replaceAll(u -> new UniqueConstraint(u.name(), u.columns().stream().map(name).toList(), u.nullsNotDistinct()));
        checks.replaceAll(c -> new CheckConstraint(c.name(), text.apply(c.expression()), c.valid()));
        foreignKeys.replaceAll(k -> new ForeignKey(k.name(), k.columns().stream().map(name).toList(), k.refTable(), k.refColumns(), k.onDelete(), k.onUpdate(),
                k.deferrable(), k.initiallyDeferred(), k.valid()));
        indexes.replaceAll(i -> new Index(i.name(), i.columns().stream().map(name).toList(), i.expressions().stream().map(text).toList(), i.unique(), i.method(),
                i.where().map(text), i.include().stream().map(name).toList(), i.opclass(), i.nullsNotDistinct(), i.valid()));
        policies.replaceAll(p -> new Policy(p.name(), p.command(), p.permissive(), p.roles(), p.using().map(text), p.check().map(text)));
    }

    private static Column declaredFrom(Column c, String former) {
        return new Column(c.name(), c.uid(), c.type(), c.nullable(), c.itemsNullable(), c.defaultValue(), c.generated(), c.identity(), c.comment(),
                former.equals(c.name()) ? Optional.empty() : Optional.of(former), c.directives());
    }
}
