package dev.wesley.engine.fact;

import dev.wesley.engine.ir.QualifiedName;

/// How large a table is, or is taken to be.
///
/// @param rows at least 0
public record TableSize(QualifiedName table, long rows, Certainty certainty) implements Fact {
    public enum Certainty {
        EXACT,
        ESTIMATED,
        ASSUMED
    }
}
