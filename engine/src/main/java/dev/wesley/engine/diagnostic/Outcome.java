package dev.wesley.engine.diagnostic;

import java.util.List;
import java.util.function.Function;

/// What a stage returns: a value with warnings, or every reason why there is none.
public sealed interface Outcome<T> {

    List<Diagnostic> diagnostics();

    static <T> Outcome<T> done(T value) {
        return new Done<>(value, List.of());
    }

    static <T> Outcome<T> done(T value, List<Diagnostic> diagnostics) {
        return new Done<>(value, diagnostics);
    }

    static <T> Outcome<T> refused(List<Diagnostic> diagnostics) {
        return new Refused<>(diagnostics);
    }

    static <T> Outcome<T> refused(Diagnostic diagnostic) {
        return new Refused<>(List.of(diagnostic));
    }

    /// Applies `next` to a value and joins the diagnostics of both stages.
    default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
        return switch (this) {
            case Done<T>(T value, List<Diagnostic> first) -> {
                Outcome<R> result = next.apply(value);
                List<Diagnostic> all = new java.util.ArrayList<>(first);
                all.addAll(result.diagnostics());
                yield switch (result) {
                    case Done<R>(R r, List<Diagnostic> ignored) -> new Done<>(r, all);
                    case Refused<R> ignored -> new Refused<>(all);
                };
            }
            case Refused<T>(List<Diagnostic> reasons) -> new Refused<>(reasons);
        };
    }

    /// The value, for tests and for callers that have refused before.
    ///
    /// @throws IllegalStateException if there is none
    default T value() {
        return switch (this) {
            case Done<T> done -> done.result();
            case Refused<T> refused -> throw new IllegalStateException("refused: " + refused.diagnostics());
        };
    }

    default boolean isDone() {
        return this instanceof Done<T>;
    }

    /// @param result the value
    record Done<T>(T result, List<Diagnostic> diagnostics) implements Outcome<T> {
        public Done {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /// Holds at least one error.
    record Refused<T>(List<Diagnostic> diagnostics) implements Outcome<T> {
        public Refused {
            diagnostics = List.copyOf(diagnostics);
            if (diagnostics.stream().noneMatch(Diagnostic::isError)) {
                throw new IllegalArgumentException("a refusal names at least one error: " + diagnostics);
            }
        }
    }
}
