package dev.wesley.generators.postgres;

/// Something that has no spelling: a name that Postgres cannot hold, a text that is not one expression, or a clause that the planned
/// server does not know. The SDL reader and the rules refuse these with a place in the user's file; this is the last fence behind
/// them.
public final class UnspellableException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnspellableException(String message) {
        super(message);
    }
}
