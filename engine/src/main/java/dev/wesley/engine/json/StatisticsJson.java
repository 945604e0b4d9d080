package dev.wesley.engine.json;

import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.fact.TableSize;
import dev.wesley.engine.fact.TableSize.Certainty;
import dev.wesley.engine.fact.Traffic;
import dev.wesley.engine.ir.QualifiedName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Sizes and traffic of tables, `statistics.json` (`schemas/statistics.schema.json`): taken where the tables are, read where the plan is
/// made.
public final class StatisticsJson {
    private static final int FORMAT = 1;

    private StatisticsJson() {}

    /// Writes the sizes and the traffic among some facts, sorted by table.
    public static ObjectNode write(List<? extends Fact> facts) {
        ObjectNode root = Json.object().put("format", FORMAT);
        ArrayNode tables = root.putArray("tables");
        facts.stream().flatMap(f -> table(f).stream()).distinct().sorted().forEach(table -> {
            ObjectNode node = tables.addObject().put("schema", table.schema()).put("name", table.name());
            facts.forEach(f -> {
                if (f instanceof TableSize size && size.table().equals(table)) {
                    node.put("rows", size.rows()).put("certainty", size.certainty().name());
                } else if (f instanceof Traffic traffic && traffic.table().equals(table)) {
                    node.put("readsPerSecond", traffic.readsPerSecond()).put("writesPerSecond", traffic.writesPerSecond());
                }
            });
        });
        return root;
    }

    private static Optional<QualifiedName> table(Fact fact) {
        if (fact instanceof TableSize size) {
            return Optional.of(size.table());
        }
        return fact instanceof Traffic traffic ? Optional.of(traffic.table()) : Optional.empty();
    }

    /// @throws IllegalArgumentException with the path of what is wrong
    public static List<Fact> read(String text) {
        JsonObject root = JsonObject.read(text);
        if (root.integer("format", FORMAT) != FORMAT) {
            throw new IllegalArgumentException("$.format is not " + FORMAT);
        }
        List<Fact> facts = new ArrayList<>();
        Set<QualifiedName> seen = new HashSet<>();
        for (JsonObject table : root.objects("tables")) {
            QualifiedName name = new QualifiedName(table.text("schema"), table.text("name"));
            if (!seen.add(name)) {
                throw new IllegalArgumentException("$.tables names " + name + " twice");
            }
            table.optionalInteger("rows", 0).ifPresent(rows -> facts.add(new TableSize(name, rows, table.word("certainty", Certainty::valueOf))));
            table.optionalInteger("readsPerSecond", 0)
                    .ifPresent(reads -> facts.add(new Traffic(name, reads, table.integer("writesPerSecond", 0))));
            table.end();
        }
        root.end();
        return List.copyOf(facts);
    }
}
