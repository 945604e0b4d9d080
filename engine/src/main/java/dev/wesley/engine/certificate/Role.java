package dev.wesley.engine.certificate;

import java.util.Locale;
import java.util.Optional;

/// What a signature means. The key decides the role; the label in a file only repeats it.
public enum Role {
    /// "The evidence is true."
    HOLMES("HOLMES"),
    /// "And it may ship to this environment until this time."
    WAT_SUM("WAT-SUM"),
    /// "I accept the findings that the waivers name."
    WAIVER("WAIVER"),
    /// "This trust file is the one to use."
    ROOT("ROOT");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    /// `WAT-SUM`, as in files.
    public String label() {
        return label;
    }

    /// The role with exactly this label.
    ///
    /// @throws IllegalArgumentException if there is none
    public static Role of(String label) {
        for (Role role : values()) {
            if (role.label.equals(label)) {
                return role;
            }
        }
        throw new IllegalArgumentException("not a role: " + label);
    }

    /// The role that a user means, in any case and by its aliases: `holmes`, `wat`, `watson`, `wat-sum`.
    public static Optional<Role> named(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "HOLMES" -> Optional.of(HOLMES);
            case "WAT-SUM", "WAT_SUM", "WATSUM", "WAT", "WATSON" -> Optional.of(WAT_SUM);
            case "WAIVER" -> Optional.of(WAIVER);
            case "ROOT" -> Optional.of(ROOT);
            default -> Optional.empty();
        };
    }
}
