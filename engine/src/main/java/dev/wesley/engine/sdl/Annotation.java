package dev.wesley.engine.sdl;

import dev.wesley.engine.diagnostic.Span;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One directive on one element, its arguments under their canonical names and of the forms that the catalogue asks for.
record Annotation(DirectiveKind kind, Span place, SortedMap<String, Literal> arguments) {
    Annotation {
        arguments = Collections.unmodifiableSortedMap(new TreeMap<>(arguments));
    }

    Optional<Literal> literal(String argument) {
        return Optional.ofNullable(arguments.get(argument));
    }

    /// A string or a bare word.
    Optional<String> text(String argument) {
        return literal(argument).flatMap(Annotation::asText);
    }

    /// A string that the catalogue requires.
    String requiredText(String argument) {
        return text(argument).orElseThrow(() -> new IllegalStateException(kind.shown() + " was read without " + argument));
    }

    /// A bare word or string in upper case, `_` for blanks and hyphens: `SET_NULL`.
    Optional<String> constant(String argument) {
        return text(argument).map(t -> t.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s_-]+", "_"));
    }

    /// A list of strings; empty if it is absent.
    List<String> texts(String argument) {
        Optional<Literal> literal = literal(argument);
        if (literal.isPresent() && literal.get() instanceof Literal.Items(List<Literal> values, _)) {
            return values.stream().flatMap(v -> asText(v).stream()).toList();
        }
        return literal.flatMap(Annotation::asText).map(List::of).orElse(List.of());
    }

    Optional<Boolean> flag(String argument) {
        return literal(argument).flatMap(l -> l instanceof Literal.Flag(boolean value, _) ? Optional.of(value) : Optional.empty());
    }

    SortedMap<String, Literal> fields(String argument) {
        return arguments.get(argument) instanceof Literal.Fields fields ? fields.values() : Collections.emptySortedMap();
    }

    /// Where an argument's value stands; the directive itself if it has none.
    Span place(String argument) {
        return literal(argument).map(Literal::place).orElse(place);
    }

    /// Where one string of a list stands.
    Span place(String argument, int item) {
        return literal(argument).map(l -> l instanceof Literal.Items(List<Literal> values, _) && item < values.size()
                ? values.get(item).place() : l.place()).orElse(place);
    }

    static Optional<String> asText(Literal literal) {
        if (literal instanceof Literal.Text(String value, _)) {
            return Optional.of(value);
        }
        return literal instanceof Literal.Word(String value, _) ? Optional.of(value) : Optional.empty();
    }
}
