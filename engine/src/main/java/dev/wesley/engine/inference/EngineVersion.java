package dev.wesley.engine.inference;

/// The version of this engine, which rule packs state what they need of.
public final class EngineVersion {
    public static final String CURRENT = "0.1.0";

    private EngineVersion() {}
}
