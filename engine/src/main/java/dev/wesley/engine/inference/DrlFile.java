package dev.wesley.engine.inference;

import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.jspecify.annotations.Nullable;
import org.kie.internal.builder.conf.LanguageLevelOption;

/// One DRL file, parsed.
///
/// @param file relative to the folder of the pack
/// @param path as messages show it
record DrlFile(PackSource pack, String file, String path, String text, PackageDescr ast) {

    /// Parses a file, or says where it is not DRL.
    static Optional<DrlFile> parse(PackSource pack, String file, String text, List<Diagnostic> problems) {
        DrlParser parser = new DrlParser(LanguageLevelOption.DRL10);
        DrlFile empty = new DrlFile(pack, file, pack.path(file), text, new PackageDescr());
        @Nullable PackageDescr ast = null;
        try {
            ast = parser.parse(false, text);
        } catch (DroolsParserException | RuntimeException e) {
            problems.add(empty.problem(1, "this file is not DRL: " + oneLine(e.getMessage()), "see the language reference of DRL 10"));
        }
        for (DroolsError error : parser.getErrors()) {
            int[] lines = error.getLines();
            problems.add(empty.problem(lines.length > 0 ? lines[0] : 1, "this file is not DRL: " + oneLine(error.getMessage()),
                    "metadata comes before attributes; DRL 10 has no half constraints and no infix or between patterns"));
        }
        return ast == null || parser.hasErrors() ? Optional.empty() : Optional.of(new DrlFile(pack, file, pack.path(file), text, ast));
    }

    List<RuleDescr> rules() {
        return ast.getRules();
    }

    /// The folder below the pack: the stage, if the file is where it belongs.
    String folder() {
        return file.contains("/") ? file.substring(0, file.indexOf('/')) : "";
    }

    /// Simple name → full name of every imported type.
    Map<String, String> imports() {
        Map<String, String> imports = new HashMap<>();
        for (ImportDescr one : ast.getImports()) {
            String target = one.getTarget();
            imports.put(target.substring(target.lastIndexOf('.') + 1), target);
        }
        return imports;
    }

    /// A whole line.
    Span at(int line) {
        List<String> lines = text.lines().toList();
        int number = Math.clamp(line, 1, Math.max(1, lines.size()));
        String content = lines.isEmpty() ? "" : lines.get(number - 1);
        int indent = content.length() - content.stripLeading().length();
        return new Span(path, number, indent + 1, Math.max(1, content.strip().length()), content);
    }

    /// The part of a line from a place that the parser gave (lines from 1, columns from 0) for as long as a text is there.
    Span at(int line, int column, String part) {
        Span whole = at(line);
        String first = part.lines().findFirst().orElse("");
        int start = whole.text().indexOf(first, Math.max(0, Math.min(column, whole.text().length())));
        return start < 0 || first.isEmpty() ? whole : new Span(path, whole.line(), start + 1, first.length(), whole.text());
    }

    /// The first line that begins with a word; 1 if none does.
    int lineOf(String word) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().startsWith(word)) {
                return i + 1;
            }
        }
        return 1;
    }

    /// The first line from this one on that holds a word; this one if none does.
    int lineOf(String word, int from) {
        List<String> lines = text.lines().toList();
        for (int i = Math.max(0, from - 1); i < lines.size(); i++) {
            if (lines.get(i).contains(word)) {
                return i + 1;
            }
        }
        return Math.max(1, from);
    }

    Diagnostic problem(int line, String message, String help) {
        return problem(at(line), message, help);
    }

    Diagnostic problem(BaseDescr place, String message, String help) {
        return problem(at(place.getLine()), message, help);
    }

    Diagnostic problem(Span place, String message, String help) {
        return Diagnostic.error(Code.INVALID_PACK, place, message, "", help);
    }

    static String oneLine(@Nullable String message) {
        return String.valueOf(message).replaceAll("\\s+", " ").strip();
    }
}
