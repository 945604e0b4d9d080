package dev.wesley.rehearsal.law;

import dev.wesley.rehearsal.catalog.CatalogFingerprint;
import dev.wesley.rehearsal.catalog.CatalogFingerprint.Fact;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// All that a database defines, seen without the catalogue reader. Names that the server alone chose are left out, because no schema says
/// them: those of identity sequences (a renamed table keeps its old one) and of the indexes and constraints of partitions. So are schemas
/// as such: a plan never drops one, even if nothing of ours is left in it.
record EndState(CatalogFingerprint fingerprint) {
    private static final String IDENTITY_SEQUENCES = """
            SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || s.relname AS sequence,
                   CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname || '.' || a.attname AS owner
            FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S' JOIN pg_namespace n ON n.oid = s.relnamespace
            JOIN pg_class c ON c.oid = d.refobjid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
            WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'i'""";
    private static final String PARTITIONS = """
            SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relispartition AND c.relkind IN ('r', 'p')""";
    /// The server's own copies of a foreign key, one for each partition of the table that it refers to: up to 17 validating the key leaves them
    /// "not valid", which means nothing.
    private static final String COPIES = """
            SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname || '.' || con.conname
            FROM pg_constraint con JOIN pg_class c ON c.oid = con.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE con.contype = 'f' AND con.conparentid <> 0 AND NOT c.relispartition""";
    /// Left behind by a step that did not finish; the fingerprint does not hold constraints of NOT NULL (18+).
    private static final String UNFINISHED = """
            SELECT conrelid::regclass || '.' || conname FROM pg_constraint WHERE contype = 'n' AND NOT convalidated""";

    static EndState read(Connection connection) throws SQLException {
        Map<String, String> sequences = new HashMap<>();
        Set<String> partitions = new TreeSet<>();
        Set<String> copies = new TreeSet<>();
        Set<Fact> facts = new TreeSet<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(IDENTITY_SEQUENCES)) {
                while (rows.next()) {
                    sequences.put(rows.getString(1), rows.getString(2));
                }
            }
            try (ResultSet rows = statement.executeQuery(PARTITIONS)) {
                while (rows.next()) {
                    partitions.add(rows.getString(1));
                }
            }
            try (ResultSet rows = statement.executeQuery(COPIES)) {
                while (rows.next()) {
                    copies.add(rows.getString(1));
                }
            }
            try (ResultSet rows = statement.executeQuery(UNFINISHED)) {
                while (rows.next()) {
                    facts.add(new Fact("not null", rows.getString(1), "[\"not valid\"]"));
                }
            }
        }
        for (Fact fact : CatalogFingerprint.read(connection).facts()) {
            if (fact.kind().equals("schema")) {
                continue;
            }
            String owner = sequences.get(fact.subject());
            if (owner != null && (fact.kind().equals("sequence") || fact.kind().equals("relation"))) {
                facts.add(new Fact("identity " + fact.kind(), owner, fact.definition()));
            } else if (!fact.kind().equals("constraint") || !copies.contains(fact.subject())) {
                facts.add(partitions.stream().filter(p -> fact.subject().startsWith(p + ".")).findFirst().map(p -> unnamed(fact, p)).orElse(fact));
            }
        }
        return new EndState(new CatalogFingerprint(new TreeSet<>(facts)));
    }

    private static Fact unnamed(Fact fact, String partition) {
        if (!fact.kind().equals("index") && !fact.kind().equals("constraint")) {
            return fact;
        }
        String name = fact.subject().substring(partition.length() + 1);
        return new Fact(fact.kind(), partition, fact.definition().replaceFirst("INDEX \\\\?\"?" + Pattern.quote(name) + "\\\\?\"? ON", "INDEX ON"));
    }

    /// One line for each definition that differs; empty if both define the same.
    List<String> differencesFrom(EndState wanted) {
        return fingerprint.differencesFrom(wanted.fingerprint);
    }
}
