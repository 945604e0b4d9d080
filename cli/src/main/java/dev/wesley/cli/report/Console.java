package dev.wesley.cli.report;

import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.json.DiagnosticJson;
import dev.wesley.engine.json.Json;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// The two streams and how to speak on them: results on stdout, everything else on stderr. With `--json` one run says exactly one
/// document: on stdout when it succeeded, on stderr when it failed.
public final class Console {
    /// How much is said.
    ///
    /// @param json one document for a program instead of text for people
    /// @param quiet no notes, warnings and progress, and no text of a success
    /// @param verbose notes on what is read and written
    /// @param debug stack traces of failures
    public record Manner(boolean json, boolean quiet, boolean verbose, boolean debug, Style style) {}

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final Clock clock;
    private final Secrets secrets = new Secrets();
    private Manner manner = new Manner(false, false, false, false, Style.PLAIN);

    /// @param terminal whether a person watches: allows colour and moving progress
    public Console(OutputStream out, OutputStream err, boolean terminal, Clock clock) {
        this.out = new PrintStream(out, true, StandardCharsets.UTF_8);
        this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
        this.terminal = terminal;
        this.clock = clock;
    }

    /// The process's own stdout, unbuffered; [Console] adds the encoding.
    public static OutputStream standardOutput() {
        return new FileOutputStream(FileDescriptor.out);
    }

    /// The process's own stderr.
    public static OutputStream standardError() {
        return new FileOutputStream(FileDescriptor.err);
    }

    /// Whether the process talks to a person. The console of `java.base`, the default again from 25 on, is null where nobody sits.
    @SuppressWarnings("SystemConsoleNull")
    public static boolean onTerminal() {
        java.io.Console console = System.console();
        return console != null && console.isTerminal();
    }

    public void behave(Manner chosen) {
        manner = chosen;
    }

    public Manner manner() {
        return manner;
    }

    public Style style() {
        return manner.style();
    }

    public boolean terminal() {
        return terminal;
    }

    public Secrets secrets() {
        return secrets;
    }

    /// Says what a command has done.
    public void answer(Answer answer) {
        if (manner.json()) {
            ObjectNode document = Json.object();
            document.put("success", true);
            document.setAll(answer.json());
            if (!answer.warnings().isEmpty() && !document.has("diagnostics")) {
                document.set("diagnostics", DiagnosticJson.write(answer.warnings()));
            }
            document.put("timestamp", now());
            out.print(Json.pretty(reworded(document, Secrets::mask)));
            out.flush();
            return;
        }
        warn(answer.warnings());
        if (!manner.quiet()) {
            answer.text().forEach(this::say);
        }
    }

    /// Says why a command failed.
    public void failure(Failure failure) {
        if (manner.json()) {
            ObjectNode document = Json.object();
            document.put("success", false);
            List<Diagnostic> errors = failure.diagnostics().stream().filter(Diagnostic::isError).toList();
            Diagnostic first = errors.isEmpty() ? failure.diagnostics().getFirst() : errors.getFirst();
            document.put("code", first.code().value());
            document.put("error", first.message());
            document.put("hint", first.help());
            failure.result().ifPresent(document::setAll);
            ArrayNode all = DiagnosticJson.write(failure.diagnostics());
            document.set("diagnostics", all);
            document.put("exitCode", failure.exit().number());
            if (manner.debug()) {
                document.put("stackTrace", trace(failure));
            }
            document.put("timestamp", now());
            err.print(Json.pretty(reworded(document, secrets::hide)));
            err.flush();
            return;
        }
        boolean first = true;
        for (Diagnostic diagnostic : failure.diagnostics()) {
            if (manner.quiet() && !diagnostic.isError()) {
                continue;
            }
            if (!first) {
                err.println();
            }
            first = false;
            DiagnosticText.lines(diagnostic, style()).forEach(this::tell);
        }
        if (manner.debug()) {
            tell(trace(failure));
        }
        err.flush();
    }

    /// A result line for people; nothing with `--json` or `--quiet`.
    public void say(String line) {
        if (!manner.json() && !manner.quiet()) {
            out.println(Secrets.mask(line));
        }
    }

    /// A remark that only `--verbose` shows.
    public void note(String line) {
        if (manner.verbose() && !manner.json()) {
            tell(style().dim(line));
        }
    }

    /// A remark on stderr, unless quiet or `--json`.
    public void remark(String line) {
        if (!manner.quiet() && !manner.json()) {
            tell(line);
        }
    }

    public void warn(List<Diagnostic> diagnostics) {
        if (!manner.quiet() && !manner.json()) {
            diagnostics.stream()
                    .flatMap(d -> DiagnosticText.lines(d, style()).stream())
                    .forEach(this::tell);
        }
    }

    /// Runs something that may take long: after one second stderr says what is going on.
    public <T> T during(String what, Supplier<T> work) {
        try (Progress progress = new Progress(what, err, terminal)) {
            if (!manner.quiet() && (terminal || !manner.json())) {
                progress.start();
            }
            return work.get();
        }
    }

    /// Runs one part of a command; `--verbose` says how long it took.
    public <T> T timed(String part, Supplier<T> work) {
        long begun = System.nanoTime();
        T result = work.get();
        note(part + ": " + (System.nanoTime() - begun) / 1_000_000 + " ms");
        return result;
    }

    private void tell(String line) {
        err.println(secrets.hide(line));
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /// The same document with every text (not the keys) passed through `words`.
    private static JsonNode reworded(JsonNode node, UnaryOperator<String> words) {
        if (node.isString()) {
            return StringNode.valueOf(words.apply(node.stringValue()));
        }
        if (node.isArray()) {
            ArrayNode copy = Json.array();
            node.forEach(item -> copy.add(reworded(item, words)));
            return copy;
        }
        if (node.isObject()) {
            ObjectNode copy = Json.object();
            node.properties().forEach(e -> copy.set(e.getKey(), reworded(e.getValue(), words)));
            return copy;
        }
        return node;
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
