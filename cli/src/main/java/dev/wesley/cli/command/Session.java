package dev.wesley.cli.command;

import dev.wesley.cli.option.GlobalOptions;
import dev.wesley.cli.option.Settings;
import dev.wesley.cli.project.Project;
import dev.wesley.cli.project.Surroundings;
import dev.wesley.cli.report.Console;
import java.util.List;
import java.util.Optional;

/// One run: what surrounds it, what was asked for on every level, and where it speaks.
public final class Session {
    /// Runs another command line, as a new process would.
    @FunctionalInterface
    public interface Runner {
        /// @return the exit code
        int run(List<String> arguments, Surroundings surroundings);
    }

    private final Surroundings surroundings;
    private final Console console;
    private final GlobalOptions options;
    private final Runner runner;
    private Optional<Settings> settings = Optional.empty();

    public Session(Surroundings surroundings, Console console, GlobalOptions options, Runner runner) {
        this.surroundings = surroundings;
        this.console = console;
        this.options = options;
        this.runner = runner;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Console console() {
        return console;
    }

    Runner runner() {
        return runner;
    }

    Project project() {
        return new Project(surroundings);
    }

    /// Read when a command first asks, so that `--help` works beside a broken configuration file.
    Settings settings() {
        if (settings.isEmpty()) {
            settings = Optional.of(new Settings(surroundings, options));
        }
        return settings.get();
    }
}
