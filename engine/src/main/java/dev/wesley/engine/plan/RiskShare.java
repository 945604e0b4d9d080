package dev.wesley.engine.plan;

/// One contribution to the migration risk index, traceable to its step and rule.
///
/// @param points of 100, never negative
public record RiskShare(String step, int points, String reason, Because because) {
    public RiskShare {
        if (points < 0) {
            throw new IllegalArgumentException("risk points are never negative: " + points);
        }
    }
}
