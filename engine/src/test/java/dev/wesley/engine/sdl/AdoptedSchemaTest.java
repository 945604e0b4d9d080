package dev.wesley.engine.sdl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.Compiler;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.ir.EnumType;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.Policy;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What databases hold that were there before their schema: names that nobody derives, policies of any form.
class AdoptedSchemaTest {
    private static Schema schema(String sdl) {
        return Compiler.compile(List.of(new SourceFile("a.graphql", sdl)), SdlOptions.DEFAULT).value().schema();
    }

    private static List<String> complaints(String sdl) {
        Outcome<CompiledSchema> outcome = Compiler.compile(List.of(new SourceFile("a.graphql", sdl)), SdlOptions.DEFAULT);
        return outcome.diagnostics().stream().filter(Diagnostic::isError).map(Diagnostic::message).toList();
    }

    @Test
    void aPolicyIsTakenAsItStands() {
        Table table = schema("""
                type Note @wes_table @wes_rls(force: false)
                  @wes_policy(name: "all of mine", using: "owner = current_user", roles: ["clerk"])
                  @wes_policy(name: "border", command: INSERT, permissive: false, check: "open")
                { id: ID! @wes_pk owner: String open: Boolean }
                """).tables().getFirst();
        assertThat(table.rowSecurity().enabled()).isTrue();
        assertThat(table.rowSecurity().forced()).isFalse();
        assertThat(table.rowSecurity().policies()).extracting(Policy::name, Policy::command, Policy::permissive, Policy::roles)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("all of mine", Policy.Command.ALL, true, List.of("clerk")),
                        org.assertj.core.groups.Tuple.tuple("border", Policy.Command.INSERT, false, List.of()));
    }

    @Test
    void aPolicyOfACommandHasNoPartThatItCannotHave() {
        assertThat(complaints("type N @wes_table @wes_policy(name: \"p\", command: INSERT, using: \"true\") { id: ID! @wes_pk }")).singleElement().asString()
                .contains("there is no row before an INSERT");
        assertThat(complaints("type N @wes_table @wes_policy(name: \"p\", command: SELECT, check: \"true\") { id: ID! @wes_pk }")).singleElement().asString()
                .contains("it writes no row");
    }

    @Test
    void aTableMayBeClosedToEverybodyIfOneSaysSo() {
        assertThat(schema("type N @wes_table @wes_rls(preset: \"deny-all\") { id: ID! @wes_pk }").tables().getFirst().rowSecurity())
                .satisfies(r -> assertThat(r.enabled()).isTrue()).satisfies(r -> assertThat(r.policies()).isEmpty());
        assertThat(complaints("type N @wes_table @wes_rls(enabled: true) { id: ID! @wes_pk }")).singleElement().asString().contains("has no policy");
    }

    @Test
    void fieldsThatNameOneEnumTypeShareIt() {
        Schema schema = schema("""
                type A @wes_table { id: ID! @wes_pk a: String @wes_enum(values: ["2 XL", "n/a"], name: "sales.size") b: [String] @wes_enum(values: ["2 XL", "n/a"], name: "sales.size") }
                """);
        assertThat(schema.enums()).extracting(EnumType::name).containsExactly(new QualifiedName("sales", "size"));
        assertThat(complaints("type A @wes_table { id: ID! @wes_pk a: String @wes_enum(values: [\"x\"], name: \"s\") b: String @wes_enum(values: [\"y\"], name: \"s\") }"))
                .singleElement().asString().contains("would be the name of");
    }

    @Test
    void keysAndIndexesSayWhatTheyAreCalledAndHowTheyTakeNulls() {
        Table table = schema("""
                type A @wes_table @wes_pk(fields: ["id"], name: "whatever") @wes_index(fields: ["id"], unique: true, nullsNotDistinct: true, name: "again") {
                  id: ID!
                  code: String @wes_unique(nullsNotDistinct: true)
                }
                """).tables().getFirst();
        assertThat(table.primaryKey().orElseThrow().name()).isEqualTo("whatever");
        assertThat(table.uniques().getFirst().nullsNotDistinct()).isTrue();
        assertThat(table.indexes()).singleElement().satisfies(i -> assertThat(i.unique() && i.nullsNotDistinct()).isTrue()).extracting(Index::name).isEqualTo("again");
        assertThat(complaints("type A @wes_table @wes_index(fields: [\"id\"], nullsNotDistinct: true) { id: ID! @wes_pk n: Int }")).singleElement().asString().contains("is not unique");
    }
}
