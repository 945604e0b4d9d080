package dev.wesley.engine.fact;

import dev.wesley.engine.ir.QualifiedName;
import java.util.Optional;

/// An object that Wesley does not manage but that hangs on a table or column.
///
/// @param column empty if it hangs on the table as a whole
/// @param name as a person would look for it
public record Dependent(QualifiedName table, Optional<String> column, Kind kind, String name) implements Fact {
    public enum Kind {
        VIEW,
        MATERIALIZED_VIEW,
        FUNCTION,
        TRIGGER,
        RULE,
        GENERATED_COLUMN,
        POLICY,
        PUBLICATION,
        STATISTICS,
        OTHER
    }
}
