package dev.wesley.engine.diff;

import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.ForeignKey;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.Partitioning;
import dev.wesley.engine.ir.PrimaryKey;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.ir.UniqueConstraint;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Which table and column of the old schema lives on under which name in the new one. Decided by equal uid, then by `@wes_renamedFrom`,
/// then by equal name; never guessed from likeness.
///
/// @param tables old name → new name, for tables that live on
/// @param columns new table name → (old column name → new column name), for columns that live on
record Renames(Map<QualifiedName, QualifiedName> tables, Map<QualifiedName, Map<String, String>> columns) {

    static Renames between(Schema before, Schema after) {
        Map<QualifiedName, QualifiedName> tables = match(
                before.tables(), after.tables(), Table::name, Table::uid,
                t -> t.renamedFrom().flatMap(old -> before.tables().stream()
                        .filter(b -> b.name().equals(t.name().sibling(old)) || b.uid().equals(Optional.of("tbl:" + old)))
                        .findFirst()));
        Map<QualifiedName, Map<String, String>> columns = new HashMap<>();
        tables.forEach((oldName, newName) -> {
            Table old = before.table(oldName).orElseThrow();
            Table now = after.table(newName).orElseThrow();
            columns.put(newName, match(old.columns(), now.columns(), Column::name, Column::uid,
                    c -> c.renamedFrom().flatMap(old::column)));
        });
        return new Renames(tables, columns);
    }

    /// Pairs elements; each is used once.
    private static <E, N> Map<N, N> match(
            List<E> before, List<E> after, Function<E, N> name, Function<E, Optional<String>> uid, Function<E, Optional<E>> declared) {
        Map<N, N> pairs = new HashMap<>();
        Set<N> taken = new HashSet<>();
        Map<String, E> byUid = new HashMap<>();
        Map<N, E> byName = new HashMap<>();
        for (E old : before) {
            uid.apply(old).ifPresent(u -> byUid.putIfAbsent(u, old));
            byName.putIfAbsent(name.apply(old), old);
        }
        List<Function<E, Optional<E>>> ways = List.of(
                now -> uid.apply(now).flatMap(u -> Optional.ofNullable(byUid.get(u))),
                declared,
                now -> Optional.ofNullable(byName.get(name.apply(now))));
        for (Function<E, Optional<E>> way : ways) {
            for (E now : after) {
                if (!taken.contains(name.apply(now))) {
                    way.apply(now).map(name).filter(old -> !pairs.containsKey(old)).ifPresent(old -> {
                        pairs.put(old, name.apply(now));
                        taken.add(name.apply(now));
                    });
                }
            }
        }
        return pairs;
    }

    QualifiedName table(QualifiedName old) {
        return tables.getOrDefault(old, old);
    }

    private List<String> columns(QualifiedName newTable, List<String> old) {
        Map<String, String> names = columns.getOrDefault(newTable, Map.of());
        return old.stream().map(c -> names.getOrDefault(c, c)).toList();
    }

    PrimaryKey apply(QualifiedName newTable, PrimaryKey key) {
        return new PrimaryKey(key.name(), columns(newTable, key.columns()));
    }

    UniqueConstraint apply(QualifiedName newTable, UniqueConstraint unique) {
        return new UniqueConstraint(unique.name(), columns(newTable, unique.columns()), unique.nullsNotDistinct());
    }

    ForeignKey apply(QualifiedName newTable, ForeignKey key) {
        QualifiedName target = table(key.refTable());
        return new ForeignKey(key.name(), columns(newTable, key.columns()), target, columns(target, key.refColumns()),
                key.onDelete(), key.onUpdate(), key.deferrable(), key.initiallyDeferred(), key.valid());
    }

    Index apply(QualifiedName newTable, Index index) {
        return new Index(index.name(), columns(newTable, index.columns()), index.expressions(), index.unique(), index.method(),
                index.where(), columns(newTable, index.include()), index.opclass(), index.nullsNotDistinct(), index.valid());
    }

    /// The old table under its new names; expressions keep the old ones.
    Table apply(Table old) {
        QualifiedName name = table(old.name());
        Map<String, String> names = columns.getOrDefault(name, Map.of());
        return new Table(name, old.uid(), old.columns().stream().map(c -> c.withName(names.getOrDefault(c.name(), c.name()))).toList(),
                old.primaryKey().map(k -> apply(name, k)), old.uniques().stream().map(u -> apply(name, u)).toList(), old.checks(),
                old.foreignKeys().stream().map(f -> apply(name, f)).toList(), old.indexes().stream().map(i -> apply(name, i)).toList(),
                old.partitioning().map(p -> apply(name, p)), old.rowSecurity(), old.tenantBy(), old.comment(), old.renamedFrom(), old.directives());
    }

    Partitioning apply(QualifiedName newTable, Partitioning partitioning) {
        return new Partitioning(partitioning.strategy(), columns(newTable, partitioning.columns()));
    }
}
