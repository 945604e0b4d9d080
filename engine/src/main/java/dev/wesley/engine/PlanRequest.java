package dev.wesley.engine;

import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.ir.Schema;
import java.util.List;

/// What is to be planned.
///
/// @param before the schema that is there
/// @param after the schema that is wanted
/// @param serverMajor 11 to 18; whether it is supported is the rules' decision
/// @param facts sizes, partitions, dependents; may be empty
public record PlanRequest(Schema before, Schema after, int serverMajor, List<Fact> facts) {
    public PlanRequest {
        facts = List.copyOf(facts);
    }
}
