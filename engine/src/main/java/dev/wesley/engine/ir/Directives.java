package dev.wesley.engine.ir;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Annotations with canonical names (`wes_weight`) that the IR keeps although they have no SQL effect. An argument is a String,
/// Long, Double, Boolean or a List of these.
public record Directives(SortedMap<String, SortedMap<String, Object>> byName) {
    public static final Directives NONE = new Directives(new TreeMap<>());

    public Directives {
        TreeMap<String, SortedMap<String, Object>> copy = new TreeMap<>();
        byName.forEach((name, arguments) -> copy.put(name, Collections.unmodifiableSortedMap(new TreeMap<>(arguments))));
        byName = Collections.unmodifiableSortedMap(copy);
    }

    public boolean has(String name) {
        return byName.containsKey(name);
    }

    public Map<String, Object> arguments(String name) {
        return byName.getOrDefault(name, Collections.emptySortedMap());
    }

    /// Strings of a list argument, empty if it is absent.
    public List<String> strings(String name, String argument) {
        return arguments(name).get(argument) instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
    }

    public boolean isEmpty() {
        return byName.isEmpty();
    }
}
