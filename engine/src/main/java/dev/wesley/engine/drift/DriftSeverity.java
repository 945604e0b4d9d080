package dev.wesley.engine.drift;

/// How loud a difference is.
public enum DriftSeverity {
    INFO,
    WARNING,
    ERROR
}
