package dev.wesley.generators.typescript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wesley.engine.evidence.ArtifactKind;
import dev.wesley.engine.evidence.GeneratedFile;
import dev.wesley.engine.ir.ApiSchema;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.sdl.CompiledSchema;
import dev.wesley.generators.ClientProject;
import dev.wesley.generators.Npm;
import dev.wesley.generators.Shop;
import dev.wesley.generators.Uids;
import dev.wesley.generators.wire.WireShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TypeScriptTypesTest {
    private static final GeneratedFile TYPES = TypeScriptTypes.generate(Shop.compiled());

    @Test
    void writesARowWithTheNamesOfTheSchema() {
        assertThat(TYPES.text()).contains("""
                /** A person's account *\\/ with care */
                export type User = {
                  id: UUID;
                  /**
                   * Where mail goes\\
                   * and "comes" from
                   */
                  email: string;
                  displayName: string | null;
                  tier: "free" | "pro plan";
                  pastTiers: ("free" | "pro plan" | null)[] | null;
                  createdAt: DateTime;
                  tags: string[];
                  note: string;
                };
                """);
    }

    @Test
    void leavesOutOfWritesWhatTheDatabaseComputes() {
        String create = block("OrderCreate");
        assertThat(create).contains("  orgId: UUID;").contains("  status?: OrderStatus;").contains("  small?: number | null;").contains("  total?: Decimal;");
        assertThat(create).doesNotContain("  id").doesNotContain("doubled");
        assertThat(block("OrderUpdate")).contains("  orgId?: UUID;").doesNotContain("  id").doesNotContain("doubled");
        assertThat(block("Order")).contains("  id: BigInt;").contains("  doubled: Decimal | null;").doesNotContain("user:");
    }

    @Test
    void writesAnEnumAsObjectAndType() {
        assertThat(TYPES.text()).contains("""
                /** How far an order got */
                export const OrderStatus = {
                  /** Not paid *\\/ */
                  PENDING: "PENDING",
                  /** @deprecated ask the bank */
                  PAID: "PAID",
                  SHIPPED: "SHIPPED",
                } as const;
                /** How far an order got */
                export type OrderStatus = (typeof OrderStatus)[keyof typeof OrderStatus];
                """);
    }

    @Test
    void writesInputsAndExactlyOneKeyForOneOf() {
        assertThat(TYPES.text()).contains("""
                export type UserLookup =
                  | { id: UUID; email?: never }
                  | { id?: never; email: string };
                """).contains("""
                  and?: OrderFilter[] | null;
                  not?: OrderFilter | null;
                """);
    }

    @Test
    void writesNamesThatTypeScriptKeepsForItselfWithAnUnderscore() {
        List<ApiSchema.Enum> enums = List.of("delete", "string", "Record", "Date").stream()
                .map(n -> new ApiSchema.Enum(n, QualifiedName.of("e_" + n), Optional.empty(), List.of(new ApiSchema.Value("A", Optional.empty(), Optional.empty()))))
                .toList();
        CompiledSchema schema = new CompiledSchema(Schema.EMPTY, new ApiSchema(List.of(), List.of(), enums), new TreeMap<>());
        assertThat(TypeScriptTypes.generate(schema).text()).contains("export const delete_ = {").contains("export type string_ =").contains("export type Date =");
        assertThat(ClientProject.of("names-test", schema).compileForNode("types.ts", "zod.ts")).isEqualTo(new Npm.Result(0, ""));
    }

    @Test
    void refusesASchemaThatDeclaresAGeneratedName() {
        CompiledSchema shop = Shop.compiled();
        List<ApiSchema.Input> inputs = new ArrayList<>(shop.api().inputs());
        inputs.add(new ApiSchema.Input("UserCreate", false, Optional.empty(), List.of()));
        CompiledSchema clashing = new CompiledSchema(shop.schema(), new ApiSchema(shop.api().types(), inputs, shop.api().enums()), shop.places());
        assertThat(WireShape.clashes(clashing)).singleElement().satisfies(d -> {
            assertThat(d.message()).contains("UserCreate would mean two things");
            assertThat(d.help()).isEqualTo("rename UserCreate in the schema");
        });
        assertThatThrownBy(() -> TypeScriptTypes.generate(clashing)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("UserCreate");
        assertThat(WireShape.clashes(shop)).isEmpty();
    }

    @Test
    void saysWhichLinesRealiseWhichElement() {
        List<String> lines = TYPES.text().lines().toList();
        assertThat(TYPES.spans()).allMatch(s -> s.kind() == ArtifactKind.TS);
        Shop.compiled().schema().tables().forEach(t -> {
            assertThat(TYPES.spans()).filteredOn(s -> s.uid().equals(Uids.table(t))).hasSize(3)
                    .allSatisfy(s -> assertThat(lines.get(s.lastLine() - 1)).isEqualTo("};"));
            t.columns().forEach(c -> assertThat(TYPES.spans()).filteredOn(s -> s.uid().equals(Uids.column(t, c))).isNotEmpty());
        });
        assertThat(TYPES.spans()).filteredOn(s -> s.uid().equals("col:User.email")).hasSize(3).allSatisfy(s -> {
            assertThat(lines.get(s.firstLine() - 1)).isEqualTo("  /**");
            assertThat(lines.get(s.lastLine() - 1)).startsWith("  email");
        });
    }

    @Test
    void isTheSameForTheSameSchema() {
        assertThat(TypeScriptTypes.generate(Shop.compiled())).isEqualTo(TYPES);
    }

    private static String block(String type) {
        String start = "export type " + type + " = {";
        int from = TYPES.text().indexOf(start);
        return TYPES.text().substring(from, TYPES.text().indexOf("};", from));
    }
}
