package dev.wesley.engine.inference;

import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.diagnostic.Span;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.plan.PackManifest;
import dev.wesley.engine.plan.PackRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.jspecify.annotations.Nullable;
import org.kie.internal.builder.conf.LanguageLevelOption;

/// Reads the DRL of packs that will be used together and complains about what Drools would let pass or would report without a place.
final class PackCheck {
    private final Map<String, PackRule> byCode = new HashMap<>();
    private final Map<String, PackRule> byName = new HashMap<>();

    /// The manifest with its rules.
    Outcome<PackManifest> manifest(PackSource pack) {
        List<Diagnostic> problems = new ArrayList<>();
        List<PackRule> rules = new ArrayList<>();
        pack.drl().forEach((file, text) -> {
            Text source = new Text(pack.path(file), text);
            @Nullable PackageDescr parsed = parse(source, problems);
            if (parsed != null) {
                rules.addAll(rules(pack, file, source, parsed, problems));
            }
        });
        return problems.isEmpty()
                ? Outcome.done(pack.manifest().built("", "", rules))
                : Outcome.refused(problems);
    }

    /// A compiler's message with the place that it means.
    Diagnostic located(PackSource pack, @Nullable String path, int line, String message) {
        String file = path == null ? "" : path.replace("src/main/resources/", "");
        @Nullable String text = pack.drl().get(file);
        String words = message.replaceAll("\\s+", " ").strip();
        if (text == null) {
            return Diagnostic.error(Code.INVALID_PACK, pack.manifest().id() + " does not compile: " + words, "compare the rule with the types of its facts");
        }
        Text source = new Text(pack.path(file), text);
        return Diagnostic.error(Code.INVALID_PACK, source.at(line > 0 ? line : 1), "the rule does not compile: " + words, "",
                "compare the rule with the types of its facts");
    }

    private static @Nullable PackageDescr parse(Text source, List<Diagnostic> problems) {
        DrlParser parser = new DrlParser(LanguageLevelOption.DRL10);
        @Nullable PackageDescr parsed = null;
        try {
            parsed = parser.parse(false, source.text());
        } catch (DroolsParserException | RuntimeException e) {
            problems.add(source.problem(1, "this file is not DRL: " + e.getMessage(), "see the language reference of DRL 10"));
        }
        for (DroolsError error : parser.getErrors()) {
            int[] lines = error.getLines();
            problems.add(source.problem(lines.length > 0 ? lines[0] : 1, "this file is not DRL: " + error.getMessage().replaceAll("\\s+", " ").strip(),
                    "attributes come after metadata; DRL 10 has no half constraints"));
        }
        return parser.hasErrors() ? null : parsed;
    }

    private List<PackRule> rules(PackSource pack, String file, Text source, PackageDescr parsed, List<Diagnostic> problems) {
        List<PackRule> rules = new ArrayList<>();
        PackManifest manifest = pack.manifest();
        String stage = file.contains("/") ? file.substring(0, file.indexOf('/')) : "";
        String expected = manifest.prefix() + "." + stage;
        if (Stage.of(stage).isEmpty()) {
            problems.add(source.problem(1, "the folder \"" + stage + "\" is not a stage, so its rules would never fire",
                    "the stages are " + String.join(", ", java.util.Arrays.stream(Stage.values()).map(Stage::group).toList())));
        } else if (!parsed.getName().equals(expected)) {
            problems.add(source.problem(source.lineOf("package"), "the package " + parsed.getName() + " does not fit its folder",
                    "write: package " + expected));
        }
        for (RuleDescr rule : parsed.getRules()) {
            int line = Math.max(1, rule.getLine());
            String code = metadata(rule, "code");
            String since = metadata(rule, "since");
            if (code.isEmpty() || since.isEmpty()) {
                problems.add(source.problem(line, "the rule \"" + rule.getName() + "\" lacks " + (code.isEmpty() ? "@code" : "@since"),
                        "write @code(\"" + manifest.codes().getFirst() + "-…\") @since(\"" + manifest.version() + "\") below its name"));
                continue;
            }
            if (manifest.codes().stream().noneMatch(letters -> code.startsWith(letters + "-"))) {
                problems.add(source.problem(line, "the code " + code + " does not begin with letters of pack " + manifest.id(),
                        "the pack owns " + String.join(", ", manifest.codes())));
            }
            List<String> groups = rule.getAttributes().values().stream().filter(a -> a.getName().equals("ruleflow-group"))
                    .map(AttributeDescr::getValue).map(RulePack::unquoted).toList();
            if (!groups.equals(List.of(stage))) {
                problems.add(source.problem(line, "the rule \"" + rule.getName() + "\" is in ruleflow-group "
                        + (groups.isEmpty() ? "none" : String.join(", ", groups)) + ", but its folder is " + stage,
                        "write: ruleflow-group \"" + stage + "\""));
            }
            PackRule entry = new PackRule(code, rule.getName(), since, stage, parsed.getName(), file, line, Json.sha256(source.text()));
            unique(byCode.put(code, entry), entry, source, "the code " + code, problems);
            unique(byName.put(parsed.getName() + "/" + rule.getName(), entry), entry, source,
                    "the name \"" + rule.getName() + "\" in package " + parsed.getName(), problems);
            rules.add(entry);
        }
        return rules;
    }

    private static void unique(@Nullable PackRule twin, PackRule rule, Text source, String what, List<Diagnostic> problems) {
        if (twin != null) {
            problems.add(source.problem(rule.line(), what + " is taken by \"" + twin.name() + "\" (" + twin.place() + "); Drools would silently replace one",
                    "give this rule another"));
        }
    }

    private static String metadata(RuleDescr rule, String name) {
        return rule.getAnnotation(name) == null ? "" : RulePack.unquoted(rule.getAnnotation(name).getValue());
    }

    /// The text of one file, with places in it.
    record Text(String path, String text) {
        Span at(int line) {
            List<String> lines = text.lines().toList();
            String content = lines.isEmpty() ? "" : lines.get(Math.min(line, lines.size()) - 1);
            int indent = content.length() - content.stripLeading().length();
            return new Span(path, Math.min(line, Math.max(1, lines.size())), indent + 1, Math.max(1, content.strip().length()), content);
        }

        Span at(BaseDescr descr) {
            return at(Math.max(1, descr.getLine()));
        }

        int lineOf(String word) {
            List<String> lines = text.lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).strip().startsWith(word)) {
                    return i + 1;
                }
            }
            return 1;
        }

        Diagnostic problem(int line, String message, String help) {
            return Diagnostic.error(Code.INVALID_PACK, at(line), message, "", help);
        }
    }
}
