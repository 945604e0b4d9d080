package dev.wesley.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.Compiler;
import dev.wesley.engine.sdl.SdlOptions;
import dev.wesley.engine.sdl.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What two schemas with one hash have in common.
class SchemaHashTest {
    private static final String SDL = "type T @wes_table { id: ID! @wes_pk  a: String @wes_type(name: \"varchar(50)\")  b: [Int!] }";

    private static String hash(String sdl) {
        return SchemaHash.of(Compiler.compile(List.of(new SourceFile("s", sdl)), SdlOptions.DEFAULT).value().schema());
    }

    @Test
    void doesNotSeeWhatADatabaseCannotKnow() {
        assertThat(hash(SDL)).matches("[0-9a-f]{64}")
                .isEqualTo(hash("type T @wes_table @wes_critical @wes_uid(value: \"x\") { b: [Int!] @wes_pii  id: ID! @wes_pk @wes_uid(value: \"y\")"
                        + "  a: String @wes_type(name: \"character varying(50)\") @wes_renamedFrom(name: \"z\") }"))
                .isEqualTo(hash("type Other @wes_table(name: \"t\") { id: ID! @wes_pk  a: String @wes_type(name: \"varchar(50)\")  b: [Int!] }"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "type T @wes_table { id: ID! @wes_pk  a: String @wes_type(name: \"varchar(100)\")  b: [Int!] }", "type T @wes_table { id: ID! @wes_pk  a: String @wes_type(name: \"varchar(50)\")  b: [Int] }",
        "type T @wes_table { id: ID! @wes_pk  a: String! @wes_type(name: \"varchar(50)\")  b: [Int!] }", "type T @wes_table { id: ID!  a: String @wes_type(name: \"varchar(50)\")  b: [Int!] }",
        "\"c\" type T @wes_table { id: ID! @wes_pk  a: String @wes_type(name: \"varchar(50)\")  b: [Int!] }", "type T @wes_table { id: ID! @wes_pk  \"c\" a: String @wes_type(name: \"varchar(50)\")  b: [Int!] }",
        "type T @wes_table { id: ID! @wes_pk  a: String @wes_type(name: \"varchar(50)\") @wes_index  b: [Int!] }",
        "type T @wes_table @wes_rls(select: \"true\") { id: ID! @wes_pk  a: String @wes_type(name: \"varchar(50)\")  b: [Int!] }"})
    void seesEverythingElse(String other) {
        assertThat(hash(other)).isNotEqualTo(hash(SDL));
    }
}
