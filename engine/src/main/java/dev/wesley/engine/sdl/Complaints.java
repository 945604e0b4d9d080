package dev.wesley.engine.sdl;

import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Severity;
import dev.wesley.engine.diagnostic.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Everything that is wrong with a schema, collected while reading goes on.
final class Complaints {
    private static final Span NOWHERE = new Span("", 1, 1, 1, "");
    private static final Comparator<Diagnostic> BY_PLACE = Comparator.comparing(
                    (Diagnostic d) -> d.span(), Comparator.comparing((Optional<Span> s) -> s.isPresent()).thenComparing(s -> s.orElse(NOWHERE)))
            .thenComparing(Diagnostic::severity)
            .thenComparing(Diagnostic::code)
            .thenComparing(Diagnostic::message);

    private final List<Diagnostic> found = new ArrayList<>();
    private boolean incomplete;

    /// A part of the schema could not be read: names that are not found from here on are no reason to complain.
    void readIncompletely() {
        incomplete = true;
    }

    boolean incomplete() {
        return incomplete;
    }

    void error(Span place, String message, String label, String help) {
        found.add(Diagnostic.error(Code.PARSE_FAILED, place, message, label, help));
    }

    /// A name that is declared nowhere.
    void unknown(Span place, String message, String label, String help) {
        if (!incomplete) {
            error(place, message, label, help);
        }
    }

    void warning(Code code, Span place, String message, String label, String help) {
        found.add(Diagnostic.warning(code, place, message, label, help));
    }

    void info(Code code, Span place, String message, String label, String help) {
        found.add(new Diagnostic(code, Severity.INFO, message, Optional.of(place), label, help));
    }

    void add(Diagnostic diagnostic) {
        found.add(diagnostic);
    }

    boolean hasErrors() {
        return errors() > 0;
    }

    long errors() {
        return found.stream().filter(Diagnostic::isError).count();
    }

    /// By place, each once.
    List<Diagnostic> all() {
        return found.stream().sorted(BY_PLACE).distinct().toList();
    }
}
