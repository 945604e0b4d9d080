package dev.wesley.engine.plan;

import dev.wesley.engine.diagnostic.Severity;

/// What a rule says about a change or a step without changing the plan: a refusal (error) or a warning.
///
/// @param subject the change or step, in the user's words
/// @param message the consequence
/// @param help what to do instead
public record Finding(String code, Severity severity, String subject, String message, String help, Because because) {}
