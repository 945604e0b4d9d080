package dev.wesley.engine.diagnostic;

/// The permanent name of a condition: a built-in one such as `PARSE_FAILED`, or that of a rule such as `WES-FK-001`.
public record Code(String value) implements Comparable<Code> {
    public static final Code PARSE_FAILED = new Code("PARSE_FAILED");
    public static final Code INPUT_TOO_LARGE = new Code("EINPUTSIZE");
    public static final Code EMPTY_SCHEMA = new Code("EEMPTYSCHEMA");
    public static final Code FILE_NOT_FOUND = new Code("ENOENT");
    public static final Code DEPRECATED_ALIAS = new Code("DEPRECATED_ALIAS");
    public static final Code UNKNOWN_DIRECTIVE = new Code("UNKNOWN_DIRECTIVE");
    public static final Code UNKNOWN_ARGUMENT = new Code("UNKNOWN_ARGUMENT");
    /// A directive stands where it changes nothing.
    public static final Code NO_EFFECT = new Code("NO_EFFECT");
    /// A field of a table that no column stores, although it is no relation either.
    public static final Code NOT_STORED = new Code("NOT_STORED");
    /// An index that a key has already.
    public static final Code REDUNDANT_INDEX = new Code("REDUNDANT_INDEX");
    /// A schema in which nothing is a table.
    public static final Code NO_TABLES = new Code("NO_TABLES");
    public static final Code FOREIGN_KEY_TYPE_MISMATCH = new Code("FOREIGN_KEY_TYPE_MISMATCH");
    /// No rule answered a change.
    public static final Code UNANSWERED_CHANGE = new Code("UNANSWERED_CHANGE");
    /// A step lacks a phase, a lock set, a class or a risk.
    public static final Code INCOMPLETE_STEP = new Code("INCOMPLETE_STEP");
    /// Two rules answer the same question differently.
    public static final Code RULES_DISAGREE = new Code("RULES_DISAGREE");
    public static final Code CIRCULAR_DEPENDENCY = new Code("CIRCULAR_DEPENDENCY");
    public static final Code UNSUPPORTED_SERVER = new Code("UNSUPPORTED_SERVER");
    public static final Code DESTRUCTIVE_CHANGE = new Code("DESTRUCTIVE_CHANGE");
    public static final Code UNSUPPORTED_CHANGE = new Code("UNSUPPORTED_CHANGE");
    public static final Code NARROWING_TYPE_CHANGE = new Code("NARROWING_TYPE_CHANGE");
    /// Safe in no recipe that is known.
    public static final Code UNSAFE_CHANGE = new Code("UNSAFE_CHANGE");
    public static final Code INVALID_PACK = new Code("INVALID_PACK");
    public static final Code INVALID_SNAPSHOT = new Code("INVALID_SNAPSHOT");
    public static final Code CERTIFICATE_INVALID = new Code("CERTIFICATE_INVALID");

    @Override
    public int compareTo(Code other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
