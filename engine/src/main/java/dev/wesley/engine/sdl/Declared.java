package dev.wesley.engine.sdl;

import dev.wesley.engine.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/// A type of the SDL, all its extensions merged.
///
/// @param place of its name
/// @param annotations directives of an object type; none for other kinds, where Wesley has none
/// @param members fields of an object, interface or input type; types of a union
/// @param labels values of an enum
record Declared(
        Kind kind,
        String name,
        Span place,
        Optional<String> description,
        Annotations annotations,
        boolean oneOf,
        List<Named> interfaces,
        List<Member> members,
        List<Named> alternatives,
        List<Label> labels) {

    enum Kind {
        OBJECT("type"),
        INTERFACE("interface"),
        UNION("union"),
        ENUM("enum"),
        INPUT("input"),
        SCALAR("scalar");

        private final String keyword;

        Kind(String keyword) {
            this.keyword = keyword;
        }

        String keyword() {
            return keyword;
        }
    }

    /// A reference to a type.
    record Named(String name, Span place) {}

    /// A field.
    ///
    /// @param hasArguments whether it takes arguments, so that no column can answer it
    /// @param arguments the types of these
    record Member(
            String name, Span place, Optional<String> description, TypeUse type, Annotations annotations, boolean hasArguments, List<TypeUse> arguments) {}

    /// The type of a field.
    ///
    /// @param lists how many `[]` it has
    /// @param itemsNonNull `!` inside the innermost `[]`
    record TypeUse(String name, Span place, boolean nonNull, int lists, boolean itemsNonNull) {
        boolean list() {
            return lists > 0;
        }
    }

    /// A value of an enum.
    record Label(String name, Span place, Optional<String> description, Optional<String> deprecation) {}
}
