package dev.wesley.cli.option;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// Options of every command, before or after its name.
public final class GlobalOptions {
    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Exactly one JSON document: on stdout, or on stderr after a failure.")
    private boolean json;

    @Option(names = {"-q", "--quiet"}, scope = ScopeType.INHERIT, description = "Say nothing but errors.")
    private boolean quiet;

    @Option(names = {"-v", "--verbose"}, scope = ScopeType.INHERIT, description = "Say what is read and written.")
    private boolean verbose;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show stack traces of failures.")
    private boolean debug;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No colour; NO_COLOR does the same.")
    private boolean plain;

    @Option(names = {"-c", "--config"}, scope = ScopeType.INHERIT, paramLabel = "FILE",
            description = "Configuration (default: wesley.yaml, wesley.config.yaml or wesley.config.json).")
    private @Nullable String config;

    @Option(names = {"-e", "--env"}, scope = ScopeType.INHERIT, paramLabel = "ENV",
            description = "The environment that a certificate is for, such as production.")
    private @Nullable String environment;

    @SuppressWarnings("UnusedVariable") // picocli asks the option, not the field
    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "This text.")
    private boolean help;

    @SuppressWarnings("UnusedVariable")
    @Option(names = "--version", versionHelp = true, scope = ScopeType.INHERIT, description = "The version.")
    private boolean version;

    public boolean json() {
        return json;
    }

    public boolean quiet() {
        return quiet;
    }

    public boolean verbose() {
        return verbose;
    }

    public boolean debug() {
        return debug;
    }

    public boolean plain() {
        return plain;
    }

    public Optional<String> config() {
        return Optional.ofNullable(config);
    }

    public Optional<String> environment() {
        return Optional.ofNullable(environment);
    }
}
