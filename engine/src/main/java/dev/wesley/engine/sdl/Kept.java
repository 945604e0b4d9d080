package dev.wesley.engine.sdl;

import dev.wesley.engine.ir.Directives;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The directives that the IR keeps as they are, because nothing in the database stands for them.
final class Kept {
    private static final Set<DirectiveKind> KINDS = EnumSet.of(DirectiveKind.WEIGHT, DirectiveKind.CRITICAL, DirectiveKind.SENSITIVE, DirectiveKind.PII,
            DirectiveKind.GRANT, DirectiveKind.NO_RPC);
    static final List<DirectiveKind> RELATIONS = List.of(DirectiveKind.HAS_MANY, DirectiveKind.HAS_ONE, DirectiveKind.BELONGS_TO);

    private Kept() {}

    /// Those of a column.
    static Directives of(Annotations annotations) {
        return new Directives(map(annotations));
    }

    /// Those of a table, and the relations of its fields, which have no column to be kept with: field name → `Order.customerId via Visit`.
    static Directives of(Declared type) {
        SortedMap<String, SortedMap<String, Object>> map = map(type.annotations());
        for (Declared.Member field : type.members()) {
            for (DirectiveKind kind : RELATIONS) {
                field.annotations().one(kind).ifPresent(a -> map.computeIfAbsent(kind.canonical(), k -> new TreeMap<>()).put(field.name(), target(a, field)));
            }
        }
        return new Directives(map);
    }

    private static String target(Annotation relation, Declared.Member field) {
        Optional<String> ref = relation.text("ref");
        if (ref.isPresent()) {
            return ref.get();
        }
        return relation.text("type").orElse(field.type().name()) + relation.text("field").map(f -> "." + f).orElse("")
                + relation.text("via").map(v -> " via " + v).orElse("");
    }

    private static SortedMap<String, SortedMap<String, Object>> map(Annotations annotations) {
        SortedMap<String, SortedMap<String, Object>> map = new TreeMap<>();
        for (Annotation annotation : annotations.all()) {
            if (KINDS.contains(annotation.kind())) {
                SortedMap<String, Object> arguments = new TreeMap<>();
                if (annotation.kind() == DirectiveKind.GRANT) {
                    arguments.put("roles", annotation.texts("roles"));
                }
                if (annotation.literal("value").orElse(null) instanceof Literal.Whole whole) {
                    arguments.put("value", whole.value().longValue());
                }
                map.put(annotation.kind().canonical(), arguments);
            }
        }
        return map;
    }
}
