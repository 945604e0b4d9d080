package dev.wesley.rehearsal;

import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.engine.plan.SpelledStep;
import dev.wesley.engine.plan.Step;
import dev.wesley.rehearsal.connect.ServerMessage;
import dev.wesley.rehearsal.connect.SqlNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Generated rows in every table that exists before the plan, and their checksum, to see that the plan keeps them (rehearsal.md, P8).
///
/// Every value depends on its type and the row's number alone: so a foreign key of the same type finds its row, keys are unique, and two
/// runs have equal rows. A table whose constraints such rows do not satisfy stays empty, with the reason.
public final class SeedRows {
    public static final int ROWS = 50;
    private static final String COLUMNS = """
            SELECT n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, t.typname, t.typtype,
                   coalesce(e.typname, ''), coalesce(e.typtype::text, ''), format_type(a.atttypid, NULL), coalesce(format_type(t.typelem, NULL), ''),
                   coalesce(b.typname, '')
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped %s
            JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typlen = -1
            LEFT JOIN pg_type b ON b.oid = t.typbasetype
            WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname NOT LIKE 'pg\\_%%'
              AND n.nspname NOT IN ('information_schema', 'wesley', 'tap')
            ORDER BY n.nspname, c.relname, a.attnum""";
    private static final List<String> STABLE_OUTPUT = List.of("SET LOCAL TimeZone = 'UTC'", "SET LOCAL DateStyle = 'ISO'",
            "SET LOCAL IntervalStyle = 'postgres'", "SET LOCAL bytea_output = 'hex'", "SET LOCAL extra_float_digits = 1", "SET LOCAL row_security = on");

    private final SortedMap<QualifiedName, List<Column>> planted;
    private final SortedMap<QualifiedName, String> empty;
    private final Map<QualifiedName, Sums> sums = new HashMap<>();
    private final Set<QualifiedName> dropped = new HashSet<>();
    private final Map<QualifiedName, QualifiedName> renamed = new HashMap<>();
    /// Of a table by the name that it had before: column before → column after.
    private final Map<QualifiedName, Map<String, String>> renamedColumns = new HashMap<>();
    /// Columns that the plan drops, under the names that they had before.
    private final Map<QualifiedName, Set<String>> droppedColumns = new HashMap<>();

    private SeedRows(SortedMap<QualifiedName, List<Column>> planted, SortedMap<QualifiedName, String> empty) {
        this.planted = planted;
        this.empty = empty;
    }

    private record Column(String name, String type, boolean notNull, Optional<String> value) {
        /// With values of its enum type among these labels only; NULL if it has none of them.
        Column among(List<String> labels) {
            String texts = labels.stream().map(l -> "'" + l.replace("'", "''") + "'").collect(Collectors.joining(", "));
            return new Column(name, type, notNull, Optional.of("SELECT a[1 + g % cardinality(a)] FROM (SELECT array_agg(e) AS a FROM unnest(enum_range(NULL::"
                    + type + ")) AS e WHERE e::text = ANY (ARRAY[" + texts + "]::text[])) AS s"));
        }
    }

    /// @param whole over whole rows, so that values that change places are seen
    /// @param columns over each column alone
    private record Sums(long rows, String whole, Map<String, String> columns) {}

    /// Plants rows in all tables. Where the plan fills a column, half of its values are NULL, so that there is something to fill.
    public static SeedRows plant(Connection connection, SpelledPlan plan) throws SQLException {
        Set<String> filled = new HashSet<>();
        for (SpelledStep step : plan.steps()) {
            if (step.planned().step() instanceof Step.Backfill fill) {
                filled.add(fill.table() + "." + fill.column());
            }
        }
        SortedMap<QualifiedName, List<Column>> tables = tables(connection);
        Map<String, List<String>> kept = keptLabels(plan);
        tables.replaceAll((table, columns) -> columns.stream()
                .map(c -> Optional.ofNullable(kept.get(table + "." + c.name())).map(c::among).orElse(c)).toList());
        SortedMap<QualifiedName, List<Column>> planted = new TreeMap<>();
        SortedMap<QualifiedName, String> empty = new TreeMap<>();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            // A deferred foreign key would complain of a row only at the end, when it is too late to leave its table empty.
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
            // Parents first without asking who is one: whatever a pass cannot plant for want of its parent, the next one can.
            boolean progress = true;
            while (progress) {
                progress = false;
                for (Map.Entry<QualifiedName, List<Column>> table : tables.entrySet()) {
                    if (planted.containsKey(table.getKey())) {
                        continue;
                    }
                    Optional<Column> strange = table.getValue().stream().filter(c -> c.value().isEmpty() && c.notNull()).findFirst();
                    if (strange.isPresent()) {
                        empty.put(table.getKey(), "no values are generated for " + strange.get().name() + " " + strange.get().type());
                        continue;
                    }
                    statement.execute("SAVEPOINT seed");
                    try {
                        statement.execute(insert(table.getKey(), table.getValue(), filled));
                        planted.put(table.getKey(), table.getValue());
                        empty.remove(table.getKey());
                        progress = true;
                    } catch (SQLException e) {
                        statement.execute("ROLLBACK TO SAVEPOINT seed");
                        empty.put(table.getKey(), ServerMessage.of(e).toString());
                    }
                }
            }
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        SeedRows rows = new SeedRows(planted, empty);
        rows.follow(plan, filled);
        rows.sums.putAll(sums(connection, rows.planted, Map.of(), Map.of()));
        return rows;
    }

    /// Columns whose enum type gives way to one that the plan creates, with the labels of that one: a row with another label would rightly
    /// stop the plan.
    private static Map<String, List<String>> keptLabels(SpelledPlan plan) {
        Map<QualifiedName, List<String>> created = new HashMap<>();
        Map<String, List<String>> kept = new HashMap<>();
        for (SpelledStep step : plan.steps()) {
            if (step.planned().step() instanceof Step.CreateEnum create) {
                created.put(create.table(), create.created().labels());
            } else if (step.planned().step() instanceof Step.ChangeColumnType change) {
                change.to().userType().map(created::get).ifPresent(labels -> kept.put(change.table() + "." + change.column(), labels));
            }
        }
        return kept;
    }

    public boolean isEmpty() {
        return planted.isEmpty();
    }

    /// `orders: …` for each table that stayed empty.
    public List<String> reasons() {
        return empty.entrySet().stream().map(e -> e.getKey() + " has no rows: " + e.getValue()).toList();
    }

    public int tables() {
        return planted.size();
    }

    /// What became of the rows: one line for each table whose shared columns are not as they were; empty if all are. Shared is what is
    /// still there under its name and type: a type change is judged by its own step.
    public List<String> losses(Connection connection) throws SQLException {
        SortedMap<QualifiedName, List<Column>> live = tables(connection);
        Map<QualifiedName, List<Column>> shared = new HashMap<>();
        List<String> losses = new ArrayList<>();
        for (Map.Entry<QualifiedName, List<Column>> table : planted.entrySet()) {
            if (dropped.contains(table.getKey())) {
                continue;
            }
            List<Column> here = live.get(renamed.getOrDefault(table.getKey(), table.getKey()));
            if (here == null) {
                losses.add(table.getKey() + " is gone");
            } else {
                Map<String, String> names = renamedColumns.getOrDefault(table.getKey(), Map.of());
                Set<String> gone = droppedColumns.getOrDefault(table.getKey(), Set.of());
                shared.put(table.getKey(), table.getValue().stream().filter(c -> !gone.contains(c.name())).filter(c -> here.stream()
                        .anyMatch(h -> h.name().equals(names.getOrDefault(c.name(), c.name())) && h.type().equals(c.type()))).toList());
            }
        }
        Map<QualifiedName, Sums> now = sums(connection, shared, renamed, renamedColumns);
        for (Map.Entry<QualifiedName, List<Column>> table : planted.entrySet()) {
            Sums was = sums.get(table.getKey());
            Sums is = now.get(table.getKey());
            if (was == null || is == null) {
                continue;
            }
            if (was.rows() != is.rows()) {
                losses.add(table.getKey() + " had " + was.rows() + " rows, has " + is.rows());
            }
            is.columns().forEach((column, sum) -> {
                if (!sum.equals(was.columns().get(column))) {
                    losses.add("values of " + table.getKey() + "." + column + " changed");
                }
            });
            if (is.columns().keySet().equals(was.columns().keySet()) && is.columns().equals(was.columns()) && !is.whole().equals(was.whole())) {
                losses.add("values of " + table.getKey() + " went to other rows");
            }
        }
        return losses;
    }

    private void follow(SpelledPlan plan, Set<String> filled) {
        for (SpelledStep step : plan.steps()) {
            switch (step.planned().step()) {
                case Step.RenameTable(QualifiedName table, QualifiedName to) -> renamed.put(before(table), to);
                case Step.DropTable drop -> dropped.add(before(drop.table()));
                case Step.RenameColumn(QualifiedName table, String column, String to) ->
                    renamedColumns.computeIfAbsent(before(table), k -> new HashMap<>()).put(before(before(table), column), to);
                case Step.DropColumn drop ->
                    droppedColumns.computeIfAbsent(before(drop.table()), k -> new HashSet<>()).add(before(before(drop.table()), drop.column().name()));
                case Step ignored -> { }
            }
        }
        planted.replaceAll((table, columns) -> columns.stream().filter(c -> c.value().isPresent() && !filled.contains(table + "." + c.name())).toList());
    }

    private QualifiedName before(QualifiedName now) {
        return renamed.entrySet().stream().filter(e -> e.getValue().equals(now)).map(Map.Entry::getKey).findFirst().orElse(now);
    }

    private String before(QualifiedName tableBefore, String now) {
        return renamedColumns.getOrDefault(tableBefore, Map.of()).entrySet().stream().filter(e -> e.getValue().equals(now)).map(Map.Entry::getKey)
                .findFirst().orElse(now);
    }

    /// @param tables by the name that they had before, with columns by theirs
    /// @param names of those that have another name now
    /// @param columnNames of those columns that have another name now
    private static Map<QualifiedName, Sums> sums(Connection connection, Map<QualifiedName, List<Column>> tables, Map<QualifiedName, QualifiedName> names,
            Map<QualifiedName, Map<String, String>> columnNames) throws SQLException {
        Map<QualifiedName, Sums> sums = new HashMap<>();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String setting : STABLE_OUTPUT) {
                statement.execute(setting);
            }
            for (Map.Entry<QualifiedName, List<Column>> table : tables.entrySet()) {
                List<String> columns = table.getValue().stream()
                        .map(c -> SqlNames.quoted(columnNames.getOrDefault(table.getKey(), Map.of()).getOrDefault(c.name(), c.name()))).toList();
                StringBuilder query = new StringBuilder("SELECT count(*), ").append(sum(String.join(", ", columns)));
                columns.forEach(c -> query.append(", ").append(sum(c)));
                query.append(" FROM ").append(SqlNames.quoted(names.getOrDefault(table.getKey(), table.getKey())));
                try (ResultSet row = statement.executeQuery(query.toString())) {
                    row.next();
                    Map<String, String> each = new TreeMap<>();
                    for (int i = 0; i < columns.size(); i++) {
                        each.put(table.getValue().get(i).name(), row.getString(3 + i));
                    }
                    sums.put(table.getKey(), new Sums(row.getLong(1), row.getString(2), each));
                }
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        return sums;
    }

    /// The same whatever the order of rows is; the sum of bigints is numeric and cannot overflow.
    private static String sum(String columns) {
        return "coalesce(sum(hashtextextended(ROW(" + columns + ")::text, 0)), 0)::text";
    }

    private static String insert(QualifiedName table, List<Column> columns, Set<String> filled) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Column column : columns) {
            if (column.value().isPresent()) {
                String value = "(" + column.value().get() + ")::" + column.type();
                names.add(SqlNames.quoted(column.name()));
                values.add(filled.contains(table + "." + column.name()) && !column.notNull() ? "CASE WHEN g % 2 = 0 THEN " + value + " END" : value);
            }
        }
        return "INSERT INTO " + SqlNames.quoted(table) + " (" + String.join(", ", names) + ") OVERRIDING SYSTEM VALUE SELECT "
                + String.join(", ", values) + " FROM generate_series(1::bigint, " + ROWS + ") g";
    }

    private static SortedMap<QualifiedName, List<Column>> tables(Connection connection) throws SQLException {
        SortedMap<QualifiedName, List<Column>> tables = new TreeMap<>();
        int version;
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("SELECT current_setting('server_version_num')::int")) {
            row.next();
            version = row.getInt(1);
        }
        // From 12 on there are generated columns, which take no value.
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS.formatted(version >= 120000 ? "AND a.attgenerated = ''" : ""));
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String element = rows.getString(8);
                Optional<String> value;
                if (!element.isEmpty()) {
                    String elementType = rows.getString(11);
                    value = value(element, rows.getString(9), elementType).map(v -> "ARRAY[(" + v + ")::" + elementType + "]");
                } else {
                    String base = rows.getString(12);
                    value = value(base.isEmpty() ? rows.getString(6) : base, rows.getString(7), rows.getString(10));
                }
                tables.computeIfAbsent(new QualifiedName(rows.getString(1), rows.getString(2)), k -> new ArrayList<>())
                        .add(new Column(rows.getString(3), rows.getString(4), rows.getBoolean(5), value));
            }
        }
        return tables;
    }

    /// The value of row `g`; empty for a type that has none here.
    private static Optional<String> value(String type, String kind, String fullType) {
        if (kind.equals("e")) {
            return Optional.of("(enum_range(NULL::" + fullType + "))[1 + g % array_length(enum_range(NULL::" + fullType + "), 1)]");
        }
        return switch (type) {
            case "int2", "int4", "int8", "numeric", "float4", "float8", "oid" -> Optional.of("g");
            case "text", "varchar", "bpchar", "citext", "name" -> Optional.of("'v' || g");
            case "uuid" -> Optional.of("md5(g::text)");
            case "bool" -> Optional.of("g % 2 = 0");
            case "date", "timestamp", "timestamptz" -> Optional.of("timestamp '2020-01-01' + g * interval '1 day'");
            case "time", "timetz", "interval" -> Optional.of("g * interval '1 minute'");
            case "json", "jsonb" -> Optional.of("jsonb_build_object('n', g)");
            case "bytea" -> Optional.of("convert_to('v' || g, 'UTF8')");
            case "macaddr" -> Optional.of("'08:00:2b:01:02:' || lpad(to_hex(g), 2, '0')");
            case "inet", "cidr" -> Optional.of("'10.0.0.' || g");
            default -> Optional.empty();
        };
    }
}
