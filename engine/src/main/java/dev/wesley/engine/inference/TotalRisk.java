package dev.wesley.engine.inference;

/// The migration risk index of the whole plan.
///
/// @param points 0 to 100; the index is points / 100
public record TotalRisk(int points) implements Derived {
    public TotalRisk {
        if (points < 0 || points > 100) {
            throw new IllegalArgumentException("the migration risk index has 0 to 100 points: " + points);
        }
    }
}
