package dev.wesley.engine.plan;

import java.util.List;

/// An ordered, complete answer to all changes between two schemas.
///
/// @param serverMajor the Postgres major that it is for, 11 to 18
/// @param fromSchema hash of the schema it starts from (`SchemaHash`)
/// @param toSchema hash of the schema it ends in
/// @param steps in the order of execution
/// @param findings warnings; a plan with an error finding does not exist
public record Plan(
        int serverMajor,
        String fromSchema,
        String toSchema,
        List<PackId> packs,
        List<PlannedChange> changes,
        List<PlannedStep> steps,
        MigrationRisk risk,
        ThresholdSet thresholds,
        List<Finding> findings) {

    public Plan {
        packs = packs.stream().sorted().toList();
        changes = List.copyOf(changes);
        steps = List.copyOf(steps);
        findings = List.copyOf(findings);
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }
}
