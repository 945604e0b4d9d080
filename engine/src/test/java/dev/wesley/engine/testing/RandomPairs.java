package dev.wesley.engine.testing;

import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.Column;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Random schemas that a Postgres of a given major accepts, and what becomes of them by a few random changes of every kind that the differ
/// knows. The same seed and major give the same pair for ever.
public final class RandomPairs {
    private static final List<String> NOUNS = List.of("orders", "customers", "items", "products", "invoices", "Http Log", "shipments", "select", "tickets", "prices");
    private static final List<String> WORDS = List.of("name", "total", "created_at", "note", "state", "code", "amount", "level", "label", "parent", "user", "Price", "is open");
    private static final List<String> PLAIN_TYPES = List.of("text", "text", "varchar(40)", "integer", "integer", "bigint", "smallint", "numeric", "numeric(12,2)",
            "double precision", "real", "boolean", "uuid", "date", "timestamptz", "timestamp", "time", "jsonb", "json", "bytea", "inet", "cidr", "char(3)", "macaddr");
    private static final Map<String, List<String>> OTHER_TYPES = Map.ofEntries(
            Map.entry("smallint", List.of("integer", "bigint")), Map.entry("integer", List.of("bigint", "smallint", "text")), Map.entry("bigint", List.of("integer", "numeric")),
            Map.entry("varchar(40)", List.of("varchar(80)", "text", "varchar(10)")), Map.entry("text", List.of("varchar(200)")), Map.entry("char(3)", List.of("text")),
            Map.entry("numeric(12,2)", List.of("numeric(14,2)", "numeric", "numeric(12,4)")), Map.entry("numeric", List.of("numeric(12,2)")),
            Map.entry("real", List.of("double precision")), Map.entry("date", List.of("timestamp")), Map.entry("timestamp", List.of("timestamptz")),
            Map.entry("timestamptz", List.of("timestamp")), Map.entry("cidr", List.of("inet")), Map.entry("json", List.of("jsonb")));
    private static final String EXTRA_SCHEMA = "sales";

    private final Random random;
    private final int major;
    private final List<TableDraft> tables = new ArrayList<>();
    private final List<EnumType> enums = new ArrayList<>();
    private final Set<String> usedNames = new HashSet<>();
    private final Set<String> dropped = new HashSet<>();
    /// Only what is there already may be NOT VALID: no SDL asks for that.
    private boolean filling;

    private RandomPairs(long seed, int major) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + major);
        this.major = major;
    }

    /// A schema before and after.
    ///
    /// @param kinds what happened, in order
    public record Pair(long seed, int major, Schema before, Schema after, List<String> kinds) {
        public Pair {
            kinds = List.copyOf(kinds);
        }

        @Override
        public String toString() {
            return "seed " + seed + " on Postgres " + major + " " + kinds;
        }
    }

    /// What can happen to a schema. The first group takes nothing away that rows need, the second one does or has no simple recipe.
    private enum Kind {
        ADD_TABLE, ADD_COLUMN, ADD_INDEX, ADD_UNIQUE, ADD_CHECK, ADD_FOREIGN_KEY, ADD_ENUM, ADD_LABEL, ADD_POLICY, CHANGE_DEFAULT, COMMENT, REQUIRE, RELAX, WIDEN,
        RENAME_CONSTRAINT, RENAME_INDEX, CHANGE_INDEX, CHANGE_CHECK, CHANGE_POLICY, SECURITY, VALIDATE,
        DROP_TABLE, DROP_COLUMN, DROP_INDEX, DROP_UNIQUE, DROP_CHECK, DROP_FOREIGN_KEY, DROP_ENUM, DROP_POLICY, RENAME_TABLE, RENAME_COLUMN, RETYPE, GENERATION, IDENTITY,
        CHANGE_KEY, CHANGE_UNIQUE, CHANGE_FOREIGN_KEY, REORDER_LABELS, PARTITION;

        static final List<Kind> GENTLE = List.of(values()).subList(0, DROP_TABLE.ordinal());
        static final List<Kind> ALL = List.of(values());
    }

    /// One schema.
    public static Schema schema(long seed, int major) {
        RandomPairs pairs = new RandomPairs(seed, major);
        pairs.fill();
        return pairs.schema();
    }

    /// A schema before and after 1 to 8 changes; in half of the pairs none of them is destructive.
    public static Pair pair(long seed, int major) {
        RandomPairs pairs = new RandomPairs(seed, major);
        pairs.fill();
        Schema before = pairs.schema();
        List<Kind> kinds = pairs.random.nextBoolean() ? Kind.GENTLE : Kind.ALL;
        int wanted = 1 + Math.min(pairs.random.nextInt(8), pairs.random.nextInt(8));
        List<String> done = new ArrayList<>();
        for (int attempt = 0; attempt < 60 && done.size() < wanted; attempt++) {
            Kind kind = pairs.pick(kinds);
            if (pairs.happens(kind)) {
                done.add(kind.name());
            }
        }
        return new Pair(seed, major, before, pairs.schema(), done);
    }

    private Schema schema() {
        return new Schema(tables.stream().map(TableDraft::table).toList(), enums);
    }

    // ---- a schema

    private void fill() {
        filling = true;
        for (int i = random.nextInt(3); i > 0; i--) {
            addEnum();
        }
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            addTable();
        }
        if (chance(3)) {
            tables.forEach(t -> {
                if (chance(2)) {
                    foreignKey(t);
                }
            });
        }
        filling = false;
    }

    private void addEnum() {
        List<String> labels = new ArrayList<>(List.of("new", "it's", "Done \"x\"", "open").subList(0, 1 + random.nextInt(4)));
        enums.add(new EnumType(new QualifiedName(chance(5) ? EXTRA_SCHEMA : "public", fresh("state_type")), labels,
                chance(3) ? Optional.of("how far it's") : Optional.empty()));
    }

    private void addTable() {
        String noun = fresh(pick(NOUNS));
        TableDraft t = TableDraft.empty(new QualifiedName(chance(6) ? EXTRA_SCHEMA : "public", noun));
        switch (random.nextInt(6)) {
            case 0 -> {
                t.columns.add(column("region", "text", false));
                t.columns.add(column("id", "bigint", false));
                t.key = Optional.of(new PrimaryKey(noun + "_pkey", List.of("region", "id")));
            }
            case 1 -> {
                t.columns.add(column("id", "uuid", false).withDefault(Optional.of(Expression.of(major >= 13 ? "gen_random_uuid()" : "md5(random()::text)::uuid"))));
                t.key = Optional.of(new PrimaryKey(noun + "_pkey", List.of("id")));
            }
            case 2 -> {
                // A table without a key, for which a backfill has no cursor.
                t.columns.add(column("id", "integer", chance(2)));
            }
            default -> {
                Column id = column("id", chance(2) ? "bigint" : "integer", false);
                t.columns.add(chance(2) ? id.withIdentity(Optional.of(new IdentityColumn(chance(2)))) : id);
                t.key = Optional.of(new PrimaryKey(noun + "_pkey", List.of("id")));
            }
        }
        boolean partitioned = chance(6) && t.key.isPresent() && t.columns.stream().allMatch(c -> c.identity().isEmpty());
        if (partitioned) {
            String by = t.key.get().columns().getLast();
            Partitioning.Strategy strategy = t.column(by).orElseThrow().type().name().equals("uuid") || chance(2) ? Partitioning.Strategy.HASH
                    : chance(2) ? Partitioning.Strategy.LIST : Partitioning.Strategy.RANGE;
            t.partitioning = Optional.of(new Partitioning(strategy, List.of(by)));
        }
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            t.columns.add(anyColumn(t, false));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            index(t);
        }
        if (chance(3)) {
            unique(t);
        }
        if (chance(2)) {
            check(t);
        }
        if (chance(5)) {
            generated(t);
        }
        if (chance(4)) {
            t.secured = chance(3) || chance(2);
            t.forced = chance(3);
            for (int i = random.nextInt(3); i > 0; i--) {
                policy(t);
            }
        }
        if (chance(4)) {
            t.comment = Optional.of("all \"" + noun + "\"; it's");
        }
        tables.add(t);
        if (chance(2)) {
            foreignKey(t);
        }
    }

    private static Column column(String name, String type, boolean nullable) {
        return Column.of(name, SqlType.of(type), nullable);
    }

    /// @param toExisting whether it is added to a table that may have rows
    private Column anyColumn(TableDraft t, boolean toExisting) {
        String name = freeColumn(t);
        SqlType type = chance(6) && !enums.isEmpty() ? SqlType.userDefined(pick(enums).name()) : SqlType.of(pick(PLAIN_TYPES));
        if (chance(8) && !type.name().equals("char")) {
            type = type.asList();
        }
        Optional<Expression> value = chance(2) ? defaultOf(type) : Optional.empty();
        boolean nullable = chance(2) || (toExisting && value.isEmpty() && !chance(8));
        Column c = Column.of(name, type, nullable).withDefault(value);
        return chance(6) ? commented(c, "what it's \\ for") : c;
    }

    private static Column commented(Column c, String comment) {
        return new Column(c.name(), c.uid(), c.type(), c.nullable(), c.itemsNullable(), c.defaultValue(), c.generated(), c.identity(), Optional.of(comment),
                c.renamedFrom(), c.directives());
    }

    private Optional<Expression> defaultOf(SqlType type) {
        if (type.list()) {
            return Optional.of(Expression.of("'{}'"));
        }
        if (type.userType().isPresent()) {
            return enums.stream().filter(e -> e.name().equals(type.userType().get())).findFirst().map(e -> Expression.literal(pick(e.labels())));
        }
        return switch (type.name()) {
            case "text", "varchar" -> Optional.of(Expression.of(pick(List.of("''", "'a'", "'o''x'", "'now'", "CURRENT_USER", "('a' || 'b')", "md5(random()::text)"))));
            case "integer", "bigint", "smallint" -> Optional.of(Expression.of(pick(List.of("0", "-7", "(1 + 1)"))));
            case "numeric", "double precision", "real" -> Optional.of(Expression.of(pick(List.of("0", "1.25", "-2"))));
            case "boolean" -> Optional.of(Expression.of(pick(List.of("true", "false"))));
            case "timestamptz", "timestamp" -> Optional.of(Expression.of(pick(List.of("now()", "'2026-01-31 12:00:00'", "clock_timestamp()"))));
            case "date" -> Optional.of(Expression.of(pick(List.of("CURRENT_DATE", "'2026-01-31'"))));
            case "uuid" -> Optional.of(Expression.of(major >= 13 ? "gen_random_uuid()" : "md5(random()::text)::uuid"));
            case "jsonb", "json" -> Optional.of(Expression.of("'{\"a\": 1}'"));
            default -> Optional.empty();
        };
    }

    private String freeColumn(TableDraft t) {
        String word = pick(WORDS);
        String name = word;
        for (int i = 2; t.column(name).isPresent() || dropped.contains(t.name + "." + name); i++) {
            name = word + i;
        }
        dropped.add(t.name + "." + name);
        return name;
    }

    /// A name that no relation, type or constraint has or had.
    private String fresh(String stem) {
        String name = stem;
        for (int i = 2; !usedNames.add(name); i++) {
            name = stem + i;
        }
        return name;
    }

    private List<Column> columns(TableDraft t, Predicate<Column> fit) {
        return t.columns.stream().filter(c -> c.generated().isEmpty()).filter(fit).toList();
    }

    private static boolean comparable(Column c) {
        return !c.type().list() && !c.type().name().equals("json");
    }

    private static boolean textual(Column c) {
        return !c.type().list() && Set.of("text", "varchar").contains(c.type().name());
    }

    private static boolean number(Column c) {
        return !c.type().list() && Set.of("integer", "bigint", "numeric").contains(c.type().name()) && c.type().modifiers().isEmpty();
    }

    private boolean index(TableDraft t) {
        List<Column> keys = columns(t, RandomPairs::comparable);
        Column a = pick(keys);
        Column b = pick(keys);
        String name = fresh("idx_" + a.name());
        String quoted = TableDraft.quoted(a.name());
        List<Column> texts = columns(t, RandomPairs::textual);
        boolean whole = t.partitioning.isEmpty();
        t.indexes.add(switch (random.nextInt(10)) {
            case 0 -> index(name, List.of(a.name()), List.of(), false, "hash", Optional.empty(), List.of(), Optional.empty(), false);
            case 1 -> index(name, List.of(a.name()), List.of(), false, "btree", Optional.of(quoted + " IS NOT NULL"), List.of(), Optional.empty(), false);
            case 2 -> index(name, List.of(), List.of(texts.isEmpty() ? "(" + quoted + " IS NULL)" : "lower(" + TableDraft.quoted(texts.getFirst().name()) + ")"), false, "btree",
                    Optional.empty(), List.of(), Optional.empty(), false);
            case 3 -> index(name, List.of(a.name()), List.of(), false, "btree", Optional.empty(), a == b ? List.of() : List.of(b.name()), Optional.empty(), false);
            case 4 -> texts.isEmpty() ? index(name, List.of(a.name()), List.of(), false, "btree", Optional.empty(), List.of(), Optional.empty(), false)
                    : index(name, List.of(texts.getLast().name()), List.of(), false, "btree", Optional.empty(), List.of(), Optional.of("text_pattern_ops"), false);
            case 5 -> index(name, List.of(a.name()), List.of(), whole && a.nullable(), "btree", Optional.empty(), List.of(), Optional.empty(), whole && a.nullable() && major >= 15);
            case 6 -> columns(t, c -> c.type().equals(SqlType.of("jsonb"))).stream().findFirst()
                    .map(c -> index(name, List.of(c.name()), List.of(), false, "gin", Optional.empty(), List.of(), Optional.of("jsonb_path_ops"), false))
                    .orElseGet(() -> index(name, List.of(a.name()), List.of("(" + quoted + " IS NULL)"), false, "btree", Optional.empty(), List.of(), Optional.empty(), false));
            case 7 -> index(name, columns(t, c -> number(c) || c.type().name().startsWith("timestamp") && !c.type().list()).stream().map(Column::name).findFirst().map(List::of)
                    .orElse(List.of(a.name())), List.of(), false, columns(t, c -> number(c) || c.type().name().startsWith("timestamp") && !c.type().list()).isEmpty() ? "btree" : "brin",
                    Optional.empty(), List.of(), Optional.empty(), false);
            default -> index(name, a == b ? List.of(a.name()) : List.of(a.name(), b.name()), List.of(), false, "btree", Optional.empty(), List.of(), Optional.empty(), false);
        });
        return true;
    }

    private static Index index(String name, List<String> columns, List<String> expressions, boolean unique, String method, Optional<String> where, List<String> include,
            Optional<String> opclass, boolean nullsNotDistinct) {
        return new Index(name, columns, expressions.stream().map(Expression::of).toList(), unique, method, where.map(Expression::of), include, opclass, nullsNotDistinct, true);
    }

    private boolean unique(TableDraft t) {
        List<Column> keys = columns(t, c -> comparable(c) && !Set.of("boolean").contains(c.type().name()) && c.type().userType().isEmpty());
        if (t.partitioning.isPresent()) {
            return false;
        }
        Column a = pick(keys);
        Column b = pick(keys);
        t.uniques.add(new UniqueConstraint(fresh("uq_" + a.name()), a == b ? List.of(a.name()) : List.of(a.name(), b.name()), major >= 15 && chance(3)));
        return true;
    }

    private boolean check(TableDraft t) {
        List<Column> all = columns(t, c -> true);
        Column a = pick(all);
        String quoted = TableDraft.quoted(a.name());
        String text = textual(a) ? "length(" + quoted + ") < 100" : number(a) ? quoted + " >= 0" : quoted + " IS NOT NULL OR length('a, b;') > 2";
        t.checks.add(new CheckConstraint(fresh("ck_" + a.name()), Expression.of(text), !filling || !chance(10)));
        return true;
    }

    private boolean generated(TableDraft t) {
        if (major < 12) {
            return false;
        }
        boolean stored = major < 18 || chance(2);
        List<Column> texts = columns(t, RandomPairs::textual);
        List<Column> numbers = columns(t, RandomPairs::number);
        if (texts.isEmpty() && numbers.isEmpty() || t.partitioning.isPresent()) {
            return false;
        }
        Column source = texts.isEmpty() ? pick(numbers) : pick(texts);
        SqlType type = texts.isEmpty() ? source.type() : SqlType.of("integer");
        String text = texts.isEmpty() ? "(" + TableDraft.quoted(source.name()) + " * 2)" : "length(" + TableDraft.quoted(source.name()) + ")";
        t.columns.add(withGenerated(Column.of(freeColumn(t), type, true), Optional.of(new GeneratedColumn(Expression.of(text), stored))));
        return true;
    }

    private static Column withGenerated(Column c, Optional<GeneratedColumn> generated) {
        return new Column(c.name(), c.uid(), c.type(), c.nullable(), c.itemsNullable(), Optional.empty(), generated, Optional.empty(), c.comment(), c.renamedFrom(), c.directives());
    }

    private boolean foreignKey(TableDraft t) {
        List<TableDraft> targets = tables.stream().filter(x -> x.key.isPresent() && (x.partitioning.isEmpty() || major >= 12)).toList();
        if (targets.isEmpty() || (t.partitioning.isPresent() && major < 12)) {
            return false;
        }
        TableDraft target = pick(targets);
        List<String> columns = new ArrayList<>();
        String stem = "ref" + t.columns.size();
        for (String key : target.key.get().columns()) {
            Column c = Column.of(freeNumbered(t, stem), target.column(key).orElseThrow().type(), true);
            t.columns.add(c);
            columns.add(c.name());
        }
        boolean deferrable = chance(3);
        List<ReferentialAction> actions = List.of(ReferentialAction.values());
        t.foreignKeys.add(new ForeignKey(fresh("fk_" + t.name.name()), columns, target.name, target.key.get().columns(), pick(actions), pick(actions), deferrable,
                deferrable && chance(2), !filling || t.partitioning.isPresent() || !chance(12)));
        return true;
    }

    private String freeNumbered(TableDraft t, String stem) {
        String name = stem;
        for (int i = 2; t.column(name).isPresent() || dropped.contains(t.name + "." + name); i++) {
            name = stem + "_" + i;
        }
        dropped.add(t.name + "." + name);
        return name;
    }

    private boolean policy(TableDraft t) {
        String quoted = TableDraft.quoted(pick(columns(t, c -> true)).name());
        Expression text = Expression.of(pick(List.of("true", quoted + " IS NOT NULL", "CURRENT_USER = 'wes_app'", quoted + "::text = current_setting('app.who', true)")));
        Policy.Command command = pick(List.of(Policy.Command.values()));
        boolean using = command != Policy.Command.INSERT;
        boolean checks = command == Policy.Command.INSERT || (chance(2) && (command == Policy.Command.ALL || command == Policy.Command.UPDATE));
        t.policies.add(new Policy(fresh("policy_" + t.name.name()), command, !chance(5), chance(3) ? List.of("wes_app") : List.of(), using ? Optional.of(text) : Optional.empty(),
                checks ? Optional.of(text) : Optional.empty()));
        return true;
    }

    // ---- changes

    private boolean happens(Kind kind) {
        TableDraft t = pick(tables);
        return switch (kind) {
            case ADD_TABLE -> {
                addTable();
                yield true;
            }
            case ADD_COLUMN -> t.columns.add(anyColumn(t, true));
            case ADD_INDEX -> index(t);
            case ADD_UNIQUE -> unique(t);
            case ADD_CHECK -> check(t);
            case ADD_FOREIGN_KEY -> foreignKey(t);
            case ADD_ENUM -> {
                addEnum();
                yield true;
            }
            case ADD_LABEL -> anyEnum(e -> {
                List<String> labels = new ArrayList<>(e.labels());
                labels.add(random.nextInt(labels.size() + 1), fresh("label"));
                return new EnumType(e.name(), labels, e.comment());
            });
            case ADD_POLICY -> policy(t);
            case CHANGE_DEFAULT -> anyColumn(t, c -> c.generated().isEmpty() && c.identity().isEmpty(), c -> c.withDefault(chance(3) ? Optional.empty() : defaultOf(c.type())));
            case COMMENT -> {
                if (chance(3)) {
                    yield anyEnum(e -> new EnumType(e.name(), e.labels(), chance(2) ? Optional.empty() : Optional.of("now \"so\"")));
                }
                if (chance(2)) {
                    t.comment = chance(3) ? Optional.empty() : Optional.of("it's " + random.nextInt(100));
                    yield true;
                }
                yield anyColumn(t, c -> true, c -> commented(c, "says " + random.nextInt(100)));
            }
            case REQUIRE -> anyColumn(t, c -> c.nullable() && c.generated().isEmpty(), c -> c.withNullable(false));
            case RELAX -> anyColumn(t, c -> !c.nullable() && !t.inKey(c.name()) && c.identity().isEmpty(), c -> c.withNullable(true));
            case WIDEN -> retype(t, Set.of("varchar(80)", "text", "numeric(14,2)", "bigint", "numeric", "inet"));
            case RETYPE -> retype(t, OTHER_TYPES.values().stream().flatMap(List::stream).collect(Collectors.toSet()));
            case RENAME_CONSTRAINT -> switch (random.nextInt(4)) {
                case 0 -> {
                    boolean there = t.key.isPresent();
                    t.key = t.key.map(k -> new PrimaryKey(fresh("pk"), k.columns()));
                    yield there;
                }
                case 1 -> anyOf(t.uniques, u -> new UniqueConstraint(fresh("uq"), u.columns(), u.nullsNotDistinct()));
                case 2 -> anyOf(t.checks, c -> new CheckConstraint(fresh("ck"), c.expression(), c.valid()));
                default -> anyOf(t.foreignKeys, k -> key(k, fresh("fk"), k.onDelete(), k.deferrable(), k.initiallyDeferred(), k.valid()));
            };
            case RENAME_INDEX -> anyOf(t.indexes, i -> i.withName(fresh("idx")));
            case CHANGE_INDEX -> anyOf(t.indexes, i -> {
                TableDraft other = new TableDraft(t.table());
                other.indexes.clear();
                index(other);
                return other.indexes.getFirst().withName(i.name());
            });
            case CHANGE_CHECK -> anyOf(t.checks, c -> new CheckConstraint(c.name(), Expression.of("(" + c.expression().sql() + ") OR 1 = 2"), c.valid()));
            case CHANGE_POLICY -> anyOf(t.policies, p -> new Policy(p.name(), p.command(), p.permissive(), chance(2) ? List.of("wes_app") : List.of(),
                    p.using().map(e -> Expression.of("(" + e.sql() + ") AND 1 = 1")), p.check()));
            case SECURITY -> {
                t.secured = !t.secured;
                t.forced = t.secured && chance(2);
                yield true;
            }
            case VALIDATE -> anyOf(t.checks, c -> new CheckConstraint(c.name(), c.expression(), true))
                    | anyOf(t.foreignKeys, k -> key(k, k.name(), k.onDelete(), k.deferrable(), k.initiallyDeferred(), true));
            case DROP_TABLE -> {
                if (tables.size() < 2) {
                    yield false;
                }
                tables.remove(t);
                tables.forEach(x -> x.foreignKeys.removeIf(k -> k.refTable().equals(t.name)));
                yield true;
            }
            case DROP_COLUMN -> {
                List<Column> free = t.columns.stream().filter(c -> !t.inKey(c.name()) && !t.partitionedBy(c.name())).toList();
                if (free.isEmpty() || t.columns.size() < 2) {
                    yield false;
                }
                Column c = pick(free);
                t.forget(c.name());
                t.columns.remove(c);
                yield true;
            }
            case DROP_INDEX -> removed(t.indexes);
            case DROP_UNIQUE -> removed(t.uniques);
            case DROP_CHECK -> removed(t.checks);
            case DROP_FOREIGN_KEY -> removed(t.foreignKeys);
            case DROP_POLICY -> removed(t.policies);
            case DROP_ENUM -> {
                if (enums.isEmpty()) {
                    yield false;
                }
                EnumType gone = pick(enums);
                if (tables.stream().anyMatch(x -> x.columns.stream().filter(c -> uses(c, gone)).anyMatch(c -> x.inKey(c.name()) || x.partitionedBy(c.name())))) {
                    yield false;
                }
                for (TableDraft x : tables) {
                    for (Column c : x.columns.stream().filter(c -> uses(c, gone)).toList()) {
                        x.forget(c.name());
                        x.columns.remove(c);
                    }
                }
                yield enums.remove(gone) && tables.stream().noneMatch(x -> x.columns.isEmpty());
            }
            case RENAME_TABLE -> {
                QualifiedName to = t.name.sibling(fresh(t.name.name() + "_new"));
                QualifiedName from = t.name;
                for (TableDraft x : tables) {
                    x.foreignKeys.replaceAll(k -> !k.refTable().equals(from) ? k : new ForeignKey(k.name(), k.columns(), to, k.refColumns(), k.onDelete(), k.onUpdate(),
                            k.deferrable(), k.initiallyDeferred(), k.valid()));
                }
                t.renamedFrom = Optional.of(t.renamedFrom.orElse(from.name()));
                t.name = to;
                yield true;
            }
            case RENAME_COLUMN -> {
                Column c = pick(t.columns);
                String to = freeColumn(t);
                t.rename(c.name(), to);
                if (t.partitionedBy(c.name())) {
                    t.partitioning = t.partitioning.map(p -> new Partitioning(p.strategy(), p.columns().stream().map(n -> n.equals(c.name()) ? to : n).toList()));
                }
                for (TableDraft x : tables) {
                    x.foreignKeys.replaceAll(k -> !k.refTable().equals(t.name) ? k : new ForeignKey(k.name(), k.columns(), k.refTable(),
                            k.refColumns().stream().map(n -> n.equals(c.name()) ? to : n).toList(), k.onDelete(), k.onUpdate(), k.deferrable(), k.initiallyDeferred(), k.valid()));
                }
                yield true;
            }
            case GENERATION -> generated(t) || anyColumn(t, c -> c.generated().isPresent(), c -> withGenerated(c, Optional.empty()));
            case IDENTITY -> anyColumn(t, c -> Set.of("integer", "bigint").contains(c.type().name()) && !c.type().list() && !c.nullable() && c.generated().isEmpty()
                            && t.partitioning.isEmpty() && (c.identity().isPresent() || t.columns.stream().noneMatch(x -> x.identity().isPresent())),
                    c -> c.withDefault(Optional.empty()).withIdentity(c.identity().isPresent() && chance(2) ? Optional.empty()
                            : Optional.of(new IdentityColumn(c.identity().map(i -> !i.always()).orElse(true)))));
            case CHANGE_KEY -> {
                if (t.partitioning.isPresent() || referenced(t)) {
                    yield false;
                }
                List<Column> fit = columns(t, c -> comparable(c) && !c.nullable() && c.type().userType().isEmpty() && !c.type().name().equals("boolean"));
                t.key = fit.isEmpty() || (t.key.isPresent() && chance(3)) ? Optional.empty()
                        : Optional.of(new PrimaryKey(t.key.map(PrimaryKey::name).orElseGet(() -> fresh("pk")), List.of(pick(fit).name())));
                yield true;
            }
            case CHANGE_UNIQUE -> anyOf(t.uniques, u -> {
                TableDraft other = new TableDraft(t.table());
                other.uniques.clear();
                unique(other);
                return other.uniques.isEmpty() ? u : new UniqueConstraint(u.name(), other.uniques.getFirst().columns(), other.uniques.getFirst().nullsNotDistinct());
            });
            case CHANGE_FOREIGN_KEY -> anyOf(t.foreignKeys, k -> key(k, k.name(), pick(List.of(ReferentialAction.values())), chance(2), false, k.valid()));
            case REORDER_LABELS -> anyEnum(e -> new EnumType(e.name(), e.labels().size() < 2 ? List.of(fresh("label")) : e.labels().reversed().subList(0, e.labels().size() - random.nextInt(2)),
                    e.comment())) && enumDefaultsStillHold();
            case PARTITION -> {
                if (t.partitioning.isPresent() || t.key.isEmpty() || referenced(t) || !t.uniques.isEmpty() || !t.foreignKeys.isEmpty()
                        || t.columns.stream().anyMatch(c -> c.identity().isPresent()) || t.indexes.stream().anyMatch(Index::unique)) {
                    yield false;
                }
                t.partitioning = Optional.of(new Partitioning(Partitioning.Strategy.HASH, List.of(t.key.get().columns().getFirst())));
                yield true;
            }
        };
    }

    private boolean enumDefaultsStillHold() {
        for (TableDraft t : tables) {
            t.columns.replaceAll(c -> c.type().userType().isPresent() ? c.withDefault(Optional.empty()) : c);
        }
        return true;
    }

    private static boolean uses(Column c, EnumType type) {
        return c.type().userType().equals(Optional.of(type.name()));
    }

    private boolean referenced(TableDraft t) {
        return tables.stream().anyMatch(x -> x.foreignKeys.stream().anyMatch(k -> k.refTable().equals(t.name)));
    }

    private static ForeignKey key(ForeignKey k, String name, ReferentialAction onDelete, boolean deferrable, boolean deferred, boolean valid) {
        return new ForeignKey(name, k.columns(), k.refTable(), k.refColumns(), onDelete, k.onUpdate(), deferrable, deferred, valid);
    }

    private boolean retype(TableDraft t, Set<String> targets) {
        List<Column> fit = columns(t, c -> !t.inKey(c.name()) && !t.inForeignKey(c.name()) && !t.partitionedBy(c.name()) && c.identity().isEmpty() && !c.type().list()
                && OTHER_TYPES.getOrDefault(c.type().text(), List.of()).stream().anyMatch(targets::contains));
        if (fit.isEmpty()) {
            return false;
        }
        Column c = pick(fit);
        SqlType to = SqlType.of(pick(OTHER_TYPES.getOrDefault(c.type().text(), List.of()).stream().filter(targets::contains).toList()));
        Column retyped = c.withType(to);
        boolean sameFamily = (textual(c) && textual(retyped)) || (number(c) && number(retyped));
        if (!sameFamily) {
            t.forget(c.name());
        }
        t.replace(retyped.withDefault(sameFamily ? c.defaultValue() : Optional.empty()));
        return true;
    }

    private boolean anyColumn(TableDraft t, Predicate<Column> fit, java.util.function.UnaryOperator<Column> change) {
        List<Column> fitting = t.columns.stream().filter(fit).toList();
        if (fitting.isEmpty()) {
            return false;
        }
        t.replace(change.apply(pick(fitting)));
        return true;
    }

    private boolean anyEnum(java.util.function.UnaryOperator<EnumType> change) {
        return anyOf(enums, change);
    }

    private <E> boolean anyOf(List<E> list, java.util.function.UnaryOperator<E> change) {
        if (list.isEmpty()) {
            return false;
        }
        int at = random.nextInt(list.size());
        list.set(at, change.apply(list.get(at)));
        return true;
    }

    private <E> boolean removed(List<E> list) {
        return !list.isEmpty() && list.remove(pick(list));
    }

    // ---- shrinking

    /// Smaller pairs, biggest steps first: a table, a change of a table or an element less. Some cannot be built; whoever shrinks tries.
    public static Stream<Pair> smaller(Pair pair) {
        List<Pair> all = new ArrayList<>();
        for (Table table : pair.before().tables()) {
            all.add(with(pair, without(pair.before(), table.name()), without(pair.after(), nameAfter(pair, table))));
        }
        for (Table table : pair.after().tables()) {
            all.add(with(pair, pair.before(), without(pair.after(), table.name())));
            pair.before().tables().stream().filter(b -> nameAfter(pair, b).equals(table.name()) && !b.equals(table))
                    .forEach(b -> all.add(with(pair, pair.before(), put(without(pair.after(), table.name()), b))));
        }
        for (EnumType type : pair.after().enums()) {
            all.add(with(pair, withoutEnum(pair.before(), type), withoutEnum(pair.after(), type)));
            pair.before().enumType(type.name()).filter(b -> !b.equals(type)).ifPresent(b -> all.add(with(pair, pair.before(),
                    new Schema(pair.after().tables(), Stream.concat(Stream.of(b), pair.after().enums().stream().filter(e -> e != type)).toList()))));
        }
        for (EnumType type : pair.before().enums()) {
            all.add(with(pair, withoutEnum(pair.before(), type), withoutEnum(pair.after(), type)));
        }
        for (Table table : pair.after().tables()) {
            for (String element : elements(table)) {
                Optional<Table> old = pair.before().tables().stream().filter(b -> nameAfter(pair, b).equals(table.name())).findFirst();
                Schema after = put(without(pair.after(), table.name(), false), less(table, element));
                all.add(with(pair, pair.before(), after));
                old.ifPresent(b -> all.add(with(pair, put(without(pair.before(), b.name(), false), less(b, element)), after)));
            }
        }
        for (Table table : pair.before().tables()) {
            for (String element : elements(table)) {
                all.add(with(pair, put(without(pair.before(), table.name(), false), less(table, element)), pair.after()));
            }
        }
        return all.stream().distinct().filter(p -> !p.before().equals(pair.before()) || !p.after().equals(pair.after()));
    }

    private static QualifiedName nameAfter(Pair pair, Table before) {
        return pair.after().tables().stream().filter(a -> a.renamedFrom().equals(Optional.of(before.name().name()))).map(Table::name).findFirst().orElse(before.name());
    }

    private static Pair with(Pair pair, Schema before, Schema after) {
        return new Pair(pair.seed(), pair.major(), before, after, pair.kinds());
    }

    private static Schema without(Schema schema, QualifiedName name) {
        return without(schema, name, true);
    }

    private static Schema without(Schema schema, QualifiedName name, boolean referencesToo) {
        return new Schema(schema.tables().stream().filter(t -> !t.name().equals(name)).map(t -> {
            TableDraft draft = new TableDraft(t);
            draft.foreignKeys.removeIf(k -> referencesToo && k.refTable().equals(name));
            return draft.table();
        }).toList(), schema.enums());
    }

    private static Schema withoutEnum(Schema schema, EnumType type) {
        return new Schema(schema.tables().stream().map(t -> {
            TableDraft draft = new TableDraft(t);
            for (Column c : draft.columns.stream().filter(c -> uses(c, type)).toList()) {
                draft.forget(c.name());
                draft.columns.remove(c);
            }
            return draft.table();
        }).toList(), schema.enums().stream().filter(e -> !e.name().equals(type.name())).toList());
    }

    private static Schema put(Schema schema, Table table) {
        return new Schema(Stream.concat(schema.tables().stream(), Stream.of(table)).toList(), schema.enums());
    }

    private static List<String> elements(Table t) {
        return Stream.of(t.columns().stream().map(c -> "column " + c.name()), t.columns().stream().filter(c -> c.defaultValue().isPresent()).map(c -> "default " + c.name()),
                        t.columns().stream().filter(c -> c.comment().isPresent()).map(c -> "comment " + c.name()), t.columns().stream().filter(c -> c.identity().isPresent()).map(c -> "identity " + c.name()),
                        t.uniques().stream().map(u -> "unique " + u.name()), t.checks().stream().map(c -> "check " + c.name()),
                        t.foreignKeys().stream().map(k -> "foreign " + k.name()), t.indexes().stream().map(i -> "index " + i.name()),
                        t.rowSecurity().policies().stream().map(p -> "policy " + p.name()), t.comment().stream().map(c -> "remark "), t.primaryKey().stream().map(k -> "key "),
                        Stream.of("security ").filter(s -> t.rowSecurity().enabled() || t.rowSecurity().forced()), t.partitioning().stream().map(p -> "partitioning "))
                .flatMap(s -> s).toList();
    }

    private static Table less(Table table, String element) {
        TableDraft t = new TableDraft(table);
        String name = element.substring(element.indexOf(' ') + 1);
        switch (element.substring(0, element.indexOf(' '))) {
            case "column" -> {
                t.forget(name);
                t.columns.removeIf(c -> c.name().equals(name));
            }
            case "default" -> t.columns.replaceAll(c -> c.name().equals(name) ? c.withDefault(Optional.empty()) : c);
            case "comment" -> t.columns.replaceAll(c -> c.name().equals(name) ? new Column(c.name(), c.uid(), c.type(), c.nullable(), c.itemsNullable(), c.defaultValue(), c.generated(),
                    c.identity(), Optional.empty(), c.renamedFrom(), c.directives()) : c);
            case "identity" -> t.columns.replaceAll(c -> c.name().equals(name) ? c.withIdentity(Optional.empty()) : c);
            case "unique" -> t.uniques.removeIf(u -> u.name().equals(name));
            case "check" -> t.checks.removeIf(c -> c.name().equals(name));
            case "foreign" -> t.foreignKeys.removeIf(k -> k.name().equals(name));
            case "index" -> t.indexes.removeIf(i -> i.name().equals(name));
            case "policy" -> t.policies.removeIf(p -> p.name().equals(name));
            case "remark" -> t.comment = Optional.empty();
            case "key" -> t.key = Optional.empty();
            case "security" -> {
                t.secured = false;
                t.forced = false;
            }
            case "partitioning" -> t.partitioning = Optional.empty();
            default -> throw new IllegalArgumentException(element);
        }
        return t.table();
    }

    /// One in `n`.
    private boolean chance(int n) {
        return random.nextInt(n) == 0;
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
