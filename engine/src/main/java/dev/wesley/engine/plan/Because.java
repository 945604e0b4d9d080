package dev.wesley.engine.plan;

import java.util.List;

/// Why the plan says something: the rule that fired and the facts that it matched, as text.
///
/// @param rule the sentence that is the rule's name
/// @param pack the pack that it comes from
public record Because(String code, String rule, String pack, List<String> facts) implements Comparable<Because> {
    public Because {
        facts = List.copyOf(facts);
    }

    @Override
    public int compareTo(Because other) {
        int byCode = code.compareTo(other.code);
        return byCode != 0 ? byCode : facts.toString().compareTo(other.facts.toString());
    }
}
