package dev.wesley.engine.ir;

import java.util.Optional;

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

    /// The column as rules and statements see it: nullable and without a default, as a recipe adds it first.
    public Column bare() {
        return withNullable(true).withDefault(Optional.empty()).withIdentity(Optional.empty());
    }
}
