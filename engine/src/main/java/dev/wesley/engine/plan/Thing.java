package dev.wesley.engine.plan;

import dev.wesley.engine.ir.QualifiedName;

/// Something in a database that a step creates, uses or removes, as far as the order of steps is concerned.
///
/// @param element inside `owner`; empty for the owner itself
record Thing(Kind kind, QualifiedName owner, String element) {
    enum Kind {
        SCHEMA,
        TABLE,
        ENUM,
        /// A label, usable by a step only after its own transaction (manual, ALTER TYPE, "Notes").
        LABEL,
        COLUMN,
        /// What fills a column by itself: a default or an identity. There is one place for it.
        VALUE,
        /// That a column holds no NULL any more.
        FILLED,
        NOT_NULL,
        CONSTRAINT,
        INDEX,
        /// Columns that a foreign key can refer to.
        KEY,
        POLICY
    }

    static Thing schema(String schema) {
        return new Thing(Kind.SCHEMA, new QualifiedName(schema, ""), "");
    }

    static Thing table(QualifiedName table) {
        return new Thing(Kind.TABLE, table, "");
    }

    static Thing of(Kind kind, QualifiedName owner, String element) {
        return new Thing(kind, owner, element);
    }

    /// Indexes share one name space per schema.
    static Thing index(QualifiedName table, String index) {
        return new Thing(Kind.INDEX, table.sibling(index), "");
    }

    static Thing key(QualifiedName table, java.util.List<String> columns) {
        return new Thing(Kind.KEY, table, String.join("\u0000", columns.stream().sorted().toList()));
    }
}
