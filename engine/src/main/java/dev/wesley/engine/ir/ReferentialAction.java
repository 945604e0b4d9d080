package dev.wesley.engine.ir;

/// What happens to referencing rows (manual, CREATE TABLE, "referential_action").
public enum ReferentialAction {
    NO_ACTION,
    RESTRICT,
    CASCADE,
    SET_NULL,
    SET_DEFAULT;

    /// `SET NULL`, as in SQL and in the SDL.
    public String words() {
        return name().replace('_', ' ');
    }
}
