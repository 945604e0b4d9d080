package dev.wesley.engine.sdl;

import static dev.wesley.engine.sdl.Compiled.column;
import static dev.wesley.engine.sdl.Compiled.errors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.diagnostic.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `@wes_default` gives a literal of the column's type, or one expression, or nothing.
class DefaultsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "String|value: \"member\"|'member'",
        "String|value: \"it's\"|'it''s'",
        "String|value: \"now()\"|'now()'",
        "String|value: \"'; DROP TABLE users; --\"|'''; DROP TABLE users; --'",
        "String|value: \"\\\\\"|'\\'",
        "String|expr: \"upper('a;b')\"|upper('a;b')",
        "Int|value: 0|0", "Int|value: -7|-7", "Int|value: \"length('x')\"|length('x')",
        "BigInt|value: 9223372036854775807|9223372036854775807", "BigInt|value: \"12\"|12",
        "Float|value: 1|1", "Float|value: 1.5e3|1500", "Decimal|value: 0.10|0.10", "Decimal|value: \"1e2\"|100",
        "Boolean|value: true|true", "Boolean|value: \"bool(1)\"|bool(1)",
        "ID|value: \"gen_random_uuid()\"|gen_random_uuid()",
        "UUID|value: \"00000000-0000-0000-0000-00000000000a\"|'00000000-0000-0000-0000-00000000000a'",
        "DateTime|value: \"now()\"|now()", "DateTime|value: \"CURRENT_TIMESTAMP\"|CURRENT_TIMESTAMP", "DateTime|value: \"2026-01-31T12:00:00.5+01:00\"|'2026-01-31T12:00:00.5+01:00'",
        "DateTime|expr: \"now() + interval '1 day'\"|now() + interval '1 day'",
        "Date|value: \"2024-02-29\"|'2024-02-29'", "Time|value: \"12:30\"|'12:30'",
        "JSON|value: \"{\\\"a\\\": [1]}\"|'{\"a\": [1]}'", "JSON|value: true|'true'", "JSON|value: 1.5|'1.5'", "JSON|value: \"jsonb_build_object()\"|jsonb_build_object()",
        "Bytes|value: \"\\\\x00ff\"|'\\x00ff'", "Inet|value: \"10.0.0.1\"|'10.0.0.1'", "CIDR|value: \"::/0\"|'::/0'", "MacAddr|value: \"08:00:2b:01:02:03\"|'08:00:2b:01:02:03'",
        "[String]|value: \"{}\"|'{}'", "[Int!]|value: \"{1,2}\"|'{1,2}'", "[String]|value: \"{\\\"a}b\\\",c}\"|'{\"a}b\",c}'", "[Int]|expr: \"ARRAY[1, 2]\"|ARRAY[1, 2]"})
    void quotesByTheTypeOfTheColumn(String type, String argument, String sql) {
        assertThat(column("a: " + type + " @wes_default(" + argument + ")").defaultValue()).hasValueSatisfying(e -> assertThat(e.sql()).isEqualTo(sql));
    }

    @Test
    void acceptsALabelOfTheEnum() {
        for (String value : List.of("value: \"PAID\"", "value: PAID")) {
            assertThat(Compiled.table("enum E { NEW PAID } type T @wes_table { a: E @wes_default(" + value + ") }", "t").columns().getFirst().defaultValue().orElseThrow().sql())
                    .isEqualTo("'PAID'");
        }
        assertThat(column("a: String @wes_enum(values: [\"x'y\"]) @wes_default(value: \"x'y\")").defaultValue().orElseThrow().sql()).isEqualTo("'x''y'");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "0; DROP TABLE x; --", "1); DROP TABLE x; SELECT (1", "f(1); DROP TABLE x; g(2)", "now() -- x", "now() /* x */", "f('a)", "f($$)", "f(1)) , (g(2)", "f(\\\")", "1 UNION SELECT 2",
        "x(delete)", "f(a); --)", "'a'", "NULL; --", "E'\\\\'' OR 1=1 --"})
    void refusesInjectionIntoEveryTypeThatIsNotText(String attack) {
        for (String type : List.of("Int", "BigInt", "Float", "Decimal", "Boolean", "ID", "DateTime", "Date", "Time", "JSON", "Bytes", "Inet", "CIDR", "MacAddr", "[String]")) {
            List<Diagnostic> errors = errors("type T @wes_table { a: " + type + " @wes_default(value: \"" + attack + "\") }");
            assertThat(errors).as(type).singleElement().satisfies(d -> assertThat(d.message()).contains("Invalid default expression"));
        }
        String quoted = column("a: String @wes_default(value: \"" + attack + "\")").defaultValue().orElseThrow().sql();
        assertThat(quoted).startsWith("'").endsWith("'");
        assertThat(quoted.substring(1, quoted.length() - 1).replace("''", "")).doesNotContain("'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'; DROP TABLE users; --", "1; SELECT 2", "(1", "1)", "1, 2", "a -- b", "a /* b", "drop table x", "\\\\", "$1", "", "  ", "'a", "$x$ a"})
    void refusesAnExpressionThatIsNotOne(String expr) {
        assertThat(errors("type T @wes_table { a: String @wes_default(expr: \"" + expr + "\") }")).singleElement()
                .satisfies(d -> assertThat(d.message()).contains("Invalid default expression"));
    }
}
