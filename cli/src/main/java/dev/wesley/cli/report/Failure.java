package dev.wesley.cli.report;

import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import java.io.Serial;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A command that ends without doing what was asked: why, and with which exit code.
public final class Failure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ExitCode exit;
    private final transient List<Diagnostic> diagnostics;
    private final transient Optional<ObjectNode> result;

    private Failure(ExitCode exit, List<Diagnostic> diagnostics, Optional<ObjectNode> result, @Nullable Throwable cause) {
        super(diagnostics.stream().map(Diagnostic::message).findFirst().orElse(exit.meaning()), cause);
        this.exit = exit;
        this.diagnostics = List.copyOf(diagnostics);
        this.result = result;
    }

    public static Failure of(ExitCode exit, List<Diagnostic> diagnostics) {
        return new Failure(exit, diagnostics, Optional.empty(), null);
    }

    /// @param help what the user can type or do
    public static Failure of(ExitCode exit, Code code, String message, String help) {
        return of(exit, List.of(Diagnostic.error(code, message, help)));
    }

    public static Failure of(ExitCode exit, String code, String message, String help) {
        return of(exit, new Code(code), message, help);
    }

    /// The same failure with the exception that led to it, which only `--debug` shows.
    public Failure causedBy(Throwable cause) {
        return new Failure(exit, diagnostics, result, cause);
    }

    /// The same failure with what the command found nevertheless; its keys join the JSON of the failure.
    public Failure with(ObjectNode found) {
        return new Failure(exit, diagnostics, Optional.of(found), getCause());
    }

    public ExitCode exit() {
        return exit;
    }

    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    public Optional<ObjectNode> result() {
        return result;
    }
}
