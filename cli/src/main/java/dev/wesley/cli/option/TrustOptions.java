package dev.wesley.cli.option;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Whose signatures count.
public final class TrustOptions {
    @Option(names = "--trust", paramLabel = "FILE", description = "Trust file that says which key has which role.")
    private @Nullable String trust;

    @Option(names = "--trust-root", split = ",", paramLabel = "KEYID", description = "Accept only a trust file with these ROOT keys.")
    private List<String> roots = List.of();

    @Option(names = "--pub", paramLabel = "FILE",
            description = "Public key; twice: the first is HOLMES, the second WAT-SUM (default: those in ~/.wesley/keys).")
    private List<String> publicKeys = List.of();

    @Option(names = "--detached", description = "Do not compare the certified commit with HEAD.")
    private boolean detached;

    public Optional<String> trust() {
        return Optional.ofNullable(trust);
    }

    public List<String> roots() {
        return roots;
    }

    public List<String> publicKeys() {
        return publicKeys;
    }

    public boolean detached() {
        return detached;
    }
}
