package dev.wesley.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Directives;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.json.EvidenceJson;
import dev.wesley.engine.testing.Shop;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WeightsTest {
    private static final Table ORDERS = Shop.schema().table(QualifiedName.of("orders")).orElseThrow();
    private static final Table CUSTOMERS = Shop.schema().table(QualifiedName.of("customers")).orElseThrow();

    private static int weight(Weights weights, Table table, String column, Directives directives) {
        Column c = table.column(column).orElseThrow();
        return weights.of(table, new Column(c.name(), c.uid(), c.type(), c.nullable(), c.itemsNullable(), c.defaultValue(), c.generated(),
                c.identity(), c.comment(), c.renamedFrom(), directives));
    }

    private static Directives directive(String name) {
        return new Directives(new TreeMap<>(Map.of(name, new TreeMap<>())));
    }

    @Test
    void weighsByRoleAndDirective() {
        assertThat(weight(Weights.STANDARD, ORDERS, "id", Directives.NONE)).isEqualTo(10);
        assertThat(weight(Weights.STANDARD, ORDERS, "customer_id", Directives.NONE)).isEqualTo(8);
        assertThat(weight(Weights.STANDARD, CUSTOMERS, "email", Directives.NONE)).isEqualTo(8);
        assertThat(weight(Weights.STANDARD, ORDERS, "status", Directives.NONE)).isEqualTo(5);
        assertThat(weight(Weights.STANDARD, ORDERS, "total", Directives.NONE)).isEqualTo(5);
        assertThat(weight(Weights.STANDARD, ORDERS, "total", directive("wes_critical"))).isEqualTo(10);
        assertThat(weight(Weights.STANDARD, ORDERS, "customer_id", directive("wes_sensitive"))).isEqualTo(9);
        assertThat(weight(Weights.STANDARD, ORDERS, "total", directive("wes_pii"))).isEqualTo(8);
        assertThat(Weights.STANDARD.of(ORDERS)).isEqualTo(5);
    }

    @Test
    void prefersADeclaredWeight() {
        Directives declared = new Directives(new TreeMap<>(Map.of(
                "wes_weight", new TreeMap<>(Map.of("value", 3L)), "wes_critical", new TreeMap<>())));
        assertThat(weight(Weights.STANDARD, ORDERS, "id", declared)).isEqualTo(3);
    }

    @Test
    void readsTheWeightsOfATeamInTheirPrecedence() {
        Weights team = EvidenceJson.readWeights("""
                {"overrides": {"col:Order.total": 20}, "directives": {"wes_pii": 12, "fk": 1}, "substrings": {"STATUS": 7}, "default": 2}
                """);
        assertThat(weight(team, ORDERS, "total", directive("wes_critical"))).isEqualTo(20);
        assertThat(weight(team, ORDERS, "status", directive("wes_pii"))).isEqualTo(12);
        assertThat(weight(team, ORDERS, "customer_id", Directives.NONE)).isEqualTo(1);
        assertThat(weight(team, ORDERS, "id", Directives.NONE)).isEqualTo(10);
        assertThat(team.of(CUSTOMERS)).isEqualTo(2);
        Weights onlyWords = EvidenceJson.readWeights("{\"substrings\": {\"order\": 7}}");
        assertThat(weight(onlyWords, ORDERS, "total", Directives.NONE)).isEqualTo(7);
    }
}
