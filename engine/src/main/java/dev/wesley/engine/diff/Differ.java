package dev.wesley.engine.diff;

import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.EnumType;
import dev.wesley.engine.ir.ForeignKey;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.Policy;
import dev.wesley.engine.ir.PrimaryKey;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.RowSecurity;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.ir.UniqueConstraint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;

/// Lists every difference between two schemas, destructive ones too. Annotations without an SQL effect (weights, pii) are no difference.
public final class Differ {
    private final List<Change> changes = new ArrayList<>();
    private final Renames renames;

    private Differ(Renames renames) {
        this.renames = renames;
    }

    /// What has to happen to `before` so that it becomes `after`; sorted by table, element and kind. Empty exactly if the two describe
    /// the same database.
    public static List<Change> diff(Schema before, Schema after) {
        Differ differ = new Differ(Renames.between(before, after));
        differ.enums(before, after);
        differ.tables(before, after);
        return differ.changes.stream()
                .sorted(Comparator.comparing(Change::table).thenComparing(Change::element).thenComparing(Change::kind))
                .toList();
    }

    /// The old schema with every table and column that lives on under another name called by the new one, as changes call it; expressions
    /// keep the old names.
    public static Schema renamed(Schema before, Schema after) {
        Renames renames = Renames.between(before, after);
        return new Schema(before.tables().stream().map(renames::apply).toList(), before.enums());
    }

    // ---- enum types

    private void enums(Schema before, Schema after) {
        for (EnumType now : after.enums()) {
            Optional<EnumType> old = before.enumType(now.name());
            if (old.isEmpty()) {
                changes.add(new Change.EnumAdded(now));
                if (now.comment().isPresent()) {
                    changes.add(new Change.EnumCommentChanged(now.name(), Optional.empty(), now.comment()));
                }
            } else {
                labels(old.get(), now);
                if (!old.get().comment().equals(now.comment())) {
                    changes.add(new Change.EnumCommentChanged(now.name(), old.get().comment(), now.comment()));
                }
            }
        }
        for (EnumType old : before.enums()) {
            if (after.enumType(old.name()).isEmpty()) {
                changes.add(new Change.EnumRemoved(old));
            }
        }
    }

    private void labels(EnumType old, EnumType now) {
        List<String> kept = now.labels().stream().filter(old.labels()::contains).toList();
        if (!kept.equals(old.labels())) {
            changes.add(new Change.EnumLabelsReplaced(old, now));
            return;
        }
        List<String> labels = now.labels();
        for (int i = 0; i < labels.size(); i++) {
            if (!old.labels().contains(labels.get(i))) {
                // The direct successor, even a new one: then the order of the changes does not matter, only their dependency.
                Optional<String> successor = i + 1 < labels.size() ? Optional.of(labels.get(i + 1)) : Optional.empty();
                changes.add(new Change.EnumLabelAdded(now.name(), labels.get(i), successor));
            }
        }
    }

    // ---- tables

    private void tables(Schema before, Schema after) {
        Map<QualifiedName, Table> oldByNewName = new HashMap<>();
        Set<QualifiedName> living = new HashSet<>();
        renames.tables().forEach((oldName, newName) -> {
            oldByNewName.put(newName, before.table(oldName).orElseThrow());
            living.add(oldName);
        });
        for (Table now : after.tables()) {
            Table old = oldByNewName.get(now.name());
            if (old == null) {
                added(now);
            } else {
                table(old, now);
            }
        }
        for (Table old : before.tables()) {
            if (!living.contains(old.name())) {
                old.foreignKeys().forEach(k -> changes.add(new Change.ForeignKeyRemoved(old.name(), renames.apply(old.name(), k))));
                changes.add(new Change.TableRemoved(old));
            }
        }
    }

    private void added(Table now) {
        QualifiedName name = now.name();
        changes.add(new Change.TableAdded(now.core()));
        comment(name, Optional.empty(), now.comment());
        now.columns().forEach(c -> columnComment(name, c.name(), Optional.empty(), c.comment()));
        now.foreignKeys().forEach(k -> changes.add(new Change.ForeignKeyAdded(name, k)));
        now.indexes().forEach(i -> changes.add(new Change.IndexAdded(name, i)));
        rowSecurity(name, RowSecurity.NONE, now.rowSecurity());
    }

    private void table(Table old, Table now) {
        QualifiedName name = now.name();
        if (!old.name().equals(name)) {
            changes.add(new Change.TableRenamed(old.name(), name));
        }
        comment(name, old.comment(), now.comment());
        if (!old.partitioning().map(p -> renames.apply(name, p)).equals(now.partitioning())) {
            changes.add(new Change.PartitioningChanged(name, old.partitioning(), now.partitioning()));
        }
        columns(old, now);
        primaryKey(name, old.primaryKey().map(k -> renames.apply(name, k)), now.primaryKey());
        Named<UniqueConstraint> uniques = new Named<>(
                UniqueConstraint::name, (a, b) -> a.columns().equals(b.columns()) && a.nullsNotDistinct() == b.nullsNotDistinct());
        uniques.compare(old.uniques().stream().map(u -> renames.apply(name, u)).toList(), now.uniques(),
                u -> new Change.UniqueAdded(name, u), u -> new Change.UniqueRemoved(name, u),
                (a, b) -> new Change.UniqueChanged(name, a, b), (a, b) -> new Change.ConstraintRenamed(name, a.name(), b.name()));
        Named<CheckConstraint> checks = new Named<>(
                CheckConstraint::name, (a, b) -> a.expression().equals(b.expression()) && a.valid() == b.valid());
        checks.compare(old.checks(), now.checks(),
                c -> new Change.CheckAdded(name, c), c -> new Change.CheckRemoved(name, c),
                (a, b) -> new Change.CheckChanged(name, a, b), (a, b) -> new Change.ConstraintRenamed(name, a.name(), b.name()));
        Named<ForeignKey> keys = new Named<>(ForeignKey::name, Differ::sameKey);
        keys.compare(old.foreignKeys().stream().map(k -> renames.apply(name, k)).toList(), now.foreignKeys(),
                k -> new Change.ForeignKeyAdded(name, k), k -> new Change.ForeignKeyRemoved(name, k),
                (a, b) -> new Change.ForeignKeyChanged(name, a, b), (a, b) -> new Change.ConstraintRenamed(name, a.name(), b.name()));
        Named<Index> indexes = new Named<>(Index::name, (a, b) -> a.withName(b.name()).equals(b));
        indexes.compare(old.indexes().stream().map(i -> renames.apply(name, i)).toList(), now.indexes(),
                i -> new Change.IndexAdded(name, i), i -> new Change.IndexRemoved(name, i),
                (a, b) -> new Change.IndexChanged(name, a, b), (a, b) -> new Change.IndexRenamed(name, a.name(), b.name()));
        rowSecurity(name, old.rowSecurity(), now.rowSecurity());
    }

    private static boolean sameKey(ForeignKey a, ForeignKey b) {
        return a.columns().equals(b.columns()) && a.refTable().equals(b.refTable()) && a.refColumns().equals(b.refColumns())
                && a.onDelete() == b.onDelete() && a.onUpdate() == b.onUpdate() && a.deferrable() == b.deferrable()
                && a.initiallyDeferred() == b.initiallyDeferred() && a.valid() == b.valid();
    }

    private void primaryKey(QualifiedName table, Optional<PrimaryKey> old, Optional<PrimaryKey> now) {
        if (old.isEmpty() && now.isPresent()) {
            changes.add(new Change.PrimaryKeyAdded(table, now.get()));
        } else if (old.isPresent() && now.isEmpty()) {
            changes.add(new Change.PrimaryKeyRemoved(table, old.get()));
        } else if (old.isPresent() && !old.get().columns().equals(now.orElseThrow().columns())) {
            changes.add(new Change.PrimaryKeyChanged(table, old.get(), now.get()));
        } else if (old.isPresent() && !old.get().name().equals(now.orElseThrow().name())) {
            changes.add(new Change.ConstraintRenamed(table, old.get().name(), now.get().name()));
        }
    }

    private void comment(QualifiedName table, Optional<String> old, Optional<String> now) {
        if (!old.equals(now)) {
            changes.add(new Change.TableCommentChanged(table, old, now));
        }
    }

    private void columnComment(QualifiedName table, String column, Optional<String> old, Optional<String> now) {
        if (!old.equals(now)) {
            changes.add(new Change.ColumnCommentChanged(table, column, old, now));
        }
    }

    private void rowSecurity(QualifiedName table, RowSecurity old, RowSecurity now) {
        if (old.enabled() != now.enabled() || old.forced() != now.forced()) {
            changes.add(new Change.RowSecurityChanged(table, old.enabled(), now.enabled(), old.forced(), now.forced()));
        }
        Map<String, Policy> oldByName = new HashMap<>();
        old.policies().forEach(p -> oldByName.put(p.name(), p));
        for (Policy policy : now.policies()) {
            Policy before = oldByName.remove(policy.name());
            if (before == null) {
                changes.add(new Change.PolicyAdded(table, policy));
            } else if (!before.equals(policy)) {
                changes.add(new Change.PolicyChanged(table, before, policy));
            }
        }
        oldByName.values().forEach(p -> changes.add(new Change.PolicyRemoved(table, p)));
    }

    // ---- columns

    private void columns(Table old, Table now) {
        QualifiedName table = now.name();
        Map<String, String> living = renames.columns().getOrDefault(table, Map.of());
        Map<String, Column> oldByNewName = new HashMap<>();
        living.forEach((oldName, newName) -> oldByNewName.put(newName, old.column(oldName).orElseThrow()));
        for (Column column : now.columns()) {
            Column before = oldByNewName.get(column.name());
            if (before == null) {
                changes.add(new Change.ColumnAdded(table, column));
                columnComment(table, column.name(), Optional.empty(), column.comment());
            } else {
                column(table, before, column);
            }
        }
        for (Column column : old.columns()) {
            if (!living.containsKey(column.name())) {
                changes.add(new Change.ColumnRemoved(table, column));
            }
        }
    }

    private void column(QualifiedName table, Column old, Column now) {
        if (!old.name().equals(now.name())) {
            changes.add(new Change.ColumnRenamed(table, old.name(), now.name()));
        }
        if (!old.type().equals(now.type())) {
            changes.add(new Change.ColumnTypeChanged(table, old, now));
        }
        if (old.nullable() && !now.nullable()) {
            changes.add(new Change.ColumnMadeRequired(table, now));
        }
        if (!old.nullable() && now.nullable()) {
            changes.add(new Change.ColumnMadeNullable(table, now));
        }
        if (!old.defaultValue().equals(now.defaultValue())) {
            changes.add(new Change.ColumnDefaultChanged(table, now, old.defaultValue(), now.defaultValue()));
        }
        if (!old.generated().equals(now.generated())) {
            changes.add(new Change.ColumnGenerationChanged(table, now, old.generated(), now.generated()));
        }
        if (!old.identity().equals(now.identity())) {
            changes.add(new Change.ColumnIdentityChanged(table, now, old.identity(), now.identity()));
        }
        columnComment(table, now.name(), old.comment(), now.comment());
    }

    /// Elements that are known by name, and under another name by an equal definition.
    private final class Named<E> {
        private final Function<E, String> name;
        private final BiPredicate<E, E> same;

        Named(Function<E, String> name, BiPredicate<E, E> same) {
            this.name = name;
            this.same = same;
        }

        void compare(
                List<E> before, List<E> after, Function<E, Change> added, Function<E, Change> removed,
                BiFunction<E, E, Change> changed, BiFunction<E, E, Change> renamed) {
            List<E> gone = new ArrayList<>(before);
            List<E> fresh = new ArrayList<>();
            for (E now : after) {
                Optional<E> old = before.stream().filter(b -> name.apply(b).equals(name.apply(now))).findFirst();
                if (old.isEmpty()) {
                    fresh.add(now);
                } else {
                    gone.remove(old.get());
                    if (!same.test(old.get(), now)) {
                        changes.add(changed.apply(old.get(), now));
                    }
                }
            }
            for (E now : fresh) {
                Optional<E> twin = gone.stream().filter(b -> same.test(b, now)).findFirst();
                if (twin.isPresent()) {
                    gone.remove(twin.get());
                    changes.add(renamed.apply(twin.get(), now));
                } else {
                    changes.add(added.apply(now));
                }
            }
            gone.forEach(b -> changes.add(removed.apply(b)));
        }
    }
}
