package dev.wesley.engine.ir;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An index that backs no constraint.
///
/// @param columns key columns, in order; expressions follow them
/// @param method access method: `btree`, `gin`, `gist`, `hash`, `brin`, …
/// @param where predicate of a partial index
/// @param include columns that are carried, not searched (manual section 11.9)
/// @param opclass operator class of every key, if not the default
/// @param valid false for an index that a live database holds as invalid
public record Index(
        String name,
        List<String> columns,
        List<Expression> expressions,
        boolean unique,
        String method,
        Optional<Expression> where,
        List<String> include,
        Optional<String> opclass,
        boolean nullsNotDistinct,
        boolean valid)
        implements Comparable<Index> {

    public Index {
        columns = List.copyOf(columns);
        expressions = List.copyOf(expressions);
        include = List.copyOf(include);
        if (columns.isEmpty() && expressions.isEmpty()) {
            throw new IllegalArgumentException("an index needs a column or an expression: " + name);
        }
    }

    /// A btree index without anything optional.
    public static Index of(String name, List<String> columns, boolean unique) {
        return new Index(name, columns, List.of(), unique, "btree", Optional.empty(), List.of(), Optional.empty(), false, true);
    }

    /// The first key, a search by which needs no scan; empty text if it is an expression.
    public String leadingColumn() {
        return columns.isEmpty() ? "" : columns.getFirst();
    }

    public Index withName(String value) {
        return new Index(value, columns, expressions, unique, method, where, include, opclass, nullsNotDistinct, valid);
    }

    /// The names in its expressions and its predicate (see [Expression#words]).
    public List<String> words() {
        return Stream.concat(expressions.stream(), where.stream()).flatMap(e -> e.words().stream()).distinct().sorted().toList();
    }

    /// All names that it reads: columns, carried columns, and what stands in its expressions and its predicate.
    public List<String> reads() {
        return Stream.of(columns, include, words()).flatMap(List::stream).distinct().sorted().toList();
    }

    /// Whether expressions or a predicate decide what is in it. When the type of a column changes, Postgres builds such an index again; any
    /// other keeps its file if the rows keep theirs (`CheckIndexCompatible` in the source of the server).
    public boolean computed() {
        return !expressions.isEmpty() || where.isPresent();
    }

    /// The same on a partition, under a name of its own.
    public Index onPartition(QualifiedName partition) {
        return withName(DefaultName.of(partition.name(), name, "part"));
    }

    /// Everything but its name and its validity: an index of a partition has that of its parent's.
    public Index shape() {
        return new Index("", columns, expressions, unique, method, where, include, opclass, nullsNotDistinct, true);
    }

    /// The same on another column, under another name; expressions stay as they are.
    public Index moved(String column, String to, String newName) {
        java.util.function.UnaryOperator<String> rename = c -> c.equals(column) ? to : c;
        return new Index(newName, columns.stream().map(rename).toList(), expressions, unique, method, where, include.stream().map(rename).toList(),
                opclass, nullsNotDistinct, valid);
    }

    @Override
    public int compareTo(Index other) {
        return name.compareTo(other.name);
    }
}
