package dev.wesley.rehearsal.catalog;

import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.json.Json;
import dev.wesley.rehearsal.connect.SqlNames;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Everything that the user schemas of a database define, as a set of facts in the server's own words: equal for two databases exactly if
/// they define the same. It shares no code with the planner. Left out: the order of columns, owners, extension members, names of
/// not-null constraints, and the schemas `wesley` and `tap`.
///
/// @param facts sorted
public record CatalogFingerprint(SortedSet<Fact> facts) {
    public CatalogFingerprint {
        facts = Collections.unmodifiableSortedSet(new TreeSet<>(facts));
    }

    /// One definition.
    ///
    /// @param kind such as `column`
    /// @param subject such as `orders.total`
    /// @param definition all that is said about it, as a JSON array
    public record Fact(String kind, String subject, String definition) implements Comparable<Fact> {
        @Override
        public int compareTo(Fact other) {
            int byKind = kind.compareTo(other.kind);
            int bySubject = byKind != 0 ? byKind : subject.compareTo(other.subject);
            return bySubject != 0 ? bySubject : definition.compareTo(other.definition);
        }
    }

    /// Reads all user schemas inside the session's transaction, or in one of its own; changes no setting of the session.
    public static CatalogFingerprint read(Connection connection) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        SortedSet<Fact> facts = new TreeSet<>();
        if (autoCommit) {
            connection.setAutoCommit(false);
        }
        try (Statement statement = connection.createStatement()) {
            int version;
            String searchPath;
            try (ResultSet row = statement.executeQuery("SELECT current_setting('server_version_num')::int, current_setting('search_path')")) {
                row.next();
                version = row.getInt(1);
                searchPath = row.getString(2);
            }
            for (String schema : userSchemas(statement)) {
                statement.execute("SET LOCAL search_path = " + SqlNames.quoted(schema));
                if (!schema.equals(QualifiedName.DEFAULT_SCHEMA)) {
                    facts.add(new Fact("schema", schema, "[]"));
                }
                try (ResultSet rows = statement.executeQuery(query(version, schema))) {
                    while (rows.next()) {
                        String subject = rows.getString(2);
                        facts.add(new Fact(rows.getString(1), schema.equals(QualifiedName.DEFAULT_SCHEMA) ? subject : schema + "." + subject,
                                rows.getString(3)));
                    }
                }
            }
            statement.execute("SELECT set_config('search_path', " + SqlNames.literal(searchPath) + ", true)");
        } finally {
            if (autoCommit) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
        return new CatalogFingerprint(facts);
    }

    /// `wfp2:sha256:` and 64 hex digits over all facts.
    public String hash() {
        StringBuilder text = new StringBuilder();
        for (Fact fact : facts) {
            text.append(fact.kind()).append('\t').append(fact.subject()).append('\t').append(fact.definition()).append('\n');
        }
        return "wfp2:sha256:" + Json.sha256(text.toString());
    }

    public boolean isEmpty() {
        return facts.isEmpty();
    }

    /// What this database, as it was found, has that `expected` has not, and the reverse: one line each, sorted; empty if they are equal.
    public List<String> differencesFrom(CatalogFingerprint expected) {
        SortedMap<String, List<String>> found = new TreeMap<>();
        SortedMap<String, List<String>> wanted = new TreeMap<>();
        collect(facts, expected.facts, found);
        collect(expected.facts, facts, wanted);
        List<String> lines = new ArrayList<>();
        SortedSet<String> subjects = new TreeSet<>(found.keySet());
        subjects.addAll(wanted.keySet());
        for (String subject : subjects) {
            String here = String.join(" ", found.getOrDefault(subject, List.of()));
            String there = String.join(" ", wanted.getOrDefault(subject, List.of()));
            if (here.isEmpty()) {
                lines.add(subject + " is missing: expected " + there);
            } else if (there.isEmpty()) {
                lines.add(subject + " is not expected: found " + here);
            } else {
                lines.add(subject + " differs: found " + here + ", expected " + there);
            }
        }
        return lines;
    }

    private static void collect(SortedSet<Fact> facts, SortedSet<Fact> without, Map<String, List<String>> into) {
        for (Fact fact : facts) {
            if (!without.contains(fact)) {
                into.computeIfAbsent(fact.kind() + " " + fact.subject(), k -> new ArrayList<>()).add(fact.definition());
            }
        }
    }

    private static List<String> userSchemas(Statement statement) throws SQLException {
        List<String> schemas = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("""
                SELECT n.nspname FROM pg_namespace n
                WHERE (n.oid >= 16384 OR n.nspname = 'public') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('wesley', 'tap')
                  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_namespace'::regclass AND d.objid = n.oid AND d.deptype = 'e')
                ORDER BY n.nspname""")) {
            while (rows.next()) {
                schemas.add(rows.getString(1));
            }
        }
        return schemas;
    }

    /// The definitions of one schema, which is the search path, so that names inside it come out unqualified (drift-and-usage.md, L2).
    /// What a partition has because its parent has it is left out: the parent tells how it is, and its name means nothing.
    private static String query(int version, String schema) {
        String generated = version >= 120000 ? "a.attgenerated" : "''";
        String body = version >= 140000 ? "coalesce(pg_get_function_sqlbody(p.oid), '')" : "''";
        return """
                WITH ns AS (SELECT oid FROM pg_namespace WHERE nspname = %s),
                ext AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
                rel AS (SELECT c.*, c.oid AS rid FROM pg_class c JOIN ns ON c.relnamespace = ns.oid WHERE c.relkind IN ('r','p','v','m','S','f')
                        AND NOT EXISTS (SELECT FROM ext e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid)),
                typ AS (SELECT t.* , t.oid AS tid FROM pg_type t JOIN ns ON t.typnamespace = ns.oid WHERE t.typtype IN ('e','d')
                        AND NOT EXISTS (SELECT FROM ext e WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid))
                SELECT 'relation', relname::text, jsonb_build_array(relkind,relpersistence,relrowsecurity,relforcerowsecurity,relreplident,
                       (SELECT string_agg(o, ',' ORDER BY o) FROM unnest(reloptions) o), pg_get_expr(relpartbound,rid,true),
                       CASE relkind WHEN 'p' THEN pg_get_partkeydef(rid) END)::text FROM rel
                UNION ALL SELECT 'view', relname, jsonb_build_array(pg_get_viewdef(rid,true))::text FROM rel WHERE relkind IN ('v','m')
                UNION ALL SELECT 'column', relname || '.' || a.attname, jsonb_build_array(format_type(a.atttypid,a.atttypmod),
                       CASE WHEN a.attnotnull THEN 'not null' ELSE 'null' END, a.attidentity, %s,
                       (SELECT collname FROM pg_collation k WHERE k.oid = a.attcollation), pg_get_expr(d.adbin,d.adrelid,true))::text
                  FROM rel JOIN pg_attribute a ON a.attrelid = rid AND a.attnum > 0 AND NOT a.attisdropped
                  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum WHERE relkind <> 'S'
                UNION ALL SELECT 'constraint', relname || '.' || c.conname, jsonb_build_array(CASE WHEN c.convalidated THEN 'valid' ELSE 'not valid' END,
                       pg_get_constraintdef(c.oid,true))::text
                  FROM rel JOIN pg_constraint c ON c.conrelid = rid AND c.contype NOT IN ('n','t') AND c.conparentid = 0
                UNION ALL SELECT 'index', rel.relname || '.' || x.relname, jsonb_build_array(i.indisvalid,i.indisready,i.indislive,i.indisreplident,
                       pg_get_indexdef(i.indexrelid,0,true))::text
                  FROM rel JOIN pg_index i ON i.indrelid = rid JOIN pg_class x ON x.oid = i.indexrelid
                  WHERE NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = i.indexrelid)
                UNION ALL SELECT 'trigger', relname || '.' || tgname, jsonb_build_array(tgenabled,pg_get_triggerdef(t.oid,true))::text
                  FROM rel JOIN pg_trigger t ON t.tgrelid = rid AND NOT t.tgisinternal
                UNION ALL SELECT 'policy', relname || '.' || polname, jsonb_build_array(polcmd,polpermissive,
                       (SELECT string_agg(coalesce(rolname,'public'), ',' ORDER BY rolname) FROM unnest(polroles) r LEFT JOIN pg_roles ON pg_roles.oid = r),
                       pg_get_expr(polqual,rid,true),pg_get_expr(polwithcheck,rid,true))::text FROM rel JOIN pg_policy ON polrelid = rid
                UNION ALL SELECT 'grant', relname, jsonb_build_array(coalesce(g.rolname,'public'),x.privilege_type,x.is_grantable)::text
                  FROM rel CROSS JOIN LATERAL aclexplode(relacl) x LEFT JOIN pg_roles g ON g.oid = x.grantee WHERE x.grantee <> relowner
                UNION ALL SELECT 'sequence', relname, jsonb_build_array(format_type(seqtypid,NULL),seqstart,seqincrement,seqmin,seqmax,seqcache,seqcycle)::text
                  FROM rel JOIN pg_sequence ON seqrelid = rid
                UNION ALL SELECT 'enum', typname, jsonb_build_array((SELECT string_agg(quote_literal(enumlabel), ',' ORDER BY enumsortorder)
                       FROM pg_enum WHERE enumtypid = tid))::text FROM typ WHERE typtype = 'e'
                UNION ALL SELECT 'domain', typname, jsonb_build_array(format_type(typbasetype,typtypmod),typnotnull,typdefault,
                       (SELECT string_agg(conname||' '||convalidated||' '||pg_get_constraintdef(c.oid,true), ',' ORDER BY conname)
                        FROM pg_constraint c WHERE contypid = tid AND contype <> 'n'))::text FROM typ WHERE typtype = 'd'
                UNION ALL SELECT 'function', p.oid::regprocedure::text, jsonb_build_array(pg_get_function_result(p.oid),lanname,provolatile,proisstrict,
                       prosecdef,proparallel,proconfig,md5(prosrc || %s))::text
                  FROM pg_proc p JOIN ns ON pronamespace = ns.oid AND prokind IN ('f','p') JOIN pg_language ON pg_language.oid = prolang
                  WHERE NOT EXISTS (SELECT FROM ext e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid)
                UNION ALL SELECT 'comment', relname || coalesce('.' || a.attname, ''), jsonb_build_array(description)::text
                  FROM rel JOIN pg_description ON classoid = 'pg_class'::regclass AND objoid = rid
                  LEFT JOIN pg_attribute a ON a.attrelid = rid AND a.attnum = objsubid AND objsubid > 0
                UNION ALL SELECT 'comment', x.relname, jsonb_build_array(description)::text
                  FROM rel JOIN pg_index i ON i.indrelid = rid JOIN pg_class x ON x.oid = i.indexrelid
                  JOIN pg_description ON classoid = 'pg_class'::regclass AND objoid = x.oid
                UNION ALL SELECT 'comment', relname || '.' || c.conname, jsonb_build_array(description)::text
                  FROM rel JOIN pg_constraint c ON c.conrelid = rid JOIN pg_description ON classoid = 'pg_constraint'::regclass AND objoid = c.oid
                UNION ALL SELECT 'comment', relname || '.' || polname, jsonb_build_array(description)::text
                  FROM rel JOIN pg_policy p ON polrelid = rid JOIN pg_description ON classoid = 'pg_policy'::regclass AND objoid = p.oid
                UNION ALL SELECT 'comment', typname, jsonb_build_array(description)::text
                  FROM typ JOIN pg_description ON classoid = 'pg_type'::regclass AND objoid = tid
                """.formatted(SqlNames.literal(schema), generated, body);
    }
}
