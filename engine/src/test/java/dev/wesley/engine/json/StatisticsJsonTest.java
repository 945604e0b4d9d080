package dev.wesley.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.fact.TableSize;
import dev.wesley.engine.fact.Traffic;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.testing.JsonSchemas;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsJsonTest {
    private static final QualifiedName A = QualifiedName.of("a");
    private static final QualifiedName ODD = new QualifiedName("Other", "t.\"x");

    @Test
    void readsWhatItWrote() {
        List<Fact> facts = List.of(new TableSize(A, 0, TableSize.Certainty.EXACT), new Traffic(A, 3, 4), new Traffic(ODD, 0, 0));
        String text = Json.pretty(StatisticsJson.write(List.of(facts.get(2), facts.get(1), facts.get(0))));
        assertThat(StatisticsJson.read(text)).containsExactlyInAnyOrderElementsOf(facts);
        assertThat(JsonSchemas.errors("statistics", text)).isEmpty();
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        String table = "{\"schema\": \"public\", \"name\": \"a\", %s}";
        refuses(document(table.formatted("\"rows\": 5")), "$.tables[0].certainty is missing");
        refuses(document(table.formatted("\"rows\": 5, \"certainty\": \"PERHAPS\"")), "$.tables[0].certainty cannot be \"PERHAPS\"");
        refuses(document(table.formatted("\"readsPerSecond\": 5")), "$.tables[0].writesPerSecond is missing");
        refuses(document(table.formatted("\"bytes\": 5")), "$.tables[0].bytes is not a key that belongs here");
        refuses(document("{\"schema\": \"public\", \"name\": \"a\"}, {\"schema\": \"public\", \"name\": \"a\"}"), "names a twice");
        refuses("{\"format\": 2, \"tables\": []}", "$.format is not 1");
    }

    private static String document(String tables) {
        return "{\"format\": 1, \"tables\": [" + tables + "]}";
    }

    private static void refuses(String text, String message) {
        assertThatThrownBy(() -> StatisticsJson.read(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
}
