package dev.wesley.engine.sdl;

import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Span;
import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.EnumType;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.GeneratedColumn;
import dev.wesley.engine.ir.IdentityColumn;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.Partitioning;
import dev.wesley.engine.ir.PrimaryKey;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.ir.UniqueConstraint;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.sdl.ColumnTypes.Storage;
import dev.wesley.engine.sdl.Declared.Member;
import dev.wesley.engine.sdl.TableDraft.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Reads what one table says about itself: columns, keys, checks, indexes, partitions.
final class TableReader {
    private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint");
    private static final List<DirectiveKind> NEED_A_COLUMN = List.of(DirectiveKind.PRIMARY_KEY, DirectiveKind.FOREIGN_KEY, DirectiveKind.UNIQUE, DirectiveKind.INDEX,
            DirectiveKind.DEFAULT, DirectiveKind.CHECK, DirectiveKind.GENERATED, DirectiveKind.IDENTITY);

    private final ColumnTypes types;
    private final Defaults defaults;
    private final Names names;
    private final Complaints complaints;
    /// Enum types that `@wes_enum` declares.
    private final Map<QualifiedName, EnumType> inlineEnums = new TreeMap<>();

    TableReader(ColumnTypes types, Names names, Complaints complaints) {
        this.types = types;
        this.defaults = new Defaults(complaints);
        this.names = names;
        this.complaints = complaints;
    }

    Collection<EnumType> inlineEnums() {
        return inlineEnums.values();
    }

    // ---- columns

    void columns(TableDraft table, java.util.function.Predicate<String> isTable) {
        for (Member member : table.type.members()) {
            String element = table.type.name() + "." + member.name();
            switch (storage(table, member, element, isTable)) {
                case Storage.Stored stored -> {
                    names.column(member.name(), "`" + element + "`", member.place());
                    table.fields.put(member.name(), new Field(member, column(table, member, stored, element)));
                }
                case Storage.Relation _ -> {
                    withoutColumn(table, member, element, "it is a relation, and no column holds it",
                            "put the directive on the field that holds the key, such as `" + member.name() + "Id: ID!`");
                    checkRelation(member, element);
                }
                case Storage.Nowhere _ -> withoutColumn(table, member, element, "it is not stored", "remove the directive, or store the field");
                case Storage.Unclear _ -> table.unclear.add(member.name());
            }
        }
        if (table.fields.isEmpty() && table.unclear.isEmpty()) {
            complaints.error(table.type.place(), "the table `" + table.type.name() + "` has no columns", "no columns", "add a field that is stored, such as `id: ID! @wes_pk`");
        }
    }

    private Storage storage(TableDraft table, Member member, String element, java.util.function.Predicate<String> isTable) {
        Optional<Annotation> labels = member.annotations().one(DirectiveKind.ENUM);
        if (labels.isEmpty()) {
            return types.storage(member, table.type.name(), isTable);
        }
        member.annotations().one(DirectiveKind.TYPE).ifPresent(t -> complaints.error(t.place(),
                "`" + element + "` has both @wes_enum and @wes_type, which give it two types", "second type", "keep one of them"));
        QualifiedName name = labels.get().text("name").map(n -> enumName(table, n, labels.get())).orElseGet(() -> table.name.sibling(table.name.name() + "_" + member.name()));
        EnumType type = new EnumType(name, labels.get().texts("values"), Optional.empty());
        labels(labels.get(), element);
        if (!type.equals(inlineEnums.get(name))) {
            names.enumType(name, "the enum of `" + element + "`", labels.get().place());
            inlineEnums.put(name, type);
        }
        return types.inlineEnum(member, element, type);
    }

    /// `mood` in the schema of the table, or `sales.mood`. Fields that name one type with the same values share it.
    private QualifiedName enumName(TableDraft table, String given, Annotation annotation) {
        int dot = given.indexOf('.');
        QualifiedName name = dot < 0 ? table.name.sibling(given) : new QualifiedName(given.substring(0, dot), given.substring(dot + 1));
        names.sound(name.schema(), "the schema of the enum `" + given + "`", annotation.place("name"));
        return name;
    }

    private void labels(Annotation annotation, String element) {
        List<String> values = annotation.texts("values");
        if (values.isEmpty()) {
            complaints.error(annotation.place("values"), "@wes_enum on `" + element + "` has no values", "empty", "list at least one value");
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < values.size(); i++) {
            label(values.get(i), element, annotation.place("values", i));
            if (!seen.add(values.get(i))) {
                complaints.error(annotation.place("values", i), "the value `" + values.get(i) + "` of `" + element + "` is listed twice", "listed again", "remove one of them");
            }
        }
    }

    private void label(String label, String element, Span place) {
        int bytes = label.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > Names.MAX_BYTES || label.chars().anyMatch(Character::isISOControl)) {
            complaints.error(place, "an enum value of `" + element + "` must have 1 to " + Names.MAX_BYTES + " bytes and no control characters, but has " + bytes + " bytes",
                    "not a value", "choose another value");
        }
    }

    private void withoutColumn(TableDraft table, Member member, String element, String reason, String help) {
        table.unstored.add(member.name());
        for (Annotation annotation : member.annotations().all()) {
            if (NEED_A_COLUMN.contains(annotation.kind())) {
                complaints.error(annotation.place(), annotation.kind().shown() + " needs a column, but `" + element + "` has none: " + reason, "no column here", help);
            } else if (!Kept.RELATIONS.contains(annotation.kind())) {
                complaints.warning(Code.NO_EFFECT, annotation.place(), annotation.kind().shown() + " on `" + element + "` has no effect: " + reason, "no column here", help);
            }
        }
    }

    private void checkRelation(Member member, String element) {
        List<Annotation> relations = Kept.RELATIONS.stream().flatMap(kind -> member.annotations().one(kind).stream()).toList();
        if (relations.size() > 1) {
            complaints.error(relations.get(1).place(), "`" + element + "` is declared as two kinds of relation", "second relation", "keep one of them");
        }
    }

    private Column column(TableDraft table, Member member, Storage.Stored stored, String element) {
        Annotations annotations = member.annotations();
        SqlType type = stored.type();
        Optional<Annotation> generated = annotations.one(DirectiveKind.GENERATED);
        Optional<Annotation> identity = annotations.one(DirectiveKind.IDENTITY);
        Optional<Annotation> preset = annotations.one(DirectiveKind.DEFAULT);
        int origins = generated.stream().mapToInt(a -> 1).sum() + identity.stream().mapToInt(a -> 1).sum() + preset.stream().mapToInt(a -> 1).sum();
        if (origins > 1) {
            Annotation last = preset.or(() -> identity).orElseThrow();
            complaints.error(last.place(), "`" + element + "` has two of @wes_default, @wes_generated and @wes_identity, but a column has one source of values",
                    "second source", "keep one of them");
        }
        identity.ifPresent(a -> {
            if (!INTEGERS.contains(type.name()) || type.list()) {
                complaints.error(a.place(), "@wes_identity counts integers, but `" + element + "` is " + type.text(), "column is " + type.text(),
                        "make it Int!, or add @wes_type(name: \"bigint\")");
            } else if (!member.type().nonNull()) {
                complaints.error(a.place(), "an identity column is never null, but `" + element + "` may be", "needs `!`", "write `" + member.type().name() + "!`");
            }
        });
        Optional<Expression> defaultValue = preset.flatMap(a -> defaults.read(a, type, enumOf(type), element));
        return new Column(member.name(), Optional.of(uid(annotations, "col:" + table.type.name() + "." + member.name(), "`" + element + "`", member.place())),
                type, !member.type().nonNull(), stored.itemsNullable(), defaultValue,
                generated.flatMap(a -> expression(a, "expr", "generated").map(e -> new GeneratedColumn(e, a.flag("stored").orElse(true)))),
                identity.map(a -> new IdentityColumn(a.flag("always").orElse(false))), member.description(),
                annotations.one(DirectiveKind.RENAMED_FROM).flatMap(a -> a.text("name")), Kept.of(annotations));
    }

    private Optional<EnumType> enumOf(SqlType type) {
        return types.enumType(type).or(() -> type.userType().map(inlineEnums::get));
    }

    /// The identity of an element: given, or derived from its SDL name.
    String uid(Annotations annotations, String derived, String what, Span place) {
        Optional<Annotation> given = annotations.one(DirectiveKind.UID);
        String uid = given.map(a -> a.requiredText("value")).orElse(derived);
        if (given.isPresent() && (uid.isBlank() || uid.length() > 300 || uid.chars().anyMatch(Character::isISOControl))) {
            complaints.error(given.get().place("value"), "the uid of " + what + " must have 1 to 300 characters and no control characters", "not a uid",
                    "such as \"" + derived + "\"");
        }
        names.uid(uid, what, given.map(a -> a.place("value")).orElse(place));
        return uid;
    }

    // ---- keys and checks

    void constraints(TableDraft table) {
        primaryKey(table);
        uniques(table);
        checks(table);
        partitioning(table);
        renamedColumns(table);
    }

    private void primaryKey(TableDraft table) {
        record Claim(List<String> columns, Annotation annotation) {}
        List<Claim> claims = new ArrayList<>();
        table.annotations().one(DirectiveKind.PRIMARY_KEY).ifPresent(a -> columns(table, a, "fields", true).ifPresent(c -> claims.add(new Claim(c, a))));
        for (Field field : table.fields.values()) {
            field.member().annotations().one(DirectiveKind.PRIMARY_KEY).ifPresent(a -> claims.add(new Claim(List.of(field.column().name()), a)));
        }
        if (claims.isEmpty()) {
            return;
        }
        Claim key = claims.getFirst();
        for (Claim second : claims.subList(1, claims.size())) {
            complaints.error(second.annotation().place(), "`" + table.type.name() + "` has two primary keys, the first at " + key.annotation().place(), "second primary key",
                    "for a composite key write @wes_pk(fields: [\"" + String.join("\", \"", claims.stream().flatMap(c -> c.columns().stream()).distinct().toList())
                            + "\"]) on the type");
        }
        for (String column : key.columns()) {
            if (field(table, column).column().nullable()) {
                complaints.error(key.annotation().place(), "`" + table.type.name() + "." + column + "` is in the primary key, but may be null", "nullable key",
                        "write `" + field(table, column).member().type().name() + "!`");
            }
        }
        PrimaryKey primaryKey = new PrimaryKey(key.annotation().text("name").orElse(table.name.name() + "_pkey"), key.columns());
        names.key(table.name, primaryKey.name(), "the primary key of `" + table.type.name() + "`", key.annotation().place());
        table.places.put(primaryKey.name(), key.annotation().place());
        table.primaryKey = Optional.of(primaryKey);
    }

    private void uniques(TableDraft table) {
        for (Annotation a : table.annotations().each(DirectiveKind.UNIQUE)) {
            columns(table, a, "fields", true).ifPresent(columns -> unique(table, a, columns));
        }
        for (Field field : table.fields.values()) {
            field.member().annotations().each(DirectiveKind.UNIQUE).forEach(a -> unique(table, a, List.of(field.column().name())));
        }
    }

    private void unique(TableDraft table, Annotation a, List<String> columns) {
        String name = a.text("name").orElse(table.name.name() + "_" + String.join("_", columns) + "_key");
        names.key(table.name, name, "the unique constraint on " + list(table, columns), a.place());
        table.places.put(name, a.place());
        table.uniques.add(new UniqueConstraint(name, columns, a.flag("nullsNotDistinct").orElse(false)));
    }

    private void checks(TableDraft table) {
        record Wanted(Optional<String> name, String base, Expression expression, Annotation annotation) {}
        List<Wanted> wanted = new ArrayList<>();
        String prefix = table.name.name() + "_";
        for (Annotation a : table.annotations().each(DirectiveKind.CHECK)) {
            expression(a, "expr", "check").ifPresent(e -> wanted.add(new Wanted(a.text("name"), prefix + "check", e, a)));
        }
        for (Field field : table.fields.values()) {
            for (Annotation a : field.member().annotations().each(DirectiveKind.CHECK)) {
                expression(a, "expr", "check").ifPresent(e -> wanted.add(new Wanted(a.text("name"), prefix + field.column().name() + "_check", e, a)));
            }
        }
        Set<String> taken = new HashSet<>();
        wanted.forEach(w -> w.name().ifPresent(taken::add));
        for (Wanted w : wanted) {
            String name = w.name().orElseGet(() -> free(w.base(), taken));
            check(table, name, w.expression(), w.annotation().place());
        }
        for (Field field : table.fields.values()) {
            if (!field.column().itemsNullable()) {
                String column = field.column().name();
                check(table, shortened(prefix + column + "_no_null_items_check"), Expression.of("array_position(" + Names.quoted(column) + ", NULL) IS NULL"),
                        field.member().type().place());
            }
        }
    }

    private void check(TableDraft table, String name, Expression expression, Span place) {
        names.constraint(table.name, name, "a check of `" + table.type.name() + "`", place);
        table.places.put(name, place);
        table.checks.add(CheckConstraint.of(name, expression));
    }

    /// As Postgres numbers them: `t_c_check`, `t_c_check1`, `t_c_check2`.
    private static String free(String base, Set<String> taken) {
        String name = base;
        for (int i = 1; !taken.add(name); i++) {
            name = base + i;
        }
        return name;
    }

    /// A name that nobody can give otherwise is made to fit: its beginning and eight digits of its hash.
    private static String shortened(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length <= Names.MAX_BYTES || name.length() <= 40 ? name
                : name.substring(0, name.offsetByCodePoints(0, Math.min(12, name.codePointCount(0, name.length())))) + "_no_null_items_" + Json.sha256(name).substring(0, 8);
    }

    private void partitioning(TableDraft table) {
        Optional<Annotation> annotation = table.annotations().one(DirectiveKind.PARTITION_BY);
        if (annotation.isEmpty()) {
            return;
        }
        Annotation a = annotation.get();
        Optional<Partitioning.Strategy> strategy = choice(a, "strategy", Partitioning.Strategy.class);
        Optional<List<String>> columns = columns(table, a, "fields", true);
        if (strategy.isEmpty() || columns.isEmpty()) {
            return;
        }
        if (strategy.get() == Partitioning.Strategy.LIST && columns.get().size() > 1) {
            complaints.error(a.place("fields"), "a table partitioned by LIST has one partition column, but `" + table.type.name() + "` names " + columns.get().size(), "too many columns",
                    "name one field");
        }
        Set<String> needed = Set.copyOf(columns.get());
        table.primaryKey.filter(key -> !key.columns().containsAll(needed)).ifPresent(key -> complaints.error(a.place(),
                "the primary key of the partitioned table `" + table.type.name() + "` must contain its partition columns " + String.join(", ", columns.get()), "not in the key",
                "write @wes_pk(fields: […]) on the type with all of them"));
        table.uniques.stream().filter(u -> !u.columns().containsAll(needed)).forEach(u -> complaints.error(table.places.getOrDefault(u.name(), a.place()),
                "the unique constraint `" + u.name() + "` of the partitioned table `" + table.type.name() + "` must contain its partition columns "
                        + String.join(", ", columns.get()), "partition columns missing", "add them to its fields"));
        table.partitioning = Optional.of(new Partitioning(strategy.get(), columns.get()));
    }

    private void renamedColumns(TableDraft table) {
        Map<String, Span> seen = new TreeMap<>();
        for (Field field : table.fields.values()) {
            field.member().annotations().one(DirectiveKind.RENAMED_FROM).ifPresent(a -> {
                String old = a.requiredText("name");
                if (table.fields.containsKey(old)) {
                    complaints.error(a.place("name"), "`" + table.type.name() + "." + field.column().name() + "` cannot come from `" + old + "`, which is still declared",
                            "still declared", "remove the field `" + old + "`, or remove @wes_renamedFrom");
                }
                Span before = seen.putIfAbsent(old, a.place());
                if (before != null) {
                    complaints.error(a.place("name"), "two fields of `" + table.type.name() + "` come from `" + old + "`, the other at " + before, "claimed twice",
                            "keep one of them");
                }
            });
        }
    }

    // ---- indexes

    void indexes(TableDraft table) {
        for (Annotation a : table.annotations().each(DirectiveKind.INDEX)) {
            if (a.literal("fields").isEmpty() && a.texts("expressions").isEmpty()) {
                complaints.error(a.place(), "@wes_index on the type `" + table.type.name() + "` names nothing to index", "needs `fields`",
                        "write fields: [\"…\"] or expressions: [\"lower(…)\"]");
                continue;
            }
            Optional<List<String>> columns = a.literal("fields").isEmpty() ? Optional.of(List.of()) : columns(table, a, "fields", a.texts("expressions").isEmpty());
            columns.ifPresent(c -> index(table, a, c));
        }
        for (Field field : table.fields.values()) {
            field.member().annotations().each(DirectiveKind.INDEX).forEach(a -> index(table, a, List.of(field.column().name())));
        }
        table.tenantBy.ifPresent(by -> tenantIndex(table, by));
    }

    private void index(TableDraft table, Annotation a, List<String> columns) {
        List<Expression> expressions = new ArrayList<>();
        List<String> texts = a.texts("expressions");
        for (int i = 0; i < texts.size(); i++) {
            expression(texts.get(i), a.place("expressions", i), "index").ifPresent(expressions::add);
        }
        Optional<Expression> where = a.literal("where").flatMap(w -> expression(a, "where", "index"));
        Optional<List<String>> include = a.literal("include").isEmpty() ? Optional.of(List.of()) : columns(table, a, "include", true);
        String method = a.text("using").map(u -> u.strip().toLowerCase(Locale.ROOT)).orElse("btree");
        if (!method.matches("[a-z][a-z0-9_]{0,62}")) {
            complaints.error(a.place("using"), "`" + method + "` cannot be an access method", "not a method", "use btree, gin, gist, hash, brin or spgist");
        }
        Optional<String> opclass = a.text("opclass").map(String::strip);
        if (opclass.isPresent() && !opclass.get().matches("[a-z_][a-z0-9_]{0,62}")) {
            complaints.error(a.place("opclass"), "`" + opclass.get() + "` cannot be an operator class", "not an operator class", "such as jsonb_path_ops or text_pattern_ops");
        }
        if (expressions.size() != texts.size() || include.isEmpty() || (columns.isEmpty() && expressions.isEmpty())) {
            return;
        }
        boolean unique = a.flag("unique").orElse(false);
        boolean nullsNotDistinct = a.flag("nullsNotDistinct").orElse(false);
        if (nullsNotDistinct && !unique) {
            complaints.error(a.place("nullsNotDistinct"), "an index of `" + table.type.name() + "` takes NULLs as equal, but is not unique", "not unique", "add unique: true");
        }
        boolean plain = !unique && expressions.isEmpty() && where.isEmpty() && include.get().isEmpty() && opclass.isEmpty() && method.equals("btree");
        Optional<String> key = plain ? keyOn(table, columns) : Optional.empty();
        if (key.isPresent()) {
            complaints.info(Code.REDUNDANT_INDEX, a.place(), "no index is made on " + list(table, columns) + ", because `" + key.get() + "` is one already", "covered by the key",
                    "remove @wes_index");
            return;
        }
        List<String> parts = new ArrayList<>(columns);
        if (!expressions.isEmpty()) {
            parts.add("expr");
        }
        String name = a.text("name").orElse("idx_" + table.name.name() + "_" + String.join("_", parts));
        names.index(table.name, name, "an index of `" + table.type.name() + "`", a.place());
        table.places.put(name, a.place());
        table.indexes.add(new Index(name, columns, expressions, unique, method, where, include.get(), opclass, nullsNotDistinct, true));
    }

    private static Optional<String> keyOn(TableDraft table, List<String> columns) {
        return table.primaryKey.filter(k -> k.columns().equals(columns)).map(PrimaryKey::name)
                .or(() -> table.uniques.stream().filter(u -> u.columns().equals(columns)).map(UniqueConstraint::name).sorted().findFirst());
    }

    /// Every query of a tenant compares this column: something must lead with it.
    private void tenantIndex(TableDraft table, String by) {
        boolean led = table.primaryKey.filter(k -> k.columns().getFirst().equals(by)).isPresent()
                || table.uniques.stream().anyMatch(u -> u.columns().getFirst().equals(by))
                || table.indexes.stream().anyMatch(i -> i.method().equals("btree") && i.where().isEmpty() && !i.columns().isEmpty() && i.columns().getFirst().equals(by));
        if (!led) {
            Span place = table.annotations().one(DirectiveKind.TENANT).orElseThrow().place();
            Index index = Index.of("idx_" + table.name.name() + "_" + by, List.of(by), false);
            names.index(table.name, index.name(), "the tenant index of `" + table.type.name() + "`", place);
            table.places.put(index.name(), place);
            table.indexes.add(index);
        }
    }

    // ---- parts

    /// One checked expression of an argument.
    Optional<Expression> expression(Annotation a, String argument, String what) {
        return expression(a.requiredText(argument), a.place(argument), what);
    }

    Optional<Expression> expression(String text, Span place, String what) {
        try {
            return Optional.of(Expression.of(text));
        } catch (IllegalArgumentException e) {
            complaints.error(place, "Invalid " + what + " expression: " + e.getMessage(), "not one SQL expression", "write one expression without `;`, comments and statements");
            return Optional.empty();
        }
    }

    /// The columns that an argument names; empty after a complaint.
    ///
    /// @param some whether there must be one
    Optional<List<String>> columns(TableDraft table, Annotation a, String argument, boolean some) {
        List<String> wanted = a.texts(argument);
        if (a.literal(argument).isEmpty()) {
            complaints.error(a.place(), a.kind().shown() + " on the type `" + table.type.name() + "` lacks its argument `" + argument + "`", "needs `" + argument + "`",
                    "write " + a.kind().shown() + "(" + argument + ": [\"…\"])");
            return Optional.empty();
        }
        if (wanted.isEmpty() && some) {
            complaints.error(a.place(argument), "`" + argument + "` of " + a.kind().shown() + " is empty", "names no field", "name at least one field");
            return Optional.empty();
        }
        boolean sound = true;
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < wanted.size(); i++) {
            String name = wanted.get(i);
            sound &= column(table, name, a.place(argument, i));
            if (!seen.add(name)) {
                complaints.error(a.place(argument, i), "`" + argument + "` of " + a.kind().shown() + " names `" + name + "` twice", "named again", "remove one of them");
                sound = false;
            }
        }
        return sound ? Optional.of(wanted) : Optional.empty();
    }

    /// Whether a table has a column; complains if not.
    boolean column(TableDraft table, String name, Span place) {
        if (table.fields.containsKey(name)) {
            return true;
        }
        if (table.unstored.contains(name)) {
            complaints.error(place, "`" + table.type.name() + "." + name + "` has no column", "no column", "name a field that is stored");
        } else if (!table.unclear.contains(name)) {
            complaints.unknown(place, "`" + table.type.name() + "` has no field `" + name + "`", "unknown field",
                    Suggestion.of(name, table.fields.keySet(), "it has " + String.join(", ", table.fields.keySet())));
        }
        return false;
    }

    /// One of a fixed set of words, given as a string or bare.
    <E extends Enum<E>> Optional<E> choice(Annotation a, String argument, Class<E> words) {
        Optional<String> given = a.constant(argument);
        Optional<E> found = given.flatMap(g -> List.of(words.getEnumConstants()).stream().filter(e -> e.name().equals(g)).findFirst());
        if (given.isPresent() && found.isEmpty()) {
            List<String> known = List.of(words.getEnumConstants()).stream().map(e -> e.name().replace('_', ' ')).toList();
            complaints.error(a.place(argument), "`" + argument + "` of " + a.kind().shown() + " cannot be `" + a.requiredText(argument) + "`", "not one of its words",
                    "use " + String.join(", ", known));
        }
        return found;
    }

    static Field field(TableDraft table, String column) {
        Field field = table.fields.get(column);
        if (field == null) {
            throw new IllegalStateException("no column was read for " + table.name + "." + column);
        }
        return field;
    }

    static String list(TableDraft table, List<String> columns) {
        return String.join(", ", columns.stream().map(c -> "`" + table.type.name() + "." + c + "`").toList());
    }
}
