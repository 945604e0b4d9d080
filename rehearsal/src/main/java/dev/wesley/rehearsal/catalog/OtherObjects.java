package dev.wesley.rehearsal.catalog;

import dev.wesley.engine.fact.Dependent;
import dev.wesley.engine.ir.QualifiedName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads what the IR cannot express: by kind and name for people, and as [Dependent] facts for the rules where it hangs on a table.
final class OtherObjects {
    private final CatalogReader reader;

    OtherObjects(CatalogReader reader) {
        this.reader = reader;
    }

    void read() throws SQLException {
        relations();
        sequences();
        routines();
        tableParts();
        wholeDatabase();
        grants();
        dependents();
    }

    /// Lists an object of a schema that is read, unless it belongs to an extension.
    ///
    /// @param catalog where the number `oid` counts
    private void list(ResultSet r, String catalog) throws SQLException {
        String namespace = reader.namespace(r.getLong("namespace"));
        if (namespace != null && !reader.ofExtension(catalog, r.getLong("oid"))) {
            reader.list(r.getString("kind"), new QualifiedName(namespace, r.getString("name")), r.getString("detail"));
        }
    }

    private void relations() throws SQLException {
        reader.each("""
                SELECT c.oid, c.relnamespace AS namespace, c.relname AS name, '' AS detail,
                       CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' ELSE 'composite type' END AS kind
                FROM pg_class c WHERE c.relkind IN ('v', 'm', 'f', 'c') AND c.relnamespace IN (%s)
                """.formatted(reader.namespaceList()), r -> list(r, "pg_class"));
        reader.each("""
                SELECT t.oid, t.typnamespace AS namespace, t.typname AS name, CASE t.typtype WHEN 'd' THEN format_type(t.typbasetype, t.typtypmod) ELSE '' END AS detail,
                       CASE t.typtype WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range type' ELSE 'base type' END AS kind
                FROM pg_type t WHERE (t.typtype IN ('d', 'r') OR t.typtype = 'b' AND t.typcategory <> 'A' AND t.oid >= 16384) AND t.typnamespace IN (%s)
                """.formatted(reader.namespaceList()), r -> list(r, "pg_type"));
    }

    /// Sequences but those of identity columns, and identity columns whose sequence does not count 1, 2, 3.
    private void sequences() throws SQLException {
        reader.each("""
                SELECT c.oid, c.relnamespace AS namespace, c.relname AS name, d.deptype, d.refobjid, d.refobjsubid,
                       s.seqstart <> 1 OR s.seqincrement <> 1 OR s.seqcache <> 1 OR s.seqcycle AS special
                FROM pg_class c JOIN pg_sequence s ON s.seqrelid = c.oid
                LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
                WHERE c.relnamespace IN (%s)
                """.formatted(reader.namespaceList()), r -> {
            String namespace = reader.namespace(r.getLong("namespace"));
            if (namespace == null || reader.ofExtension("pg_class", r.getLong("oid"))) {
                return;
            }
            TableInMaking owner = reader.tables().get(r.getLong("refobjid"));
            String column = owner == null ? "" : owner.names.getOrDefault(r.getInt("refobjsubid"), "");
            QualifiedName name = new QualifiedName(namespace, r.getString("name"));
            if (!"i".equals(r.getString("deptype"))) {
                reader.list("sequence", name, owner == null ? "" : "owned by " + owner.name + "." + column);
            } else if (owner != null && r.getBoolean("special")) {
                reader.list("identity options", owner.element(column), "start, increment, cache or cycle");
            }
        });
    }

    private void routines() throws SQLException {
        reader.each("""
                SELECT p.oid, p.pronamespace AS namespace, p.proname AS name, pg_get_function_identity_arguments(p.oid) AS detail,
                       CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END AS kind
                FROM pg_proc p WHERE p.oid >= 16384 AND p.pronamespace IN (%s)
                """.formatted(reader.namespaceList()), r -> list(r, "pg_proc"));
    }

    private void tableParts() throws SQLException {
        reader.each("""
                SELECT t.tgrelid, t.tgname, t.tgenabled FROM pg_trigger t WHERE NOT t.tgisinternal
                """, r -> {
            TableInMaking table = reader.tables().get(r.getLong("tgrelid"));
            if (table != null) {
                reader.list("trigger", table.element(r.getString("tgname")), r.getString("tgenabled").equals("D") ? "disabled" : "");
                reader.fact(new Dependent(table.name, Optional.empty(), Dependent.Kind.TRIGGER, r.getString("tgname")));
            }
        });
        reader.each("SELECT w.ev_class, w.rulename FROM pg_rewrite w WHERE w.rulename <> '_RETURN' AND w.oid >= 16384", r -> {
            TableInMaking table = reader.tables().get(r.getLong("ev_class"));
            if (table != null) {
                reader.list("rule", table.element(r.getString("rulename")), "");
                reader.fact(new Dependent(table.name, Optional.empty(), Dependent.Kind.RULE, r.getString("rulename")));
            }
        });
        reader.each("""
                SELECT s.oid, s.stxnamespace AS namespace, s.stxname AS name, 'statistics' AS kind, '' AS detail, s.stxrelid, k.num
                FROM pg_statistic_ext s LEFT JOIN LATERAL unnest(s.stxkeys::int2[]) k(num) ON true
                """, r -> {
            list(r, "pg_statistic_ext");
            TableInMaking table = reader.tables().get(r.getLong("stxrelid"));
            if (table != null) {
                reader.fact(new Dependent(table.name, Optional.ofNullable(table.names.get(r.getInt("num"))), Dependent.Kind.STATISTICS, r.getString("name")));
            }
        });
    }

    private void wholeDatabase() throws SQLException {
        reader.each("""
                SELECT 'extension' AS kind, x.extname AS name, x.extversion AS detail FROM pg_extension x WHERE x.extname <> 'plpgsql'
                UNION ALL SELECT 'event trigger', evtname, evtevent FROM pg_event_trigger
                UNION ALL SELECT 'foreign server', srvname, '' FROM pg_foreign_server
                UNION ALL SELECT 'publication', pubname, CASE WHEN puballtables THEN 'of all tables' ELSE '' END FROM pg_publication
                UNION ALL SELECT 'cast', castsource::regtype || ' to ' || casttarget::regtype, '' FROM pg_cast c WHERE c.oid >= 16384
                  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_cast'::regclass AND d.objid = c.oid AND d.deptype = 'e')
                UNION ALL SELECT 'default privileges', coalesce(n.nspname, 'every schema'), '' FROM pg_default_acl a LEFT JOIN pg_namespace n ON n.oid = a.defaclnamespace
                """, r -> reader.list(r.getString("kind"), QualifiedName.of(r.getString("name")), r.getString("detail")));
        reader.each("""
                SELECT 'collation' AS kind, oid, collnamespace AS namespace, collname AS name, '' AS detail, 'pg_collation' AS catalog FROM pg_collation WHERE oid >= 16384
                UNION ALL SELECT 'operator', oid, oprnamespace, oprname, '', 'pg_operator' FROM pg_operator WHERE oid >= 16384
                UNION ALL SELECT 'operator class', oid, opcnamespace, opcname, '', 'pg_opclass' FROM pg_opclass WHERE oid >= 16384
                UNION ALL SELECT 'text search configuration', oid, cfgnamespace, cfgname, '', 'pg_ts_config' FROM pg_ts_config WHERE oid >= 16384
                UNION ALL SELECT 'text search dictionary', oid, dictnamespace, dictname, '', 'pg_ts_dict' FROM pg_ts_dict WHERE oid >= 16384
                """, r -> list(r, r.getString("catalog")));
        // A publication stands in the way of a column only by a row filter or a column list.
        if (reader.versionNum() >= 150_000) {
            reader.each("""
                    SELECT pr.prrelid, p.pubname, k.num, pr.prqual IS NOT NULL AS filtered
                    FROM pg_publication_rel pr JOIN pg_publication p ON p.oid = pr.prpubid LEFT JOIN LATERAL unnest(pr.prattrs::int2[]) k(num) ON true
                    """, r -> {
                TableInMaking table = reader.tables().get(r.getLong("prrelid"));
                int column = r.getInt("num");
                if (table != null && (column > 0 || r.getBoolean("filtered"))) {
                    reader.fact(new Dependent(table.name, r.getBoolean("filtered") ? Optional.empty() : Optional.ofNullable(table.names.get(column)),
                            Dependent.Kind.PUBLICATION, r.getString("pubname")));
                }
            });
        }
    }

    /// Privileges of others than the owner, as counts: roles differ from one environment to the next.
    private void grants() throws SQLException {
        if (reader.granted().isEmpty()) {
            return;
        }
        String granted = reader.granted().stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
        reader.each("""
                SELECT c.oid, count(*) AS privileges, count(DISTINCT x.grantee) AS roles
                FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) x WHERE c.oid IN (%1$s) AND c.relacl IS NOT NULL AND x.grantee <> c.relowner GROUP BY c.oid
                UNION ALL
                SELECT a.attrelid, count(*), count(DISTINCT x.grantee)
                FROM pg_attribute a CROSS JOIN LATERAL aclexplode(a.attacl) x WHERE a.attrelid IN (%1$s) AND a.attacl IS NOT NULL GROUP BY a.attrelid
                """.formatted(granted), r -> {
            long oid = r.getLong("oid");
            String detail = r.getLong("privileges") + " privileges of " + r.getLong("roles") + " roles";
            reader.relation(oid).ifPresent(name -> reader.list("grants", name, detail));
        });
    }

    /// What the server itself records to hang on tables and columns.
    private void dependents() throws SQLException {
        reader.each("""
                SELECT DISTINCT d.refobjid, d.refobjsubid, vc.relkind AS kind, vn.nspname AS namespace, vc.relname AS name
                FROM pg_depend d JOIN pg_rewrite w ON w.oid = d.objid AND w.rulename = '_RETURN'
                JOIN pg_class vc ON vc.oid = w.ev_class JOIN pg_namespace vn ON vn.oid = vc.relnamespace
                WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> vc.oid AND d.objid >= 16384
                """, r -> dependent(r, r.getString("kind").equals("m") ? Dependent.Kind.MATERIALIZED_VIEW : Dependent.Kind.VIEW));
        reader.each("""
                SELECT DISTINCT d.refobjid, d.refobjsubid, n.nspname AS namespace, p.proname AS name
                FROM pg_depend d JOIN pg_proc p ON p.oid = d.objid JOIN pg_namespace n ON n.oid = p.pronamespace
                WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_class'::regclass AND d.objid >= 16384
                UNION SELECT t.typrelid, 0, n.nspname, p.proname
                FROM pg_depend d JOIN pg_proc p ON p.oid = d.objid JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_type t ON t.oid = d.refobjid AND t.typrelid <> 0
                WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_type'::regclass AND d.objid >= 16384
                """, r -> dependent(r, Dependent.Kind.FUNCTION));
        reader.each("""
                SELECT DISTINCT d.refobjid, d.refobjsubid, n.nspname AS namespace, p.polname AS name
                FROM pg_depend d JOIN pg_policy p ON p.oid = d.objid JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE d.classid = 'pg_policy'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
                """, r -> dependent(r, Dependent.Kind.POLICY));
        boolean generated = reader.tables().values().stream().anyMatch(t -> t.columns.values().stream().anyMatch(c -> c.generated().isPresent()));
        if (generated) {
            // Up to 14 it is the column that depends, from 15 on its expression.
            reader.each("""
                    SELECT DISTINCT d.refobjid, d.refobjsubid, n.nspname AS namespace, a.attname AS name
                    FROM pg_attribute a JOIN pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
                    JOIN pg_depend d ON d.classid = 'pg_attrdef'::regclass AND d.objid = f.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
                    JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                    WHERE a.attgenerated <> '' AND a.attrelid >= 16384 AND d.refobjsubid <> a.attnum
                    UNION SELECT d.refobjid, d.refobjsubid, n.nspname, a.attname
                    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                    JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = a.attrelid AND d.objsubid = a.attnum
                      AND d.refclassid = 'pg_class'::regclass AND d.refobjid = a.attrelid AND d.refobjsubid > 0
                    WHERE a.attgenerated <> '' AND a.attrelid >= 16384
                    """, r -> dependent(r, Dependent.Kind.GENERATED_COLUMN));
        }
    }

    private void dependent(ResultSet r, Dependent.Kind kind) throws SQLException {
        TableInMaking table = reader.tables().get(r.getLong("refobjid"));
        if (table != null) {
            reader.fact(new Dependent(table.name, Optional.ofNullable(table.names.get(r.getInt("refobjsubid"))), kind,
                    new QualifiedName(r.getString("namespace"), r.getString("name")).toString()));
        }
    }
}
