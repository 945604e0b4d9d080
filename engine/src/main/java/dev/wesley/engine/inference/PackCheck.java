package dev.wesley.engine.inference;

import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.plan.PackManifest;
import dev.wesley.engine.plan.PackRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/// Reads the DRL of packs that will be used together and complains about what Drools would let pass, or would report without a place:
/// names and codes, the fence, the stages.
final class PackCheck {
    /// What the compiler does not know, in the words of its messages.
    private static final Pattern UNKNOWN = Pattern.compile("(?:Unknown field|field|property|method|variable|constant) '?([\\p{L}_$][\\p{L}\\p{N}_$]*)'?");

    private final Map<String, Named> byCode = new HashMap<>();
    private final Map<String, Named> byName = new HashMap<>();
    private final Map<String, DrlFile> files = new TreeMap<>();
    private final List<Diagnostic> problems = new ArrayList<>();

    private record Named(DrlFile file, PackRule rule) {
        String words() {
            return "\"" + rule.name() + "\" (" + file.path() + ":" + rule.line() + ")";
        }
    }

    /// The manifests with their rules, in the order of the packs.
    ///
    /// @param beside packs that are compiled already and will be used together with these
    Outcome<List<PackManifest>> manifests(List<PackSource> packs, List<PackSource> beside) {
        List<PackManifest> manifests = new ArrayList<>();
        List<DrlFile> parsed = new ArrayList<>();
        for (int i = 0; i < packs.size(); i++) {
            PackManifest pack = packs.get(i).manifest();
            RulePack.unsuited(pack).ifPresent(problems::add);
            packs.subList(0, i).forEach(other -> problems.addAll(RuleBase.overlap(other.manifest(), pack)));
            beside.forEach(other -> problems.addAll(RuleBase.overlap(other.manifest(), pack)));
        }
        List<DrlFile> given = new ArrayList<>();
        for (PackSource pack : beside) {
            pack.drl().forEach((file, text) -> DrlFile.parse(pack, file, text, problems).ifPresent(drl -> {
                given.add(drl);
                rules(drl);
            }));
        }
        for (PackSource pack : packs) {
            List<PackRule> rules = new ArrayList<>();
            pack.drl().forEach((file, text) -> DrlFile.parse(pack, file, text, problems).ifPresent(drl -> {
                parsed.add(drl);
                files.put(pack.manifest().id() + "/" + file, drl);
                rules.addAll(rules(drl));
            }));
            manifests.add(pack.manifest().built("", "", rules));
        }
        parsed.forEach(f -> problems.addAll(Fence.check(f)));
        parsed.forEach(this::owners);
        if (problems.isEmpty()) {
            List<DrlFile> all = new ArrayList<>(given);
            all.addAll(parsed);
            problems.addAll(Strata.check(all));
        }
        return problems.isEmpty() ? Outcome.done(manifests) : Outcome.refused(problems);
    }

    /// What only the base pack may do, and whom a rule may replace.
    private void owners(DrlFile file) {
        Map<String, PackRule> codes = new HashMap<>();
        byCode.forEach((code, named) -> codes.put(code, named.rule()));
        for (RuleDescr rule : file.rules()) {
            if (file.folder().equals(Stage.PHYSICS.group()) && !file.pack().manifest().kind().equals("base")) {
                problems.add(file.problem(rule, "the rule \"" + rule.getName() + "\" is of stage physics, which says what Postgres does and belongs to the base pack",
                        "judge what it does in a later stage: phase, risk or gate"));
            }
            Optional.ofNullable(byCode.get(metadata(rule, "code"))).filter(n -> n.file().equals(file)).ifPresent(named ->
                    RuleBase.replacements(named.rule(), codes).forEach(c -> problems.add(file.problem(file.at(file.lineOf("@replaces", rule.getLine())), c, RuleBase.REPLACES))));
        }
    }

    // ---- names, codes, folders

    private List<PackRule> rules(DrlFile file) {
        List<PackRule> rules = new ArrayList<>();
        PackManifest manifest = file.pack().manifest();
        String stage = file.folder();
        String expected = manifest.prefix() + "." + stage;
        if (Stage.of(stage).isEmpty()) {
            problems.add(file.problem(1, "the folder \"" + stage + "\" is not a stage, so its rules would never fire",
                    "the stages are " + String.join(", ", Arrays.stream(Stage.values()).map(Stage::group).toList())));
        } else if (!file.ast().getName().equals(expected)) {
            problems.add(file.problem(file.lineOf("package"), "the package " + file.ast().getName() + " does not fit its folder", "write: package " + expected));
        }
        for (RuleDescr rule : file.rules()) {
            if (!rule.isQuery()) {
                entry(file, rule, manifest, stage).ifPresent(rules::add);
            }
        }
        return rules;
    }

    private Optional<PackRule> entry(DrlFile file, RuleDescr rule, PackManifest manifest, String stage) {
        String code = metadata(rule, "code");
        String since = metadata(rule, "since");
        if (code.isEmpty() || since.isEmpty()) {
            problems.add(file.problem(rule, "the rule \"" + rule.getName() + "\" lacks " + (code.isEmpty() ? "@code" : "@since"),
                    "write @code(\"" + manifest.codes().getFirst() + "-…\") @since(\"" + manifest.version() + "\") below its name"));
            return Optional.empty();
        }
        if (manifest.codes().stream().noneMatch(letters -> code.startsWith(letters + "-"))) {
            problems.add(file.problem(rule, "the code " + code + " does not begin with letters of pack " + manifest.id(),
                    "the pack owns " + String.join(", ", manifest.codes())));
        }
        List<String> groups = rule.getAttributes().values().stream().filter(a -> a.getName().equals("ruleflow-group"))
                .map(AttributeDescr::getValue).map(RulePack::unquoted).toList();
        if (!groups.equals(List.of(stage))) {
            problems.add(file.problem(rule, groups.isEmpty()
                            ? "the rule \"" + rule.getName() + "\" has no ruleflow-group, so it would fire in whichever stage comes first"
                            : "the rule \"" + rule.getName() + "\" is in ruleflow-group \"" + groups.getFirst() + "\", but its folder is \"" + stage + "\"",
                    "write: ruleflow-group \"" + stage + "\""));
        }
        PackRule entry = new PackRule(code, rule.getName(), since, stage, file.ast().getName(), file.file(), Math.max(1, rule.getLine()),
                Json.sha256(file.text()), replaced(rule));
        Named named = new Named(file, entry);
        unique(byCode.putIfAbsent(code, named), named, "the code " + code);
        unique(byName.putIfAbsent(file.ast().getName() + "/" + rule.getName(), named), named,
                "the name \"" + rule.getName() + "\" in package " + file.ast().getName());
        return Optional.of(entry);
    }

    private void unique(@Nullable Named twin, Named rule, String what) {
        if (twin != null) {
            problems.add(rule.file().problem(rule.rule().line(), what + " of the rule " + rule.words() + " is taken by the rule " + twin.words()
                    + "; Drools would replace one by the other without a word", "give this rule another"));
        }
    }

    private static List<String> replaced(RuleDescr rule) {
        return Arrays.stream(metadata(rule, "replaces").split(",")).map(String::strip).filter(c -> !c.isEmpty()).toList();
    }

    private static String metadata(RuleDescr rule, String name) {
        return rule.getAnnotation(name) == null ? "" : RulePack.unquoted(rule.getAnnotation(name).getValue());
    }

    // ---- places for what the compiler says

    /// A compiler's message at the place that it means. Drools often gives no line, but quotes the constraint, names the rule, or speaks of
    /// a generated class whose text holds the action.
    ///
    /// @param path of the DRL file or of a generated class
    /// @param generated the text of that class; may be empty
    Diagnostic located(PackSource pack, @Nullable String path, int line, String message, String generated) {
        String words = DrlFile.oneLine(message);
        String help = "compare the rule with the components and types of its facts";
        @Nullable DrlFile given = path == null ? null : files.get(pack.manifest().id() + "/" + path.replace("src/main/resources/", ""));
        List<DrlFile> candidates = given != null ? List.of(given) : files.values().stream()
                .filter(f -> f.pack().manifest().id().equals(pack.manifest().id()))
                .filter(f -> path == null || !path.endsWith(".java") || path.contains(f.ast().getName().replace('.', '/') + "/"))
                .toList();
        String code = squeezed(generated);
        for (DrlFile file : candidates) {
            for (RuleDescr rule : file.rules()) {
                String action = squeezed(String.valueOf(rule.getConsequence()));
                if (!code.isEmpty() && action.length() > 2 && code.contains(action)) {
                    return file.problem(Math.max(rule.getLine(), rule.getConsequenceLine()), "the action of \"" + rule.getName() + "\" does not compile: " + words, help);
                }
                for (ExprConstraintDescr constraint : new RuleShape(rule, (place, form) -> {}).constraints()) {
                    String text = DrlFile.oneLine(RuleShape.unbound(constraint.getExpression()));
                    if (text.length() > 2 && (words.contains(text) || text.length() > 10 && code.contains(squeezed(text)))) {
                        return file.problem(file.at(constraint.getLine(), constraint.getColumn(), constraint.getExpression()),
                                "the rule \"" + rule.getName() + "\" does not compile: " + words, help);
                    }
                }
            }
        }
        Matcher unknown = UNKNOWN.matcher(words);
        if (unknown.find()) {
            Pattern name = Pattern.compile("\\b" + Pattern.quote(unknown.group(1)) + "\\b");
            for (DrlFile file : candidates) {
                for (RuleDescr rule : file.rules()) {
                    for (ExprConstraintDescr constraint : new RuleShape(rule, (place, form) -> {}).constraints()) {
                        if (name.matcher(constraint.getExpression()).find()) {
                            return file.problem(file.at(constraint.getLine(), constraint.getColumn(), constraint.getExpression()),
                                    "the rule \"" + rule.getName() + "\" does not compile: " + words, help);
                        }
                    }
                    if (name.matcher(String.valueOf(rule.getConsequence())).find()) {
                        return file.problem(Math.max(rule.getLine(), rule.getConsequenceLine()),
                                "the action of \"" + rule.getName() + "\" does not compile: " + words, help);
                    }
                }
            }
        }
        for (DrlFile file : candidates) {
            for (RuleDescr rule : file.rules()) {
                if (words.contains(rule.getName())) {
                    return file.problem(rule, "the rule does not compile: " + words, help);
                }
            }
        }
        return given != null || candidates.size() == 1
                ? candidates.getFirst().problem(Math.max(1, line), "the file does not compile: " + words, help)
                : Diagnostic.error(Code.INVALID_PACK, "pack " + pack.manifest().id() + " does not compile: " + words, help);
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
