package dev.wesley.engine.sdl;

import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Span;
import dev.wesley.engine.ir.EnumType;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.sdl.Declared.Kind;
import dev.wesley.engine.sdl.Declared.Member;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which Postgres type stores a field.
final class ColumnTypes {
    /// Built-in scalars of GraphQL and of Wesley.
    static final Map<String, SqlType> SCALARS = Map.ofEntries(
            Map.entry("ID", SqlType.of("uuid")), Map.entry("UUID", SqlType.of("uuid")), Map.entry("String", SqlType.of("text")),
            Map.entry("Int", SqlType.of("integer")), Map.entry("Float", SqlType.of("double precision")), Map.entry("Boolean", SqlType.of("boolean")),
            Map.entry("DateTime", SqlType.of("timestamptz")), Map.entry("Date", SqlType.of("date")), Map.entry("Time", SqlType.of("time")),
            Map.entry("JSON", SqlType.of("jsonb")), Map.entry("Decimal", SqlType.of("numeric")), Map.entry("BigInt", SqlType.of("bigint")),
            Map.entry("Bytes", SqlType.of("bytea")), Map.entry("Inet", SqlType.of("inet")), Map.entry("CIDR", SqlType.of("cidr")),
            Map.entry("MacAddr", SqlType.of("macaddr")));

    private static final Set<String> WITH_LENGTH = Set.of("varchar", "char", "bit", "varbit");
    private static final Set<String> WITH_PRECISION = Set.of("time", "timetz", "timestamp", "timestamptz", "interval");

    private final Map<String, Declared> declared;
    private final Map<String, EnumType> enums;
    private final Map<String, SqlType> scalars = new TreeMap<>(SCALARS);
    private final Set<String> usedEnums = new TreeSet<>();
    private final Complaints complaints;

    /// @param enums GraphQL name → type
    ColumnTypes(Map<String, Declared> declared, Map<String, EnumType> enums, Map<String, String> configured, Complaints complaints) {
        this.declared = declared;
        this.enums = enums;
        this.complaints = complaints;
        new TreeMap<>(configured).forEach((name, type) -> {
            Optional<SqlType> sql = SqlType.parse(type).filter(t -> problem(t).isEmpty());
            if (sql.isPresent()) {
                scalars.put(name, sql.get());
            } else {
                complaints.add(Diagnostic.error(Code.PARSE_FAILED, "the configured type `" + type + "` of the scalar `" + name + "` is no Postgres type",
                        Suggestion.of(type, knownTypes(), "use a type of the Postgres manual, chapter 8")));
            }
        });
    }

    /// How a field is kept.
    sealed interface Storage {
        /// In a column.
        record Stored(SqlType type, boolean itemsNullable) implements Storage {}

        /// As a relation to another type, without a column.
        record Relation() implements Storage {}

        /// Not at all, which has been said.
        record Nowhere() implements Storage {}

        /// Nobody knows, which has been complained about.
        record Unclear() implements Storage {}
    }

    Set<String> usedEnums() {
        return usedEnums;
    }

    Optional<EnumType> enumType(SqlType type) {
        return type.userType().flatMap(name -> enums.values().stream().filter(e -> e.name().equals(name)).findFirst());
    }

    /// @param isTable whether a type name is that of a table
    Storage storage(Member field, String owner, java.util.function.Predicate<String> isTable) {
        String element = owner + "." + field.name();
        Optional<Annotation> relation = List.of(DirectiveKind.HAS_MANY, DirectiveKind.HAS_ONE, DirectiveKind.BELONGS_TO).stream()
                .flatMap(kind -> field.annotations().one(kind).stream()).findFirst();
        if (relation.isPresent()) {
            return new Storage.Relation();
        }
        Optional<Annotation> type = field.annotations().one(DirectiveKind.TYPE);
        Optional<Declared> target = Optional.ofNullable(declared.get(field.type().name()));
        boolean composite = target.filter(t -> t.kind() != Kind.ENUM && t.kind() != Kind.SCALAR).isPresent();
        if (type.isPresent()) {
            return explicit(field, type.get(), composite);
        }
        if (composite) {
            String name = field.type().name();
            Kind kind = target.orElseThrow().kind();
            return switch (kind) {
                case OBJECT -> isTable.test(name) ? new Storage.Relation() : notStored(field, element, "`" + name + "` is not a table",
                        "add @wes_table to `" + name + "`, or store it with @wes_type(name: \"jsonb\")");
                case INTERFACE, UNION -> notStored(field, element, "`" + name + "` is " + (kind == Kind.UNION ? "a union" : "an interface"),
                        "store it with @wes_type(name: \"jsonb\"), or point to one table with @wes_fk");
                case INPUT, ENUM, SCALAR -> new Storage.Unclear();
            };
        }
        if (field.hasArguments()) {
            return notStored(field, element, "it takes arguments, so it is computed for each request", "remove the arguments to make it a column");
        }
        if (field.type().lists() > 1) {
            complaints.error(field.type().place(), "`" + element + "` is a list of lists, which no column can hold", "nested list",
                    "use one list, or store it with @wes_type(name: \"jsonb\")");
            return new Storage.Unclear();
        }
        Optional<SqlType> sql = named(field.type().name(), target.map(Declared::kind), field.type().place(), element);
        return sql.<Storage>map(t -> new Storage.Stored(field.type().list() ? t.asList() : t, !itemsRequired(field))).orElse(new Storage.Unclear());
    }

    /// The type of `@wes_enum(values:)`, or that of the field's own enum.
    Storage inlineEnum(Member field, String element, EnumType type) {
        if (!field.type().name().equals("String") || field.type().lists() > 1) {
            complaints.error(field.type().place(), "@wes_enum on `" + element + "` needs a String, but the field is typed otherwise", "not a String",
                    "make it `String`, or remove @wes_enum");
            return new Storage.Unclear();
        }
        SqlType sql = SqlType.userDefined(type.name());
        return new Storage.Stored(field.type().list() ? sql.asList() : sql, !itemsRequired(field));
    }

    private static boolean itemsRequired(Member field) {
        return field.type().list() && field.type().itemsNonNull();
    }

    private Storage notStored(Member field, String element, String reason, String help) {
        complaints.warning(Code.NOT_STORED, field.place(), "`" + element + "` gets no column: " + reason, "not stored", help);
        return new Storage.Nowhere();
    }

    private Optional<SqlType> named(String name, Optional<Kind> declaredAs, Span place, String element) {
        SqlType scalar = scalars.get(name);
        boolean asScalar = declaredAs.filter(k -> k == Kind.SCALAR).isPresent();
        if (scalar != null && (asScalar || declaredAs.isEmpty())) {
            return Optional.of(scalar);
        }
        EnumType enumType = enums.get(name);
        if (enumType != null) {
            usedEnums.add(name);
            return Optional.of(SqlType.userDefined(enumType.name()));
        }
        if (asScalar) {
            complaints.error(place, "`" + element + "` has the custom scalar `" + name + "`, which no Postgres type is mapped to", "unmapped scalar",
                    "add @wes_type(name: \"…\") to the field, or map `" + name + "` under scalars in the configuration");
        }
        return Optional.empty();
    }

    private Storage explicit(Member field, Annotation annotation, boolean composite) {
        String text = annotation.requiredText("name");
        Span place = annotation.place("name");
        Optional<SqlType> parsed = SqlType.parse(text);
        if (parsed.isPresent()) {
            Optional<String> problem = problem(parsed.get());
            if (problem.isPresent()) {
                complaints.error(place, "`" + text + "` is no Postgres type: " + problem.get(), "not a type", "");
                return new Storage.Unclear();
            }
        }
        Optional<SqlType> sql = parsed.or(() -> declaredEnum(text));
        if (sql.isEmpty()) {
            complaints.error(place, "`" + text + "` is neither a Postgres type nor a declared enum", "unknown type",
                    text.toLowerCase(java.util.Locale.ROOT).matches("\\s*(small|big)?serial[248]?\\s*")
                            ? "use @wes_identity on an Int or on @wes_type(name: \"bigint\")"
                            : Suggestion.of(text, knownTypes(), "use a type of the Postgres manual, chapter 8"));
            return new Storage.Unclear();
        }
        boolean list = field.type().list() && !composite;
        return new Storage.Stored(list ? sql.get().asList() : sql.get(), !(sql.get().list() || list) || !itemsRequired(field));
    }

    private Optional<SqlType> declaredEnum(String text) {
        String name = text.strip();
        boolean list = name.endsWith("[]");
        String bare = list ? name.substring(0, name.length() - 2).strip() : name;
        return enums.entrySet().stream()
                .filter(e -> e.getKey().equals(bare) || e.getValue().name().toString().equals(bare))
                .findFirst()
                .map(e -> {
                    usedEnums.add(e.getKey());
                    SqlType sql = SqlType.userDefined(e.getValue().name());
                    return list ? sql.asList() : sql;
                });
    }

    private Collection<String> knownTypes() {
        Set<String> known = new LinkedHashSet<>(SCALARS.values().stream().map(SqlType::text).toList());
        known.addAll(List.of("varchar", "char", "smallint", "real", "timestamp", "interval", "json", "money", "xml", "tsvector", "macaddr8", "timetz"));
        known.addAll(enums.keySet());
        return known;
    }

    /// Why a type that has the form of one is none.
    private static Optional<String> problem(SqlType type) {
        List<Integer> m = type.modifiers();
        if (m.isEmpty()) {
            return Optional.empty();
        }
        if (WITH_LENGTH.contains(type.name())) {
            return m.size() == 1 && m.getFirst() >= 1 ? Optional.empty() : Optional.of("it takes one length of at least 1");
        }
        if (WITH_PRECISION.contains(type.name())) {
            return m.size() == 1 && m.getFirst() <= 6 ? Optional.empty() : Optional.of("it takes one precision from 0 to 6");
        }
        if (type.name().equals("numeric")) {
            boolean sound = m.getFirst() >= 1 && m.getFirst() <= 1000 && (m.size() == 1 || (m.get(1) >= 0 && m.get(1) <= m.getFirst()));
            return sound ? Optional.empty() : Optional.of("it takes a precision from 1 to 1000 and a scale from 0 to the precision");
        }
        return Optional.of("`" + type.name() + "` takes no number in parentheses");
    }

    /// The enum types in their database form.
    static Map<String, EnumType> enums(Collection<Declared> types, SdlOptions options) {
        Map<String, EnumType> result = new TreeMap<>();
        for (Declared type : types) {
            if (type.kind() == Kind.ENUM && !type.labels().isEmpty()) {
                result.put(type.name(), new EnumType(QualifiedName.of(Names.ofType(type.name(), options.tableNaming())),
                        type.labels().stream().map(Declared.Label::name).toList(), comment(type)));
            }
        }
        return result;
    }

    /// Postgres has no comments on labels, so they follow that of the type, one line each.
    private static Optional<String> comment(Declared type) {
        List<String> lines = new ArrayList<>(type.description().stream().toList());
        for (Declared.Label label : type.labels()) {
            label.description().ifPresent(text -> lines.add(label.name() + ": " + text));
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
    }
}
