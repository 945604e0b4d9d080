package dev.wesley.engine.inference;

import dev.wesley.engine.diagnostic.Code;

/// Why a rule lets no plan pass.
public enum Refusal {
    DESTRUCTIVE(Code.DESTRUCTIVE_CHANGE),
    NARROWING(Code.NARROWING_TYPE_CHANGE),
    UNSUPPORTED(Code.UNSUPPORTED_CHANGE),
    UNSAFE(Code.UNSAFE_CHANGE),
    UNKNOWN_SERVER(Code.UNSUPPORTED_SERVER);

    private final Code code;

    Refusal(Code code) {
        this.code = code;
    }

    /// The condition that users see.
    public Code code() {
        return code;
    }
}
