package dev.wesley.engine.sdl;

import static dev.wesley.engine.sdl.Compiled.column;
import static dev.wesley.engine.sdl.Compiled.compiled;
import static dev.wesley.engine.sdl.Compiled.outcome;
import static dev.wesley.engine.sdl.Compiled.schema;
import static dev.wesley.engine.sdl.Compiled.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Severity;
import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.EnumType;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.ForeignKey;
import dev.wesley.engine.ir.GeneratedColumn;
import dev.wesley.engine.ir.IdentityColumn;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.Partitioning;
import dev.wesley.engine.ir.PrimaryKey;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.ReferentialAction;
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.ir.UniqueConstraint;
import dev.wesley.engine.sdl.SdlOptions.TableNaming;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What each directive means, in every spelling.
class DirectivesTest {

    /// One use of every directive, in a schema where `%s` is its name.
    private static final Map<DirectiveKind, String> USES = Map.ofEntries(
            Map.entry(DirectiveKind.TABLE, "type T @%s(name: \"tt\", schema: \"s\") { id: ID! @wes_pk }"),
            Map.entry(DirectiveKind.PRIMARY_KEY, "type T @wes_table { id: ID! @%s }"),
            Map.entry(DirectiveKind.FOREIGN_KEY, "type T @wes_table { id: ID! @wes_pk  t: ID @%s(ref: \"T.id\", onDelete: SET_NULL, name: \"f\") }"),
            Map.entry(DirectiveKind.UNIQUE, "type T @wes_table { id: ID! @wes_pk  a: Int @%s(name: \"u\") }"),
            Map.entry(DirectiveKind.INDEX, "type T @wes_table { id: ID! @wes_pk  a: Int @%s(using: \"hash\", where: \"a > 1\") }"),
            Map.entry(DirectiveKind.TENANT, "type T @wes_table @%s(by: \"org\") { id: ID! @wes_pk  org: ID! }"),
            Map.entry(DirectiveKind.DEFAULT, "type T @wes_table { id: ID! @wes_pk  a: Int @%s(value: 3) }"),
            Map.entry(DirectiveKind.ROW_SECURITY, "type T @wes_table @%s(select: \"true\") { id: ID! @wes_pk }"),
            Map.entry(DirectiveKind.POLICY, "type T @wes_table @%s(name: \"p\", using: \"true\") { id: ID! @wes_pk }"),
            Map.entry(DirectiveKind.OWNER, "type T @wes_table @%s(column: \"id\") { id: ID! @wes_pk }"),
            Map.entry(DirectiveKind.GRANT, "type T @wes_table @%s(roles: [\"a\"]) { id: ID! @wes_pk }"),
            Map.entry(DirectiveKind.CHECK, "type T @wes_table { id: ID! @wes_pk  a: Int @%s(expr: \"a > 0\") }"),
            Map.entry(DirectiveKind.ENUM, "type T @wes_table { id: ID! @wes_pk  a: String @%s(values: [\"x\", \"y\"]) }"),
            Map.entry(DirectiveKind.GENERATED, "type T @wes_table { id: ID! @wes_pk  a: Int  b: Int @%s(expr: \"a * 2\") }"),
            Map.entry(DirectiveKind.IDENTITY, "type T @wes_table { id: Int! @wes_pk @%s(always: true) }"),
            Map.entry(DirectiveKind.PARTITION_BY, "type T @wes_table @%s(strategy: HASH, fields: [\"id\"]) { id: ID! @wes_pk }"),
            Map.entry(DirectiveKind.RENAMED_FROM, "type T @wes_table { id: ID! @wes_pk @%s(name: \"key\") }"),
            Map.entry(DirectiveKind.TYPE, "type T @wes_table { id: ID! @wes_pk  a: String @%s(name: \"varchar(64)\") }"),
            Map.entry(DirectiveKind.UID, "type T @wes_table { id: ID! @wes_pk @%s(value: \"x\") }"),
            Map.entry(DirectiveKind.WEIGHT, "type T @wes_table { id: ID! @wes_pk @%s(value: 4) }"),
            Map.entry(DirectiveKind.CRITICAL, "type T @wes_table @%s { id: ID! @wes_pk }"),
            Map.entry(DirectiveKind.SENSITIVE, "type T @wes_table { id: ID! @wes_pk @%s }"),
            Map.entry(DirectiveKind.PII, "type T @wes_table { id: ID! @wes_pk @%s }"),
            Map.entry(DirectiveKind.HAS_MANY, "type T @wes_table { id: ID! @wes_pk  a: [T!] @%s(type: \"T\", field: \"id\") }"),
            Map.entry(DirectiveKind.HAS_ONE, "type T @wes_table { id: ID! @wes_pk  a: T @%s(type: \"T\", via: \"T\") }"),
            Map.entry(DirectiveKind.BELONGS_TO, "type T @wes_table { id: ID! @wes_pk  a: T @%s(ref: \"T.id\") }"),
            Map.entry(DirectiveKind.NO_RPC, "type T @wes_table @%s { id: ID! @wes_pk }"));

    static Stream<DirectiveKind> kinds() {
        return Arrays.stream(DirectiveKind.values());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void givesEverySpellingTheSameIrAndWarnsAboutAliases(DirectiveKind kind) {
        String use = USES.getOrDefault(kind, "");
        CompiledSchema canonical = compiled(use.formatted(kind.canonical()));
        assertThat(outcome(use.formatted(kind.canonical())).diagnostics()).isEmpty();
        assertThat(canonical.schema()).as("the directive has an effect").isNotEqualTo(outcome(use.replace("@%s", "@specifiedBy")).isDone()
                ? outcome(use.replace("@%s", "@specifiedBy")).value().schema() : null);
        for (String alias : kind.aliases()) {
            String sdl = use.formatted(alias);
            assertThat(schema(sdl)).as(alias).isEqualTo(canonical.schema());
            Diagnostic warning = outcome(sdl).diagnostics().getFirst();
            assertThat(warning.severity()).isEqualTo(Severity.WARNING);
            assertThat(warning.code()).isEqualTo(Code.DEPRECATED_ALIAS);
            assertThat(warning.message()).contains("@" + alias, kind.shown());
            assertThat(warning.span().orElseThrow().column()).isEqualTo(sdl.indexOf("@" + alias) + 1);
            assertThat(warning.span().orElseThrow().length()).isEqualTo(alias.length() + 1);
            var strict = outcome(sdl, SdlOptions.DEFAULT.withStrictDirectives(true));
            assertThat(strict.isDone()).as("strict " + alias).isFalse();
            assertThat(strict.diagnostics()).allMatch(d -> d.code().equals(Code.PARSE_FAILED));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "type T @wes_table { a: Int @wes_index(METHOD: \"hash\") }|using|method",
        "type T @wes_table @wes_tenant(METHOD: \"a\") { a: ID }|by|column",
        "type T @wes_table @wes_rls(METHOD: true, using: \"true\") { a: ID }|enabled|enable",
        "type T @wes_table @wes_grant(METHOD: [\"r\"]) { a: ID }|roles|to",
        "type T @wes_table { a: Int  b: Int @wes_generated(METHOD: \"a\") }|expr|expression",
        "type T @wes_table @wes_partitionBy(strategy: \"hash\", METHOD: [\"a\"]) { a: ID }|fields|by"})
    void readsArgumentSynonyms(String use, String name, String synonym) {
        assertThat(schema(use.replace("METHOD", synonym))).isEqualTo(schema(use.replace("METHOD", name)));
        assertThat(outcome(use.replace("METHOD", synonym)).diagnostics()).extracting(Diagnostic::code).containsExactly(Code.DEPRECATED_ALIAS);
        assertThat(outcome(use.replace("METHOD", name)).diagnostics()).isEmpty();
    }

    @Test
    void warnsAboutWhatItDoesNotKnow() {
        var outcome = outcome("type T @wes_table @wes_tabel(a: 1) { a: Int @wes_index(wher: \"x\") @deprecated(reason: \"y\") }");
        assertThat(outcome.isDone()).isTrue();
        assertThat(outcome.diagnostics()).extracting(Diagnostic::code).containsExactly(Code.UNKNOWN_DIRECTIVE, Code.UNKNOWN_ARGUMENT);
        assertThat(outcome.diagnostics()).extracting(Diagnostic::help).containsExactly("did you mean `@wes_table`?", "did you mean `where`?");
        assertThat(outcome("type T @wes_table @auth { a: Int }", SdlOptions.DEFAULT.withStrictDirectives(true)).isDone()).isFalse();
    }

    @Test
    void leavesBareWordsOfOtherToolsAlone() {
        var outcome = outcome("input I { a: Int @default(value: 1) }\nenum E @table { A }\ntype T @wes_table { a: Int }");
        assertThat(outcome.isDone()).isTrue();
        assertThat(outcome.diagnostics()).extracting(Diagnostic::code).containsExactly(Code.UNKNOWN_DIRECTIVE, Code.UNKNOWN_DIRECTIVE);
    }

    @Test
    void warnsAboutDirectivesOfATypeThatIsNoTable() {
        var outcome = outcome("type T { id: ID! @wes_pk }");
        assertThat(outcome.isDone()).isTrue();
        assertThat(outcome.diagnostics()).extracting(Diagnostic::code).containsExactly(Code.NO_TABLES, Code.NO_EFFECT);
    }

    // ---- tables and names

    @Test
    void namesTablesByTheConfiguredRule() {
        String sdl = "type HTTPServerLog2 @wes_table { id: ID! }\nenum E { A }";
        assertThat(Names.ofType("OrderItem", TableNaming.SNAKE_CASE)).isEqualTo("order_item");
        Map.of(TableNaming.SNAKE_CASE, "http_server_log2", TableNaming.PRESERVE, "HTTPServerLog2", TableNaming.LOWER, "httpserverlog2", TableNaming.UPPER, "HTTPSERVERLOG2")
                .forEach((naming, name) -> assertThat(outcome(sdl, new SdlOptions(false, naming, Map.of(), "x")).value().schema().tables().getFirst().name())
                        .isEqualTo(QualifiedName.of(name)));
        assertThat(schema("type A @wes_table(name: \"my rows\", schema: \"sales\") { id: ID! }").tables().getFirst().name()).isEqualTo(new QualifiedName("sales", "my rows"));
    }

    @Test
    void namesConstraintsAndIndexesAsPostgresDoes() {
        Table t = table("""
                type OrderItem @wes_table @wes_pk(fields: ["a", "b"]) @wes_unique(fields: ["b", "c"]) @wes_index(fields: ["c", "a"])
                  @wes_check(expr: "a > 0") @wes_check(expr: "b > 0") @wes_fk(fields: ["c", "d"], ref: "OrderItem", refFields: ["a", "b"]) {
                  a: Int!
                  b: Int! @wes_index
                  c: Int @wes_unique @wes_check(expr: "c > 0") @wes_check(expr: "c > 1") @wes_check(expr: "c > 2", name: "order_item_c_check1")
                  d: Int @wes_fk(ref: "OrderItem.c")
                }""", "order_item");
        assertThat(t.primaryKey()).contains(new PrimaryKey("order_item_pkey", List.of("a", "b")));
        assertThat(t.uniques()).extracting(UniqueConstraint::name).containsExactly("order_item_b_c_key", "order_item_c_key");
        assertThat(t.indexes()).extracting(Index::name).containsExactly("idx_order_item_b", "idx_order_item_c_a");
        assertThat(t.checks()).extracting(CheckConstraint::name)
                .containsExactly("order_item_c_check", "order_item_c_check1", "order_item_c_check2", "order_item_check", "order_item_check1");
        assertThat(t.foreignKeys()).extracting(ForeignKey::name).containsExactly("fk_order_item_c_d", "fk_order_item_d");
    }

    @Test
    void keepsAnyHarmlessNameAsWritten() {
        Table t = table("type Select @wes_table { Order: ID! @wes_pk  camelCase: Int  select: Int }", "select");
        assertThat(t.columns()).extracting(c -> c.name()).containsExactly("Order", "camelCase", "select");
    }

    // ---- columns and types

    @ParameterizedTest
    @CsvSource({"ID,uuid", "UUID,uuid", "String,text", "Int,integer", "Float,double precision", "Boolean,boolean", "DateTime,timestamptz", "Date,date", "Time,time", "JSON,jsonb",
        "Decimal,numeric", "BigInt,bigint", "Bytes,bytea", "Inet,inet", "CIDR,cidr", "MacAddr,macaddr", "[String],text[]", "[ID!],uuid[]", "E,e", "[E!],e[]"})
    void mapsTypes(String graphql, String sql) {
        Table t = table("enum E { A B }\ntype T @wes_table { a: " + graphql + "  b: " + graphql + "! }", "t");
        assertThat(t.columns()).extracting(c -> c.type().text()).containsExactly(sql, sql);
        assertThat(t.columns()).extracting(c -> c.nullable()).containsExactly(true, false);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"varchar(64)|varchar(64)", "numeric(12, 2)|numeric(12,2)", "decimal(5)|numeric(5,0)", "char|char(1)", "TIMESTAMP(3) WITH TIME ZONE|timestamptz(3)",
        "int8|bigint", "e|e", "E|e", "E[]|e[]", "text[]|text[]"})
    void overridesTypes(String given, String sql) {
        assertThat(table("enum E { A }\ntype T @wes_table { a: String @wes_type(name: \"" + given + "\") }", "t").columns().getFirst().type().text()).isEqualTo(sql);
    }

    @Test
    void mapsCustomScalarsByConfigurationOrDirective() {
        SdlOptions options = new SdlOptions(false, TableNaming.SNAKE_CASE, Map.of("Money", "numeric(12,2)", "ID", "text"), "x");
        Table t = outcome("scalar Money scalar Geo type T @wes_table { id: ID! a: Money b: [Money!] c: Geo @wes_type(name: \"point\") }", options).value().schema().tables().getFirst();
        assertThat(t.columns()).extracting(c -> c.type().text()).containsExactly("text", "numeric(12,2)", "numeric(12,2)[]", "point");
        var refused = outcome("type T @wes_table { id: ID! }", new SdlOptions(false, TableNaming.SNAKE_CASE, Map.of("Money", "nummeric"), "x"));
        assertThat(refused.diagnostics()).extracting(Diagnostic::help).containsExactly("did you mean `numeric`?");
    }

    @Test
    void forbidsNullItemsByACheck() {
        Table t = table("type T @wes_table { tags: [String!]  free: [String] }", "t");
        assertThat(t.columns()).extracting(c -> c.itemsNullable()).containsExactly(false, true);
        assertThat(t.checks()).containsExactly(CheckConstraint.of("t_tags_no_null_items_check", Expression.of("array_position(\"tags\", NULL) IS NULL")));
        String longField = "f".repeat(55);
        String name = table("type T @wes_table { " + longField + ": [Int!] }", "t").checks().getFirst().name();
        assertThat(name).hasSizeLessThanOrEqualTo(63).startsWith("t_ffff").contains("_no_null_items_");
    }

    @Test
    void losesNoColumn() {
        Table t = table("""
                extend type T { b: E  c: [Int] }
                type T @wes_table { a: Int }
                extend type T @wes_index(fields: ["d"]) { d: Money @wes_type(name: "money") }
                enum E { A }
                extend enum E { B }
                scalar Money
                interface Named { name: String }
                """, "t");
        assertThat(t.columns()).extracting(c -> c.name()).containsExactly("a", "b", "c", "d");
        assertThat(t.indexes()).hasSize(1);
        assertThat(schema("type T @wes_table { b: E } enum E { A } extend enum E { B }").enums()).containsExactly(new EnumType(QualifiedName.of("e"), List.of("A", "B"), Optional.empty()));
    }

    @Test
    void saysWhatItDoesNotStore() {
        var outcome = outcome("""
                type T @wes_table { id: ID!  all: [T!]!  embedded: Free  u: U  computed(n: Int): Int  kept: Free @wes_type(name: "jsonb")  many: [Free] @wes_type(name: "jsonb") }
                type Free { x: Int }
                union U = Free""");
        assertThat(outcome.value().schema().tables().getFirst().columns()).extracting(c -> c.name() + " " + c.type()).containsExactly("id uuid", "kept jsonb", "many jsonb");
        assertThat(outcome.diagnostics()).extracting(Diagnostic::code).containsExactly(Code.NOT_STORED, Code.NOT_STORED, Code.NOT_STORED);
    }

    @Test
    void makesEnumsOfGraphqlEnumsAndOfValues() {
        String sdl = """
                "How far"
                enum OrderState { "just in" NEW "gone" SENT }
                enum Unused { X }
                type T @wes_table(schema: "s") { a: OrderState!  b: [OrderState]  c: String @wes_enum(values: ["x y", "it's"]) }
                """;
        CompiledSchema compiled = compiled(sdl);
        assertThat(compiled.schema().enums()).containsExactly(
                new EnumType(QualifiedName.of("order_state"), List.of("NEW", "SENT"), Optional.of("How far\nNEW: just in\nSENT: gone")),
                new EnumType(new QualifiedName("s", "t_c"), List.of("x y", "it's"), Optional.empty()));
        assertThat(compiled.api().enums()).extracting(e -> e.name()).containsExactly("OrderState", "Unused");
        assertThat(compiled.place("order_state").orElseThrow().line()).isEqualTo(2);
        assertThat(compiled.place("order_state.SENT").orElseThrow().column()).isEqualTo(sdl.lines().toList().get(1).indexOf("SENT") + 1);
        assertThat(compiled.place("s.t_c.it's")).isPresent();
    }

    @Test
    void readsGeneratedAndIdentityColumns() {
        assertThat(column("a: Int @wes_generated(expr: \"1 + 1\")").generated()).contains(new GeneratedColumn(Expression.of("1 + 1"), true));
        assertThat(column("a: Int @wes_generated(expr: \"1\", stored: false)").generated()).contains(new GeneratedColumn(Expression.of("1"), false));
        assertThat(column("a: Int! @wes_identity").identity()).contains(new IdentityColumn(false));
        assertThat(column("a: ID! @wes_type(name: \"bigint\") @wes_identity(always: true)").identity()).contains(new IdentityColumn(true));
    }

    @Test
    void turnsDescriptionsIntoComments() {
        Table t = table("\"\"\"\n  A table\n    of things\n\"\"\"\ntype T @wes_table { \"it's \\u0000an id\" id: ID!  \"  \" a: Int }", "t");
        assertThat(t.comment()).contains("A table\n  of things");
        assertThat(t.columns()).extracting(c -> c.comment()).containsExactly(Optional.of("it's an id"), Optional.empty());
    }

    @Test
    void keepsWhatHasNoSqlEffect() {
        Table t = table("type T @wes_table @wes_weight(value: 9) @wes_critical @wes_noRPC @wes_grant(roles: [\"a\", \"b\"]) { id: ID! @wes_pk @wes_pii  ts: [T] @wes_hasMany(type: \"T\", field: \"id\") }", "t");
        assertThat(t.directives().byName().keySet()).containsExactly("wes_critical", "wes_grant", "wes_hasMany", "wes_noRPC", "wes_weight");
        assertThat(t.directives().arguments("wes_weight")).containsEntry("value", 9L);
        assertThat(t.directives().strings("wes_grant", "roles")).containsExactly("a", "b");
        assertThat(t.directives().arguments("wes_hasMany")).containsEntry("ts", "T.id");
        assertThat(t.columns().getFirst().directives().has("wes_pii")).isTrue();
    }

    // ---- keys and indexes

    @Test
    void readsForeignKeysByTypeAndBySqlName() {
        String sdl = """
                type Customer @wes_table(name: "people", schema: "crm") { id: ID! @wes_pk }
                type T @wes_table { a: ID @wes_fk(ref: "%s.id", onDelete: "set null", onUpdate: CASCADE, initiallyDeferred: true) }""";
        ForeignKey expected = new ForeignKey("fk_t_a", List.of("a"), new QualifiedName("crm", "people"), List.of("id"), ReferentialAction.SET_NULL, ReferentialAction.CASCADE, true, true, true);
        for (String ref : List.of("Customer", "people", "crm.people")) {
            assertThat(table(sdl.formatted(ref), "t").foreignKeys()).as(ref).containsExactly(expected);
        }
    }

    @Test
    void warnsWhenForeignKeyTypesDiffer() {
        var outcome = outcome("type A @wes_table { id: ID! @wes_pk  b: String @wes_fk(ref: \"A.id\") }");
        assertThat(outcome.isDone()).isTrue();
        assertThat(outcome.diagnostics()).singleElement().satisfies(d -> {
            assertThat(d.code()).isEqualTo(Code.FOREIGN_KEY_TYPE_MISMATCH);
            assertThat(d.severity()).isEqualTo(Severity.WARNING);
            assertThat(d.span().orElseThrow().column()).isEqualTo(48);
        });
    }

    @Test
    void makesOneIndexOfAKeyAndAnEqualIndex() {
        var outcome = outcome("type T @wes_table @wes_index(fields: [\"a\", \"b\"]) @wes_unique(fields: [\"a\", \"b\"]) @wes_index(fields: [\"b\", \"a\"]) { id: ID! @wes_pk @wes_index  a: Int  b: Int @wes_unique @wes_index }");
        assertThat(outcome.value().schema().tables().getFirst().indexes()).extracting(Index::name).containsExactly("idx_t_b_a");
        assertThat(outcome.diagnostics()).extracting(Diagnostic::code).containsOnly(Code.REDUNDANT_INDEX).hasSize(3);
    }

    @Test
    void readsEveryPartOfAnIndex() {
        Table t = table("type T @wes_table @wes_index(fields: [\"a\"], expressions: [\"lower(b)\", \"a + 1\"], using: GIN, where: \"a > 1\", include: [\"b\"], opclass: \"jsonb_path_ops\", name: \"i\")"
                + " { a: Int b: String }", "t");
        assertThat(t.indexes()).containsExactly(new Index("i", List.of("a"), List.of(Expression.of("lower(b)"), Expression.of("a + 1")), false, "gin", Optional.of(Expression.of("a > 1")),
                List.of("b"), Optional.of("jsonb_path_ops"), false, true));
    }

    @Test
    void readsPartitioning() {
        Table t = table("type T @wes_table @wes_pk(fields: [\"id\", \"at\"]) @wes_partitionBy(strategy: \"range\", fields: [\"at\"]) { id: ID! at: DateTime! }", "t");
        assertThat(t.partitioning()).contains(new Partitioning(Partitioning.Strategy.RANGE, List.of("at")));
    }

    @Test
    void givesUidsAndFormerNames() {
        Table t = table("type T @wes_table @wes_renamedFrom(name: \"Old\") { a: Int @wes_uid(value: \"col:x\")  b: Int @wes_renamedFrom(name: \"c\") }", "t");
        assertThat(t.uid()).contains("tbl:T");
        assertThat(t.renamedFrom()).contains("Old");
        assertThat(t.columns()).extracting(c -> c.uid().orElseThrow()).containsExactly("col:x", "col:T.b");
        assertThat(t.columns().get(1).renamedFrom()).contains("c");
    }

    // ---- places and the client's view

    @Test
    void filesEveryElementUnderUidAndSubject() {
        CompiledSchema compiled = compiled("""
                type Order @wes_table(name: "orders") @wes_tenant(by: "orgId") {
                  id: ID! @wes_pk
                  orgId: ID! @wes_unique
                  parent: ID @wes_fk(ref: "Order.id") @wes_index @wes_check(expr: "true")
                  tags: [Int!]
                }""");
        assertThat(compiled.places()).hasEntrySatisfying("orders", s -> assertThat(s).hasToString("schema.graphql:1:6"))
                .hasEntrySatisfying("tbl:Order", s -> assertThat(s).hasToString("schema.graphql:1:6"))
                .hasEntrySatisfying("orders.parent", s -> assertThat(s).hasToString("schema.graphql:4:3"))
                .hasEntrySatisfying("col:Order.parent", s -> assertThat(s).hasToString("schema.graphql:4:3"))
                .hasEntrySatisfying("orders.fk_orders_parent", s -> assertThat(s).hasToString("schema.graphql:4:14"))
                .hasEntrySatisfying("orders.policy_orders_tenant_select", s -> assertThat(s).hasToString("schema.graphql:1:39"))
                .containsKeys("orders.orders_pkey", "orders.orders_orgId_key", "orders.idx_orders_parent", "orders.orders_parent_check", "orders.orders_tags_no_null_items_check");
    }

    @Test
    void showsClientsTheTypesAsTheyAreWritten() {
        var api = compiled("""
                "An order"
                type Order @wes_table { "key" id: ID!  items: [Item!]!  tags: [String!] }
                type Item { order: Order }
                type Query { orders: [Order] }
                input Key @oneOf { id: ID  list: [Int!] }
                enum E { A @deprecated B @deprecated(reason: "old") "c" C }
                """).api();
        assertThat(api.types()).extracting(t -> t.name()).containsExactly("Order", "Item", "Query");
        var order = api.types().getFirst();
        assertThat(order.table()).contains(QualifiedName.of("order"));
        assertThat(order.description()).contains("An order");
        assertThat(order.fields()).extracting(f -> f.name() + ":" + f.type() + f.nonNull() + f.list() + f.itemsNonNull() + f.column().orElse("-") + f.description().orElse("-"))
                .containsExactly("id:IDtruefalsefalseidkey", "items:Itemtruetruetrue--", "tags:Stringfalsetruetruetags-");
        assertThat(api.types().get(1).table()).isEmpty();
        assertThat(api.inputs()).singleElement().satisfies(i -> {
            assertThat(i.oneOf()).isTrue();
            assertThat(i.fields()).extracting(f -> f.name()).containsExactly("id", "list");
        });
        assertThat(api.enums().getFirst().values()).extracting(v -> v.name() + v.deprecation().orElse("-") + v.description().orElse("-"))
                .containsExactly("ANo longer supported-", "Bold-", "C-c");
    }

    @Test
    void ignoresWhatOtherToolsDeclare() {
        assertThat(outcome("""
                schema { query: Query }
                directive @wes_table(name: String) repeatable on OBJECT
                scalar DateTime @specifiedBy(url: "https://example.org")
                interface Node { id: ID! }
                union U = T
                input I { a: Int = 3 }
                type Query { t(i: I): T }
                type T implements Node @wes_table { id: ID! @wes_pk  at: DateTime }""").diagnostics()).isEmpty();
    }

    // ---- input

    @Test
    void refusesEmptyAndOversizedInput() {
        for (String empty : List.of("", " \n\t", "# nothing\n", "\uFEFF\u0000")) {
            assertThat(outcome(empty).diagnostics()).singleElement().satisfies(d -> {
                assertThat(d.code()).isEqualTo(Code.EMPTY_SCHEMA);
                assertThat(d.help()).contains("echo 'type");
            });
        }
        String example = outcome("").diagnostics().getFirst().help();
        assertThat(compiled(example.substring(example.indexOf('\'') + 1, example.lastIndexOf('\''))).schema().tables()).hasSize(1);
        assertThat(outcome("type T { äé: Int }", SdlOptions.DEFAULT.withMaxBytes(5)).diagnostics()).extracting(Diagnostic::code).containsExactly(Code.INPUT_TOO_LARGE);
    }

    @Test
    void stripsByteOrderMarkAndNul() {
        assertThat(schema("\uFEFFtype T @wes_table {\0 a:\0 Int }")).isEqualTo(schema("type T @wes_table { a: Int }"));
        assertThat(schema("type T @wes_table {\r\n a: Int\r b: Int }")).isEqualTo(schema("type T @wes_table { a: Int b: Int }"));
    }

    @Test
    void knowsTheTypeOfEveryScalarItNames() {
        assertThat(ColumnTypes.SCALARS).hasSize(16).containsEntry("DateTime", SqlType.of("timestamptz"));
    }
}
