package dev.wesley.rehearsal.connect;

/// A text that must not be printed, logged or written to a file: [#toString] hides it.
public final class Secret {
    /// No password.
    public static final Secret NONE = new Secret("");
    private static final String HIDDEN = "[hidden]";

    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /// The text itself, for the one call that has to send it.
    public String reveal() {
        return value;
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    /// The text with every occurrence of this secret hidden.
    public String hideIn(String text) {
        return value.isEmpty() ? text : text.replace(value, HIDDEN);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret s && s.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value.isEmpty() ? "" : HIDDEN;
    }
}
