package dev.wesley.engine.plan;

/// How much a step can hurt. A level is a floor: nothing averages it away.
public enum RiskLevel {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
