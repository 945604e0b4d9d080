package dev.wesley.engine.sdl;

import java.util.List;
import java.util.Optional;

/// The directives of one element that have a meaning here.
record Annotations(List<Annotation> all) {
    static final Annotations NONE = new Annotations(List.of());

    Annotations {
        all = List.copyOf(all);
    }

    Optional<Annotation> one(DirectiveKind kind) {
        return all.stream().filter(a -> a.kind() == kind).findFirst();
    }

    List<Annotation> each(DirectiveKind kind) {
        return all.stream().filter(a -> a.kind() == kind).toList();
    }

    boolean has(DirectiveKind kind) {
        return one(kind).isPresent();
    }
}
