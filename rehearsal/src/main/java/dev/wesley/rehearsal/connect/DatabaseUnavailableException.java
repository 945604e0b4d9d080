package dev.wesley.rehearsal.connect;

/// No session could be opened. The message never holds a password, and there is no cause, because a driver's exception may.
public class DatabaseUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String help;

    public DatabaseUnavailableException(String message, String help) {
        super(message);
        this.help = help;
    }

    /// What one can do.
    public String help() {
        return help;
    }
}
