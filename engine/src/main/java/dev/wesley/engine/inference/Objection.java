package dev.wesley.engine.inference;

import java.util.Optional;

/// What a rule holds against a change, a step or a fact.
///
/// @param refusal empty for a warning
/// @param about what it is about, as text: `ColumnRemoved orders.note`
/// @param subject the same in the user's words: `orders.note`
/// @param help what to do instead
public record Objection(Optional<Refusal> refusal, String about, String subject, String help) {}
