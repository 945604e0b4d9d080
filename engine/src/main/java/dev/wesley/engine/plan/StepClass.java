package dev.wesley.engine.plan;

/// How a step runs: its transaction, its timeouts and what happens when they expire (values in `rehearsal.execute`).
public enum StepClass {
    /// Strong lock, catalogue only: short lock_timeout with retries.
    SHORT("transactional"),
    /// Reads rows under SHARE UPDATE EXCLUSIVE or less.
    SCAN("validation"),
    /// A CONCURRENTLY form: no transaction, no lock_timeout.
    CONCURRENT("non-transactional"),
    /// Batched DML, one transaction a batch.
    BATCH("transactional"),
    /// A strong lock *with* scan, build or rewrite: only in a maintenance window.
    WINDOW("transactional");

    private final String mode;

    StepClass(String mode) {
        this.mode = mode;
    }

    /// `non-transactional`, `transactional` or `validation`, as the plan document calls it.
    public String mode() {
        return mode;
    }
}
