package dev.wesley.rehearsal.catalog;

import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Directives;
import dev.wesley.engine.ir.ForeignKey;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.Partitioning;
import dev.wesley.engine.ir.Policy;
import dev.wesley.engine.ir.PrimaryKey;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.RowSecurity;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.ir.UniqueConstraint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A table while its parts are read, one kind after the other.
final class TableInMaking {
    final QualifiedName name;
    final boolean partition;
    /// Names of all columns by their number, also of those that the IR cannot hold.
    final Map<Integer, String> names = new HashMap<>();
    final Map<Integer, Long> collations = new HashMap<>();
    final SortedMap<Integer, Column> columns = new TreeMap<>();
    final List<UniqueConstraint> uniques = new ArrayList<>();
    final List<CheckConstraint> checks = new ArrayList<>();
    final List<ForeignKey> foreignKeys = new ArrayList<>();
    final List<Index> indexes = new ArrayList<>();
    final List<Policy> policies = new ArrayList<>();
    Optional<PrimaryKey> primaryKey = Optional.empty();
    Optional<Partitioning> partitioning = Optional.empty();
    Optional<String> comment = Optional.empty();
    boolean rowSecurity;
    boolean forced;

    TableInMaking(QualifiedName name, boolean partition) {
        this.name = name;
        this.partition = partition;
    }

    /// A part of the table as lists name it: `orders.orders_total_check`.
    QualifiedName element(String element) {
        return name.sibling(name.name() + "." + element);
    }

    List<String> named(List<Integer> numbers) {
        return numbers.stream().map(n -> names.getOrDefault(n, "?")).toList();
    }

    void comment(int column, String text) {
        columns.computeIfPresent(column, (number, c) -> new Column(c.name(), c.uid(), c.type(), c.nullable(), c.itemsNullable(), c.defaultValue(), c.generated(),
                c.identity(), Optional.of(text), c.renamedFrom(), c.directives()));
    }

    Table build() {
        return new Table(name, Optional.empty(), List.copyOf(columns.values()), primaryKey, uniques, checks, foreignKeys, indexes, partitioning,
                new RowSecurity(rowSecurity, forced, policies), Optional.empty(), comment, Optional.empty(), Directives.NONE);
    }
}
