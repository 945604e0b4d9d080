package dev.wesley.engine.plan;

/// What a step does with the rows of one relation, cheapest first.
public enum Work {
    /// The catalogue only.
    CATALOGUE,
    /// Reads all rows.
    SCAN,
    /// Updates rows in small batches.
    BATCHES,
    /// Reads all rows and writes an index.
    BUILD,
    /// Copies the table and rebuilds all its indexes.
    REWRITE
}
