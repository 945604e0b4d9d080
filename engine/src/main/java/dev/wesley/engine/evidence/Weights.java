package dev.wesley.engine.evidence;

import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Directives;
import dev.wesley.engine.ir.Table;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// How much each element counts in the scores: `.wesley/weights.json` over the standard weights.
///
/// The first that answers wins: an override for the uid, `@wes_weight`, the highest of the element's directives and roles, the highest
/// matching part of the uid, the standard weight.
///
/// @param overrides uid → weight
/// @param directives role (`pk`, `fk`, `unique`, `index`) or directive without its prefix (`critical`, `sensitive`, `pii`) → weight
/// @param substrings part of a uid, in any case → weight
/// @param standard weight of everything else
public record Weights(SortedMap<String, Integer> overrides, SortedMap<String, Integer> directives, SortedMap<String, Integer> substrings, int standard) {

    public static final Weights STANDARD = new Weights(
            new TreeMap<>(),
            new TreeMap<>(Map.of("critical", 10, "pk", 10, "sensitive", 9, "fk", 8, "unique", 8, "pii", 8, "index", 5)),
            new TreeMap<>(),
            5);

    public Weights {
        overrides = Collections.unmodifiableSortedMap(new TreeMap<>(overrides));
        directives = Collections.unmodifiableSortedMap(new TreeMap<>(directives));
        substrings = Collections.unmodifiableSortedMap(new TreeMap<>(substrings));
        if (standard < 0
                || overrides.values().stream().anyMatch(w -> w < 0)
                || directives.values().stream().anyMatch(w -> w < 0)
                || substrings.values().stream().anyMatch(w -> w < 0)) {
            throw new IllegalArgumentException("a weight is never negative");
        }
    }

    public int of(Table table) {
        return weigh(table.uid(), table.directives(), Set.of());
    }

    public int of(Table table, Column column) {
        Set<String> roles = new HashSet<>();
        String name = column.name();
        if (table.primaryKey().filter(k -> k.columns().contains(name)).isPresent()) {
            roles.add("pk");
        }
        if (table.foreignKeys().stream().anyMatch(k -> k.columns().contains(name))) {
            roles.add("fk");
        }
        if (table.uniques().stream().anyMatch(u -> u.columns().contains(name))
                || table.indexes().stream().anyMatch(i -> i.unique() && i.columns().contains(name))) {
            roles.add("unique");
        }
        if (table.indexes().stream().anyMatch(i -> i.columns().contains(name))) {
            roles.add("index");
        }
        return weigh(column.uid(), column.directives(), roles);
    }

    private int weigh(Optional<String> uid, Directives annotations, Set<String> roles) {
        Optional<Integer> override = uid.map(overrides::get);
        if (override.isPresent()) {
            return override.get();
        }
        if (annotations.arguments("wes_weight").get("value") instanceof Number declared) {
            return Math.max(0, declared.intValue());
        }
        OptionalInt byDirective = directives.entrySet().stream()
                .filter(e -> roles.contains(e.getKey()) || annotations.has("wes_" + e.getKey()))
                .mapToInt(Map.Entry::getValue)
                .max();
        if (byDirective.isPresent()) {
            return byDirective.getAsInt();
        }
        String lower = uid.orElse("").toLowerCase(Locale.ROOT);
        return substrings.entrySet().stream()
                .filter(e -> lower.contains(e.getKey().toLowerCase(Locale.ROOT)))
                .mapToInt(Map.Entry::getValue)
                .max()
                .orElse(standard);
    }
}
