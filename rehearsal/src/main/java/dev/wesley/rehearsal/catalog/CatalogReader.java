package dev.wesley.rehearsal.catalog;

import dev.wesley.engine.fact.Dependent;
import dev.wesley.engine.fact.ExistingPartition;
import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.fact.TableSize;
import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Directives;
import dev.wesley.engine.ir.EnumType;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.ForeignKey;
import dev.wesley.engine.ir.GeneratedColumn;
import dev.wesley.engine.ir.IdentityColumn;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.Partitioning;
import dev.wesley.engine.ir.Policy;
import dev.wesley.engine.ir.PrimaryKey;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.ReferentialAction;
import dev.wesley.engine.ir.RowSecurity;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.ir.UniqueConstraint;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads a live Postgres 11 to 18 into a [Schema]: one consistent snapshot, one set-based query per kind of object, `pg_catalog`
/// only. Expressions come in the server's own spelling with every user object qualified, so two databases of one server compare
/// exactly; a schema from SDL is compared after it was built on a server and read back.
public final class CatalogReader {
    /// Schemas that are never read: the system's, ours, and the one that pgTAP is loaded into.
    private static final String USER_SCHEMA = "n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'wesley', 'tap')";

    private static final String NOT_OF_EXTENSION =
            "NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '%s'::regclass AND e.objid = %s AND e.deptype = 'e')";

    private final Connection connection;
    private final int versionNum;
    private final Map<Long, Builder> tables = new LinkedHashMap<>();
    private final List<Fact> facts = new ArrayList<>();
    private final List<Catalog.Unmanaged> unmanaged = new ArrayList<>();

    private CatalogReader(Connection connection, int versionNum) {
        this.connection = connection;
        this.versionNum = versionNum;
    }

    /// Reads everything that belongs to users. Runs in a read-only transaction of its own, so the connection must be in autocommit mode.
    ///
    /// @throws SQLException if the server cannot be read
    public static Catalog read(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new IllegalStateException("a catalogue is read in a transaction of its own");
        }
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            statement.execute("SET LOCAL search_path = pg_catalog");
            int version;
            try (ResultSet r = statement.executeQuery("SELECT current_setting('server_version_num')::int")) {
                r.next();
                version = r.getInt(1);
            }
            return new CatalogReader(connection, version).read();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private Catalog read() throws SQLException {
        relations();
        columns();
        constraints();
        indexes();
        policies();
        List<EnumType> enums = enums();
        others();
        return new Catalog(versionNum, new Schema(tables.values().stream().map(Builder::build).toList(), enums), facts, unmanaged);
    }

    @FunctionalInterface
    private interface Row {
        void read(ResultSet r) throws SQLException;
    }

    private void each(String sql, Row row) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(0);
            try (ResultSet r = statement.executeQuery(sql)) {
                while (r.next()) {
                    row.read(r);
                }
            }
        }
    }

    // ---- tables

    private void relations() throws SQLException {
        each("""
                SELECT c.oid, n.nspname, c.relname, c.relkind, c.relispartition, c.relrowsecurity, c.relforcerowsecurity, c.relpersistence,
                       c.reltuples::bigint AS rows, obj_description(c.oid, 'pg_class') AS comment,
                       pt.partstrat, pt.partexprs IS NOT NULL AS partition_expressions,
                       (SELECT array_agg(a.attname ORDER BY k.ord) FROM unnest(pt.partattrs::int2[]) WITH ORDINALITY k(num, ord)
                          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.num) AS partition_columns,
                       pn.nspname AS parent_schema, pc.relname AS parent,
                       c.relispartition AND pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT' AS is_default,
                       c.reloptions IS NOT NULL AS options
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                LEFT JOIN pg_partitioned_table pt ON pt.partrelid = c.oid
                LEFT JOIN pg_inherits h ON h.inhrelid = c.oid
                LEFT JOIN pg_class pc ON pc.oid = h.inhparent LEFT JOIN pg_namespace pn ON pn.oid = pc.relnamespace
                WHERE c.relkind IN ('r', 'p') AND %s AND %s
                ORDER BY n.nspname, c.relname
                """.formatted(USER_SCHEMA, NOT_OF_EXTENSION.formatted("pg_class", "c.oid")), r -> {
            QualifiedName name = new QualifiedName(r.getString("nspname"), r.getString("relname"));
            if (r.getLong("rows") > 0) {
                // 0, or -1 from 14 on, also means "never analysed": then nothing is known, which is not the same as empty.
                facts.add(new TableSize(name, r.getLong("rows"), TableSize.Certainty.ESTIMATED));
            }
            if (r.getBoolean("relispartition")) {
                facts.add(new ExistingPartition(new QualifiedName(r.getString("parent_schema"), r.getString("parent")), name, r.getBoolean("is_default")));
                unmanaged.add(new Catalog.Unmanaged("partition", name, "of " + r.getString("parent")));
                return;
            }
            if (r.getString("parent") != null) {
                unmanaged.add(new Catalog.Unmanaged("inheritance", name, "inherits from " + r.getString("parent")));
            }
            if (!r.getString("relpersistence").equals("p")) {
                unmanaged.add(new Catalog.Unmanaged("unlogged table", name, "its rows are lost after a crash"));
            }
            if (r.getBoolean("options")) {
                unmanaged.add(new Catalog.Unmanaged("storage parameters", name, "kept as they are"));
            }
            Builder table = new Builder(name);
            table.comment = Optional.ofNullable(r.getString("comment"));
            table.rowSecurity = r.getBoolean("relrowsecurity");
            table.forced = r.getBoolean("relforcerowsecurity");
            if (r.getString("partstrat") != null) {
                if (r.getBoolean("partition_expressions")) {
                    unmanaged.add(new Catalog.Unmanaged("partition key", name, "contains an expression"));
                } else {
                    table.partitioning = Optional.of(new Partitioning(switch (r.getString("partstrat")) {
                        case "r" -> Partitioning.Strategy.RANGE;
                        case "l" -> Partitioning.Strategy.LIST;
                        case "h" -> Partitioning.Strategy.HASH;
                        default -> throw new IllegalStateException("unknown partition strategy: " + r.getString("partstrat"));
                    }, strings(r.getArray("partition_columns"))));
                }
            }
            tables.put(r.getLong("oid"), table);
        });
    }

    private void columns() throws SQLException {
        String generated = versionNum >= 120_000 ? "a.attgenerated" : "''";
        each("""
                SELECT a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull, a.attidentity, %s AS generated,
                       pg_get_expr(d.adbin, d.adrelid) AS expression, col_description(a.attrelid, a.attnum) AS comment,
                       coalesce(en.nspname, tn.nspname) AS type_schema, coalesce(e.typname, t.typname) AS type_name,
                       CASE WHEN e.oid IS NOT NULL THEN e.typtype ELSE t.typtype END AS kind, t.typcategory = 'A' AS list,
                       a.attcollation <> t.typcollation AS collated
                FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_type t ON t.oid = a.atttypid JOIN pg_namespace tn ON tn.oid = t.typnamespace
                LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A' LEFT JOIN pg_namespace en ON en.oid = e.typnamespace
                LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped AND %s
                ORDER BY a.attrelid, a.attnum
                """.formatted(generated, USER_SCHEMA), r -> {
            Builder table = tables.get(r.getLong("attrelid"));
            if (table == null) {
                return;
            }
            String name = r.getString("attname");
            Optional<SqlType> type = type(r);
            Optional<Expression> expression = expression(r.getString("expression"), "default", table, name);
            if (type.isEmpty()) {
                unmanaged.add(new Catalog.Unmanaged("column", table.element(name), "of type " + r.getString("type")));
                return;
            }
            if (r.getBoolean("collated")) {
                unmanaged.add(new Catalog.Unmanaged("collation", table.element(name), "other than the type's"));
            }
            String kind = r.getString("generated");
            String identity = r.getString("attidentity");
            table.columns.add(new Column(
                    name, Optional.empty(), type.get(), !r.getBoolean("attnotnull"), true,
                    kind.isEmpty() ? expression : Optional.empty(),
                    kind.isEmpty() ? Optional.empty() : expression.map(e -> new GeneratedColumn(e, kind.equals("s"))),
                    identity.isEmpty() ? Optional.empty() : Optional.of(new IdentityColumn(identity.equals("a"))),
                    Optional.ofNullable(r.getString("comment")), Optional.empty(), Directives.NONE));
        });
    }

    private static Optional<SqlType> type(ResultSet r) throws SQLException {
        boolean list = r.getBoolean("list");
        if (r.getString("kind").equals("e")) {
            SqlType type = SqlType.userDefined(new QualifiedName(r.getString("type_schema"), r.getString("type_name")));
            return Optional.of(list ? type.asList() : type);
        }
        return SqlType.parse(r.getString("type"));
    }

    private Optional<Expression> expression(@Nullable String text, String what, Builder table, String element) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Expression.of(text));
        } catch (Expression.IllegalExpressionException e) {
            unmanaged.add(new Catalog.Unmanaged(what, table.element(element), String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    // ---- constraints

    private void constraints() throws SQLException {
        String distinct = versionNum >= 150_000 ? "coalesce(i.indnullsnotdistinct, false)" : "false";
        each("""
                SELECT con.conrelid, con.conname, con.contype, con.convalidated, con.condeferrable, con.condeferred, con.confdeltype, con.confupdtype,
                       pg_get_expr(con.conbin, con.conrelid) AS expression, con.connoinherit, %s AS nulls_not_distinct,
                       (SELECT array_agg(a.attname ORDER BY k.ord) FROM unnest(con.conkey) WITH ORDINALITY k(num, ord)
                          JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = k.num) AS columns,
                       rn.nspname AS ref_schema, rc.relname AS ref_table,
                       (SELECT array_agg(a.attname ORDER BY k.ord) FROM unnest(con.confkey) WITH ORDINALITY k(num, ord)
                          JOIN pg_attribute a ON a.attrelid = con.confrelid AND a.attnum = k.num) AS ref_columns,
                       con.confmatchtype
                FROM pg_constraint con JOIN pg_class c ON c.oid = con.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                LEFT JOIN pg_index i ON i.indexrelid = con.conindid AND con.contype IN ('p', 'u')
                LEFT JOIN pg_class rc ON rc.oid = con.confrelid LEFT JOIN pg_namespace rn ON rn.oid = rc.relnamespace
                WHERE NOT c.relispartition AND con.conparentid = 0 AND %s ORDER BY con.conrelid, con.conname
                """.formatted(distinct, USER_SCHEMA), r -> {
            Builder table = tables.get(r.getLong("conrelid"));
            if (table == null) {
                return;
            }
            String name = r.getString("conname");
            boolean deferrable = r.getBoolean("condeferrable");
            boolean valid = r.getBoolean("convalidated");
            switch (r.getString("contype")) {
                case "p" -> {
                    table.primaryKey = Optional.of(new PrimaryKey(name, strings(r.getArray("columns"))));
                    deferrableKey(deferrable, table, name);
                }
                case "u" -> {
                    table.uniques.add(new UniqueConstraint(name, strings(r.getArray("columns")), r.getBoolean("nulls_not_distinct")));
                    deferrableKey(deferrable, table, name);
                }
                case "c" -> expression(r.getString("expression"), "check constraint", table, name)
                        .ifPresent(e -> table.checks.add(new CheckConstraint(name, e, valid)));
                case "f" -> {
                    table.foreignKeys.add(new ForeignKey(
                            name, strings(r.getArray("columns")), new QualifiedName(r.getString("ref_schema"), r.getString("ref_table")),
                            strings(r.getArray("ref_columns")), action(r.getString("confdeltype")), action(r.getString("confupdtype")),
                            deferrable, r.getBoolean("condeferred"), valid));
                    if (!r.getString("confmatchtype").equals("s")) {
                        unmanaged.add(new Catalog.Unmanaged("match type", table.element(name), "other than MATCH SIMPLE"));
                    }
                }
                case "n" -> {
                    if (!valid) {
                        unmanaged.add(new Catalog.Unmanaged("unvalidated not-null constraint", table.element(name), "VALIDATE it"));
                    }
                }
                case "x" -> unmanaged.add(new Catalog.Unmanaged("exclusion constraint", table.element(name), "has no SDL form"));
                case "t" -> unmanaged.add(new Catalog.Unmanaged("constraint trigger", table.element(name), "has no SDL form"));
                default -> unmanaged.add(new Catalog.Unmanaged("constraint", table.element(name), "of an unknown kind"));
            }
        });
    }

    private void deferrableKey(boolean deferrable, Builder table, String name) {
        if (deferrable) {
            unmanaged.add(new Catalog.Unmanaged("deferrable key", table.element(name), "read as not deferrable"));
        }
    }

    private static ReferentialAction action(String code) {
        return switch (code) {
            case "a" -> ReferentialAction.NO_ACTION;
            case "r" -> ReferentialAction.RESTRICT;
            case "c" -> ReferentialAction.CASCADE;
            case "n" -> ReferentialAction.SET_NULL;
            case "d" -> ReferentialAction.SET_DEFAULT;
            default -> throw new IllegalStateException("unknown referential action: " + code);
        };
    }

    // ---- indexes

    private void indexes() throws SQLException {
        String distinct = versionNum >= 150_000 ? "i.indnullsnotdistinct" : "false";
        each("""
                SELECT i.indrelid, ic.relname, i.indisunique, i.indisvalid, am.amname, %s AS nulls_not_distinct, i.indnkeyatts,
                       pg_get_expr(i.indpred, i.indrelid) AS predicate,
                       (SELECT array_agg(coalesce(a.attname::text, '') ORDER BY k.ord) FROM unnest(i.indkey::int2[]) WITH ORDINALITY k(num, ord)
                          LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.num AND k.num <> 0) AS columns,
                       (SELECT array_agg(pg_get_indexdef(i.indexrelid, k.ord::int, false) ORDER BY k.ord)
                          FROM unnest(i.indkey::int2[]) WITH ORDINALITY k(num, ord) WHERE k.num = 0) AS expressions,
                       (SELECT bool_or(o <> 0) FROM unnest(i.indoption::int2[]) o) AS ordered,
                       (SELECT array_agg(DISTINCT CASE WHEN oc.opcdefault THEN '' ELSE oc.opcname::text END)
                          FROM unnest(i.indclass::oid[]) o JOIN pg_opclass oc ON oc.oid = o) AS opclasses,
                       (SELECT bool_or(co <> 0 AND co <> at.attcollation) FROM unnest(i.indkey::int2[], i.indcollation::oid[]) k(num, co)
                          JOIN pg_attribute at ON at.attrelid = i.indrelid AND at.attnum = k.num) AS collated,
                       ic.reloptions IS NOT NULL AS options
                FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid
                JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_am am ON am.oid = ic.relam
                WHERE NOT c.relispartition AND c.relkind IN ('r', 'p') AND %s
                  AND NOT EXISTS (SELECT FROM pg_constraint con WHERE con.conindid = i.indexrelid AND con.contype IN ('p', 'u', 'x'))
                ORDER BY i.indrelid, ic.relname
                """.formatted(distinct, USER_SCHEMA), r -> {
            Builder table = tables.get(r.getLong("indrelid"));
            if (table == null) {
                return;
            }
            String name = r.getString("relname");
            List<String> all = strings(r.getArray("columns"));
            int keys = r.getInt("indnkeyatts");
            List<String> keyParts = all.subList(0, keys);
            List<String> columns = keyParts.stream().filter(c -> !c.isEmpty()).toList();
            List<Expression> expressions = new ArrayList<>();
            for (String text : r.getArray("expressions") == null ? List.<String>of() : strings(r.getArray("expressions"))) {
                expression(text, "index expression", table, name).ifPresent(expressions::add);
            }
            List<String> opclasses = strings(r.getArray("opclasses")).stream().distinct().toList();
            boolean columnsFirst = keyParts.subList(0, columns.size()).equals(columns);
            if (r.getBoolean("ordered") || !columnsFirst || opclasses.size() > 1 || r.getBoolean("collated") || r.getBoolean("options")
                    || columns.size() + expressions.size() != keys) {
                unmanaged.add(new Catalog.Unmanaged("index", table.element(name), "has an order, collation, operator classes or options that the SDL cannot say"));
                return;
            }
            table.indexes.add(new Index(
                    name, columns, expressions, r.getBoolean("indisunique"), r.getString("amname"),
                    expression(r.getString("predicate"), "index predicate", table, name), all.subList(keys, all.size()),
                    opclasses.isEmpty() || opclasses.getFirst().isEmpty() ? Optional.empty() : Optional.of(opclasses.getFirst()),
                    r.getBoolean("nulls_not_distinct"), r.getBoolean("indisvalid")));
        });
    }

    private void policies() throws SQLException {
        each("""
                SELECT p.polrelid, p.polname, p.polcmd, p.polpermissive, pg_get_expr(p.polqual, p.polrelid) AS using_,
                       pg_get_expr(p.polwithcheck, p.polrelid) AS check_,
                       (SELECT array_agg(ro.rolname ORDER BY ro.rolname) FROM pg_roles ro WHERE ro.oid = ANY (p.polroles)) AS roles
                FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE NOT c.relispartition AND %s ORDER BY p.polrelid, p.polname
                """.formatted(USER_SCHEMA), r -> {
            Builder table = tables.get(r.getLong("polrelid"));
            if (table == null) {
                return;
            }
            String name = r.getString("polname");
            Array roles = r.getArray("roles");
            table.policies.add(new Policy(
                    name,
                    switch (r.getString("polcmd")) {
                        case "r" -> Policy.Command.SELECT;
                        case "a" -> Policy.Command.INSERT;
                        case "w" -> Policy.Command.UPDATE;
                        case "d" -> Policy.Command.DELETE;
                        default -> Policy.Command.ALL;
                    },
                    r.getBoolean("polpermissive"), roles == null ? List.of() : strings(roles),
                    expression(r.getString("using_"), "policy", table, name), expression(r.getString("check_"), "policy", table, name)));
        });
    }

    private List<EnumType> enums() throws SQLException {
        List<EnumType> enums = new ArrayList<>();
        each("""
                SELECT n.nspname, t.typname, obj_description(t.oid, 'pg_type') AS comment, array_agg(e.enumlabel ORDER BY e.enumsortorder) AS labels
                FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_enum e ON e.enumtypid = t.oid
                WHERE %s AND %s GROUP BY n.nspname, t.typname, t.oid
                """.formatted(USER_SCHEMA, NOT_OF_EXTENSION.formatted("pg_type", "t.oid")), r -> enums.add(new EnumType(
                        new QualifiedName(r.getString("nspname"), r.getString("typname")), strings(r.getArray("labels")),
                        Optional.ofNullable(r.getString("comment")))));
        return enums;
    }

    // ---- what the IR cannot express

    private void others() throws SQLException {
        each("""
                SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' WHEN 'c' THEN 'composite type'
                       ELSE 'sequence' END AS kind, n.nspname, c.relname AS name, '' AS detail
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('v', 'm', 'f', 'c', 'S') AND %1$s AND %2$s
                  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i') AND c.relkind = 'S')
                UNION ALL
                SELECT CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END, n.nspname, p.proname,
                       pg_get_function_identity_arguments(p.oid)
                FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE %1$s AND %3$s
                UNION ALL
                SELECT 'trigger', n.nspname, c.relname || '.' || t.tgname, '' FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
                JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal AND NOT c.relispartition AND %1$s
                UNION ALL
                SELECT 'rule', n.nspname, c.relname || '.' || w.rulename, '' FROM pg_rewrite w JOIN pg_class c ON c.oid = w.ev_class
                JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND %1$s
                UNION ALL
                SELECT CASE t.typtype WHEN 'd' THEN 'domain' ELSE 'range type' END, n.nspname, t.typname, '' FROM pg_type t
                JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype IN ('d', 'r') AND %1$s AND %4$s
                UNION ALL
                SELECT 'statistics object', n.nspname, s.stxname, '' FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace WHERE %1$s
                UNION ALL
                SELECT 'extension', n.nspname, x.extname, x.extversion FROM pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace
                WHERE x.extname <> 'plpgsql'
                UNION ALL
                SELECT 'publication', 'public', pubname, '' FROM pg_publication
                """.formatted(USER_SCHEMA, NOT_OF_EXTENSION.formatted("pg_class", "c.oid"), NOT_OF_EXTENSION.formatted("pg_proc", "p.oid"),
                        NOT_OF_EXTENSION.formatted("pg_type", "t.oid")),
                r -> unmanaged.add(new Catalog.Unmanaged(r.getString("kind"), new QualifiedName(r.getString("nspname"), r.getString("name")), r.getString("detail"))));
        each("""
                SELECT DISTINCT n.nspname, c.relname, a.attname, vc.relkind, vn.nspname AS view_schema, vc.relname AS view
                FROM pg_depend d JOIN pg_rewrite w ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid
                JOIN pg_class vc ON vc.oid = w.ev_class JOIN pg_namespace vn ON vn.oid = vc.relnamespace
                JOIN pg_class c ON d.refclassid = 'pg_class'::regclass AND c.oid = d.refobjid AND c.oid <> vc.oid
                JOIN pg_namespace n ON n.oid = c.relnamespace
                LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid AND d.refobjsubid > 0
                WHERE c.relkind IN ('r', 'p') AND %s
                """.formatted(USER_SCHEMA), r -> facts.add(new Dependent(
                        new QualifiedName(r.getString("nspname"), r.getString("relname")), Optional.ofNullable(r.getString("attname")),
                        r.getString("relkind").equals("m") ? Dependent.Kind.MATERIALIZED_VIEW : r.getString("relkind").equals("v") ? Dependent.Kind.VIEW : Dependent.Kind.RULE,
                        new QualifiedName(r.getString("view_schema"), r.getString("view")).toString())));
        each("""
                SELECT n.nspname, c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE NOT t.tgisinternal AND NOT c.relispartition AND %s
                """.formatted(USER_SCHEMA), r -> facts.add(new Dependent(
                        new QualifiedName(r.getString("nspname"), r.getString("relname")), Optional.empty(), Dependent.Kind.TRIGGER, r.getString("tgname"))));
    }

    private static List<String> strings(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(String::valueOf).toList();
    }

    /// Collects what belongs to one table.
    private static final class Builder {
        private final QualifiedName name;
        private final List<Column> columns = new ArrayList<>();
        private final List<UniqueConstraint> uniques = new ArrayList<>();
        private final List<CheckConstraint> checks = new ArrayList<>();
        private final List<ForeignKey> foreignKeys = new ArrayList<>();
        private final List<Index> indexes = new ArrayList<>();
        private final List<Policy> policies = new ArrayList<>();
        private Optional<PrimaryKey> primaryKey = Optional.empty();
        private Optional<Partitioning> partitioning = Optional.empty();
        private Optional<String> comment = Optional.empty();
        private boolean rowSecurity;
        private boolean forced;

        Builder(QualifiedName name) {
            this.name = name;
        }

        QualifiedName element(String element) {
            return name.sibling(name.name() + "." + element);
        }

        Table build() {
            return new Table(name, Optional.empty(), columns, primaryKey, uniques, checks, foreignKeys, indexes, partitioning,
                    new RowSecurity(rowSecurity, forced, policies), Optional.empty(), comment, Optional.empty(), new Directives(new TreeMap<>()));
        }
    }
}
