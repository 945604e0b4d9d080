package dev.wesley.engine.ir;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A table.
///
/// @param uid identity across renames (`tbl:Order`); empty when read from a database
/// @param columns in the order of their declaration; the order carries no meaning for comparison
/// @param tenantBy the column that separates tenants; its policies and index are in `rowSecurity` and `indexes` already
/// @param renamedFrom the former name, only as a declaration for the differ
/// @param directives annotations that have no SQL effect
public record Table(
        QualifiedName name,
        Optional<String> uid,
        List<Column> columns,
        Optional<PrimaryKey> primaryKey,
        List<UniqueConstraint> uniques,
        List<CheckConstraint> checks,
        List<ForeignKey> foreignKeys,
        List<Index> indexes,
        Optional<Partitioning> partitioning,
        RowSecurity rowSecurity,
        Optional<String> tenantBy,
        Optional<String> comment,
        Optional<String> renamedFrom,
        Directives directives)
        implements Comparable<Table> {

    public Table {
        columns = List.copyOf(columns);
        uniques = uniques.stream().sorted().toList();
        checks = checks.stream().sorted().toList();
        foreignKeys = foreignKeys.stream().sorted().toList();
        indexes = indexes.stream().sorted().toList();
    }

    public Optional<Column> column(String columnName) {
        return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
    }

    /// The same table without its foreign keys, indexes and row security, which are steps of their own.
    public Table core() {
        return new Table(name, uid, columns, primaryKey, uniques, checks, List.of(), List.of(), partitioning, RowSecurity.NONE,
                tenantBy, comment, renamedFrom, directives);
    }

    /// The first column of every key, unique constraint and index: a search by one of them needs no scan.
    public List<String> leadingColumns() {
        return Stream.of(
                        primaryKey.stream().map(k -> k.columns().getFirst()),
                        uniques.stream().map(u -> u.columns().getFirst()),
                        indexes.stream().flatMap(i -> i.columns().stream().limit(1)))
                .flatMap(s -> s)
                .distinct()
                .sorted()
                .toList();
    }

    /// Whether any column is generated and STORED.
    public boolean storedGenerated() {
        return columns.stream().anyMatch(Column::storedGenerated);
    }

    /// Whether any column is generated and VIRTUAL.
    public boolean virtualGenerated() {
        return columns.stream().anyMatch(Column::virtualGenerated);
    }

    /// Whether any unique constraint takes NULLs as equal.
    public boolean nullsNotDistinct() {
        return uniques.stream().anyMatch(UniqueConstraint::nullsNotDistinct);
    }

    @Override
    public int compareTo(Table other) {
        return name.compareTo(other.name);
    }
}
