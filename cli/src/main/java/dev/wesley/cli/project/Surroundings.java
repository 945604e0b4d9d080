package dev.wesley.cli.project;

import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/// Everything that a run takes from outside, so that a test can hand it in.
///
/// @param directory the working folder; relative paths start here
/// @param terminal whether a person watches
public record Surroundings(
        Map<String, String> environment,
        Path directory,
        InputStream stdin,
        OutputStream stdout,
        OutputStream stderr,
        boolean terminal,
        Clock clock,
        SecureRandom random) {
    public Surroundings {
        environment = Map.copyOf(environment);
        directory = directory.toAbsolutePath().normalize();
    }

    /// The same surroundings for another run inside this one: another folder, and streams that somebody reads.
    public Surroundings inside(Path folder, OutputStream out, OutputStream err) {
        return new Surroundings(environment, folder, InputStream.nullInputStream(), out, err, false, clock, random);
    }

    /// An environment variable that is set and not empty.
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(v -> !v.isBlank());
    }

    /// A path as the user wrote it, from the working folder.
    public Path path(String name) {
        try {
            if (name.equals("~") || name.startsWith("~/")) {
                return home().resolve(name.substring(Math.min(2, name.length()))).normalize();
            }
            return directory.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw Failure.of(ExitCode.INPUT, "EPATH", "`" + name + "` is not a file name here", "another name").causedBy(e);
        }
    }

    /// The user's home, where keys live.
    public Path home() {
        return variable("HOME").or(() -> variable("USERPROFILE")).map(Path::of).orElseGet(() -> Path.of(System.getProperty("user.home")));
    }

    /// The clock for times inside artifacts: `SOURCE_DATE_EPOCH` (seconds) stops it, so that two builds give equal bytes.
    public Clock artifactClock() {
        return variable("SOURCE_DATE_EPOCH")
                .map(seconds -> {
                    try {
                        return Clock.fixed(Instant.ofEpochSecond(Long.parseLong(seconds.strip())), ZoneOffset.UTC);
                    } catch (NumberFormatException | DateTimeException e) {
                        throw Failure.of(ExitCode.INPUT, "ECONFIG", "SOURCE_DATE_EPOCH is not a number of seconds: " + seconds,
                                "SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)").causedBy(e);
                    }
                })
                .orElse(clock);
    }
}
