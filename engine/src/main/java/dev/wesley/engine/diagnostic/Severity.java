package dev.wesley.engine.diagnostic;

/// How bad a diagnostic is. Only an error stops what is being done.
public enum Severity {
    ERROR,
    WARNING,
    INFO
}
