package dev.wesley.engine.plan;

import java.util.List;

/// The migration risk index with its parts (MRI at the edge).
///
/// @param points min(100, sum of shares); the index is points / 100
/// @param level the highest level of any step
/// @param shares sorted by step, then code
public record MigrationRisk(int points, RiskLevel level, List<RiskShare> shares) {
    public MigrationRisk {
        shares = List.copyOf(shares);
    }

    /// 0 to 1.
    public double index() {
        return points / 100.0;
    }
}
