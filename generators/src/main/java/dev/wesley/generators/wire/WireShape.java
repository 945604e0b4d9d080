package dev.wesley.generators.wire;

import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.ir.ApiSchema;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.EnumType;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.sdl.CompiledSchema;
import dev.wesley.generators.Uids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a schema looks like between programs: SDL field names, values that JSON can carry, exact numbers as text. Relations are left
/// out, because a row holds columns only.
///
/// @param aliases scalar aliases in use (`DateTime`) → what they stand for
public record WireShape(List<Entity> entities, List<InputObject> inputs, List<Enumeration> enums, SortedMap<String, Base> aliases) {

    /// An input or an entity that the SDL declares under a name that is generated for another one.
    public static final Code GENERATED_NAME_CLASH = new Code("GENERATED_NAME_CLASH");

    public WireShape {
        entities = List.copyOf(entities);
        inputs = List.copyOf(inputs);
        enums = List.copyOf(enums);
        aliases = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(aliases));
    }

    /// The TypeScript type that a scalar comes down to.
    public enum Base {
        STRING("string"),
        NUMBER("number"),
        BOOLEAN("boolean"),
        UNKNOWN("unknown");

        private final String word;

        Base(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        /// How the values of a built-in type travel (generators reference, section 1.1, column "wire").
        static Base of(SqlType type) {
            return switch (type.name()) {
                case "integer", "smallint", "double precision", "real", "oid" -> NUMBER;
                case "boolean" -> BOOLEAN;
                case "json", "jsonb" -> UNKNOWN;
                default -> STRING;
            };
        }
    }

    /// What one value may be.
    public sealed interface Type {}

    /// A built-in type of Postgres, never a list.
    public record Scalar(SqlType type) implements Type {
        public Base base() {
            return Base.of(type);
        }
    }

    /// A scalar of which only the base is known, because the columns that use it disagree.
    public record Loose(Base base) implements Type {}

    /// An enum of the SDL, by its TypeScript name.
    public record EnumValue(String name) implements Type {}

    /// An enum type without an SDL enum (`@wes_enum`).
    public record Labels(List<String> labels) implements Type {
        public Labels {
            labels = List.copyOf(labels);
        }
    }

    /// An input object, by its TypeScript name.
    public record InputValue(String name) implements Type {}

    /// @param alias the scalar alias to print instead of the base
    /// @param list whether it is a list of `type`
    public record Value(Type type, Optional<String> alias, boolean nullable, boolean list, boolean itemsNullable) {}

    /// Whether a key may be left out when a row is created.
    public enum Presence {
        REQUIRED,
        OPTIONAL,
        /// Written by the database alone: a generated or identity-always column.
        ABSENT
    }

    /// @param literal the value that a missing key stands for, as far as it is a literal
    public record Field(
            String name, String uid, Optional<String> description, Value value, Presence onCreate, Optional<Literal> literal) {}

    /// A table as its clients see it.
    public record Entity(String name, String uid, Optional<String> description, List<Field> fields) {
        public Entity {
            fields = List.copyOf(fields);
        }

        public List<Field> written() {
            return fields.stream().filter(f -> f.onCreate() != Presence.ABSENT).toList();
        }
    }

    /// @param recursive whether it contains itself, directly or through others
    public record InputObject(String name, boolean oneOf, Optional<String> description, List<InputField> fields, boolean recursive) {
        public InputObject {
            fields = List.copyOf(fields);
        }
    }

    public record InputField(String name, Optional<String> description, Value value) {}

    public record Enumeration(String name, Optional<String> description, List<ApiSchema.Value> values) {
        public Enumeration {
            values = List.copyOf(values);
        }
    }

    /// Names that the SDL declares although they are generated for a table, too. [#of] refuses such a schema.
    public static List<Diagnostic> clashes(CompiledSchema compiled) {
        ApiSchema api = compiled.api();
        Set<String> declared = new HashSet<>();
        api.inputs().forEach(i -> declared.add(i.name()));
        api.enums().forEach(e -> declared.add(e.name()));
        api.types().stream().filter(t -> t.table().isPresent()).forEach(t -> declared.add(t.name()));
        List<Diagnostic> clashes = new ArrayList<>();
        for (ApiSchema.Type type : api.types()) {
            if (type.table().isEmpty()) {
                continue;
            }
            for (String suffix : List.of("Create", "Update")) {
                String name = type.name() + suffix;
                if (declared.contains(name)) {
                    Diagnostic clash = Diagnostic.error(GENERATED_NAME_CLASH,
                            "no client code is written, because " + name + " would mean two things: the schema declares it, and it is generated for "
                                    + type.name(),
                            "rename " + name + " in the schema");
                    clashes.add(compiled.place("tbl:" + type.name()).map(clash::at).orElse(clash));
                }
            }
        }
        return clashes;
    }

    /// The wire shape of a schema.
    ///
    /// @throws IllegalArgumentException if there are [#clashes]
    public static WireShape of(CompiledSchema compiled) {
        List<Diagnostic> clashes = clashes(compiled);
        if (!clashes.isEmpty()) {
            throw new IllegalArgumentException(clashes.getFirst().message() + ": " + clashes.getFirst().help());
        }
        return new Reader(compiled).read();
    }

    private static final class Reader {
        private static final Map<String, String> BUILT_IN = Map.ofEntries(
                Map.entry("ID", "uuid"), Map.entry("UUID", "uuid"), Map.entry("String", "text"), Map.entry("Int", "integer"),
                Map.entry("Float", "double precision"), Map.entry("Boolean", "boolean"), Map.entry("DateTime", "timestamptz"),
                Map.entry("Date", "date"), Map.entry("Time", "time"), Map.entry("JSON", "jsonb"), Map.entry("Decimal", "numeric"),
                Map.entry("BigInt", "bigint"), Map.entry("Bytes", "bytea"), Map.entry("Inet", "inet"), Map.entry("CIDR", "cidr"),
                Map.entry("MacAddr", "macaddr"));

        /// Scalars that are written as TypeScript's own words.
        private static final Set<String> PLAIN = Set.of("String", "Int", "Float", "Boolean");

        private final Schema schema;
        private final ApiSchema api;
        private final Map<QualifiedName, ApiSchema.Enum> enumsByType = new HashMap<>();
        private final Map<String, ApiSchema.Enum> enumsByName = new HashMap<>();
        private final Map<String, ApiSchema.Input> inputsByName = new HashMap<>();
        /// Scalar → the column types (without modifiers) that its fields have.
        private final Map<String, Set<SqlType>> columnTypes = new HashMap<>();
        private final Set<String> taken = new HashSet<>();
        private final SortedMap<String, Base> aliases = new TreeMap<>();

        Reader(CompiledSchema compiled) {
            this.schema = compiled.schema();
            this.api = compiled.api();
        }

        WireShape read() {
            for (ApiSchema.Enum e : api.enums()) {
                enumsByType.put(e.type(), e);
                enumsByName.put(e.name(), e);
                taken.add(TypeScriptNames.type(e.name()));
            }
            for (ApiSchema.Input i : api.inputs()) {
                inputsByName.put(i.name(), i);
                taken.add(TypeScriptNames.type(i.name()));
            }
            for (ApiSchema.Type t : api.types()) {
                t.table().flatMap(schema::table).ifPresent(table -> {
                    String name = TypeScriptNames.type(t.name());
                    taken.addAll(List.of(name, name + "Create", name + "Update"));
                    t.fields().forEach(f -> f.column().flatMap(table::column).map(Column::type).filter(SqlType::builtIn).ifPresent(
                            type -> columnTypes.computeIfAbsent(f.type(), any -> new HashSet<>())
                                    .add(new SqlType(type.name(), Optional.empty(), List.of(), false))));
                });
            }
            List<Entity> entities = api.types().stream()
                    .flatMap(t -> t.table().flatMap(schema::table).map(table -> entity(t, table)).stream())
                    .toList();
            List<InputObject> inputs = inputsInOrder().stream().map(this::input).toList();
            List<Enumeration> enums = api.enums().stream()
                    .map(e -> new Enumeration(TypeScriptNames.type(e.name()), e.description(), e.values()))
                    .toList();
            return new WireShape(entities, inputs, enums, aliases);
        }

        private Entity entity(ApiSchema.Type type, Table table) {
            List<Field> fields = new ArrayList<>();
            for (ApiSchema.Field field : type.fields()) {
                field.column().flatMap(table::column).ifPresent(column -> fields.add(field(field, table, column)));
            }
            return new Entity(TypeScriptNames.type(type.name()), Uids.table(table), type.description(), fields);
        }

        private Field field(ApiSchema.Field field, Table table, Column column) {
            Type type = columnType(column.type());
            Value value = new Value(type, alias(field.type(), type), column.nullable(), column.type().list(), column.itemsNullable());
            boolean byDatabase = column.generated().isPresent() || column.identity().filter(i -> i.always()).isPresent();
            boolean optional = column.nullable() || column.defaultValue().isPresent() || column.identity().isPresent();
            Presence presence = byDatabase ? Presence.ABSENT : optional ? Presence.OPTIONAL : Presence.REQUIRED;
            Optional<Literal> literal = byDatabase
                    ? Optional.empty()
                    : column.defaultValue().flatMap(e -> Literal.of(e, value, labels(column.type())));
            return new Field(field.name(), Uids.column(table, column), field.description(), value, presence, literal);
        }

        private Type columnType(SqlType type) {
            Optional<QualifiedName> user = type.userType();
            if (user.isEmpty()) {
                return new Scalar(type.element());
            }
            ApiSchema.Enum declared = enumsByType.get(user.get());
            if (declared != null) {
                return new EnumValue(TypeScriptNames.type(declared.name()));
            }
            List<String> labels = labels(type);
            return labels.isEmpty() ? new Loose(Base.STRING) : new Labels(labels);
        }

        private List<String> labels(SqlType type) {
            return type.userType().flatMap(schema::enumType).map(EnumType::labels).orElse(List.of());
        }

        private InputObject input(ApiSchema.Input input) {
            List<InputField> fields = input.fields().stream()
                    .map(f -> new InputField(f.name(), f.description(), inputValue(f)))
                    .toList();
            return new InputObject(TypeScriptNames.type(input.name()), input.oneOf(), input.description(), fields,
                    reachable(input.name()).contains(input.name()));
        }

        private Value inputValue(ApiSchema.Field field) {
            Type type;
            if (enumsByName.containsKey(field.type())) {
                type = new EnumValue(TypeScriptNames.type(field.type()));
            } else if (inputsByName.containsKey(field.type())) {
                type = new InputValue(TypeScriptNames.type(field.type()));
            } else {
                type = scalar(field.type());
            }
            return new Value(type, alias(field.type(), type), !field.nonNull(), field.list(), !field.itemsNonNull());
        }

        /// A scalar outside a table: GraphQL's own mean what GraphQL says; another is what its columns are if they agree, else what they have
        /// in common.
        private Type scalar(String name) {
            Set<SqlType> types = new HashSet<>(columnTypes.getOrDefault(name, Set.of()));
            String builtIn = BUILT_IN.get(name);
            if (builtIn != null && PLAIN.contains(name)) {
                return new Scalar(SqlType.of(builtIn));
            }
            if (builtIn != null) {
                types.add(SqlType.of(builtIn));
            }
            if (types.size() == 1) {
                return new Scalar(types.iterator().next());
            }
            List<Base> bases = types.stream().map(Base::of).distinct().toList();
            return new Loose(bases.size() == 1 ? bases.getFirst() : Base.UNKNOWN);
        }

        private Optional<String> alias(String scalar, Type type) {
            Base base;
            if (type instanceof Scalar s) {
                base = s.base();
            } else if (type instanceof Loose l) {
                base = l.base();
            } else {
                return Optional.empty();
            }
            if (PLAIN.contains(scalar) || (scalar.equals("ID") && !(type instanceof Scalar s && s.type().name().equals("uuid")))) {
                return Optional.empty();
            }
            String name = TypeScriptNames.type(scalar.equals("ID") ? "UUID" : scalar);
            if (taken.contains(name) || base(scalar) != base) {
                return Optional.empty();
            }
            aliases.put(name, base);
            return Optional.of(name);
        }

        private Base base(String scalar) {
            String builtIn = BUILT_IN.get(scalar);
            if (builtIn != null) {
                return Base.of(SqlType.of(builtIn));
            }
            List<Base> bases = columnTypes.getOrDefault(scalar, Set.of()).stream().map(Base::of).distinct().toList();
            return bases.size() == 1 ? bases.getFirst() : Base.UNKNOWN;
        }

        /// Inputs with those first that others contain; SDL order otherwise.
        private List<ApiSchema.Input> inputsInOrder() {
            Set<String> done = new LinkedHashSet<>();
            for (ApiSchema.Input input : api.inputs()) {
                visit(input.name(), done, new HashSet<>());
            }
            return done.stream().flatMap(n -> Stream.ofNullable(inputsByName.get(n))).toList();
        }

        private void visit(String name, Set<String> done, Set<String> open) {
            if (done.contains(name) || !open.add(name)) {
                return;
            }
            contained(name).forEach(next -> visit(next, done, open));
            done.add(name);
        }

        private Set<String> reachable(String name) {
            Set<String> seen = new HashSet<>();
            List<String> todo = new ArrayList<>(contained(name));
            while (!todo.isEmpty()) {
                String next = todo.removeLast();
                if (seen.add(next)) {
                    todo.addAll(contained(next));
                }
            }
            return seen;
        }

        private List<String> contained(String name) {
            ApiSchema.Input input = inputsByName.get(name);
            return input == null
                    ? List.of()
                    : input.fields().stream().map(ApiSchema.Field::type).filter(inputsByName::containsKey).toList();
        }
    }
}
