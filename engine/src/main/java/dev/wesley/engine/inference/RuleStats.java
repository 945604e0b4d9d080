package dev.wesley.engine.inference;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a session did.
///
/// @param given facts that were put in
/// @param made facts that rules made
/// @param firings rule code → how often the rule fired; a rule that never fired is not in it
public record RuleStats(int given, int made, SortedMap<String, Integer> firings) {
    public RuleStats {
        firings = Collections.unmodifiableSortedMap(new TreeMap<>(firings));
    }

    /// All firings together.
    public int total() {
        return firings.values().stream().mapToInt(Integer::intValue).sum();
    }
}
