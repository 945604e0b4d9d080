package dev.wesley.generators.sdl;

import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.EnumType;
import dev.wesley.engine.ir.ForeignKey;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.Policy;
import dev.wesley.engine.ir.PrimaryKey;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.ReferentialAction;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.ir.UniqueConstraint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A schema as SDL that reads back as the same schema, every name written out, so that no setting decides what it means. What GraphQL has no
/// word for (a column called `user-id`) is left out and named.
///
/// @param enums declarations of the enum types that GraphQL can spell; empty if there are none
/// @param tables type definitions, by table
/// @param leftOut what is missing in them, one sentence each, sorted
public record SdlText(String enums, SortedMap<QualifiedName, String> tables, List<String> leftOut) {
    private static final Pattern GRAPHQL_NAME = Pattern.compile("[_A-Za-z][_0-9A-Za-z]*");
    /// What the SDL reader takes for a name of the database.
    private static final Pattern DATABASE_NAME = Pattern.compile("[\\p{L}\\p{N}_$-]+( [\\p{L}\\p{N}_$-]+)*");
    private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9]*(_[a-z][a-z0-9]*)*");
    private static final Set<String> LABELS_OF_GRAPHQL = Set.of("true", "false", "null");

    private static final Map<String, String> SCALARS = Map.ofEntries(
            Map.entry("text", "String"), Map.entry("uuid", "ID"), Map.entry("integer", "Int"), Map.entry("double precision", "Float"), Map.entry("boolean", "Boolean"),
            Map.entry("timestamptz", "DateTime"), Map.entry("date", "Date"), Map.entry("time", "Time"), Map.entry("jsonb", "JSON"), Map.entry("numeric", "Decimal"),
            Map.entry("bigint", "BigInt"), Map.entry("bytea", "Bytes"), Map.entry("inet", "Inet"), Map.entry("cidr", "CIDR"), Map.entry("macaddr", "MacAddr"));
    /// The scalar that a client sees where the Postgres type has none of its own.
    private static final Map<String, String> NEAR = Map.of("smallint", "Int", "real", "Float", "timestamp", "DateTime", "timetz", "Time", "json", "JSON", "money", "Decimal");
    private static final Set<String> RESERVED = Set.of("ID", "UUID", "String", "Int", "Float", "Boolean", "DateTime", "Date", "Time", "JSON", "Decimal", "BigInt", "Bytes",
            "Inet", "CIDR", "MacAddr", "Query", "Mutation", "Subscription");

    public SdlText {
        tables = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(tables));
        leftOut = leftOut.stream().sorted().distinct().toList();
    }

    public static SdlText of(Schema schema) {
        return new Writer(schema).write();
    }

    /// A quoted GraphQL string.
    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f || c == 0xFEFF) {
                        out.append(String.format("\\u%04X", c));
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.append('"').toString();
    }

    private static String list(List<String> texts) {
        return texts.stream().map(SdlText::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    /// Arguments of one directive.
    private static final class Directive {
        private final String name;
        private final List<String> arguments = new ArrayList<>();

        Directive(String name) {
            this.name = name;
        }

        Directive text(String argument, String value) {
            arguments.add(argument + ": " + quoted(value));
            return this;
        }

        Directive texts(String argument, List<String> values) {
            arguments.add(argument + ": " + list(values));
            return this;
        }

        Directive word(String argument, String value) {
            arguments.add(argument + ": " + value);
            return this;
        }

        Directive flag(String argument, boolean value) {
            return value ? word(argument, "true") : this;
        }

        @Override
        public String toString() {
            return "@wes_" + name + (arguments.isEmpty() ? "" : "(" + String.join(", ", arguments) + ")");
        }
    }

    private static final class Writer {
        private final Schema schema;
        private final Map<QualifiedName, String> typeNames = new HashMap<>();
        private final Map<QualifiedName, String> enumNames = new HashMap<>();
        private final Set<QualifiedName> usedEnums = new HashSet<>();
        private final Map<QualifiedName, Set<String>> columns = new HashMap<>();
        private final List<String> leftOut = new ArrayList<>();

        Writer(Schema schema) {
            this.schema = schema;
        }

        SdlText write() {
            Set<String> taken = new HashSet<>(RESERVED);
            schema.tables().forEach(t -> t.columns().forEach(c -> c.type().userType().ifPresent(usedEnums::add)));
            for (EnumType type : schema.enums()) {
                if (!usedEnums.contains(type.name())) {
                    leftOut.add("enum type " + type.name() + ": no column uses it");
                } else if (spelledByGraphql(type)) {
                    // The name has to lead back to the type, so it is not free to change: a table gives way.
                    String name = pascal(type.name().name());
                    taken.add(name);
                    enumNames.put(type.name(), name);
                } else if (type.comment().isPresent()) {
                    leftOut.add("comment of enum type " + type.name() + ": the type has no declaration of its own");
                }
            }
            for (Table table : schema.tables()) {
                if (!sound(table.name().name()) || !sound(table.name().schema())) {
                    leftOut.add("table " + table.name() + ": its name cannot be said in the SDL");
                    continue;
                }
                typeNames.put(table.name(), free(table.name(), taken));
                columns.put(table.name(), table.columns().stream().map(Column::name).filter(Writer::isField).collect(Collectors.toSet()));
            }
            SortedMap<QualifiedName, String> tables = new TreeMap<>();
            schema.tables().stream().filter(t -> typeNames.containsKey(t.name())).forEach(t -> tables.put(t.name(), table(t)));
            String enums = schema.enums().stream().filter(e -> enumNames.containsKey(e.name())).map(this::enumType).collect(Collectors.joining("\n"));
            return new SdlText(enums, tables, leftOut);
        }

        /// Whether `enum` can declare it: in `public`, a name that snake case leads back to, labels that are GraphQL names.
        private static boolean spelledByGraphql(EnumType type) {
            return type.name().schema().equals(QualifiedName.DEFAULT_SCHEMA) && PLAIN.matcher(type.name().name()).matches()
                    && !RESERVED.contains(pascal(type.name().name()))
                    && type.labels().stream().allMatch(l -> GRAPHQL_NAME.matcher(l).matches() && !LABELS_OF_GRAPHQL.contains(l));
        }

        private static boolean isField(String column) {
            return GRAPHQL_NAME.matcher(column).matches() && !column.startsWith("__");
        }

        private static boolean sound(String name) {
            return DATABASE_NAME.matcher(name).matches() && !name.contains("--");
        }

        private static String pascal(String name) {
            StringBuilder out = new StringBuilder();
            for (String part : name.split("[^A-Za-z0-9]+")) {
                if (!part.isEmpty()) {
                    out.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
                }
            }
            return out.isEmpty() || Character.isDigit(out.charAt(0)) ? "T" + out : out.toString();
        }

        private static String free(QualifiedName table, Set<String> taken) {
            String plain = pascal(table.name());
            String wanted = table.schema().equals(QualifiedName.DEFAULT_SCHEMA) || !taken.contains(plain) ? plain : pascal(table.schema()) + plain;
            String name = wanted;
            for (int i = 2; !taken.add(name); i++) {
                name = wanted + (i == 2 ? "Table" : "Table" + (i - 1));
            }
            return name;
        }

        private String enumType(EnumType type) {
            StringBuilder out = new StringBuilder();
            type.comment().ifPresent(c -> out.append(quoted(c)).append('\n'));
            out.append("enum ").append(enumNames.get(type.name())).append(" {\n");
            type.labels().forEach(l -> out.append("  ").append(l).append('\n'));
            return out.append("}\n").toString();
        }

        // ---- tables

        private String table(Table table) {
            List<Directive> directives = new ArrayList<>();
            Directive declared = new Directive("table").text("name", table.name().name());
            if (!table.name().schema().equals(QualifiedName.DEFAULT_SCHEMA)) {
                declared.text("schema", table.name().schema());
            }
            directives.add(declared);
            primaryKey(table).ifPresent(directives::add);
            table.partitioning().ifPresent(p -> {
                if (known(table, p.columns(), "partitioning")) {
                    directives.add(new Directive("partitionBy").word("strategy", p.strategy().name()).texts("fields", p.columns()));
                }
            });
            table.uniques().stream().filter(u -> known(table, u.columns(), "unique constraint " + u.name())).forEach(u -> directives.add(unique(u)));
            table.checks().stream().filter(c -> named(table, c.name(), "check") && valid(table, c.valid(), c.name())).forEach(c -> directives.add(check(c)));
            table.foreignKeys().forEach(k -> foreignKey(table, k).ifPresent(directives::add));
            table.indexes().forEach(i -> index(table, i).ifPresent(directives::add));
            rowSecurity(table, directives);

            StringBuilder out = new StringBuilder();
            table.comment().ifPresent(c -> out.append(quoted(c)).append('\n'));
            out.append("type ").append(typeNames.get(table.name())).append(' ');
            if (directives.size() == 1) {
                out.append(directives.getFirst()).append(" {\n");
            } else {
                out.append(directives.getFirst()).append('\n');
                directives.subList(1, directives.size()).forEach(d -> out.append("  ").append(d).append('\n'));
                out.append("{\n");
            }
            for (Column column : table.columns()) {
                if (isField(column.name())) {
                    column(table, column, out);
                } else {
                    leftOut.add("column " + table.name() + "." + column.name() + ": its name is no field of GraphQL");
                }
            }
            return out.append("}\n").toString();
        }

        private boolean known(Table table, List<String> wanted, String what) {
            boolean known = columns.getOrDefault(table.name(), Set.of()).containsAll(wanted);
            if (!known) {
                leftOut.add(what + " on " + table.name() + ": it uses a column that is left out");
            }
            return known;
        }

        private boolean named(Table table, String name, String what) {
            if (!sound(name)) {
                leftOut.add(what + " " + name + " on " + table.name() + ": its name cannot be said in the SDL");
            }
            return sound(name);
        }

        private boolean valid(Table table, boolean valid, String name) {
            if (!valid) {
                leftOut.add("constraint " + name + " on " + table.name() + " is not validated: the SDL declares it valid");
            }
            return true;
        }

        private Optional<Directive> primaryKey(Table table) {
            if (table.primaryKey().isEmpty()) {
                return Optional.empty();
            }
            PrimaryKey key = table.primaryKey().get();
            if (!known(table, key.columns(), "primary key") || !named(table, key.name(), "primary key")) {
                return Optional.empty();
            }
            Directive directive = new Directive("pk").texts("fields", key.columns());
            return Optional.of(key.name().equals(table.name().name() + "_pkey") ? directive : directive.text("name", key.name()));
        }

        private Directive unique(UniqueConstraint unique) {
            return new Directive("unique").texts("fields", unique.columns()).text("name", unique.name()).flag("nullsNotDistinct", unique.nullsNotDistinct());
        }

        private static Directive check(CheckConstraint check) {
            return new Directive("check").text("name", check.name()).text("expr", check.expression().sql());
        }

        private Optional<Directive> foreignKey(Table table, ForeignKey key) {
            String what = "foreign key " + key.name();
            Optional<Table> target = schema.table(key.refTable()).filter(t -> typeNames.containsKey(t.name()));
            if (target.isEmpty()) {
                leftOut.add(what + " on " + table.name() + ": it refers to " + key.refTable() + ", which is left out");
                return Optional.empty();
            }
            Set<String> referenced = Set.copyOf(key.refColumns());
            boolean unique = target.get().primaryKey().filter(k -> Set.copyOf(k.columns()).equals(referenced)).isPresent()
                    || target.get().uniques().stream().anyMatch(u -> Set.copyOf(u.columns()).equals(referenced));
            if (!unique) {
                leftOut.add(what + " on " + table.name() + ": it refers to a unique index, which is no constraint");
                return Optional.empty();
            }
            if (!known(table, key.columns(), what) || !known(target.get(), key.refColumns(), what) || !named(table, key.name(), "foreign key")) {
                return Optional.empty();
            }
            valid(table, key.valid(), key.name());
            Directive directive = new Directive("fk").texts("fields", key.columns()).text("ref", typeNames.getOrDefault(key.refTable(), ""))
                    .texts("refFields", key.refColumns()).text("name", key.name());
            if (key.onDelete() != ReferentialAction.NO_ACTION) {
                directive.word("onDelete", key.onDelete().name());
            }
            if (key.onUpdate() != ReferentialAction.NO_ACTION) {
                directive.word("onUpdate", key.onUpdate().name());
            }
            return Optional.of(directive.flag("deferrable", key.deferrable()).flag("initiallyDeferred", key.initiallyDeferred()));
        }

        private Optional<Directive> index(Table table, Index index) {
            String what = "index " + index.name();
            if (!known(table, index.columns(), what) || !known(table, index.include(), what) || !named(table, index.name(), "index")) {
                return Optional.empty();
            }
            boolean plain = !index.unique() && index.expressions().isEmpty() && index.where().isEmpty() && index.include().isEmpty() && index.opclass().isEmpty()
                    && index.method().equals("btree");
            boolean covered = plain && (table.primaryKey().filter(k -> k.columns().equals(index.columns())).isPresent()
                    || table.uniques().stream().anyMatch(u -> u.columns().equals(index.columns())));
            if (covered) {
                leftOut.add(what + " on " + table.name() + ": a key covers the same columns");
                return Optional.empty();
            }
            if (!index.valid()) {
                leftOut.add(what + " on " + table.name() + " is invalid: the SDL declares it valid");
            }
            Directive directive = new Directive("index").text("name", index.name());
            if (!index.columns().isEmpty()) {
                directive.texts("fields", index.columns());
            }
            if (!index.expressions().isEmpty()) {
                directive.texts("expressions", index.expressions().stream().map(e -> e.sql()).toList());
            }
            if (!index.method().equals("btree")) {
                directive.text("using", index.method());
            }
            index.opclass().ifPresent(o -> directive.text("opclass", o));
            if (!index.include().isEmpty()) {
                directive.texts("include", index.include());
            }
            index.where().ifPresent(w -> directive.text("where", w.sql()));
            return Optional.of(directive.flag("unique", index.unique()).flag("nullsNotDistinct", index.nullsNotDistinct()));
        }

        private void rowSecurity(Table table, List<Directive> directives) {
            if (table.rowSecurity().isEmpty()) {
                return;
            }
            List<Policy> policies = table.rowSecurity().policies().stream().filter(p -> named(table, p.name(), "policy")
                    && p.roles().stream().allMatch(r -> named(table, r, "policy " + p.name() + " for the role"))).toList();
            boolean enabled = table.rowSecurity().enabled();
            boolean forced = table.rowSecurity().forced();
            Directive security = new Directive("rls");
            if (policies.isEmpty() && enabled) {
                security.text("preset", "deny-all");
            }
            if (!enabled) {
                security.word("enabled", "false");
            }
            if (forced != enabled) {
                security.word("force", String.valueOf(forced));
            }
            directives.add(security);
            for (Policy policy : policies) {
                Directive directive = new Directive("policy").text("name", policy.name());
                if (policy.command() != Policy.Command.ALL) {
                    directive.word("command", policy.command().name());
                }
                if (!policy.permissive()) {
                    directive.word("permissive", "false");
                }
                if (!policy.roles().isEmpty()) {
                    directive.texts("roles", policy.roles());
                }
                policy.using().ifPresent(u -> directive.text("using", u.sql()));
                policy.check().ifPresent(c -> directive.text("check", c.sql()));
                directives.add(directive);
            }
        }

        // ---- columns

        private void column(Table table, Column column, StringBuilder out) {
            column.comment().ifPresent(c -> out.append("  ").append(quoted(c)).append('\n'));
            List<Directive> directives = new ArrayList<>();
            String type = type(table, column, directives);
            column.defaultValue().ifPresent(d -> directives.add(new Directive("default").text("expr", d.sql())));
            column.generated().ifPresent(g -> {
                Directive directive = new Directive("generated").text("expr", g.expression().sql());
                directives.add(g.stored() ? directive : directive.word("stored", "false"));
            });
            column.identity().ifPresent(i -> directives.add(new Directive("identity").flag("always", i.always())));
            out.append("  ").append(column.name()).append(": ").append(column.type().list() ? "[" + type + "]" : type).append(column.nullable() ? "" : "!");
            directives.forEach(d -> out.append(' ').append(d));
            out.append('\n');
        }

        private String type(Table table, Column column, List<Directive> directives) {
            SqlType type = column.type().element();
            Optional<QualifiedName> user = type.userType();
            if (user.isPresent()) {
                String declared = enumNames.get(user.get());
                if (declared != null) {
                    return declared;
                }
                Optional<EnumType> labels = schema.enumType(user.get());
                if (labels.isEmpty()) {
                    leftOut.add("type " + user.get() + " of column " + table.name() + "." + column.name() + ": it is no enum type that was read");
                    return "String";
                }
                directives.add(new Directive("enum").texts("values", labels.get().labels()).text("name", user.get().schema() + "." + user.get().name()));
                return "String";
            }
            String scalar = SCALARS.get(type.name());
            if (scalar != null && type.modifiers().isEmpty()) {
                return scalar;
            }
            directives.add(new Directive("type").text("name", type.text()));
            return scalar != null ? scalar : NEAR.getOrDefault(type.name(), "String");
        }
    }
}
