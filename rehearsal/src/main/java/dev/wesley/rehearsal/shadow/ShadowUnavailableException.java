package dev.wesley.rehearsal.shadow;

import dev.wesley.rehearsal.connect.DatabaseUnavailableException;

/// There is no server to play on. The message never holds a password.
public final class ShadowUnavailableException extends DatabaseUnavailableException {
    private static final long serialVersionUID = 1L;

    public ShadowUnavailableException(String message, String help) {
        super(message, help);
    }
}
