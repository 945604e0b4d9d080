package dev.wesley.engine.json;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The IR as JSON, described by `schemas/ir.schema.json`. The seed fields (`tables`, `columns`, `primaryKey`, `foreignKeys`, `indexes`, …)
/// are frozen; everything else is optional and absent when unused. Writing and reading back gives an equal [Schema].
public final class IrJson {
    /// The version of the shape; another first number is another shape.
    public static final String VERSION = "1.0.0";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern USER_TYPE = Pattern.compile(
            "(?:(\"(?:[^\"]|\"\")+\"|[^\".()\\[\\]]+)\\.)?(\"(?:[^\"]|\"\")+\"|[^\".()\\[\\]]+)(?:\\((-?\\d{1,9}(?:,-?\\d{1,9})*)\\))?(\\[])?");
    /// Stands before a built-in type that [SqlType#parse] does not know, such as one read from a catalogue.
    private static final String BUILT_IN_SCHEMA = "pg_catalog";

    private IrJson() {}

    // ---- writing

    public static JsonNode write(Schema schema) {
        ObjectNode root = Json.object();
        root.put("irVersion", VERSION);
        root.set("tables", array(schema.tables(), IrJson::table));
        putAll(root, "enums", schema.enums(), IrJson::enumType);
        return root;
    }

    private static ObjectNode enumType(EnumType type) {
        ObjectNode node = named(type.name());
        node.set("values", strings(type.labels()));
        type.comment().ifPresent(c -> node.put("comment", c));
        return node;
    }

    private static ObjectNode named(QualifiedName name) {
        ObjectNode node = Json.object();
        node.put("name", name.name());
        if (!name.schema().equals(QualifiedName.DEFAULT_SCHEMA)) {
            node.put("schema", name.schema());
        }
        return node;
    }

    private static ObjectNode table(Table table) {
        ObjectNode node = named(table.name());
        table.uid().ifPresent(v -> node.put("uid", v));
        table.comment().ifPresent(v -> node.put("comment", v));
        table.renamedFrom().ifPresent(v -> node.put("renamedFrom", v));
        node.set("directives", directives(table.directives()));
        node.set("columns", array(table.columns(), column -> column(table, column)));
        table.primaryKey().ifPresent(key -> {
            if (key.columns().size() == 1) {
                node.put("primaryKey", key.columns().getFirst());
            } else {
                node.set("primaryKeyColumns", strings(key.columns()));
            }
            if (!key.name().equals(defaultPrimaryKey(table.name()))) {
                node.put("primaryKeyName", key.name());
            }
        });
        putAll(node, "uniques", table.uniques(), IrJson::unique);
        putAll(node, "checks", table.checks(), IrJson::check);
        node.set("foreignKeys", array(table.foreignKeys().stream().filter(fk -> fk.columns().size() == 1).toList(), IrJson::foreignKey));
        putAll(node, "compositeForeignKeys", table.foreignKeys().stream().filter(fk -> fk.columns().size() > 1).toList(), IrJson::foreignKey);
        node.set("indexes", array(table.indexes(), IrJson::index));
        table.tenantBy().ifPresent(v -> node.put("tenantBy", v));
        table.partitioning().ifPresent(p -> {
            ObjectNode partitioning = Json.object();
            partitioning.put("strategy", p.strategy().name());
            partitioning.set("columns", strings(p.columns()));
            node.set("partitionBy", partitioning);
        });
        if (!table.rowSecurity().isEmpty()) {
            node.set("rls", rowSecurity(table.rowSecurity()));
        }
        return node;
    }

    private static ObjectNode column(Table table, Column column) {
        ObjectNode node = Json.object();
        node.put("name", column.name());
        column.uid().ifPresent(v -> node.put("uid", v));
        node.put("type", type(column.type()));
        node.put("nullable", column.nullable());
        if (column.type().list() || !column.itemsNullable()) {
            node.put("itemNullable", column.itemsNullable());
        }
        column.defaultValue().ifPresent(v -> node.put("default", v.sql()));
        if (table.uniques().contains(defaultUnique(table.name(), column.name()))) {
            node.put("unique", true);
        }
        column.generated().ifPresent(g -> {
            ObjectNode generated = Json.object();
            generated.put("expression", g.expression().sql());
            generated.put("stored", g.stored());
            node.set("generated", generated);
        });
        column.identity().ifPresent(i -> {
            ObjectNode identity = Json.object();
            identity.put("always", i.always());
            node.set("identity", identity);
        });
        column.comment().ifPresent(v -> node.put("comment", v));
        column.renamedFrom().ifPresent(v -> node.put("renamedFrom", v));
        node.set("directives", directives(column.directives()));
        return node;
    }

    private static ObjectNode unique(UniqueConstraint unique) {
        ObjectNode node = Json.object();
        node.put("name", unique.name());
        node.set("columns", strings(unique.columns()));
        putIf(node, "nullsNotDistinct", unique.nullsNotDistinct());
        return node;
    }

    private static ObjectNode check(CheckConstraint check) {
        ObjectNode node = Json.object();
        node.put("name", check.name());
        node.put("expression", check.expression().sql());
        putIf(node, "notValid", !check.valid());
        return node;
    }

    private static ObjectNode foreignKey(ForeignKey key) {
        ObjectNode node = Json.object();
        if (key.columns().size() == 1) {
            node.put("column", key.columns().getFirst());
        } else {
            node.set("columns", strings(key.columns()));
        }
        node.put("refTable", key.refTable().name());
        if (!key.refTable().schema().equals(QualifiedName.DEFAULT_SCHEMA)) {
            node.put("refSchema", key.refTable().schema());
        }
        if (key.columns().size() == 1) {
            node.put("refColumn", key.refColumns().getFirst());
        } else {
            node.set("refColumns", strings(key.refColumns()));
        }
        node.put("name", key.name());
        if (key.onDelete() != ReferentialAction.NO_ACTION) {
            node.put("onDelete", key.onDelete().words());
        }
        if (key.onUpdate() != ReferentialAction.NO_ACTION) {
            node.put("onUpdate", key.onUpdate().words());
        }
        putIf(node, "deferrable", key.deferrable());
        putIf(node, "initiallyDeferred", key.initiallyDeferred());
        putIf(node, "notValid", !key.valid());
        return node;
    }

    private static ObjectNode index(Index index) {
        ObjectNode node = Json.object();
        node.put("name", index.name());
        node.set("columns", strings(index.columns()));
        putAll(node, "expressions", index.expressions().stream().map(Expression::sql).toList());
        putIf(node, "unique", index.unique());
        if (!index.method().equals("btree")) {
            node.put("using", index.method());
        }
        index.where().ifPresent(w -> node.put("where", w.sql()));
        putAll(node, "include", index.include());
        index.opclass().ifPresent(o -> node.put("opclass", o));
        putIf(node, "nullsNotDistinct", index.nullsNotDistinct());
        putIf(node, "notValid", !index.valid());
        return node;
    }

    private static ObjectNode rowSecurity(RowSecurity security) {
        ObjectNode node = Json.object();
        node.put("enabled", security.enabled());
        node.put("forced", security.forced());
        node.set("policies", array(security.policies(), policy -> {
            ObjectNode p = Json.object();
            p.put("name", policy.name());
            p.put("command", policy.command().name());
            p.put("permissive", policy.permissive());
            putAll(p, "roles", policy.roles());
            policy.using().ifPresent(e -> p.put("using", e.sql()));
            policy.check().ifPresent(e -> p.put("check", e.sql()));
            return p;
        }));
        return node;
    }

    private static ObjectNode directives(Directives directives) {
        ObjectNode node = Json.object();
        directives.byName().forEach((name, arguments) -> {
            ObjectNode object = Json.object();
            arguments.forEach((argument, value) -> object.set(argument, argument(value)));
            node.set(name, object);
        });
        return node;
    }

    private static JsonNode argument(Object value) {
        ArrayNode one = Json.array();
        switch (value) {
            case String text -> one.add(text);
            case Long whole -> one.add(whole);
            case Double fraction -> one.add(fraction);
            case Boolean flag -> one.add(flag);
            case List<?> list -> one.add(array(list, IrJson::argument));
            default -> throw new IllegalArgumentException("an argument of a directive cannot be a " + value.getClass().getName());
        }
        return one.get(0);
    }

    /// The type in one text that reads back to the same type, whatever its name looks like.
    private static String type(SqlType type) {
        String text = type.text();
        if (type.builtIn()) {
            return SqlType.parse(text).equals(Optional.of(type)) ? text : qualified(BUILT_IN_SCHEMA, type);
        }
        QualifiedName name = type.userType().orElseThrow();
        boolean plain = PLAIN.matcher(name.schema()).matches() && PLAIN.matcher(name.name()).matches() && SqlType.parse(text).isEmpty();
        return plain ? text : qualified(name.schema(), type);
    }

    private static String qualified(String schema, SqlType type) {
        String modifiers = type.modifiers().isEmpty() ? "" : "(" + String.join(",", type.modifiers().stream().map(String::valueOf).toList()) + ")";
        return identifier(schema) + "." + identifier(type.name()) + modifiers + (type.list() ? "[]" : "");
    }

    private static String identifier(String name) {
        return PLAIN.matcher(name).matches() ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static String defaultPrimaryKey(QualifiedName table) {
        return table.name() + "_pkey";
    }

    private static UniqueConstraint defaultUnique(QualifiedName table, String column) {
        return new UniqueConstraint(table.name() + "_" + column + "_key", List.of(column), false);
    }

    private static <T> ArrayNode array(List<T> items, Function<? super T, ? extends JsonNode> write) {
        ArrayNode array = Json.array();
        items.forEach(item -> array.add(write.apply(item)));
        return array;
    }

    private static ArrayNode strings(List<String> texts) {
        ArrayNode array = Json.array();
        texts.forEach(array::add);
        return array;
    }

    private static <T> void putAll(ObjectNode node, String key, List<T> items, Function<? super T, ? extends JsonNode> write) {
        if (!items.isEmpty()) {
            node.set(key, array(items, write));
        }
    }

    private static void putAll(ObjectNode node, String key, List<String> texts) {
        if (!texts.isEmpty()) {
            node.set(key, strings(texts));
        }
    }

    private static void putIf(ObjectNode node, String key, boolean value) {
        if (value) {
            node.put(key, true);
        }
    }

    // ---- reading

    /// Reads what [#write] wrote, and plainer documents of the same shape: only the seed fields are needed.
    ///
    /// @throws IllegalArgumentException naming the place in the document
    public static Schema read(String json) {
        Part root = new Part("$", Json.read(json));
        root.allow("version", "irVersion", "tables", "enums");
        root.text("irVersion").filter(v -> !v.startsWith("1.")).ifPresent(v -> {
            throw new IllegalArgumentException("the IR has version " + v + ", but this Wesley reads version 1; compile the schema again");
        });
        if (!root.has("tables")) {
            throw root.wrong("lacks \"tables\"");
        }
        Schema schema = new Schema(root.parts("tables").map(IrJson::readTable), root.parts("enums").map(IrJson::readEnum));
        for (int i = 1; i < schema.tables().size(); i++) {
            if (schema.tables().get(i).name().equals(schema.tables().get(i - 1).name())) {
                throw root.wrong("holds the table " + schema.tables().get(i).name() + " twice");
            }
        }
        return schema;
    }

    private static QualifiedName readName(Part part) {
        return new QualifiedName(part.text("schema").orElse(QualifiedName.DEFAULT_SCHEMA), part.needText("name"));
    }

    private static EnumType readEnum(Part part) {
        part.allow("name", "schema", "values", "comment");
        return new EnumType(readName(part), part.texts("values"), part.text("comment"));
    }

    private static Table readTable(Part part) {
        part.allow("name", "schema", "uid", "comment", "renamedFrom", "directives", "columns", "primaryKey", "primaryKeyColumns", "primaryKeyName", "uniques", "checks",
                "foreignKeys", "compositeForeignKeys", "indexes", "tenantBy", "partitionBy", "rls");
        QualifiedName name = readName(part);
        Parts columns = part.parts("columns");
        List<UniqueConstraint> uniques = new ArrayList<>(part.parts("uniques").map(IrJson::readUnique));
        for (Part column : columns.items()) {
            List<String> alone = List.of(column.needText("name"));
            if (column.flag("unique") && uniques.stream().noneMatch(u -> u.columns().equals(alone))) {
                uniques.add(defaultUnique(name, alone.getFirst()));
            }
        }
        List<ForeignKey> foreignKeys = new ArrayList<>(part.parts("foreignKeys").map(p -> readForeignKey(name, p)));
        foreignKeys.addAll(part.parts("compositeForeignKeys").map(p -> readForeignKey(name, p)));
        List<String> key = part.text("primaryKey").map(List::of).orElseGet(() -> part.texts("primaryKeyColumns"));
        Optional<PrimaryKey> primaryKey = key.isEmpty() ? Optional.empty()
                : Optional.of(new PrimaryKey(part.text("primaryKeyName").orElse(defaultPrimaryKey(name)), key));
        return new Table(name, part.text("uid"), columns.map(IrJson::readColumn), primaryKey, uniques, part.parts("checks").map(IrJson::readCheck), foreignKeys,
                part.parts("indexes").map(p -> readIndex(name, p)), part.part("partitionBy").map(IrJson::readPartitioning),
                part.part("rls").map(IrJson::readRowSecurity).orElse(RowSecurity.NONE), part.text("tenantBy"), part.text("comment"), part.text("renamedFrom"), readDirectives(part));
    }

    private static Column readColumn(Part part) {
        part.allow("name", "uid", "type", "nullable", "itemNullable", "default", "unique", "generated", "identity", "comment", "renamedFrom", "directives");
        return new Column(part.needText("name"), part.text("uid"), readType(part), part.flag("nullable"), !part.has("itemNullable") || part.flag("itemNullable"),
                part.expression("default"),
                part.part("generated").map(g -> {
                    g.allow("expression", "stored");
                    return new GeneratedColumn(g.needExpression("expression"), g.flag("stored"));
                }),
                part.part("identity").map(i -> {
                    i.allow("always");
                    return new IdentityColumn(i.flag("always"));
                }),
                part.text("comment"), part.text("renamedFrom"), readDirectives(part));
    }

    private static SqlType readType(Part part) {
        String text = part.needText("type");
        Optional<SqlType> builtIn = SqlType.parse(text);
        if (builtIn.isPresent()) {
            return builtIn.get();
        }
        Matcher m = USER_TYPE.matcher(text);
        if (!m.matches()) {
            throw part.wrong("has the type \"" + text + "\", which cannot be read");
        }
        String schema = m.group(1) == null ? QualifiedName.DEFAULT_SCHEMA : unquoted(m.group(1));
        List<Integer> modifiers = m.group(3) == null ? List.of() : List.of(m.group(3).split(",")).stream().map(Integer::valueOf).toList();
        return new SqlType(unquoted(m.group(2)), schema.equals(BUILT_IN_SCHEMA) ? Optional.empty() : Optional.of(schema), modifiers, m.group(4) != null);
    }

    private static String unquoted(String identifier) {
        return identifier.startsWith("\"") ? identifier.substring(1, identifier.length() - 1).replace("\"\"", "\"") : identifier;
    }

    private static UniqueConstraint readUnique(Part part) {
        part.allow("name", "columns", "nullsNotDistinct");
        return new UniqueConstraint(part.needText("name"), part.needTexts("columns"), part.flag("nullsNotDistinct"));
    }

    private static CheckConstraint readCheck(Part part) {
        part.allow("name", "expression", "notValid");
        return new CheckConstraint(part.needText("name"), part.needExpression("expression"), !part.flag("notValid"));
    }

    private static ForeignKey readForeignKey(QualifiedName table, Part part) {
        part.allow("column", "columns", "refTable", "refSchema", "refColumn", "refColumns", "name", "onDelete", "onUpdate", "deferrable", "initiallyDeferred", "notValid");
        List<String> columns = part.text("column").map(List::of).orElseGet(() -> part.needTexts("columns"));
        List<String> refColumns = part.text("refColumn").map(List::of).orElseGet(() -> part.needTexts("refColumns"));
        if (columns.size() != refColumns.size()) {
            throw part.wrong("pairs " + columns.size() + " with " + refColumns.size() + " columns");
        }
        return new ForeignKey(part.text("name").orElse("fk_" + table.name() + "_" + String.join("_", columns)), columns,
                new QualifiedName(part.text("refSchema").orElse(QualifiedName.DEFAULT_SCHEMA), part.needText("refTable")), refColumns,
                part.choice("onDelete", ReferentialAction.class).orElse(ReferentialAction.NO_ACTION),
                part.choice("onUpdate", ReferentialAction.class).orElse(ReferentialAction.NO_ACTION),
                part.flag("deferrable"), part.flag("initiallyDeferred"), !part.flag("notValid"));
    }

    private static Index readIndex(QualifiedName table, Part part) {
        part.allow("name", "columns", "expressions", "unique", "using", "where", "include", "opclass", "nullsNotDistinct", "notValid");
        List<String> columns = part.texts("columns");
        List<Expression> expressions = part.texts("expressions").stream().map(e -> part.parse("expressions", e)).toList();
        if (columns.isEmpty() && expressions.isEmpty()) {
            throw part.wrong("needs a column or an expression");
        }
        return new Index(part.text("name").orElse("idx_" + table.name() + "_" + String.join("_", columns)), columns, expressions, part.flag("unique"),
                part.text("using").orElse("btree"), part.expression("where"), part.texts("include"), part.text("opclass"), part.flag("nullsNotDistinct"), !part.flag("notValid"));
    }

    private static Partitioning readPartitioning(Part part) {
        part.allow("strategy", "columns");
        return new Partitioning(part.choice("strategy", Partitioning.Strategy.class).orElseThrow(() -> part.wrong("lacks \"strategy\"")), part.needTexts("columns"));
    }

    private static RowSecurity readRowSecurity(Part part) {
        part.allow("enabled", "forced", "policies");
        return new RowSecurity(part.flag("enabled"), part.flag("forced"), part.parts("policies").map(p -> {
            p.allow("name", "command", "permissive", "roles", "using", "check");
            return new Policy(p.needText("name"), p.choice("command", Policy.Command.class).orElseThrow(() -> p.wrong("lacks \"command\"")), p.flag("permissive"), p.texts("roles"),
                    p.expression("using"), p.expression("check"));
        }));
    }

    private static Directives readDirectives(Part part) {
        SortedMap<String, SortedMap<String, Object>> byName = new TreeMap<>();
        part.part("directives").ifPresent(directives -> directives.node.properties().forEach(entry -> {
            SortedMap<String, Object> arguments = new TreeMap<>();
            new Part(directives.path + "." + entry.getKey(), entry.getValue()).node.properties().forEach(a -> arguments.put(a.getKey(), readArgument(directives, a.getValue())));
            byName.put(entry.getKey(), arguments);
        }));
        return byName.isEmpty() ? Directives.NONE : new Directives(byName);
    }

    private static Object readArgument(Part part, JsonNode value) {
        if (value.isString()) {
            return value.stringValue();
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (value.isNumber()) {
            return value.doubleValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isArray()) {
            List<Object> items = new ArrayList<>();
            value.forEach(item -> items.add(readArgument(part, item)));
            return List.copyOf(items);
        }
        throw part.wrong("holds an argument that is neither text, number, boolean nor list");
    }

    /// The items of one array.
    private record Parts(List<Part> items) {
        <T> List<T> map(Function<Part, T> read) {
            return items.stream().map(read).toList();
        }
    }

    /// An object of the document, with its path for messages.
    private static final class Part {
        private final String path;
        private final JsonNode node;

        Part(String path, JsonNode node) {
            this.path = path;
            this.node = node;
            if (!node.isObject()) {
                throw wrong("is not an object");
            }
        }

        IllegalArgumentException wrong(String problem) {
            return new IllegalArgumentException("not an IR: " + path + " " + problem);
        }

        void allow(String... keys) {
            List<String> known = List.of(keys);
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                if (!known.contains(entry.getKey())) {
                    throw wrong("has an unknown key \"" + entry.getKey() + "\"");
                }
            }
        }

        boolean has(String key) {
            return node.has(key);
        }

        private Optional<JsonNode> value(String key) {
            return Optional.ofNullable(node.get(key));
        }

        Optional<String> text(String key) {
            return value(key).map(v -> {
                if (!v.isString()) {
                    throw wrong("has a \"" + key + "\" that is not a string");
                }
                return v.stringValue();
            });
        }

        String needText(String key) {
            return text(key).orElseThrow(() -> wrong("lacks \"" + key + "\""));
        }

        boolean flag(String key) {
            return value(key).map(v -> {
                if (!v.isBoolean()) {
                    throw wrong("has a \"" + key + "\" that is not true or false");
                }
                return v.booleanValue();
            }).orElse(false);
        }

        List<String> texts(String key) {
            return value(key).map(v -> {
                if (!v.isArray()) {
                    throw wrong("has a \"" + key + "\" that is not a list");
                }
                List<String> texts = new ArrayList<>();
                v.forEach(item -> {
                    if (!item.isString()) {
                        throw wrong("has a \"" + key + "\" that holds something else than strings");
                    }
                    texts.add(item.stringValue());
                });
                return texts;
            }).orElse(List.of());
        }

        List<String> needTexts(String key) {
            List<String> texts = texts(key);
            if (texts.isEmpty()) {
                throw wrong("lacks \"" + key + "\"");
            }
            return texts;
        }

        Optional<Part> part(String key) {
            return value(key).map(v -> new Part(path + "." + key, v));
        }

        Parts parts(String key) {
            Optional<JsonNode> value = value(key);
            if (value.isEmpty()) {
                return new Parts(List.of());
            }
            if (!value.get().isArray()) {
                throw wrong("has a \"" + key + "\" that is not a list");
            }
            List<Part> parts = new ArrayList<>();
            for (int i = 0; i < value.get().size(); i++) {
                parts.add(new Part(path + "." + key + "[" + i + "]", value.get().get(i)));
            }
            return new Parts(parts);
        }

        Optional<Expression> expression(String key) {
            return text(key).map(t -> parse(key, t));
        }

        Expression needExpression(String key) {
            return parse(key, needText(key));
        }

        Expression parse(String key, String text) {
            try {
                return Expression.of(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(wrong("has a \"" + key + "\" that is not one SQL expression: " + e.getMessage()).getMessage(), e);
            }
        }

        <E extends Enum<E>> Optional<E> choice(String key, Class<E> words) {
            return text(key).map(t -> {
                for (E word : words.getEnumConstants()) {
                    if (word.name().equals(t.replace(' ', '_'))) {
                        return word;
                    }
                }
                throw wrong("has a \"" + key + "\" that cannot be \"" + t + "\"");
            });
        }
    }
}
