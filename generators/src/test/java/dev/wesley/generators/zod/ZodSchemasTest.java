package dev.wesley.generators.zod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.evidence.ArtifactKind;
import dev.wesley.engine.evidence.GeneratedFile;
import dev.wesley.engine.sdl.CompiledSchema;
import dev.wesley.generators.ClientProject;
import dev.wesley.generators.Npm;
import dev.wesley.generators.Shop;
import dev.wesley.generators.Uids;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The validators, compiled and run.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ZodSchemasTest {
    private static final GeneratedFile ZOD = ZodSchemas.generate(Shop.compiled());

    /// Does not compile unless the inferred types are exactly those of types.ts.
    private static final String EQUAL = """
            import * as z from "zod";
            import * as t from "./types.js";
            import * as s from "./zod.js";
            type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
            type Flat<T> = { [K in keyof T]: T[K] };
            type Filled<T, K extends keyof T> = Flat<{ [P in keyof T as P extends K ? never : P]: T[P] } & { [P in K]-?: T[P] }>;
            const yes = <T extends true>(value?: T): void => void value;
            const no = <T extends false>(value?: T): void => void value;
            yes<Equal<z.infer<typeof s.UserSchema>, t.User>>();
            yes<Equal<z.infer<typeof s.UserUpdateSchema>, t.UserUpdate>>();
            yes<Equal<Flat<z.infer<typeof s.UserCreateSchema>>, Filled<t.UserCreate, "tier" | "tags" | "note">>>();
            yes<Equal<z.infer<typeof s.OrderSchema>, t.Order>>();
            yes<Equal<z.infer<typeof s.OrderUpdateSchema>, t.OrderUpdate>>();
            yes<Equal<Flat<z.infer<typeof s.OrderCreateSchema>>, Filled<t.OrderCreate, "status" | "total" | "qty" | "paid" | "meta">>>();
            yes<Equal<z.infer<typeof s.ArraySchema>, t.Array>>();
            yes<Equal<z.infer<typeof s.PlainCreateSchema>, t.PlainCreate>>();
            yes<Equal<z.infer<typeof s.OrderStatusSchema>, t.OrderStatus>>();
            yes<Equal<z.infer<typeof s.OrderFilterSchema>, t.OrderFilter>>();
            yes<Equal<z.infer<typeof s.DayRangeSchema>, t.DayRange>>();
            yes<Equal<z.infer<typeof s.UserLookupSchema>, t.UserLookup>>();
            no<Equal<z.infer<typeof s.UserSchema>, t.UserUpdate>>();
            const created: t.UserCreate = { email: "a" };
            s.UserCreateSchema.parse(created satisfies z.input<typeof s.UserCreateSchema>);
            const paid: t.OrderStatus = t.OrderStatus.PAID;
            void paid;
            // @ts-expect-error exactly one key
            const both: t.UserLookup = { id: "x", email: "y" };
            void both;
            // @ts-expect-error a number is not exact
            const total: t.Order["total"] = 1.5;
            void total;
            """;

    private ClientProject project;

    @BeforeAll
    void compile() {
        project = ClientProject.of("zod-test", Shop.compiled()).write("equal.ts", EQUAL);
        assertThat(project.compileForNode("types.ts", "zod.ts", "equal.ts")).isEqualTo(new Npm.Result(0, ""));
    }

    @Test
    void compilesForBundlersToo() {
        assertThat(project.checkForBundler("types.ts", "zod.ts", "equal.ts")).isEqualTo(new Npm.Result(0, ""));
    }

    private record Case(String validator, String value, boolean accepted) {}

    private static Case accepts(String validator, String value) {
        return new Case(validator, value, true);
    }

    private static Case refuses(String validator, String value) {
        return new Case(validator, value, false);
    }

    private static Case order(boolean accepted, String patch) {
        return new Case("OrderUpdateSchema", patch, accepted);
    }

    private static final List<Case> CASES = List.of(
            accepts("OrderStatusSchema", "'PENDING'"), accepts("OrderStatusSchema", "'PAID'"), accepts("OrderStatusSchema", "'SHIPPED'"),
            refuses("OrderStatusSchema", "'OrderStatus'"), refuses("OrderStatusSchema", "'order_status'"), refuses("OrderStatusSchema", "'pending'"),
            accepts("UserUpdateSchema", "{}"), accepts("UserUpdateSchema", "{ displayName: null }"), refuses("UserUpdateSchema", "{ email: null }"),
            refuses("UserUpdateSchema", "{ email: undefined }"), refuses("UserUpdateSchema", "{ displayName: undefined }"),
            refuses("UserUpdateSchema", "{ display_name: 'x' }"), refuses("UserUpdateSchema", "{ orders: [] }"),
            accepts("UserUpdateSchema", "{ id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }"), accepts("UserUpdateSchema", "{ id: '01234567-89ab-0def-0123-456789abcdef' }"),
            refuses("UserUpdateSchema", "{ id: 'not-a-uuid' }"), refuses("UserUpdateSchema", "{ id: '01234567-89ab-0def-0123-456789abcde' }"),
            accepts("UserUpdateSchema", "{ email: '12345678' }"), refuses("UserUpdateSchema", "{ email: '123456789' }"),
            accepts("UserUpdateSchema", "{ email: '😀😀😀😀😀😀😀😀' }"), refuses("UserUpdateSchema", "{ email: '😀😀😀😀😀😀😀😀😀' }"),
            refuses("UserUpdateSchema", "{ email: 'a\\u0000b' }"), refuses("UserUpdateSchema", "{ note: '\\u0000' }"),
            accepts("UserUpdateSchema", "{ tier: 'pro plan' }"), refuses("UserUpdateSchema", "{ tier: 'tier' }"),
            accepts("UserUpdateSchema", "{ tags: ['a', 'b'] }"), refuses("UserUpdateSchema", "{ tags: ['a', null] }"), refuses("UserUpdateSchema", "{ tags: null }"),
            accepts("UserUpdateSchema", "{ pastTiers: ['free', null] }"), accepts("UserUpdateSchema", "{ pastTiers: null }"),
            accepts("UserUpdateSchema", "{ createdAt: '2024-02-29T12:00:00.123456+00:00' }"), accepts("UserUpdateSchema", "{ createdAt: '2024-02-29T12:00:00Z' }"),
            refuses("UserUpdateSchema", "{ createdAt: '2023-02-29T12:00:00Z' }"), refuses("UserUpdateSchema", "{ createdAt: '2024-02-29 12:00:00+00' }"),
            accepts("UserCreateSchema", "{ email: 'a' }"), refuses("UserCreateSchema", "{}"), refuses("UserCreateSchema", "{ email: null }"),
            accepts("UserCreateSchema", "{ email: 'a', displayName: null, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }"),
            refuses("OrderCreateSchema", "{ id: '1', orgId: 'ffffffff-ffff-ffff-ffff-ffffffffffff', userId: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }"),
            accepts("OrderCreateSchema", "{ orgId: 'ffffffff-ffff-ffff-ffff-ffffffffffff', userId: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }"),
            order(true, "{ qty: 2147483647 }"), order(true, "{ qty: -2147483648 }"), order(false, "{ qty: 2147483648 }"), order(false, "{ qty: 1.5 }"),
            order(false, "{ qty: '1' }"), order(true, "{ small: 32767 }"), order(false, "{ small: 32768 }"), order(false, "{ small: -32769 }"),
            order(true, "{ total: '99999.99' }"), order(true, "{ total: '-0.5' }"), order(false, "{ total: '100000' }"), order(false, "{ total: '1.999' }"),
            order(false, "{ total: '1e2' }"), order(false, "{ total: 1.5 }"), order(false, "{ total: 'NaN' }"), order(false, "{ total: '' }"),
            order(true, "{ discount: 0.1 }"), order(false, "{ discount: 1e39 }"), order(false, "{ discount: 1e-60 }"), order(true, "{ weight: 1e300 }"),
            order(false, "{ weight: NaN }"), order(false, "{ weight: Infinity }"), order(true, "{ paid: true }"), order(false, "{ paid: 'true' }"),
            order(true, "{ meta: { a: [1, null] } }"), order(true, "{ meta: null }"), order(true, "{ placedOn: '2024-02-29' }"),
            order(false, "{ placedOn: '2023-02-29' }"), order(true, "{ atTime: '23:59:59.5' }"), order(false, "{ atTime: '25:00:00' }"),
            order(true, "{ seen: '2024-01-01T00:00:00' }"), order(true, "{ raw: '\\\\xdead' }"), order(false, "{ raw: 'dead' }"), order(true, "{ net: '10.0.0.0/8' }"),
            order(true, "{ net: '::/0' }"), order(false, "{ net: '10.0.0.0/33' }"), order(false, "{ doubled: '1' }"),
            accepts("UserLookupSchema", "{ email: 'a' }"), accepts("UserLookupSchema", "{ id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }"),
            refuses("UserLookupSchema", "{}"), refuses("UserLookupSchema", "{ email: null }"),
            refuses("UserLookupSchema", "{ email: 'a', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }"),
            accepts("OrderFilterSchema", "{ and: [{ not: { status: 'PAID' } }, {}], range: { from: '2024-01-01' } }"),
            refuses("OrderFilterSchema", "{ and: [{ not: { status: 'NO' } }] }"), refuses("OrderFilterSchema", "{ and: [null] }"), accepts("OrderFilterSchema", "{ and: null }"),
            refuses("OrderFilterSchema", "{ range: {} }"), refuses("OrderFilterSchema", "{ range: { from: '2024-01-01', max: 1.5 } }"), refuses("OrderFilterSchema", "{ other: 1 }"),
            accepts("ArrayCreateSchema", "{ select: 'x', day: '2024-01-01' }"), accepts("ArrayUpdateSchema", "{ mixedCase: 3 }"),
            refuses("ArrayUpdateSchema", "{ mixedCase: 'x' }"));

    @TestFactory
    Stream<DynamicTest> checksValues() {
        StringBuilder script = new StringBuilder("import * as s from './out/zod.js';\nconst results = [];\n");
        CASES.forEach(c -> script.append("results.push(s.").append(c.validator()).append(".safeParse(").append(c.value()).append(").success);\n"));
        script.append("console.log(JSON.stringify(results));\n");
        JsonNode results = json(script.toString());
        return Stream.iterate(0, i -> i < CASES.size(), i -> i + 1).map(i -> {
            Case c = CASES.get(i);
            return DynamicTest.dynamicTest(c.validator() + (c.accepted() ? " accepts " : " refuses ") + c.value(),
                    () -> assertThat(results.get(i).booleanValue()).isEqualTo(c.accepted()));
        });
    }

    @Test
    void fillsDefaultsInCreateOnly() {
        JsonNode parsed = json("""
                import * as s from './out/zod.js';
                const id = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
                console.log(JSON.stringify([
                  s.UserCreateSchema.parse({ email: 'a' }), s.OrderCreateSchema.parse({ orgId: id, userId: id }),
                  s.UserUpdateSchema.parse({}), s.OrderUpdateSchema.parse({}), s.ArrayUpdateSchema.parse({}),
                ]));
                """);
        assertThat(parsed).isEqualTo(JsonMapper.shared().readTree("""
                [{"email": "a", "tier": "free", "tags": [], "note": "it's \\\\ fine"},
                 {"orgId": "ffffffff-ffff-ffff-ffff-ffffffffffff", "userId": "ffffffff-ffff-ffff-ffff-ffffffffffff",
                  "status": "PENDING", "total": "0", "qty": 1, "paid": false, "meta": {}}, {}, {}, {}]
                """));
    }

    @Test
    void readsWhatPostgresPrints() {
        JsonNode read = json("""
                import * as s from './out/zod.js';
                const id = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
                const row = { id: '9223372036854775807', orgId: id, userId: id, status: 'PAID', total: '12.50', qty: 1, small: null, discount: null, weight: 0.5,
                  paid: true, meta: null, placedOn: null, atTime: null, seen: null, raw: null, ip: '::1', net: null, doubled: 'NaN' };
                const { doubled, ...less } = row;
                console.log(JSON.stringify([row, { ...row, id: '9223372036854775808' }, { ...row, id: '-9223372036854775808' }, { ...row, id: 1 },
                  { ...row, extra: 1 }, less].map((r) => s.OrderSchema.safeParse(r).success)));
                """);
        assertThat(read).isEqualTo(JsonMapper.shared().readTree("[true, false, true, false, false, false]"));
    }

    @Test
    void marksEveryCallPure() {
        String body = ZOD.text().substring(ZOD.text().indexOf("export const"));
        assertThat(body.replaceAll("/\\* @__PURE__ \\*/ (z\\.[a-zA-Z0-9_.]+|int2|float4|atMost)\\(", "")).doesNotContain("z.string(").doesNotContainPattern("\\bz\\.[a-z_]+[A-Za-z.]*\\(")
                .as("a property read among the arguments makes a bundler keep the schema").doesNotContainPattern("types\\.\\w+\\.");
    }

    @Test
    void saysWhichLinesRealiseWhichElement() {
        List<String> lines = ZOD.text().lines().toList();
        assertThat(ZOD.spans()).allMatch(s -> s.kind() == ArtifactKind.ZOD);
        Shop.compiled().schema().tables().forEach(t -> {
            assertThat(ZOD.spans()).filteredOn(s -> s.uid().equals(Uids.table(t))).hasSize(3)
                    .allSatisfy(s -> assertThat(lines.get(s.firstLine() - 1)).startsWith("export const "))
                    .allSatisfy(s -> assertThat(lines.get(s.lastLine() - 1)).isEqualTo("});"));
            t.columns().forEach(c -> assertThat(ZOD.spans()).filteredOn(s -> s.uid().equals(Uids.column(t, c))).isNotEmpty());
        });
        assertThat(ZOD.spans()).filteredOn(s -> s.uid().equals("col:Order.total")).hasSize(3)
                .allSatisfy(s -> assertThat(lines.get(s.firstLine() - 1)).startsWith("  total: "));
    }

    @Test
    void importsTypesFromWhereItIsTold() {
        assertThat(ZodSchemas.generate(Shop.compiled(), "@shop/types").text()).contains("import * as types from \"@shop/types\";");
    }

    @Test
    void isTheSameForTheSameSchema() {
        assertThat(ZodSchemas.generate(Shop.compiled())).isEqualTo(ZOD);
    }

    @Test
    void isAModuleEvenWhenThereIsNothingToValidate() {
        ClientProject empty = ClientProject.of("empty-test", CompiledSchema.empty());
        assertThat(empty.compileForNode("types.ts", "zod.ts")).isEqualTo(new Npm.Result(0, ""));
    }

    private JsonNode json(String script) {
        Npm.Result result = project.node(script);
        assertThat(result.exitCode()).as(result.output()).isZero();
        return JsonMapper.shared().readTree(result.output());
    }
}
