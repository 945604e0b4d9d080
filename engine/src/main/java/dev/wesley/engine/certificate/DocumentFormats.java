package dev.wesley.engine.certificate;

import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.plan.Plan;

/// How the documents that a certificate covers are read.
public interface DocumentFormats {
    /// Reads `schema.ir.json`.
    ///
    /// @throws IllegalArgumentException if it is none
    Schema schema(String json);

    /// Reads `plan.json`.
    ///
    /// @throws IllegalArgumentException if it is none
    Plan plan(String json);

    /// The hash that [Plan#toSchema] holds.
    String fingerprint(Schema schema);
}
