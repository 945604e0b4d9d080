package dev.wesley.engine.evidence;

/// What a stretch of generated text realises; the keys of the evidence map.
public enum ArtifactKind {
    SQL,
    TS,
    ZOD,
    TESTS,
    RLS;

    /// `sql`, as in the evidence map.
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
