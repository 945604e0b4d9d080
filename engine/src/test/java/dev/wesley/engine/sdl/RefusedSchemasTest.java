package dev.wesley.engine.sdl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every way to be wrong, with the place that is underlined: the text between « and ».
class RefusedSchemasTest {

    record Bad(String sdl, String message) {
        static Bad of(String sdl, String message) {
            return new Bad(sdl, message);
        }

        /// A field of a table `T` that is sound otherwise.
        static Bad field(String field, String message) {
            return new Bad("type T @wes_table {\n  id: ID! @wes_pk\n  " + field + "\n}", message);
        }

        /// A directive on the table `T`.
        static Bad type(String directive, String message) {
            return new Bad("type T @wes_table\n  " + directive + " {\n  id: ID! @wes_pk\n  a: Int!\n  b: String\n}", message);
        }

        @Override
        public String toString() {
            return message + " ← " + sdl.replace("\n", " ");
        }
    }

    static List<Bad> bad() {
        return List.of(
                // syntax
                Bad.of("type A @wes_table {\n  id ID«!» @wes_pk\n}", "GraphQL syntax error in line 2"),
                Bad.of("type A { a: Int } «}»", "GraphQL syntax error in line 1"),
                Bad.of("type A { a: Int }\ntype B «{» a Int }", "these braces do not hold"),
                Bad.of("type A { a: «\"x }»", "GraphQL syntax error in line 1"),
                Bad.of("«query» { a }", "GraphQL syntax error in line 1"),
                Bad.of("type A { a: " + "[".repeat(63) + "«[»" + "[".repeat(200) + "Int }", "GraphQL syntax error in line 1"),
                // declarations
                Bad.of("type A { a: Int }\ntype «A» { b: Int }", "`A` is declared twice, first at schema.graphql:1:6"),
                Bad.of("\"🙂\" type A { \"🙂🙂\" a: Int, \"d\" «a»: Int }", "`A.a` is declared twice, first at schema.graphql:1:19"),
                Bad.of("enum E { A\n «A» }", "`E.A` is declared twice"),
                Bad.of("enum «E»", "the enum `E` has no values"),
                Bad.of("type Order { a: Int }\nextend type «Ordr» { b: Int }", "`Ordr` is extended but declared nowhere"),
                Bad.of("type Order { a: Int }\nextend input «Order» { b: Int }", "`Order` is extended as input, but declared as type"),
                Bad.of("type A { a: «Strng» }", "has the type `Strng`, which is declared nowhere"),
                Bad.of("input I { a: Int }\ntype A { a: «I» }", "which is declared as input"),
                Bad.of("type A { a: Int }\ninput I { a: [«A»!]! }", "which is declared as type"),
                Bad.of("type A implements «Nod» { a: Int }\ninterface Node { a: Int }", "`A` implements `Nod`, which is declared nowhere"),
                Bad.of("union U = «I»\ninput I { a: Int }", "contains `I`, which is declared as input"),
                Bad.of("input I @oneOf { a: «Int»! }", "is required, but @oneOf"),
                Bad.of("type «__A» { a: Int }", "keeps for itself"),
                // directives
                Bad.field("a: Int @wes_index «@index»", "which are the same directive"),
                Bad.field("a: Int @wes_unique «@wes_unique»", "has @wes_unique twice"),
                Bad.field("a: Int «@wes_table»", "@wes_table cannot stand on `T.a`"),
                Bad.of("enum E «@wes_pk» { A }", "@wes_pk cannot stand on `E`"),
                Bad.field("a: Int «@wes_type»", "@wes_type lacks its argument `name`"),
                Bad.field("a: Int @wes_type(name: «12»)", "`name` of @wes_type is an integer, but must be a string"),
                Bad.field("a: Int @wes_type(name: «null»)", "is null"),
                Bad.field("a: Int @wes_type(name: «$»v)", "is a variable"),
                Bad.field("a: Int @wes_unique(name: \"x\", «name»: \"y\")", "is given twice"),
                Bad.field("a: Int @wes_unique(«fields»: [\"a\"])", "may be given on a type only"),
                Bad.type("@wes_weight(value: «-1»)", "must be an integer from 0"),
                Bad.type("@wes_unique(fields: «[»\"a\", 2])", "is a list, but must be a list of strings"),
                // tables and names
                Bad.of("type «A» @wes_table { b: B }\ntype B @wes_table { id: ID! }", "the table `A` has no columns"),
                Bad.of("type A @wes_table(name: «\"users\\\"; DROP TABLE users; --\"») { id: ID! }", "cannot be the name of the table of `A`"),
                Bad.of("type A @wes_table(name: «\"a.b\"») { id: ID! }", "cannot be the name of the table of `A`"),
                Bad.of("type A @wes_table(name: «\"\"») { id: ID! }", "cannot be the name"),
                Bad.of("type A @wes_table(schema: «\"pg_x\"») { id: ID! }", "belongs to Postgres"),
                Bad.of("type A @wes_table(name: «\"" + "ä".repeat(32) + "\"») { id: ID! }", "has 64 bytes"),
                Bad.of("type A @wes_table { id: ID! }\ntype B @wes_table(name: «\"a\"») { id: ID! }", "of the table of `A` (schema.graphql:1:6)"),
                Bad.of("type A @wes_table { s: B }\nenum «B» { X }\ntype C @wes_table(name: \"b\") { id: ID! }", "`b` would be the name of the enum `B` and of the table of `C`"),
                Bad.field("«xmin»: Int", "system column"),
                Bad.field("a: Int @wes_uid(value: «\"tbl:T\"»)", "belongs to `T` (schema.graphql:1:6) already"),
                Bad.of("type T @wes_table { " + "a".repeat(58) + ": Int «@wes_index» }", "bytes"),
                // types
                Bad.of("scalar Money\ntype A @wes_table { a: «Money» }", "which no Postgres type is mapped to"),
                Bad.field("a: [[«Int»]]", "is a list of lists"),
                Bad.field("a: Int @wes_type(name: «\"serial\"»)", "neither a Postgres type nor a declared enum"),
                Bad.field("a: String @wes_type(name: «\"varchr(10)\"»)", "neither a Postgres type"),
                Bad.field("a: String @wes_type(name: «\"text); DROP TABLE x; --\"»)", "neither a Postgres type"),
                Bad.field("a: String @wes_type(name: «\"text(3)\"»)", "takes no number"),
                Bad.field("a: String @wes_enum(values: [\"x\", «\"x\"»])", "is listed twice"),
                Bad.field("a: String @wes_enum(values: «[»])", "has no values"),
                Bad.field("a: «Int» @wes_enum(values: [\"x\"])", "needs a String"),
                Bad.field("a: String @wes_enum(values: [\"x\"]) «@wes_type»(name: \"text\")", "two types"),
                // keys
                Bad.field("b: ID! «@wes_pk»", "has two primary keys, the first at schema.graphql:2:11"),
                Bad.of("type A @wes_table {\n  id: ID «@wes_pk»\n}", "is in the primary key, but may be null"),
                Bad.of("type A @wes_table @wes_pk(fields: [\"a\"]) { a: Int! «@wes_pk» }", "has two primary keys"),
                Bad.type("@wes_unique(fields: [\"a\", «\"bb\"»])", "`T` has no field `bb`"),
                Bad.type("@wes_unique(fields: [\"a\", «\"a\"»])", "names `a` twice"),
                Bad.type("@wes_unique(fields: «[»])", "is empty"),
                Bad.type("«@wes_unique»", "lacks its argument `fields`"),
                Bad.type("«@wes_index»", "names nothing to index"),
                Bad.type("@wes_index(fields: [\"a\"], where: «\"a > 1; DROP TABLE t\"»)", "Invalid index expression"),
                Bad.type("@wes_index(expressions: [\"lower(b)\", «\"b) ; --\"»])", "Invalid index expression"),
                Bad.type("@wes_index(fields: [\"a\"], opclass: «\"x; y\"»)", "cannot be an operator class"),
                Bad.type("@wes_index(fields: [\"a\"], using: «\"b tree\"»)", "cannot be an access method"),
                Bad.type("@wes_index(fields: [\"a\"]) «@wes_index»(fields: [\"a\"], where: \"a > 1\")", "`idx_t_a` would be the name of an index of `T` and of an index of `T`"),
                Bad.field("a: Int @wes_check(expr: «\"a > 0); DROP TABLE users; SELECT (1\"»)", "Invalid check expression"),
                Bad.field("a: Int «@wes_check»(expr: \"a > 0\", name: \"t_pkey\")", "`t_pkey` would be the name of a check of `T` and of the primary key of `T`"),
                // defaults
                Bad.field("a: Int «@wes_default»", "neither `value` nor `expr`"),
                Bad.field("a: Int «@wes_default»(value: 1, expr: \"2\")", "both given"),
                Bad.field("a: Int @wes_default(value: «\"0; DROP TABLE x; --\"»)", "Invalid default expression of `T.a`"),
                Bad.field("a: Int @wes_default(expr: «\"'; DROP TABLE users; --\"»)", "Invalid default expression of `T.a`"),
                Bad.field("a: Int @wes_default(value: «\"now(); DROP TABLE x\"»)", "Invalid default expression"),
                Bad.field("a: Int @wes_default(value: «\"f(1) , (2)\"»)", "Invalid default expression"),
                Bad.field("a: Int @wes_default(value: «2147483648»)", "outside the range of integer"),
                Bad.field("a: Int @wes_default(value: «1.5»)", "takes an integer"),
                Bad.field("a: Boolean @wes_default(value: «\"true\"»)", "Invalid default expression"),
                Bad.field("a: String @wes_default(value: «1»)", "takes a string"),
                Bad.field("a: UUID @wes_default(value: «\"123\"»)", "is no UUID"),
                Bad.field("a: Date @wes_default(value: «\"2026-02-30\"»)", "is no date"),
                Bad.field("a: DateTime @wes_default(value: «\"yesterday\"»)", "is no moment"),
                Bad.field("a: JSON @wes_default(value: «\"{a: 1}\"»)", "is not valid JSON"),
                Bad.field("a: [Int] @wes_default(value: «\"1,2\"»)", "is no array literal"),
                Bad.of("enum E { NEW OLD }\ntype T @wes_table { a: E @wes_default(value: «\"NWE\"») }", "is no value of the enum `e`"),
                Bad.field("a: String @wes_type(name: \"varchar(3)\") @wes_default(value: «\"abcd\"»)", "longer than varchar(3)"),
                Bad.field("a: Int! @wes_identity «@wes_default»(value: 1)", "one source of values"),
                Bad.field("a: Int «@wes_default»(value: 1) @wes_generated(expr: \"1\")", "one source of values"),
                Bad.field("a: ID! «@wes_identity»", "@wes_identity counts integers"),
                Bad.field("a: Int «@wes_identity»", "an identity column is never null"),
                Bad.field("a: Int @wes_generated(expr: «\"(1\"»)", "Invalid generated expression"),
                // foreign keys
                Bad.field("a: ID «@wes_fk»", "@wes_fk lacks its argument `ref`"),
                Bad.field("a: ID @wes_fk(ref: «\"T\"»)", "does not name a column of a table"),
                Bad.field("a: ID @wes_fk(ref: «\"X.id\"»)", "there is no table `X`"),
                Bad.field("a: ID @wes_fk(ref: «\"T.ide\"»)", "`T` has no field `ide`"),
                Bad.field("a: ID @wes_fk(ref: «\"T.a\"»)", "which no primary key or unique constraint makes unique"),
                Bad.field("a: [ID] «@wes_fk»(ref: \"T.id\")", "which Postgres cannot"),
                Bad.field("a: ID @wes_fk(ref: \"T.id\", onDelete: «\"EXPLODE\"»)", "cannot be `EXPLODE`"),
                Bad.field("a: ID @wes_fk(ref: \"T.id\", deferrable: false, initiallyDeferred: «true»)", "not deferrable"),
                Bad.field("a: T «@wes_fk»(ref: \"T.id\")", "needs a column, but `T.a` has none"),
                Bad.type("«@wes_fk»(fields: [\"a\", \"b\"], ref: \"T.id\")", "pairs 2 with 1 columns"),
                Bad.of("type A @wes_table { id: ID! @wes_pk, f: ID @wes_fk(ref: «\"B.id\"») }\ntype B { id: ID! }", "`B` is not a table"),
                Bad.of("type A @wes_table(name: \"x\", schema: \"s\") { id: ID! @wes_pk }\ntype B @wes_table(name: \"x\", schema: \"r\") { id: ID! @wes_pk }\n"
                        + "type C @wes_table { a: ID @wes_fk(ref: «\"x.id\"») }", "is the name of several tables: `s.x`, `r.x`"),
                // tenants, partitions, renames, relations
                Bad.type("«@wes_tenant»", "@wes_tenant lacks its argument `by`"),
                Bad.type("@wes_tenant(by: «\"org\"»)", "`T` has no field `org`"),
                Bad.type("@wes_partitionBy(strategy: «SLICE», fields: [\"a\"])", "cannot be `SLICE`"),
                Bad.type("«@wes_partitionBy»(strategy: RANGE, fields: [\"a\"])", "must contain its partition columns a"),
                Bad.of("type T @wes_table @wes_partitionBy(strategy: LIST, fields: «[»\"a\", \"b\"]) { a: Int! b: Int! }", "one partition column"),
                Bad.of("type T @wes_table @wes_partitionBy(strategy: HASH, fields: [\"a\"]) { a: Int!\n b: Int! «@wes_unique» }", "must contain its partition columns"),
                Bad.field("a: Int @wes_renamedFrom(name: «\"id\"»)", "still declared"),
                Bad.field("a: Int @wes_renamedFrom(name: \"x\")\n  b: Int @wes_renamedFrom(name: «\"x\"»)", "two fields of `T` come from `x`"),
                Bad.of("type A @wes_table { id: ID! }\ntype B @wes_table @wes_renamedFrom(name: «\"A\"») { id: ID! }", "still declared"),
                Bad.of("type A @wes_table { id: ID! }\ntype B @wes_table @wes_renamedFrom(name: «\"a\"») { id: ID! }", "still declared"),
                Bad.field("a: [T] @wes_hasMany(type: «\"Tt\"»)", "there is no table `Tt`"),
                Bad.field("a: [T] @wes_hasMany(type: \"T\", field: «\"idd\"»)", "`T` has no field `idd`"),
                Bad.field("a: [T] @wes_hasMany «@wes_hasOne»", "two kinds of relation"),
                // row-level security
                Bad.type("«@wes_rls»", "has no policy, so nobody could read a row"),
                Bad.type("@wes_rls(using: «\"true; DROP TABLE t\"»)", "Invalid policy expression"),
                Bad.type("@wes_rls(preset: «\"ownr\"»)", "`preset` of @wes_rls cannot be `ownr`"),
                Bad.type("@wes_rls(preset: «\"owner\"»)", "lacks what it needs"),
                Bad.type("@wes_rls(preset: «\"admin-only\"»)", "lacks what it needs"),
                Bad.type("@wes_rls(preset: \"owner\", options: {column: \"a\", colum: «\"b\"»})", "has no option `colum`"),
                Bad.type("@wes_rls(preset: \"owner\", options: {column: «\"c\"»})", "`T` has no field `c`"),
                Bad.type("@wes_rls(preset: «\"soft-delete\"», options: {column: \"a\"})", "lacks what it needs"),
                Bad.type("@wes_rls(preset: \"time-window\", options: {from: «\"a\"»})", "which is no moment"),
                Bad.type("@wes_rls(preset: «owner», options: {column: \"a\"}, using: \"true\")", "has a preset and its own using"),
                Bad.type("@wes_rls(using: \"true\", options: «{»column: \"a\"})", "belong to a preset"),
                Bad.type("@wes_rls(using: \"true\", roles: [«\"a\\\"b\"»])", "cannot be the name of a role"),
                Bad.type("@wes_tenant(by: \"a\") @wes_rls(enabled: «false»)", "is switched off"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refusesWithAnExactPlace(Bad bad) {
        int from = bad.sdl().indexOf('«');
        int to = bad.sdl().indexOf('»');
        assertThat(from).as("a marked place").isNotNegative();
        String before = bad.sdl().substring(0, from);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.codePointCount(before.lastIndexOf('\n') + 1, before.length()) + 1;
        String sdl = bad.sdl().replace("«", "").replace("»", "");
        List<Diagnostic> errors = Compiled.errors(sdl);
        assertThat(errors).as(sdl).anySatisfy(d -> {
            assertThat(d.code()).isEqualTo(Code.PARSE_FAILED);
            assertThat(d.message()).contains(bad.message());
            Span span = d.span().orElseThrow();
            assertThat(span.file()).isEqualTo("schema.graphql");
            assertThat(span.line()).as("line of " + span).isEqualTo(line);
            assertThat(span.column()).as("column of " + span).isEqualTo(column);
            assertThat(span.length()).as("length of " + span).isEqualTo(bad.sdl().substring(from + 1, to).codePointCount(0, to - from - 1));
            assertThat(span.text()).isEqualTo(sdl.lines().toList().get(line - 1));
        });
        assertThat(errors).as("one mistake, one error").hasSize(1);
    }

    @Test
    void reportsEveryErrorOfEveryFileAtOnce() {
        var outcome = dev.wesley.engine.Compiler.compile(List.of(
                new SourceFile("b.graphql", "type B @wes_table { id: ID! @wes_pk  a: Itn  c: Int @wes_default(value: true) }"),
                new SourceFile("a.graphql", "type A @wes_table { id: ID @wes_pk }\ntype A { x: Int }")), SdlOptions.DEFAULT);
        assertThat(outcome.isDone()).isFalse();
        assertThat(outcome.diagnostics()).extracting(d -> d.span().orElseThrow().toString()).containsExactly("a.graphql:1:28", "a.graphql:2:6", "b.graphql:1:41", "b.graphql:1:73");
    }

    @Test
    void reportsTheFirstSyntaxErrorOfEachFileAndNoNamesThatMayStandInThem() {
        var outcome = dev.wesley.engine.Compiler.compile(List.of(
                new SourceFile("a.graphql", "type A {\n a: Int! }\ntype D { a: : }"),
                new SourceFile("b.graphql", "type B { a: A }\n}"),
                new SourceFile("c.graphql", "type C @wes_table { a: A  id: ID! @wes_fk(ref: \"B.id\")  n: Int @wes_default }")), SdlOptions.DEFAULT);
        assertThat(outcome.diagnostics()).extracting(d -> d.span().orElseThrow().toString()).containsExactly("a.graphql:3:13", "b.graphql:2:1", "c.graphql:1:64");
    }

    @Test
    void suggestsTheLikestName() {
        assertThat(Compiled.errors("type T @wes_table { id: ID! a: Sting }").getFirst().help()).isEqualTo("did you mean `String`?");
        assertThat(Compiled.errors("type Order @wes_table { id: ID! @wes_pk a: ID @wes_fk(ref: \"Odrer.id\") }").getFirst().help()).isEqualTo("did you mean `Order`?");
        assertThat(Compiled.errors("enum E { NEW OLD } type T @wes_table { a: E @wes_default(value: NWE) }").getFirst().help()).isEqualTo("did you mean `NEW`?");
        assertThat(Compiled.errors("type T @wes_table @wes_unique(fields: [\"nam\"]) { name: Int }").getFirst().help()).isEqualTo("did you mean `name`?");
    }

    @Test
    void survivesVeryLongLists() {
        String many = "A ".repeat(20_000).strip();
        assertThat(Compiled.outcome("type A { a: Int }\nunion U = " + many.replace(" ", " | ")).isDone()).isTrue();
        assertThat(Compiled.outcome("interface A { a: Int }\ntype T implements " + many.replace(" ", " & ") + " @wes_table { a: Int }").isDone()).isTrue();
        String longName = "x".repeat(200_000);
        assertThat(Compiled.errors("type T @wes_table @wes_unique(fields: [\"" + longName + "y\"]) { " + longName + ": Int }")).hasSize(2);
    }

    @Test
    void countsASwapAsOneSlip() {
        assertThat(Suggestion.slips("order", "odrer")).isEqualTo(1);
        assertThat(Suggestion.slips("", "abc")).isEqualTo(3);
        assertThat(Suggestion.likest("zzz", List.of("abc"))).isEmpty();
        assertThat(Suggestion.likest("ab", List.of("ad", "ac"))).contains("ac");
    }
}
