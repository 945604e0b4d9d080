package dev.wesley.engine.inference;

import dev.wesley.engine.diagnostic.Diagnostic;
import java.util.List;
import java.util.stream.Collectors;

/// A pack cannot be used; says everything that is wrong with it.
public final class PackException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Diagnostic> diagnostics;

    public PackException(List<Diagnostic> diagnostics) {
        super(diagnostics.stream().map(PackException::line).collect(Collectors.joining("\n", "this rule pack is not usable\n", "")), null, false, false);
        this.diagnostics = List.copyOf(diagnostics);
    }

    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    private static String line(Diagnostic d) {
        String place = d.span().map(s -> s + ": ").orElse("");
        return place + "error[" + d.code() + "]: " + d.message() + (d.help().isEmpty() ? "" : "\n    = help: " + d.help());
    }
}
