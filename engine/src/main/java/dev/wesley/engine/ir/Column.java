package dev.wesley.engine.ir;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A column.
///
/// @param uid identity across renames (`col:Order.total`); empty when read from a database
/// @param nullable whether NULL is allowed
/// @param itemsNullable for a list: whether its items may be NULL; true for every other type
/// @param defaultValue the DEFAULT expression
/// @param renamedFrom the former name, only as a declaration for the differ
/// @param directives annotations that have no SQL effect (weight, pii, …)
public record Column(
        String name,
        Optional<String> uid,
        SqlType type,
        boolean nullable,
        boolean itemsNullable,
        Optional<Expression> defaultValue,
        Optional<GeneratedColumn> generated,
        Optional<IdentityColumn> identity,
        Optional<String> comment,
        Optional<String> renamedFrom,
        Directives directives) {
    private static final Pattern LABEL = Pattern.compile("'((?:[^']|'')*)'(?:::[\\p{L}\\p{N}_$.\"]+)?");

    /// A plain column without anything optional.
    public static Column of(String name, SqlType type, boolean nullable) {
        return new Column(name, Optional.empty(), type, nullable, true, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Directives.NONE);
    }

    public Column withNullable(boolean value) {
        return new Column(name, uid, type, value, itemsNullable, defaultValue, generated, identity, comment, renamedFrom, directives);
    }

    public Column withDefault(Optional<Expression> value) {
        return new Column(name, uid, type, nullable, itemsNullable, value, generated, identity, comment, renamedFrom, directives);
    }

    public Column withIdentity(Optional<IdentityColumn> value) {
        return new Column(name, uid, type, nullable, itemsNullable, defaultValue, generated, value, comment, renamedFrom, directives);
    }

    public Column withName(String value) {
        return new Column(value, uid, type, nullable, itemsNullable, defaultValue, generated, identity, comment, renamedFrom, directives);
    }

    public Column withType(SqlType value) {
        return new Column(name, uid, value, nullable, itemsNullable, defaultValue, generated, identity, comment, renamedFrom, directives);
    }

    /// The functions that the default calls; empty for a constant default and for none.
    public List<String> defaultCalls() {
        return defaultValue.map(Expression::calls).orElse(List.of());
    }

    /// The text of a default that is one literal, with or without a type behind it; empty for every other.
    public String defaultLabel() {
        return defaultValue.map(Expression::sql).map(LABEL::matcher).filter(Matcher::matches).map(m -> m.group(1).replace("''", "'")).orElse("");
    }

    /// The sequence that the default takes a value from, if there is one.
    public Optional<QualifiedName> defaultSequence() {
        return defaultValue.flatMap(Expression::sequence);
    }

    /// The default as it is written; empty for none.
    public String defaultText() {
        return defaultValue.map(Expression::sql).orElse("");
    }

    /// The names in the expression of a generated column (see [Expression#words]); empty for every other.
    public List<String> generatedWords() {
        return generated.map(g -> g.expression().words()).orElse(List.of());
    }

    /// Whether the column is generated and STORED.
    public boolean storedGenerated() {
        return generated.filter(GeneratedColumn::stored).isPresent();
    }

    /// Whether the column is generated and VIRTUAL.
    public boolean virtualGenerated() {
        return generated.filter(g -> !g.stored()).isPresent();
    }

    /// Whether it is marked as personal data.
    public boolean pii() {
        return directives.has("wes_pii");
    }

    /// The column as rules and statements see it: nullable and without a default, as a recipe adds it first.
    public Column bare() {
        return withNullable(true).withDefault(Optional.empty()).withIdentity(Optional.empty());
    }
}
