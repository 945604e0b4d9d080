package dev.wesley.rehearsal.catalog;

import dev.wesley.engine.fact.ExistingPartition;
import dev.wesley.engine.fact.ExistingTable;
import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.fact.PartitionsKnown;
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
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.ir.UniqueConstraint;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a live Postgres 11 to 18 into a [Schema]: one consistent snapshot, one set-based query per kind of object, `pg_catalog`
/// only. Expressions come in the server's own spelling with every user object qualified, so two databases of one server compare
/// exactly; a schema from SDL is compared after it was built on a server and read back.
///
/// The queries are plain scans that the server answers in a few milliseconds for a thousand tables; numbers become names here, where a hash
/// lookup is cheaper than a join.
public final class CatalogReader {
    /// Schemas that are never read: the system's, ours, and the one that pgTAP is loaded into.
    private static final String USER_SCHEMA = "n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'wesley', 'tap')";

    /// The first number that Postgres gives to an object of a user (`FirstNormalObjectId`).
    private static final int FIRST_USER_OID = 16_384;

    private final Connection connection;
    private final int versionNum;
    private final Map<Long, String> namespaces = new HashMap<>();
    private final Set<Member> ofExtensions = new HashSet<>();
    /// Tables that the IR can hold, by number.
    private final Map<Long, TableInMaking> tables = new LinkedHashMap<>();
    /// Partitions: no tables of the schema, but steps lock them and what hangs on them.
    private final Map<Long, TableInMaking> partitions = new HashMap<>();
    /// Every relation of a user, also those that the IR cannot hold.
    private final Map<Long, QualifiedName> relations = new HashMap<>();
    private final Set<Fact> facts = new LinkedHashSet<>();
    private final Set<Catalog.Unmanaged> unmanaged = new LinkedHashSet<>();
    /// Relations with privileges of their own, or of one of their columns.
    private final Set<Long> granted = new HashSet<>();

    private CatalogReader(Connection connection, int versionNum) {
        this.connection = connection;
        this.versionNum = versionNum;
    }

    /// An object of an extension, by catalogue and number.
    private record Member(String catalog, long oid) {}

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
        namespaces();
        ofExtensions();
        relations();
        partitions();
        columns();
        comments();
        Set<Long> keys = constraints();
        indexes(keys);
        policies();
        List<EnumType> enums = enums();
        new OtherObjects(this).read();
        partitions.values().stream().map(TableInMaking::build).sorted(Comparator.comparing(Table::name)).forEach(p -> facts.addAll(ExistingTable.factsOf(p)));
        return new Catalog(versionNum, new Schema(tables.values().stream().map(TableInMaking::build).toList(), enums), List.copyOf(facts), List.copyOf(unmanaged));
    }

    // ---- what OtherObjects shares

    int versionNum() {
        return versionNum;
    }

    Map<Long, TableInMaking> tables() {
        return tables;
    }

    /// The name of a schema that is read; null for any other.
    @Nullable String namespace(long oid) {
        return namespaces.get(oid);
    }

    boolean ofExtension(String catalog, long oid) {
        return ofExtensions.contains(new Member(catalog, oid));
    }

    Optional<QualifiedName> relation(long oid) {
        return Optional.ofNullable(relations.get(oid));
    }

    Set<Long> granted() {
        return granted;
    }

    void fact(Fact fact) {
        facts.add(fact);
    }

    /// Lists what the IR cannot express.
    void list(String kind, QualifiedName name, String detail) {
        unmanaged.add(new Catalog.Unmanaged(kind, name, detail));
    }

    /// Lists what the IR cannot express in a table. What a partition holds is its parent's, or nobody's: it is listed as a whole.
    private void list(String kind, TableInMaking table, String element, String detail) {
        if (!table.partition) {
            list(kind, table.element(element), detail);
        }
    }

    private @Nullable TableInMaking tableOrPartition(long oid) {
        TableInMaking table = tables.get(oid);
        return table == null ? partitions.get(oid) : table;
    }

    @FunctionalInterface
    interface Row {
        void read(ResultSet r) throws SQLException;
    }

    void each(String sql, Row row) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet r = statement.executeQuery(sql)) {
            while (r.next()) {
                row.read(r);
            }
        }
    }

    /// A column or literal of newer servers.
    String since(int version, String expression, String before) {
        return versionNum >= version ? expression : before;
    }

    /// The schemas that are read, as an SQL list of numbers.
    String namespaceList() {
        return namespaces.isEmpty() ? "0" : String.join(", ", namespaces.keySet().stream().sorted().map(String::valueOf).toList());
    }

    // ---- schemas, extensions

    private void namespaces() throws SQLException {
        each("SELECT n.oid, n.nspname FROM pg_namespace n WHERE " + USER_SCHEMA, r -> namespaces.put(r.getLong(1), r.getString(2)));
    }

    private void ofExtensions() throws SQLException {
        each("SELECT classid::regclass::text, objid FROM pg_depend WHERE deptype = 'e' AND objid >= " + FIRST_USER_OID,
                r -> ofExtensions.add(new Member(r.getString(1), r.getLong(2))));
        namespaces.keySet().removeIf(oid -> ofExtension("pg_namespace", oid));
    }

    // ---- tables

    private void relations() throws SQLException {
        each("""
                SELECT c.oid, c.relnamespace, c.relname, c.relkind, c.relispartition, c.relrowsecurity, c.relforcerowsecurity, c.relpersistence,
                       c.reltuples::bigint AS rows, array_to_string(c.reloptions, ', ') AS options, c.reltablespace <> 0 AS elsewhere,
                       c.reloftype <> 0 AS typed, c.relreplident, c.relam <> 0 AND am.amname <> 'heap' AS foreign_storage, am.amname,
                       c.relacl IS NOT NULL AS granted
                FROM pg_class c LEFT JOIN pg_am am ON am.oid = c.relam WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND c.relnamespace IN (%s)
                """.formatted(namespaceList()), r -> {
            long oid = r.getLong("oid");
            if (ofExtension("pg_class", oid)) {
                return;
            }
            QualifiedName name = new QualifiedName(namespaces.getOrDefault(r.getLong("relnamespace"), ""), r.getString("relname"));
            relations.put(oid, name);
            if (r.getBoolean("granted")) {
                granted.add(oid);
            }
            String kind = r.getString("relkind");
            if (!kind.equals("r") && !kind.equals("p")) {
                return;
            }
            if (r.getLong("rows") > 0) {
                // 0, or -1 from 14 on, also means "never analysed": then nothing is known, which is not the same as empty.
                facts.add(new TableSize(name, r.getLong("rows"), TableSize.Certainty.ESTIMATED));
            }
            if (r.getBoolean("relispartition")) {
                partitions.put(oid, new TableInMaking(name, true));
                if (kind.equals("p")) {
                    facts.add(new ExistingTable(name, true));
                }
                return;
            }
            if (!r.getString("relpersistence").equals("p")) {
                list("unlogged table", name, "its rows are lost after a crash");
            }
            if (r.getString("options") != null) {
                list("storage parameters", name, r.getString("options"));
            }
            if (r.getBoolean("elsewhere")) {
                list("tablespace", name, "other than the database's");
            }
            if (r.getBoolean("typed")) {
                list("typed table", name, "takes its columns from a composite type");
            }
            if (r.getBoolean("foreign_storage")) {
                list("table access method", name, r.getString("amname"));
            }
            String identity = r.getString("relreplident");
            if (!identity.equals("d")) {
                list("replica identity", name, switch (identity) {
                    case "f" -> "FULL";
                    case "n" -> "NOTHING";
                    default -> "an index";
                });
            }
            if (kind.equals("p")) {
                facts.add(new PartitionsKnown(name));
                // Said here too, because a partition key with expressions cannot be read.
                facts.add(new ExistingTable(name, true));
            }
            TableInMaking table = new TableInMaking(name, false);
            table.rowSecurity = r.getBoolean("relrowsecurity");
            table.forced = r.getBoolean("relforcerowsecurity");
            tables.put(oid, table);
        });
    }

    private void partitions() throws SQLException {
        each("""
                SELECT h.inhrelid, h.inhparent, c.relispartition, pg_get_expr(c.relpartbound, c.oid) AS bound
                FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid AND c.relkind IN ('r', 'p')
                """, r -> {
            QualifiedName child = relations.get(r.getLong("inhrelid"));
            QualifiedName parent = relations.get(r.getLong("inhparent"));
            if (child == null || parent == null) {
                return;
            }
            if (r.getBoolean("relispartition")) {
                facts.add(new ExistingPartition(parent, child, Expression.of(r.getString("bound"))));
                list("partition", child, "of " + parent);
            } else {
                list("inheritance", child, "inherits from " + parent);
            }
        });
    }

    private Partitioning partitioning(String strategy, List<String> columns) {
        return new Partitioning(switch (strategy) {
            case "r" -> Partitioning.Strategy.RANGE;
            case "l" -> Partitioning.Strategy.LIST;
            case "h" -> Partitioning.Strategy.HASH;
            default -> throw new IllegalStateException("unknown partition strategy: " + strategy);
        }, columns);
    }

    // ---- columns

    /// A type as columns use it.
    private record TypeUse(long oid, int modifier) {}

    /// @param type empty if the IR has no such type
    private record TypeRead(String text, Optional<SqlType> type, long collation) {}

    private record RawColumn(TableInMaking table, int number, String name, TypeUse type, boolean required, String identity, String generated, long collation,
            boolean options) {}

    private void columns() throws SQLException {
        List<RawColumn> raw = new ArrayList<>();
        Set<TypeUse> used = new LinkedHashSet<>();
        each("""
                SELECT a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod, a.attnotnull, a.attidentity, %s AS generated, a.attcollation,
                       a.attoptions IS NOT NULL AS options, a.attacl IS NOT NULL AS granted
                FROM pg_attribute a WHERE a.attrelid >= %d AND a.attnum > 0 AND NOT a.attisdropped
                  AND a.attrelid IN (SELECT c.oid FROM pg_class c WHERE c.relkind IN ('r', 'p'))
                """.formatted(since(120_000, "a.attgenerated", "''"), FIRST_USER_OID), r -> {
            TableInMaking table = tableOrPartition(r.getLong(1));
            if (table != null) {
                TypeUse type = new TypeUse(r.getLong(4), r.getInt(5));
                used.add(type);
                if (r.getBoolean(11)) {
                    granted.add(r.getLong(1));
                }
                raw.add(new RawColumn(table, r.getInt(2), r.getString(3), type, r.getBoolean(6), r.getString(7), r.getString(8), r.getLong(9), r.getBoolean(10)));
            }
        });
        Map<TypeUse, TypeRead> types = types(used);
        Map<Place, String> defaults = defaults();
        for (RawColumn column : raw) {
            TypeRead type = types.getOrDefault(column.type(), new TypeRead("unknown", Optional.empty(), 0));
            TableInMaking table = column.table();
            table.names.put(column.number(), column.name());
            table.collations.put(column.number(), column.collation());
            String text = defaults.get(new Place(table, column.number()));
            Optional<Expression> expression = expression(text, column.generated().isEmpty() ? "default" : "generated column", table, column.name());
            if (type.type().isEmpty()) {
                list("column", table, column.name(), "of type " + type.text());
                continue;
            }
            if (!column.generated().isEmpty() && expression.isEmpty()) {
                continue;
            }
            if (column.collation() != type.collation()) {
                list("collation", table, column.name(), "other than the type's");
            }
            if (column.options()) {
                list("column options", table, column.name(), "kept as they are");
            }
            table.columns.put(column.number(), new Column(
                    column.name(), Optional.empty(), type.type().get(), !column.required(), true,
                    column.generated().isEmpty() ? expression : Optional.empty(),
                    column.generated().isEmpty() ? Optional.empty() : expression.map(e -> new GeneratedColumn(e, column.generated().equals("s"))),
                    column.identity().isEmpty() ? Optional.empty() : Optional.of(new IdentityColumn(column.identity().equals("a"))),
                    Optional.empty(), Optional.empty(), Directives.NONE));
        }
        each("""
                SELECT pt.partrelid, pt.partstrat, pt.partattrs::int2[] AS columns, pt.partexprs IS NOT NULL AS expressions FROM pg_partitioned_table pt
                """, r -> {
            TableInMaking table = tableOrPartition(r.getLong("partrelid"));
            if (table == null) {
                return;
            }
            if (r.getBoolean("expressions")) {
                if (!table.partition) {
                    list("partition key", table.name, "contains an expression");
                }
            } else {
                table.partitioning = Optional.of(partitioning(r.getString("partstrat"), table.named(numbers(r.getArray("columns")))));
            }
        });
    }

    private Map<TypeUse, TypeRead> types(Set<TypeUse> used) throws SQLException {
        Map<TypeUse, TypeRead> types = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT u.type, u.modifier, format_type(u.type, u.modifier) AS text, t.typcollation, t.typcategory = 'A' AND t.typelem <> 0 AS list,
                       coalesce(e.typtype, t.typtype) AS kind, coalesce(e.typname, t.typname) AS name, coalesce(e.typnamespace, t.typnamespace) AS namespace,
                       coalesce(e.oid, t.oid) AS element, format_type(coalesce(e.oid, t.oid), u.modifier) AS element_text
                FROM unnest(?::oid[], ?::int4[]) u(type, modifier) JOIN pg_type t ON t.oid = u.type
                LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
                """)) {
            statement.setString(1, "{" + String.join(",", used.stream().map(u -> String.valueOf(u.oid())).toList()) + "}");
            statement.setString(2, "{" + String.join(",", used.stream().map(u -> String.valueOf(u.modifier())).toList()) + "}");
            try (ResultSet r = statement.executeQuery()) {
                while (r.next()) {
                    types.put(new TypeUse(r.getLong("type"), r.getInt("modifier")), new TypeRead(r.getString("text"), type(r), r.getLong("typcollation")));
                }
            }
        }
        return types;
    }

    private Optional<SqlType> type(ResultSet r) throws SQLException {
        boolean list = r.getBoolean("list");
        String namespace = namespaces.get(r.getLong("namespace"));
        if (ofExtension("pg_type", r.getLong("element"))) {
            // Types of well-known extensions count as built in, in whatever schema the extension was put.
            return SqlType.parse(r.getString("name")).map(t -> list ? t.asList() : t);
        }
        if (r.getString("kind").equals("e") && namespace != null) {
            SqlType type = SqlType.userDefined(new QualifiedName(namespace, r.getString("name")));
            return Optional.of(list ? type.asList() : type);
        }
        return SqlType.parse(r.getString("text"));
    }

    /// A column, by the number of its table's row type.
    private record Place(TableInMaking table, int column) {}

    /// Defaults and generation expressions. Equal trees without a column reference read the same wherever they stand, so each is spelled once:
    /// a schema has thousands of defaults, but few different ones.
    private Map<Place, String> defaults() throws SQLException {
        Map<Place, String> defaults = new HashMap<>();
        each("""
                SELECT pg_get_expr(d.adbin, d.adrelid), g.tables, g.columns
                FROM (SELECT min(oid) AS first, array_agg(adrelid::int8) AS tables, array_agg(adnum) AS columns FROM pg_attrdef
                      GROUP BY adbin::text, CASE WHEN adbin::text LIKE '%{VAR %' THEN adrelid END) g
                JOIN pg_attrdef d ON d.oid = g.first
                """, r -> {
            String text = r.getString(1);
            Object[] inTables = (Object[]) r.getArray(2).getArray();
            Object[] columns = (Object[]) r.getArray(3).getArray();
            for (int i = 0; i < inTables.length; i++) {
                TableInMaking table = tableOrPartition(((Number) inTables[i]).longValue());
                if (table != null) {
                    defaults.put(new Place(table, ((Number) columns[i]).intValue()), text);
                }
            }
        });
        return defaults;
    }

    private void comments() throws SQLException {
        each("SELECT objoid, objsubid, description FROM pg_description WHERE classoid = 'pg_class'::regclass AND objoid >= " + FIRST_USER_OID, r -> {
            TableInMaking table = tables.get(r.getLong(1));
            if (table == null) {
                return;
            }
            if (r.getInt(2) == 0) {
                table.comment = Optional.of(r.getString(3));
            } else {
                table.comment(r.getInt(2), r.getString(3));
            }
        });
        each("""
                SELECT d.classoid = 'pg_class'::regclass AS of_index, coalesce(i.indrelid, con.conrelid, p.polrelid) AS relation,
                       coalesce(c.relname, con.conname, p.polname) AS name
                FROM pg_description d
                LEFT JOIN pg_index i ON d.classoid = 'pg_class'::regclass AND i.indexrelid = d.objoid LEFT JOIN pg_class c ON c.oid = i.indexrelid
                LEFT JOIN pg_constraint con ON d.classoid = 'pg_constraint'::regclass AND con.oid = d.objoid
                LEFT JOIN pg_policy p ON d.classoid = 'pg_policy'::regclass AND p.oid = d.objoid
                WHERE d.objoid >= %d AND coalesce(i.indrelid, con.conrelid, p.polrelid) IS NOT NULL
                """.formatted(FIRST_USER_OID), r -> {
            TableInMaking table = tables.get(r.getLong("relation"));
            if (table != null) {
                list("comment", table, r.getString("name"), "of an index, constraint or policy");
            }
        });
    }

    private Optional<Expression> expression(@Nullable String text, String what, TableInMaking table, String element) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Expression.of(text));
        } catch (Expression.IllegalExpressionException e) {
            list(what, table, element, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    // ---- constraints

    /// @return the indexes that constraints rest on
    private Set<Long> constraints() throws SQLException {
        Set<Long> resting = new HashSet<>();
        each("""
                SELECT con.conrelid, con.conname, con.contype, con.convalidated, con.condeferrable, con.condeferred, con.confdeltype, con.confupdtype,
                       con.confmatchtype, con.connoinherit, con.conkey, con.confkey, con.confrelid, con.conindid,
                       CASE con.contype WHEN 'c' THEN pg_get_expr(con.conbin, con.conrelid) END AS expression,
                       %s AS nulls_not_distinct, i.indnatts > i.indnkeyatts AS carries, i.indisvalid,
                       %s AS some_columns, %s AS enforced, %s AS period
                FROM pg_constraint con LEFT JOIN pg_index i ON i.indexrelid = con.conindid AND con.contype IN ('p', 'u')
                WHERE con.conrelid >= %d AND (con.conparentid = 0 OR con.contype IN ('p', 'u'))
                """.formatted(since(150_000, "coalesce(i.indnullsnotdistinct, false)", "false"), since(150_000, "con.confdelsetcols IS NOT NULL", "false"),
                since(180_000, "con.conenforced", "true"), since(180_000, "con.conperiod", "false"), FIRST_USER_OID), r -> {
            String kind = r.getString("contype");
            if (kind.equals("p") || kind.equals("u") || kind.equals("x")) {
                resting.add(r.getLong("conindid"));
            }
            TableInMaking table = tableOrPartition(r.getLong("conrelid"));
            if (table != null) {
                constraint(r, kind, table, r.getString("conname"));
            }
        });
        return resting;
    }

    private void constraint(ResultSet r, String kind, TableInMaking table, String name) throws SQLException {
        if (r.getBoolean("period")) {
            list("temporal constraint", table, name, "WITHOUT OVERLAPS or PERIOD has no SDL form");
            return;
        }
        if (!r.getBoolean("enforced")) {
            list("constraint that is not enforced", table, name, "NOT ENFORCED has no SDL form");
            return;
        }
        boolean valid = r.getBoolean("convalidated");
        switch (kind) {
            case "p" -> {
                table.primaryKey = Optional.of(new PrimaryKey(name, table.named(numbers(r.getArray("conkey")))));
                key(r, table, name);
            }
            case "u" -> {
                table.uniques.add(new UniqueConstraint(name, table.named(numbers(r.getArray("conkey"))), r.getBoolean("nulls_not_distinct")));
                key(r, table, name);
            }
            case "c" -> {
                expression(r.getString("expression"), "check constraint", table, name).ifPresent(e -> table.checks.add(new CheckConstraint(name, e, valid)));
                if (r.getBoolean("connoinherit")) {
                    list("check that is not inherited", table, name, "NO INHERIT has no SDL form");
                }
            }
            case "f" -> foreignKey(r, table, name, valid);
            case "n" -> {
                if (!valid) {
                    list("unvalidated not-null constraint", table, name, "VALIDATE it");
                }
            }
            case "x" -> list("exclusion constraint", table, name, "has no SDL form");
            case "t" -> list("constraint trigger", table, name, "has no SDL form");
            default -> list("constraint", table, name, "of an unknown kind");
        }
    }

    private void key(ResultSet r, TableInMaking table, String name) throws SQLException {
        if (r.getBoolean("condeferrable")) {
            list("deferrable key", table, name, "read as not deferrable");
        }
        if (r.getBoolean("carries")) {
            list("key with INCLUDE", table, name, "read without the columns that it carries");
        }
        if (!r.getBoolean("indisvalid")) {
            list("invalid index", table, name, "of a constraint: not every partition has it");
        }
    }

    private void foreignKey(ResultSet r, TableInMaking table, String name, boolean valid) throws SQLException {
        TableInMaking target = tables.get(r.getLong("confrelid"));
        if (target == null) {
            list("foreign key", table, name, "refers to " + relation(r.getLong("confrelid")).map(QualifiedName::toString).orElse("a table of an extension")
                    + ", which is no table of the SDL");
            return;
        }
        table.foreignKeys.add(new ForeignKey(
                name, table.named(numbers(r.getArray("conkey"))), target.name, target.named(numbers(r.getArray("confkey"))), action(r.getString("confdeltype")),
                action(r.getString("confupdtype")), r.getBoolean("condeferrable"), r.getBoolean("condeferred"), valid));
        if (!r.getString("confmatchtype").equals("s")) {
            list("match type", table, name, "other than MATCH SIMPLE");
        }
        if (r.getBoolean("some_columns")) {
            list("foreign key action", table, name, "ON DELETE sets only some of the columns");
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

    private record OperatorClass(String name, boolean standard) {}

    private void indexes(Set<Long> resting) throws SQLException {
        Map<Long, OperatorClass> opclasses = new HashMap<>();
        each("SELECT oid, opcname, opcdefault FROM pg_opclass", r -> opclasses.put(r.getLong(1), new OperatorClass(r.getString(2), r.getBoolean(3))));
        Map<Long, String> methods = new HashMap<>();
        each("SELECT oid, amname FROM pg_am", r -> methods.put(r.getLong(1), r.getString(2)));
        each("""
                SELECT i.indrelid, i.indexrelid, c.relname, i.indisunique, i.indisvalid AND i.indisready AND i.indislive AS valid, c.relam,
                       %s AS nulls_not_distinct, i.indnkeyatts, i.indkey::text AS keys, i.indclass::text AS classes, i.indoption::text AS options,
                       i.indcollation::text AS collations,
                       pg_get_expr(i.indpred, i.indrelid) AS predicate,
                       CASE WHEN i.indexprs IS NOT NULL THEN (SELECT array_agg(pg_get_indexdef(i.indexrelid, k.ord::int, false) ORDER BY k.ord)
                          FROM unnest(i.indkey::int2[]) WITH ORDINALITY k(num, ord) WHERE k.num = 0) END AS expressions,
                       array_to_string(c.reloptions, ', ') AS storage
                FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid >= %d
                """.formatted(since(150_000, "i.indnullsnotdistinct", "false"), FIRST_USER_OID), r -> {
            TableInMaking table = tableOrPartition(r.getLong("indrelid"));
            if (table == null || resting.contains(r.getLong("indexrelid")) || ofExtension("pg_class", r.getLong("indexrelid"))) {
                return;
            }
            String name = r.getString("relname");
            List<Integer> numbers = Arrays.stream(r.getString("keys").split(" ")).map(Integer::valueOf).toList();
            int keys = r.getInt("indnkeyatts");
            List<Integer> columns = numbers.subList(0, keys).stream().filter(n -> n != 0).toList();
            List<String> texts = r.getArray("expressions") == null ? List.of() : strings(r.getArray("expressions"));
            List<Expression> expressions = new ArrayList<>();
            texts.forEach(text -> expression(text, "index", table, name).ifPresent(expressions::add));
            Optional<Expression> predicate = expression(r.getString("predicate"), "index", table, name);
            if (expressions.size() < texts.size() || predicate.isEmpty() && r.getString("predicate") != null) {
                return;
            }
            List<String> classes = Arrays.stream(r.getString("classes").split(" ")).limit(keys)
                    .map(oid -> opclasses.getOrDefault(Long.valueOf(oid), new OperatorClass("?", false)))
                    .map(c -> c.standard() ? "" : c.name()).distinct().toList();
            boolean ordered = r.getString("options").matches(".*[1-9].*");
            boolean columnsFirst = numbers.subList(0, columns.size()).equals(columns);
            if (ordered || !columnsFirst || classes.size() > 1 || otherCollation(table, numbers, r.getString("collations")) || r.getString("storage") != null) {
                list("index", table, name, "has an order, collation, operator classes or options that the SDL cannot say");
                return;
            }
            table.indexes.add(new Index(
                    name, table.named(columns), expressions, r.getBoolean("indisunique"), methods.getOrDefault(r.getLong("relam"), "?"), predicate,
                    table.named(numbers.subList(keys, numbers.size())), classes.getFirst().isEmpty() ? Optional.empty() : Optional.of(classes.getFirst()),
                    r.getBoolean("nulls_not_distinct"), r.getBoolean("valid")));
        });
    }

    /// Whether an index sorts a column otherwise than the column says.
    private static boolean otherCollation(TableInMaking table, List<Integer> numbers, String collations) {
        String[] each = collations.split(" ");
        for (int i = 0; i < each.length; i++) {
            long collation = Long.parseLong(each[i]);
            if (collation != 0 && numbers.get(i) != 0 && collation != table.collations.getOrDefault(numbers.get(i), 0L)) {
                return true;
            }
        }
        return false;
    }

    // ---- policies, enums

    private void policies() throws SQLException {
        each("""
                SELECT p.polrelid, p.polname, p.polcmd, p.polpermissive, pg_get_expr(p.polqual, p.polrelid) AS using_,
                       pg_get_expr(p.polwithcheck, p.polrelid) AS check_,
                       (SELECT array_agg(ro.rolname ORDER BY ro.rolname) FROM pg_roles ro WHERE ro.oid = ANY (p.polroles)) AS roles
                FROM pg_policy p
                """, r -> {
            TableInMaking table = tables.get(r.getLong("polrelid"));
            if (table == null) {
                return;
            }
            String name = r.getString("polname");
            Array roles = r.getArray("roles");
            Optional<Expression> using = expression(r.getString("using_"), "policy", table, name);
            Optional<Expression> check = expression(r.getString("check_"), "policy", table, name);
            if (using.isPresent() != (r.getString("using_") != null) || check.isPresent() != (r.getString("check_") != null)) {
                return;
            }
            table.policies.add(new Policy(
                    name,
                    switch (r.getString("polcmd")) {
                        case "r" -> Policy.Command.SELECT;
                        case "a" -> Policy.Command.INSERT;
                        case "w" -> Policy.Command.UPDATE;
                        case "d" -> Policy.Command.DELETE;
                        default -> Policy.Command.ALL;
                    },
                    r.getBoolean("polpermissive"), roles == null ? List.of() : strings(roles), using, check));
        });
    }

    private List<EnumType> enums() throws SQLException {
        List<EnumType> enums = new ArrayList<>();
        each("""
                SELECT t.oid, t.typnamespace, t.typname, obj_description(t.oid, 'pg_type') AS comment, l.labels
                FROM pg_type t JOIN (SELECT enumtypid, array_agg(enumlabel::text ORDER BY enumsortorder) AS labels FROM pg_enum GROUP BY enumtypid) l
                  ON l.enumtypid = t.oid
                """, r -> {
            String namespace = namespaces.get(r.getLong("typnamespace"));
            if (namespace != null && !ofExtension("pg_type", r.getLong("oid"))) {
                enums.add(new EnumType(new QualifiedName(namespace, r.getString("typname")), strings(r.getArray("labels")),
                        Optional.ofNullable(r.getString("comment"))));
            }
        });
        return enums;
    }

    static List<String> strings(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(String::valueOf).toList();
    }

    static List<Integer> numbers(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(n -> ((Number) n).intValue()).toList();
    }
}
