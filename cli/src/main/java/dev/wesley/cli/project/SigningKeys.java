package dev.wesley.cli.project;

import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.certificate.Role;
import java.nio.file.Path;

/// Where signing keys live, and what they are called.
public final class SigningKeys {
    private SigningKeys() {}

    /// `~/.wesley/keys`
    public static Path folder(Surroundings surroundings) {
        return surroundings.home().resolve(".wesley").resolve("keys");
    }

    /// `holmes`, `wat`: the private key; the public one has `.pub` after it.
    public static String fileName(Role role) {
        return switch (role) {
            case HOLMES -> "holmes";
            case WAT_SUM -> "wat";
            case WAIVER -> "waiver";
            case ROOT -> "root";
        };
    }

    /// One of the two roles that sign certificates, by any of its names.
    public static Role signer(String word) {
        return Role.named(word)
                .filter(role -> role == Role.HOLMES || role == Role.WAT_SUM)
                .orElseThrow(() -> Failure.of(ExitCode.INPUT, "USAGE", "`" + word + "` is not a signer", "HOLMES or WAT-SUM"));
    }
}
