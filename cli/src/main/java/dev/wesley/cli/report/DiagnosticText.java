package dev.wesley.cli.report;

import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Severity;
import dev.wesley.engine.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;

/// A diagnostic as a person reads it: consequence, place with a caret, remedy.
final class DiagnosticText {
    private DiagnosticText() {}

    static List<String> lines(Diagnostic diagnostic, Style style) {
        List<String> lines = new ArrayList<>();
        lines.add(switch (diagnostic.severity()) {
            case ERROR -> style.red("❌ [" + diagnostic.code() + "]") + " " + style.bold(diagnostic.message());
            case WARNING -> style.yellow("⚠️  [" + diagnostic.code() + "]") + " " + diagnostic.message();
            case INFO -> style.cyan("ℹ️  [" + diagnostic.code() + "]") + " " + diagnostic.message();
        });
        diagnostic.span().ifPresent(span -> excerpt(span, diagnostic, style, lines));
        if (!diagnostic.help().isEmpty()) {
            lines.add("Try: " + diagnostic.help());
        }
        return lines;
    }

    private static void excerpt(Span span, Diagnostic diagnostic, Style style, List<String> lines) {
        String number = Integer.toString(span.line());
        String margin = " ".repeat(number.length());
        lines.add(style.dim(margin + " --> ") + span);
        lines.add(style.dim(margin + " |"));
        lines.add(style.dim(number + " | ") + printable(span.text()));
        String carets = "^".repeat(span.length());
        String label = diagnostic.label().isEmpty() ? "" : " " + diagnostic.label();
        String marked = diagnostic.severity() == Severity.ERROR ? style.red(carets + label) : style.yellow(carets + label);
        lines.add(style.dim(margin + " | ") + indent(span) + marked);
    }

    /// Blank columns up to the caret; a tab stays a tab, so that both lines shift alike.
    private static String indent(Span span) {
        StringBuilder blank = new StringBuilder();
        int[] points = printable(span.text()).codePoints().toArray();
        for (int i = 0; i < span.column() - 1; i++) {
            blank.append(i < points.length && points[i] == '\t' ? '\t' : ' ');
        }
        return blank.toString();
    }

    /// A source line cannot move the cursor or colour the screen.
    private static String printable(String text) {
        return text.codePoints()
                .map(c -> c != '\t' && Character.isISOControl(c) ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
