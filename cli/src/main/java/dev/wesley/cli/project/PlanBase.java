package dev.wesley.cli.project;

import dev.wesley.engine.fact.ExistingPartition;
import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.json.IrJson;
import dev.wesley.engine.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a plan starts from: a schema, and the partitions that no schema names, so that a rehearsal can build both.
///
/// @param partitions direct partitions of the schema's tables, by name
public record PlanBase(Schema schema, List<ExistingPartition> partitions) {
    private static final String PARTITIONS = "partitions";

    public PlanBase {
        partitions = partitions.stream().sorted(Comparator.comparing(ExistingPartition::table)).toList();
    }

    /// @param facts what is known of a live database besides its schema
    public static PlanBase of(Schema schema, List<Fact> facts) {
        return new PlanBase(schema, facts.stream().flatMap(f -> f instanceof ExistingPartition p && schema.table(p.parent()).isPresent() ? Stream.of(p) : Stream.empty())
                .toList());
    }

    JsonNode write() {
        ObjectNode json = (ObjectNode) IrJson.write(schema);
        if (!partitions.isEmpty()) {
            ArrayNode all = json.putArray(PARTITIONS);
            for (ExistingPartition partition : partitions) {
                ObjectNode one = all.addObject();
                name(one.putObject("parent"), partition.parent());
                name(one.putObject("table"), partition.table());
                one.put("bound", partition.bound().sql());
            }
        }
        return json;
    }

    /// @throws IllegalArgumentException if it cannot be read
    static PlanBase read(String text) {
        JsonNode json = Json.read(text);
        JsonNode all = json instanceof ObjectNode object && object.has(PARTITIONS) ? object.remove(PARTITIONS) : Json.array();
        Schema schema = IrJson.read(json.toString());
        List<ExistingPartition> partitions = new ArrayList<>();
        for (JsonNode one : all) {
            partitions.add(new ExistingPartition(name(one.path("parent")), name(one.path("table")), Expression.of(one.path("bound").asString(""))));
        }
        return new PlanBase(schema, partitions);
    }

    private static void name(ObjectNode node, QualifiedName name) {
        node.put("schema", name.schema()).put("name", name.name());
    }

    private static QualifiedName name(JsonNode node) {
        if (!node.path("schema").isString() || !node.path("name").isString()) {
            throw new IllegalArgumentException("a partition lacks \"schema\" or \"name\"");
        }
        return new QualifiedName(node.path("schema").asString(), node.path("name").asString());
    }
}
