package dev.wesley.engine.plan;

import java.util.List;

/// A planned step with its SQL.
///
/// @param statements what does it, in order
/// @param inverse what undoes it; empty if it is irreversible
public record SpelledStep(PlannedStep planned, List<Statement> statements, List<Statement> inverse) {
    public SpelledStep {
        statements = List.copyOf(statements);
        inverse = List.copyOf(inverse);
    }

    public String id() {
        return planned.id();
    }
}
