package dev.wesley.rehearsal.observe;

import dev.wesley.engine.ir.QualifiedName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// All user relations of a database at one moment, by oid.
record Relations(Map<Long, Relation> byOid) {
    /// 16384 is the first oid that a user's object can have.
    private static final String ALL = """
            SELECT c.oid, n.nspname, c.relname, c.relkind, coalesce(o.oid, i.indrelid, c.oid), coalesce(pg_relation_filenode(c.oid), 0)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_index i ON i.indexrelid = c.oid
            LEFT JOIN pg_class o ON o.reltoastrelid = coalesce(i.indrelid, c.oid)
            WHERE c.oid >= 16384 AND c.relkind IN ('r','p','m','v','f','i','I','t','S')""";

    Relations {
        byOid = Collections.unmodifiableMap(new TreeMap<>(byOid));
    }

    /// @param kind as in `pg_class.relkind`
    /// @param table the table of an index or of a toast relation, else the relation itself
    /// @param file number of its file; 0 if it has none
    record Relation(long oid, QualifiedName name, char kind, long table, long file) {
        boolean isIndex() {
            return kind == 'i' || kind == 'I';
        }

        boolean isSequence() {
            return kind == 'S';
        }

        /// A table's out-of-line values or their index: not anything that a user has named.
        boolean isToast() {
            return name.schema().equals("pg_toast");
        }
    }

    static Relations read(Connection connection) throws SQLException {
        Map<Long, Relation> relations = new TreeMap<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(ALL)) {
            while (rows.next()) {
                long oid = rows.getLong(1);
                relations.put(oid, new Relation(oid, new QualifiedName(rows.getString(2), rows.getString(3)), rows.getString(4).charAt(0),
                        rows.getLong(5), rows.getLong(6)));
            }
        }
        return new Relations(relations);
    }

    Optional<Relation> get(long oid) {
        return Optional.ofNullable(byOid.get(oid));
    }

    /// The relation that a user knows: the table of a toast relation, else the relation itself.
    Optional<Relation> named(long oid) {
        return get(oid).flatMap(r -> r.isToast() ? get(r.table()) : Optional.of(r));
    }
}
