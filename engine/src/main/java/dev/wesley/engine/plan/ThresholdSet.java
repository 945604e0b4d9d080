package dev.wesley.engine.plan;

/// The limits of the policy pack, inclusive.
///
/// @param schemaCoverage least SCS, 0 to 1
/// @param migrationRisk highest MRI, 0 to 1
/// @param testCoverage least TCI, 0 to 1
public record ThresholdSet(double schemaCoverage, double migrationRisk, double testCoverage) {}
