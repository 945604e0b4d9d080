package dev.wesley.engine.inference;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a session did.
///
/// @param given facts that were put in
/// @param made facts that rules made
/// @param firings rule code → how often the rule fired; a rule that never fired is not in it
/// @param nanos rule code → nanoseconds until its matches were found and its actions had run. A rule without a match is not in it: what its
///     conditions cost is counted with the next rule that has one. Empty if no clock was given
public record RuleStats(int given, int made, SortedMap<String, Integer> firings, SortedMap<String, Long> nanos) {
    public RuleStats {
        firings = Collections.unmodifiableSortedMap(new TreeMap<>(firings));
        nanos = Collections.unmodifiableSortedMap(new TreeMap<>(nanos));
    }

    /// All firings together.
    public int total() {
        return firings.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// The codes of the rules that took most time, the slowest first.
    public List<String> slowest(int most) {
        return nanos.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }
}
