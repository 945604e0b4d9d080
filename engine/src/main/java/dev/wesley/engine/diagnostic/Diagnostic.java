package dev.wesley.engine.diagnostic;

import java.util.Optional;

/// One complaint: consequence first, then the place, then a remedy.
///
/// @param message the consequence, one sentence without final full stop, names as in the user's file
/// @param label what to write under the caret; may be empty
/// @param help what the user can do; may be empty
public record Diagnostic(
        Code code, Severity severity, String message, Optional<Span> span, String label, String help) {

    public static Diagnostic error(Code code, String message, String help) {
        return new Diagnostic(code, Severity.ERROR, message, Optional.empty(), "", help);
    }

    public static Diagnostic error(Code code, Span span, String message, String label, String help) {
        return new Diagnostic(code, Severity.ERROR, message, Optional.of(span), label, help);
    }

    public static Diagnostic warning(Code code, Span span, String message, String label, String help) {
        return new Diagnostic(code, Severity.WARNING, message, Optional.of(span), label, help);
    }

    public static Diagnostic warning(Code code, String message, String help) {
        return new Diagnostic(code, Severity.WARNING, message, Optional.empty(), "", help);
    }

    public static Diagnostic info(Code code, String message, String help) {
        return new Diagnostic(code, Severity.INFO, message, Optional.empty(), "", help);
    }

    public Diagnostic at(Span place) {
        return new Diagnostic(code, severity, message, Optional.of(place), label, help);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
