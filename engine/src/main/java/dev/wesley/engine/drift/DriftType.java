package dev.wesley.engine.drift;

/// What is different: the fixed vocabulary of requirement R-DRF-4. That a type is an error or a warning is part of that vocabulary, like its
/// name, and says how loud a report is, not whether anything is safe: whether and how a difference may be repaired is decided by the rules,
/// because a repair is an ordinary plan.
public enum DriftType {
    TABLE_MISSING(DriftSeverity.ERROR),
    TABLE_EXTRA(DriftSeverity.ERROR),
    TABLE_NAME_MISMATCH(DriftSeverity.ERROR),
    TABLE_COMMENT_MISMATCH(DriftSeverity.WARNING),
    TABLE_PARTITIONING_MISMATCH(DriftSeverity.ERROR),
    COLUMN_MISSING(DriftSeverity.ERROR),
    COLUMN_EXTRA(DriftSeverity.ERROR),
    COLUMN_NAME_MISMATCH(DriftSeverity.ERROR),
    COLUMN_TYPE_MISMATCH(DriftSeverity.ERROR),
    COLUMN_NULLABILITY_MISMATCH(DriftSeverity.ERROR),
    COLUMN_DEFAULT_MISMATCH(DriftSeverity.ERROR),
    COLUMN_GENERATION_MISMATCH(DriftSeverity.ERROR),
    COLUMN_IDENTITY_MISMATCH(DriftSeverity.ERROR),
    COLUMN_COMMENT_MISMATCH(DriftSeverity.WARNING),
    CONSTRAINT_MISSING(DriftSeverity.ERROR),
    CONSTRAINT_EXTRA(DriftSeverity.ERROR),
    CONSTRAINT_MISMATCH(DriftSeverity.ERROR),
    CONSTRAINT_NAME_MISMATCH(DriftSeverity.WARNING),
    CONSTRAINT_NOT_VALID(DriftSeverity.ERROR),
    INDEX_MISSING(DriftSeverity.ERROR),
    INDEX_EXTRA(DriftSeverity.WARNING),
    INDEX_MISMATCH(DriftSeverity.ERROR),
    INDEX_NAME_MISMATCH(DriftSeverity.WARNING),
    INDEX_INVALID(DriftSeverity.ERROR),
    ROW_SECURITY_MISMATCH(DriftSeverity.ERROR),
    POLICY_MISSING(DriftSeverity.ERROR),
    POLICY_EXTRA(DriftSeverity.ERROR),
    POLICY_MISMATCH(DriftSeverity.ERROR),
    ENUM_MISSING(DriftSeverity.ERROR),
    ENUM_EXTRA(DriftSeverity.ERROR),
    ENUM_LABELS_MISMATCH(DriftSeverity.ERROR),
    ENUM_COMMENT_MISMATCH(DriftSeverity.WARNING);

    private final DriftSeverity severity;

    DriftType(DriftSeverity severity) {
        this.severity = severity;
    }

    public DriftSeverity severity() {
        return severity;
    }
}
