package dev.wesley.engine.testing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

/// Random SDL that compiles and that a Postgres accepts, by seed: the same seed gives the same text for ever. It uses every directive, but
/// no role, extension or function that a fresh server lacks (`auth.jwt_claim` excepted, which a shadow has).
///
/// Replay one seed with `-Dseed=42`.
public final class RandomSchemas {
    private static final List<String> NOUNS = List.of("Order", "Customer", "OrderItem", "Product", "Invoice", "HTTPLog", "Shipment", "Review", "Ticket", "PriceList");
    private static final List<String> WORDS = List.of("name", "total", "createdAt", "note", "state", "code", "amount", "level", "label", "parent", "userId", "select", "price", "is_open");
    private static final String SPACE = " ";

    private final Random random;
    private final List<Table> tables = new ArrayList<>();
    private final List<EnumModel> enums = new ArrayList<>();
    /// How many tables there ever were, so that no name comes back.
    private int made;

    private RandomSchemas(long seed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    }

    /// One schema.
    public static String sdl(long seed) {
        RandomSchemas schema = new RandomSchemas(seed);
        schema.fill();
        return schema.print();
    }

    /// A schema before and after 1 to 6 changes of any kind, destructive ones among them.
    public static Map.Entry<String, String> pair(long seed) {
        return pair(seed, false);
    }

    /// A schema before and after 1 to 6 changes that take nothing away: tables, columns, enum values, indexes, unique constraints, checks
    /// and foreign keys are added, comments and defaults change.
    public static Map.Entry<String, String> additivePair(long seed) {
        return pair(seed, true);
    }

    /// The seeds from 0 to `count`, or only that of `-Dseed`.
    public static LongStream seeds(int count) {
        String one = System.getProperty("seed");
        return one == null ? LongStream.range(0, count) : LongStream.of(Long.parseLong(one));
    }

    private static Map.Entry<String, String> pair(long seed, boolean additive) {
        RandomSchemas schema = new RandomSchemas(seed);
        schema.fill();
        String before = schema.print();
        int changes = 1 + schema.random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            schema.change(additive);
        }
        return Map.entry(before, schema.print());
    }

    private static final class EnumModel {
        final String name;
        final List<String> labels = new ArrayList<>();

        EnumModel(String name) {
            this.name = name;
        }
    }

    private static final class Field {
        String name;
        String type;
        String description = "";
        final List<String> directives = new ArrayList<>();
        /// Whether a key, index, expression or foreign key names it.
        boolean named;

        Field(String name, String type) {
            this.name = name;
            this.type = type;
        }

        boolean required() {
            return type.endsWith("!");
        }

        String bare() {
            return type.replaceAll("[\\[\\]!]", "");
        }
    }

    private static final class Table {
        final String type;
        String description = "";
        boolean partitioned;
        boolean referenced;
        /// Fields from here on are printed in an extension.
        int extendFrom = Integer.MAX_VALUE;
        List<String> key = List.of();
        final List<String> directives = new ArrayList<>();
        final List<Field> fields = new ArrayList<>();
        /// Names that fields have or had: none comes back, or a renamed field would claim a name that is there again.
        final Set<String> usedNames = new HashSet<>();

        Table(String type) {
            this.type = type;
        }
    }

    // ---- a schema

    private void fill() {
        int enumCount = random.nextInt(3);
        for (int i = 0; i < enumCount; i++) {
            EnumModel e = new EnumModel("State" + (char) ('A' + i));
            int labels = 1 + random.nextInt(4);
            for (int l = 0; l < labels; l++) {
                e.labels.add("V" + l);
            }
            enums.add(e);
        }
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            tables.add(table());
        }
    }

    private Table table() {
        int number = made++;
        Table table = new Table(NOUNS.get(number % NOUNS.size()) + (number < NOUNS.size() ? "" : number) + (chance(4) ? "V" + number : ""));
        StringBuilder head = new StringBuilder("@wes_table");
        boolean named = chance(3);
        if (named) {
            head.append("(name: \"t").append(number).append(chance(2) ? "_rows" : " rows").append('"').append(chance(4) ? ", schema: \"sales\"" : "").append(')');
        }
        table.directives.add(head.toString());
        table.description = chance(3) ? "What a " + table.type + " is; it's \\\"quoted\\\"." : "";
        table.partitioned = chance(10);
        key(table);
        int fields = 1 + random.nextInt(6);
        for (int i = 0; i < fields; i++) {
            table.fields.add(field(table, false));
        }
        if (!table.partitioned) {
            decorate(table);
        }
        security(table);
        if (chance(3)) {
            table.directives.add(pick(List.of("@wes_weight(value: " + random.nextInt(20) + ")", "@wes_critical", "@wes_sensitive", "@wes_noRPC", "@wes_grant(roles: [\"reader\", \"writer\"])")));
        }
        if (chance(6)) {
            table.directives.add("@wes_uid(value: \"tbl:stable-" + number + "\")");
        }
        if (chance(5) && table.fields.size() > 2) {
            table.extendFrom = table.fields.size() - 1;
        }
        return table;
    }

    private void key(Table table) {
        if (table.partitioned) {
            Field at = new Field("at", "DateTime!");
            Field id = new Field("id", "BigInt!");
            at.named = true;
            id.named = true;
            table.fields.addAll(List.of(id, at));
            table.key = List.of("id", "at");
            String strategy = pick(List.of("RANGE", "HASH", "LIST"));
            table.directives.add("@wes_pk(fields: [\"id\", \"at\"])");
            table.directives.add("@wes_partitionBy(strategy: " + strategy + ", fields: [\"at\"])");
            return;
        }
        switch (random.nextInt(5)) {
            case 0 -> {
                Field id = new Field("id", pick(List.of("Int!", "BigInt!")));
                id.named = true;
                id.directives.add("@wes_pk");
                id.directives.add(chance(2) ? "@wes_identity" : "@wes_identity(always: true)");
                table.fields.add(id);
                table.key = List.of("id");
            }
            case 1 -> {
                Field left = new Field("leftId", "ID!");
                Field right = new Field("rightNo", "Int!");
                left.named = true;
                right.named = true;
                table.fields.addAll(List.of(left, right));
                table.directives.add("@wes_pk(fields: [\"leftId\", \"rightNo\"])");
                table.key = List.of("leftId", "rightNo");
            }
            default -> {
                Field id = new Field("id", "ID!");
                id.named = true;
                id.directives.add("@wes_pk");
                if (chance(2)) {
                    id.directives.add("@wes_default(expr: \"gen_random_uuid()\")");
                }
                table.fields.add(id);
                table.key = List.of("id");
            }
        }
    }

    /// @param mayBeAdded whether it is added to a table that has rows: then it is nullable or has a default
    private Field field(Table table, boolean mayBeAdded) {
        String name = freeName(table);
        Field field = switch (random.nextInt(12)) {
            case 0 -> new Field(name, "[" + pick(List.of("String", "Int", "ID", "Date")) + (chance(2) ? "!]" : "]"));
            case 1 -> typed(name);
            case 2 -> enums.isEmpty() ? new Field(name, "Boolean") : new Field(name, pick(enums).name);
            case 3 -> {
                Field f = new Field(name, "String");
                f.directives.add("@wes_enum(values: [\"low\", \"it's high\"])");
                yield f;
            }
            default -> new Field(name, pick(List.of("String", "String", "Int", "Float", "Boolean", "DateTime", "Date", "Time", "JSON", "Decimal", "BigInt", "UUID", "Bytes", "Inet", "CIDR",
                    "MacAddr", "ID")));
        };
        String value = defaultOf(field);
        boolean withDefault = !value.isEmpty() && chance(2);
        if (chance(2) && (withDefault || !mayBeAdded)) {
            field.type += "!";
        }
        if (withDefault) {
            field.directives.add(value);
        }
        if (chance(6)) {
            field.directives.add("@wes_pii");
        }
        if (chance(5)) {
            field.description = "The " + name + " of it";
        }
        return field;
    }

    private Field typed(String name) {
        Map.Entry<String, String> choice = pick(List.of(
                Map.entry("String", "varchar(40)"), Map.entry("String", "char(3)"), Map.entry("Int", "smallint"), Map.entry("Decimal", "numeric(12,2)"),
                Map.entry("DateTime", "timestamp"), Map.entry("Float", "real")));
        return typed(name, choice.getKey(), choice.getValue());
    }

    private static Field typed(String name, String type, String sql) {
        Field field = new Field(name, type);
        field.directives.add("@wes_type(name: \"" + sql + "\")");
        return field;
    }

    private String defaultOf(Field field) {
        if (field.directives.stream().anyMatch(d -> d.startsWith("@wes_enum"))) {
            return "@wes_default(value: \"it's high\")";
        }
        if (field.type.startsWith("[")) {
            return "@wes_default(value: \"{}\")";
        }
        return switch (field.bare()) {
            case "String" -> "@wes_default(value: \"" + pick(List.of("", "a", "o'x", "now")) + "\")";
            case "Int", "BigInt" -> "@wes_default(value: " + (random.nextInt(200) - 100) + ")";
            case "Float", "Decimal" -> "@wes_default(value: " + random.nextInt(100) + ".25)";
            case "Boolean" -> "@wes_default(value: " + random.nextBoolean() + ")";
            case "DateTime" -> chance(2) ? "@wes_default(value: \"now()\")" : "@wes_default(value: \"2026-01-31T12:00:00Z\")";
            case "Date" -> "@wes_default(expr: \"CURRENT_DATE\")";
            case "JSON" -> "@wes_default(value: \"{}\")";
            case "UUID", "ID" -> "@wes_default(expr: \"gen_random_uuid()\")";
            default -> field.bare().startsWith("State") ? "@wes_default(value: \"V0\")" : "";
        };
    }

    private String freeName(Table table) {
        String word = pick(WORDS);
        String name = word;
        for (int i = 2; has(table, name) || !table.usedNames.add(name); i++) {
            name = word + i;
        }
        return name;
    }

    private static boolean has(Table table, String name) {
        return table.fields.stream().anyMatch(f -> f.name.equals(name));
    }

    private void decorate(Table table) {
        if (chance(2)) {
            index(table);
        }
        if (chance(3)) {
            unique(table);
        }
        if (chance(3)) {
            check(table);
        }
        if (chance(2)) {
            foreignKey(table);
        }
        if (chance(6)) {
            generated(table);
        }
        if (chance(4) && !tables.isEmpty()) {
            Field relation = new Field("all" + tables.getFirst().type, "[" + tables.getFirst().type + "!]!");
            if (chance(2)) {
                relation.directives.add("@wes_hasMany(type: \"" + tables.getFirst().type + "\")");
            }
            relation.named = true;
            table.fields.add(relation);
        }
    }

    private List<Field> comparable(Table table) {
        return table.fields.stream().filter(f -> Set.of("String", "Int", "BigInt", "DateTime", "Date", "Decimal", "ID", "UUID").contains(f.bare()) && !f.type.startsWith("[")
                && f.directives.stream().noneMatch(d -> d.startsWith("@wes_enum"))
                && !table.key.contains(f.name)).toList();
    }

    private void index(Table table) {
        List<Field> candidates = comparable(table);
        if (candidates.isEmpty()) {
            return;
        }
        Field field = pick(candidates);
        field.named = true;
        String name = "ix_" + table.type + "_" + table.directives.size() + "_" + random.nextInt(1_000_000);
        String column = "\\\"" + field.name + "\\\"";
        switch (random.nextInt(6)) {
            case 0 -> {
                if (field.directives.stream().noneMatch(d -> d.startsWith("@wes_index"))) {
                    field.directives.add("@wes_index");
                }
            }
            case 1 -> table.directives.add("@wes_index(fields: [\"" + field.name + "\"], name: \"" + name + "\", using: \"hash\")");
            case 2 -> table.directives.add("@wes_index(fields: [\"" + field.name + "\"], name: \"" + name + "\", where: \"" + column + " IS NOT NULL\")");
            case 3 -> table.directives.add("@wes_index(expressions: [\"" + (field.bare().equals("String") ? "lower(" + column + ")" : "(" + column + " IS NULL)") + "\"], name: \"" + name + "\")");
            case 4 -> {
                Field other = candidates.getLast();
                other.named = true;
                table.directives.add(other == field ? "@wes_index(fields: [\"" + field.name + "\"], name: \"" + name + "\")"
                        : "@wes_index(fields: [\"" + field.name + "\"], include: [\"" + other.name + "\"], name: \"" + name + "\")");
            }
            default -> table.directives.add("@wes_index(fields: [\"" + field.name + "\"], name: \"" + name + "\")");
        }
    }

    private void unique(Table table) {
        List<Field> candidates = comparable(table);
        if (candidates.isEmpty()) {
            return;
        }
        Field field = pick(candidates);
        field.named = true;
        if (field.directives.stream().noneMatch(d -> d.startsWith("@wes_unique")) && chance(2)) {
            field.directives.add("@wes_unique");
        } else {
            table.directives.add("@wes_unique(fields: [\"" + field.name + "\", \"" + table.key.getFirst() + "\"], name: \"uq_" + table.type + "_" + random.nextInt(1_000_000) + "\")");
        }
    }

    private void check(Table table) {
        List<Field> candidates = comparable(table);
        if (candidates.isEmpty()) {
            return;
        }
        Field field = pick(candidates);
        field.named = true;
        String check = "@wes_check(expr: \"\\\"" + field.name + "\\\" IS NOT NULL OR length('a, b;') > " + random.nextInt(3) + "\")";
        if (chance(2)) {
            field.directives.add(check);
        } else {
            table.directives.add(check);
        }
    }

    private void generated(Table table) {
        List<Field> candidates = comparable(table).stream().filter(f -> f.bare().equals("String") && f.directives.stream().noneMatch(d -> d.startsWith("@wes_generated"))).toList();
        if (!candidates.isEmpty()) {
            Field source = pick(candidates);
            source.named = true;
            Field field = new Field(freeName(table), "Int");
            field.named = true;
            field.directives.add("@wes_generated(expr: \"length(\\\"" + source.name + "\\\")\")");
            table.fields.add(field);
        }
    }

    private void foreignKey(Table table) {
        List<Table> targets = new ArrayList<>(tables.stream().filter(t -> !t.partitioned && t != table).toList());
        if (targets.isEmpty() || table.partitioned) {
            return;
        }
        Table target = pick(targets);
        target.referenced = true;
        String base = "ref" + table.fields.size();
        while (has(table, base + "_0")) {
            base += "x";
        }
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < target.key.size(); i++) {
            String key = target.key.get(i);
            Field field = new Field(base + "_" + i, target.fields.stream().filter(f -> f.name.equals(key)).findFirst().orElseThrow().bare());
            field.named = true;
            table.fields.add(field);
            columns.add(field.name);
        }
        String actions = pick(List.of("", ", onDelete: CASCADE", ", onDelete: \"SET NULL\", onUpdate: RESTRICT", ", deferrable: true, initiallyDeferred: true"));
        if (columns.size() == 1) {
            table.fields.getLast().directives.add("@wes_fk(ref: \"" + target.type + "." + target.key.getFirst() + "\"" + actions + ")");
        } else {
            table.directives.add("@wes_fk(fields: [\"" + String.join("\", \"", columns) + "\"], ref: \"" + target.type + "\", refFields: [\"" + String.join("\", \"", target.key) + "\"]" + actions + ")");
        }
    }

    private void security(Table table) {
        Field who = new Field("ownedBy", "ID!");
        who.named = true;
        switch (random.nextInt(12)) {
            case 0 -> {
                table.fields.add(who);
                table.directives.add("@wes_tenant(by: \"ownedBy\")");
            }
            case 1 -> {
                table.fields.add(who);
                table.directives.add("@wes_owner(column: \"ownedBy\")");
            }
            case 2 -> table.directives.add("@wes_rls(select: \"true\", insert: \"1 < 2\", name: \"open\")");
            case 3 -> table.directives.add("@wes_rls(preset: \"public-read\")");
            case 4 -> {
                table.fields.add(who);
                table.directives.add("@wes_tenant(by: \"ownedBy\")");
                table.directives.add("@wes_rls(using: \"true\")");
            }
            default -> {
                // most tables have none
            }
        }
    }

    // ---- changes

    private void change(boolean additive) {
        Table table = pick(tables);
        switch (random.nextInt(additive ? 9 : 16)) {
            case 0 -> tables.add(table());
            case 1, 2 -> {
                if (!table.partitioned) {
                    table.fields.add(field(table, true));
                }
            }
            case 3 -> {
                if (!table.partitioned) {
                    index(table);
                }
            }
            case 4 -> {
                if (!table.partitioned) {
                    unique(table);
                }
            }
            case 5 -> {
                if (!table.partitioned) {
                    check(table);
                }
            }
            case 6 -> foreignKey(table);
            case 7 -> {
                if (!enums.isEmpty()) {
                    EnumModel e = pick(enums);
                    e.labels.add("W" + e.labels.size());
                }
            }
            case 8 -> table.description = "Described anew " + random.nextInt(100);
            case 9 -> table.fields.stream().filter(f -> !f.named).findFirst().ifPresent(table.fields::remove);
            case 10 -> table.fields.stream().filter(f -> !f.named).findFirst().ifPresent(f -> f.type = f.required() ? f.type.substring(0, f.type.length() - 1) : f.type + "!");
            case 11 -> table.fields.stream().filter(f -> !f.named && f.type.startsWith("Int") && f.directives.isEmpty()).findFirst().ifPresent(f -> f.type = f.type.replace("Int", "BigInt"));
            case 12 -> table.fields.stream().filter(f -> !f.named && f.directives.stream().noneMatch(d -> d.startsWith("@wes_renamedFrom"))).findFirst().ifPresent(f -> {
                f.directives.add("@wes_renamedFrom(name: \"" + f.name + "\")");
                f.name = f.name + "Renamed";
            });
            case 13 -> {
                if (tables.size() > 1 && !table.referenced && tables.stream().noneMatch(t -> t.fields.stream().anyMatch(f -> f.bare().equals(table.type)))) {
                    tables.remove(table);
                }
            }
            case 14 -> table.fields.stream().filter(f -> f.directives.removeIf(d -> d.startsWith("@wes_default"))).findFirst().ifPresent(f -> f.description = "Has no default");
            default -> table.directives.stream().filter(d -> d.startsWith("@wes_index") || d.startsWith("@wes_unique") || d.startsWith("@wes_check")).findFirst()
                    .ifPresent(table.directives::remove);
        }
    }

    // ---- text

    private String print() {
        StringBuilder out = new StringBuilder("# random schema\nscalar DateTime\ndirective @wes_table(name: String) on OBJECT\n\n");
        Set<String> names = new HashSet<>();
        for (EnumModel e : enums) {
            out.append("enum ").append(e.name).append(" {\n");
            e.labels.forEach(l -> out.append("  ").append(l).append('\n'));
            out.append("}\n\n");
        }
        for (Table t : tables) {
            names.add(t.type);
            if (!t.description.isEmpty()) {
                out.append('"').append(t.description).append("\"\n");
            }
            out.append("type ").append(t.type).append(SPACE).append(String.join("\n  ", t.directives)).append(" {\n");
            int end = Math.min(t.extendFrom, t.fields.size());
            t.fields.subList(0, end).forEach(f -> print(f, out));
            out.append("}\n\n");
            if (end < t.fields.size()) {
                out.append("extend type ").append(t.type).append(" {\n");
                t.fields.subList(end, t.fields.size()).forEach(f -> print(f, out));
                out.append("}\n\n");
            }
        }
        String first = tables.getFirst().type;
        return out.append("type Query {\n  all").append(names.size()).append("(first: Int = 10): [").append(first).append("!]!\n}\n\ninput New").append(first)
                .append(" @oneOf {\n  id: ID\n  note: String\n}\n").toString();
    }

    private static void print(Field f, StringBuilder out) {
        if (!f.description.isEmpty()) {
            out.append("  \"").append(f.description).append("\"\n");
        }
        out.append("  ").append(f.name).append(": ").append(f.type);
        f.directives.forEach(d -> out.append(SPACE).append(d));
        out.append('\n');
    }

    /// One in `n`.
    private boolean chance(int n) {
        return random.nextInt(n) == 0;
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
