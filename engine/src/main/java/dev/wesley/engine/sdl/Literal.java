package dev.wesley.engine.sdl;

import dev.wesley.engine.diagnostic.Span;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The value of an argument, with its place.
sealed interface Literal {

    Span place();

    /// What it is, in a message.
    default String kind() {
        return switch (this) {
            case Text _ -> "a string";
            case Whole _ -> "an integer";
            case Fraction _ -> "a number";
            case Flag _ -> "a boolean";
            case Word(String word, _) -> "the word `" + word + "`";
            case Items _ -> "a list";
            case Fields _ -> "an object";
            case Nothing _ -> "null";
            case Variable _ -> "a variable";
        };
    }

    record Text(String value, Span place) implements Literal {}

    record Whole(BigInteger value, Span place) implements Literal {}

    record Fraction(BigDecimal value, Span place) implements Literal {}

    record Flag(boolean value, Span place) implements Literal {}

    /// A name without quotes, as GraphQL writes an enum value.
    record Word(String value, Span place) implements Literal {}

    record Items(List<Literal> values, Span place) implements Literal {
        public Items {
            values = List.copyOf(values);
        }
    }

    record Fields(SortedMap<String, Literal> values, Span place) implements Literal {
        public Fields {
            values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        }
    }

    record Nothing(Span place) implements Literal {}

    record Variable(Span place) implements Literal {}
}
