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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Generated rows in every table that exists before the plan, and their checksum, to see that the plan keeps them (rehearsal.md, P8).
///
/// Every value depends on its type and the row's number alone: so a foreign key of the same type finds its row, keys are unique, and two
/// runs have equal rows. A table whose constraints such rows do not satisfy stays empty, with the reason.
final class SeedRows {
    static final int ROWS = 50;
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
    private final Map<QualifiedName, String> checksums = new HashMap<>();
    private final Set<QualifiedName> dropped = new HashSet<>();
    private final Map<QualifiedName, QualifiedName> renamed = new HashMap<>();

    private SeedRows(SortedMap<QualifiedName, List<Column>> planted, SortedMap<QualifiedName, String> empty) {
        this.planted = planted;
        this.empty = empty;
    }

    private record Column(String name, String type, boolean notNull, Optional<String> value) {}

    /// Plants rows in all tables. Where the plan fills a column, half of its values are NULL, so that there is something to fill.
    static SeedRows plant(Connection connection, SpelledPlan plan) throws SQLException {
        Set<String> filled = new HashSet<>();
        for (SpelledStep step : plan.steps()) {
            if (step.planned().step() instanceof Step.Backfill fill) {
                filled.add(fill.table() + "." + fill.column());
            }
        }
        SortedMap<QualifiedName, List<Column>> tables = tables(connection);
        SortedMap<QualifiedName, List<Column>> planted = new TreeMap<>();
        SortedMap<QualifiedName, String> empty = new TreeMap<>();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
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
        rows.checksums.putAll(rows.sums(connection, planted));
        return rows;
    }

    boolean isEmpty() {
        return planted.isEmpty();
    }

    /// `orders: …` for each table that stayed empty.
    List<String> reasons() {
        return empty.entrySet().stream().map(e -> e.getKey() + " has no rows: " + e.getValue()).toList();
    }

    int tables() {
        return planted.size();
    }

    /// What became of the rows: one line for each table whose shared columns are not as they were; empty if all are.
    List<String> losses(Connection connection) throws SQLException {
        SortedMap<QualifiedName, List<Column>> live = tables(connection);
        SortedMap<QualifiedName, List<Column>> here = new TreeMap<>();
        List<String> losses = new ArrayList<>();
        for (Map.Entry<QualifiedName, List<Column>> table : planted.entrySet()) {
            QualifiedName now = renamed.getOrDefault(table.getKey(), table.getKey());
            if (dropped.contains(table.getKey())) {
                continue;
            }
            if (!live.containsKey(now)) {
                losses.add(table.getKey() + " is gone");
            } else {
                here.put(table.getKey(), live.getOrDefault(now, List.of()));
            }
        }
        // Only the columns that are still there under their name and type: a type change is judged by its own step.
        Map<QualifiedName, List<Column>> shared = new LinkedHashMap<>();
        here.forEach((name, columns) -> shared.put(name, planted.getOrDefault(name, List.of()).stream()
                .filter(c -> columns.stream().anyMatch(l -> l.name().equals(c.name()) && l.type().equals(c.type()))).toList()));
        boolean sameColumns = shared.entrySet().stream().allMatch(e -> e.getValue().equals(planted.get(e.getKey())));
        Map<QualifiedName, String> after = sums(connection, shared);
        for (Map.Entry<QualifiedName, List<Column>> table : shared.entrySet()) {
            String then = checksums.getOrDefault(table.getKey(), "");
            String now = after.getOrDefault(table.getKey(), "");
            boolean comparable = sameColumns || table.getValue().equals(planted.get(table.getKey()));
            if (comparable ? !then.equals(now) : !then.substring(0, then.indexOf(' ')).equals(now.substring(0, now.indexOf(' ')))) {
                losses.add(table.getKey() + " had " + then + ", has " + now);
            }
        }
        return losses;
    }

    private void follow(SpelledPlan plan, Set<String> filled) {
        for (SpelledStep step : plan.steps()) {
            if (step.planned().step() instanceof Step.RenameTable rename) {
                renamed.put(rename.table(), rename.to());
            } else if (step.planned().step() instanceof Step.DropTable drop) {
                dropped.add(drop.table());
            }
        }
        planted.replaceAll((table, columns) -> columns.stream().filter(c -> c.value().isPresent() && !filled.contains(table + "." + c.name())).toList());
    }

    /// Number of rows and an order-independent checksum, by the name that the table had before.
    private Map<QualifiedName, String> sums(Connection connection, Map<QualifiedName, List<Column>> tables) throws SQLException {
        Map<QualifiedName, String> sums = new HashMap<>();
        boolean seeded = !checksums.isEmpty();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String setting : STABLE_OUTPUT) {
                statement.execute(setting);
            }
            for (Map.Entry<QualifiedName, List<Column>> table : tables.entrySet()) {
                String columns = String.join(", ", table.getValue().stream().map(c -> SqlNames.quoted(c.name())).toList());
                QualifiedName name = seeded ? renamed.getOrDefault(table.getKey(), table.getKey()) : table.getKey();
                try (ResultSet row = statement.executeQuery("SELECT count(*) || ' rows, checksum ' || coalesce(sum(hashtextextended(ROW(" + columns
                        + ")::text, 0)), 0) FROM " + SqlNames.quoted(name))) {
                    row.next();
                    sums.put(table.getKey(), row.getString(1));
                }
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        return sums;
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
            case "inet", "cidr" -> Optional.of("'10.0.0.' || g");
            default -> Optional.empty();
        };
    }
}
