package dev.wesley.engine.ir;

/// A name in a schema, as Postgres stores it (never quoted, never folded). Prints as `orders`, or `sales.orders` outside `public`.
public record QualifiedName(String schema, String name) implements Comparable<QualifiedName> {
    public static final String DEFAULT_SCHEMA = "public";

    /// A name in the default schema `public`.
    public static QualifiedName of(String name) {
        return new QualifiedName(DEFAULT_SCHEMA, name);
    }

    /// Another name in the same schema.
    public QualifiedName sibling(String other) {
        return new QualifiedName(schema, other);
    }

    @Override
    public int compareTo(QualifiedName other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return schema.equals(DEFAULT_SCHEMA) ? name : schema + "." + name;
    }
}
