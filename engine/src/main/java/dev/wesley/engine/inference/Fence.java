package dev.wesley.engine.inference;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import dev.wesley.engine.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.GlobalDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.RuleDescr;

/// What a rule may be made of. DRL can hold any Java; a pack may only match facts and make one call on the façade.
final class Fence {
    private static final int MOST_PATTERNS = 6;
    private static final int MOST_LINES = 25;
    private static final Set<String> METADATA = Set.of("code", "since", "replaces");
    private static final List<String> VOCABULARY = List.of(
            "dev.wesley.engine.ir.", "dev.wesley.engine.diff.", "dev.wesley.engine.fact.", "dev.wesley.engine.plan.");
    private static final Set<String> FACADE = Set.of("Proposals", "ChangeClass", "Refusal", "Derived", "Classified", "Answered", "Refused",
            "StepLock", "LocksNothing", "StepRun", "StepCost", "StepRisk", "TotalRisk");
    private static final Set<String> CALLS_IN_CONSTRAINTS = Set.of("size", "isPresent", "isEmpty", "get", "contains");
    /// Words that may stand before a parenthesis in a constraint without being a call.
    private static final Set<String> OPERATORS = Set.of("in", "contains", "memberOf", "matches", "not", "excludes", "soundslike", "str");
    private static final Map<String, Stage> VERBS = Map.of("classify", Stage.CLASSIFY, "thresholds", Stage.CLASSIFY, "propose", Stage.REWRITE,
            "extend", Stage.REWRITE, "lock", Stage.PHYSICS, "locksNothing", Stage.PHYSICS, "run", Stage.PHASE, "cost", Stage.PHASE, "risk", Stage.RISK, "total", Stage.SUM);
    private static final Set<String> VERBS_OF_ANY_STAGE = Set.of("refuse", "warn");
    private static final Set<String> VERBS_THAT_TIGHTEN = Set.of("refuse", "warn", "risk");

    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'");
    private static final Pattern CHAIN = Pattern.compile("[$\\p{L}_][$\\p{L}\\p{N}_]*(?:\\s*!?\\.\\s*[$\\p{L}_][$\\p{L}\\p{N}_]*)*");

    private final DrlFile file;
    private final List<Diagnostic> problems = new ArrayList<>();

    private Fence(DrlFile file) {
        this.file = file;
    }

    /// Everything that a file holds and a pack may not.
    static List<Diagnostic> check(DrlFile file) {
        Fence fence = new Fence(file);
        fence.header();
        file.rules().forEach(fence::rule);
        return fence.problems;
    }

    /// The verb of a rule's action and what it makes: the types of the steps that it proposes.
    record Action(String verb, Set<String> steps, boolean stepsKnown) {}

    /// Reads an action that has passed the fence.
    static Optional<Action> action(RuleDescr rule) {
        return call(rule).map(call -> {
            Set<String> steps = new TreeSet<>();
            boolean known = true;
            if (call.getNameAsString().equals("propose") || call.getNameAsString().equals("extend")) {
                for (Expression argument : call.getArguments().subList(Math.min(1, call.getArguments().size()), call.getArguments().size())) {
                    if (argument instanceof ObjectCreationExpr creation) {
                        steps.add(creation.getType().getNameAsString());
                    } else {
                        known = false;
                    }
                }
            }
            return new Action(call.getNameAsString(), steps, known);
        });
    }

    // ---- the file

    private void header() {
        file.ast().getFunctions().forEach(f -> problems.add(file.problem(f, "a pack holds no functions: " + f.getName(), "say it with patterns")));
        file.ast().getTypeDeclarations().forEach(t -> problems.add(file.problem(t, "a pack declares no types: " + t.getTypeName(), "use the facts that are there")));
        file.ast().getEnumDeclarations().forEach(t -> problems.add(file.problem(t, "a pack declares no types: " + t.getTypeName(), "use the facts that are there")));
        file.ast().getFunctionImports().forEach(f -> problems.add(file.problem(f, "a pack imports no functions: " + f.getTarget(), "say it with patterns")));
        file.ast().getAccumulateImports().forEach(f -> problems.add(file.problem(f, "a pack imports no accumulate functions: " + f.getTarget(),
                "use sum, min, max, count, average")));
        if (!file.ast().getEntryPointDeclarations().isEmpty() || !file.ast().getWindowDeclarations().isEmpty() || file.ast().getUnit() != null) {
            problems.add(file.problem(1, "a pack declares no entry points, windows or units", "use plain rules"));
        }
        for (AttributeDescr attribute : file.ast().getAttributes()) {
            problems.add(file.problem(attribute, "the attribute " + attribute.getName() + " stands above all rules", "give each rule its ruleflow-group and nothing else"));
        }
        for (ImportDescr one : file.ast().getImports()) {
            if (!permitted(one.getTarget())) {
                problems.add(file.problem(one, "the import " + one.getTarget() + " is not permitted",
                        "import single types of ir, diff, fact and plan, and the façade; without wildcards"));
            }
        }
        for (GlobalDescr global : file.ast().getGlobals()) {
            if (!global.getIdentifier().equals("proposals") || !(global.getType().equals("Proposals") || global.getType().equals(Proposals.class.getName()))) {
                problems.add(file.problem(global, "the global " + global.getIdentifier() + " is not permitted", "declare: global Proposals proposals"));
            }
        }
    }

    private static boolean permitted(String target) {
        String facade = "dev.wesley.engine.inference.";
        return target.startsWith(facade) ? FACADE.contains(target.substring(facade.length()))
                : VOCABULARY.stream().anyMatch(target::startsWith) && !target.endsWith("*");
    }

    // ---- one rule

    private void rule(RuleDescr rule) {
        if (rule.isQuery()) {
            problems.add(file.problem(rule, "a pack holds no queries: " + rule.getName(), "write a rule"));
            return;
        }
        if (rule.getParentName() != null) {
            problems.add(file.problem(rule, "the rule \"" + rule.getName() + "\" extends another", "write its conditions out"));
        }
        for (AttributeDescr attribute : rule.getAttributes().values()) {
            if (!attribute.getName().equals("ruleflow-group")) {
                problems.add(file.problem(attribute, "the attribute " + attribute.getName() + " is not permitted: the order of rules carries no meaning",
                        "let the conditions of the rules exclude each other"));
            }
        }
        for (String metadata : rule.getAnnotationNames()) {
            if (!METADATA.contains(metadata)) {
                problems.add(file.problem(rule, "the metadata @" + metadata + " is not permitted", "rules have @code, @since and at most @replaces"));
            }
        }
        if (rule.getAnnotationNames().contains("replaces") && file.pack().manifest().kind().equals("tighten")) {
            problems.add(file.problem(rule, "pack " + file.pack().manifest().id() + " is of kind tighten, so \"" + rule.getName() + "\" may replace no other rule",
                    "make its kind extend"));
        }
        if (!rule.getNamedConsequences().isEmpty()) {
            problems.add(file.problem(rule, "the rule \"" + rule.getName() + "\" has more than one action", "write a rule for each"));
        }
        RuleShape shape = new RuleShape(rule, (place, form) -> problems.add(file.problem(place, "a rule may not use " + form,
                "match facts with patterns, not, exists, forall, accumulate and groupby")));
        if (shape.patterns() > MOST_PATTERNS) {
            problems.add(file.problem(rule, "the rule \"" + rule.getName() + "\" has " + shape.patterns() + " patterns, more than " + MOST_PATTERNS,
                    "split it, or let an earlier stage say part of it"));
        }
        int lines = rule.getEndLine() - rule.getLine() + 1;
        if (rule.getEndLine() > 0 && lines > MOST_LINES) {
            problems.add(file.problem(rule, "the rule \"" + rule.getName() + "\" has " + lines + " lines, more than " + MOST_LINES, "split it"));
        }
        Set<String> imports = file.imports().keySet();
        shape.constraints().forEach(c -> constraint(c, imports));
        consequence(rule, shape.bindings(), imports);
    }

    private void constraint(ExprConstraintDescr constraint, Set<String> imports) {
        String whole = constraint.getExpression();
        Optional<String> complaint = constraint(RuleShape.unbound(whole), imports);
        complaint.ifPresent(c -> problems.add(file.problem(file.at(constraint.getLine(), constraint.getColumn(), whole),
                "the constraint " + DrlFile.oneLine(whole) + " " + c, "compare components of facts with each other, with literals and with enum constants")));
    }

    private static Optional<String> constraint(String text, Set<String> imports) {
        String code = TEXT.matcher(text).replaceAll(m -> " ".repeat(m.group().length()));
        if (code.contains("->") || code.contains("::")) {
            return Optional.of("holds a function");
        }
        if (code.contains("#") || code.contains("++") || code.contains("--") || code.contains("{") || code.contains(";")) {
            return Optional.of("holds more than a comparison");
        }
        if (Pattern.compile("(?<![=!<>])=(?!=)").matcher(code).find()) {
            return Optional.of("assigns a value");
        }
        Matcher chains = CHAIN.matcher(code);
        while (chains.find()) {
            String[] names = chains.group().replaceAll("\\s|!", "").split("\\.");
            if (names[0].equals("new")) {
                return Optional.of("makes an object");
            }
            for (int i = 0; i < names.length; i++) {
                if (Character.isUpperCase(names[i].charAt(0)) && (i == 0 ? !imports.contains(names[i]) : !imports.contains(names[0]))) {
                    return Optional.of("names " + names[i] + ", which is not imported");
                }
            }
            String last = names[names.length - 1];
            boolean call = code.substring(chains.end()).stripLeading().startsWith("(");
            if (call && !(names.length == 1 && OPERATORS.contains(last)) && !(CALLS_IN_CONSTRAINTS.contains(last) && !imports.contains(names[0]))) {
                return Optional.of("calls " + last + "()");
            }
        }
        return Optional.empty();
    }

    private void consequence(RuleDescr rule, Set<String> bindings, Set<String> imports) {
        String help = "write one call: proposals.<verb>( … ); with bindings, literals, enum constants and new steps";
        int line = rule.getConsequenceLine() > 0 ? rule.getConsequenceLine() : rule.getLine();
        Optional<MethodCallExpr> call = call(rule);
        if (call.isEmpty()) {
            problems.add(file.problem(line, "the action of \"" + rule.getName() + "\" is not one call of the façade", help));
            return;
        }
        String verb = call.get().getNameAsString();
        Stage stage = VERBS.get(verb);
        if (file.pack().manifest().kind().equals("tighten") && !VERBS_THAT_TIGHTEN.contains(verb)) {
            problems.add(file.problem(line, "pack " + file.pack().manifest().id() + " is of kind tighten, so \"" + rule.getName() + "\" may not " + verb,
                    "a pack that tightens may only refuse, warn and add risk; to say more, make its kind extend"));
        }
        if (stage == null && !VERBS_OF_ANY_STAGE.contains(verb)) {
            problems.add(file.problem(line, "the façade has no verb " + verb, "the verbs are " + String.join(", ", new TreeSet<>(VERBS.keySet())) + ", refuse, warn"));
        } else if (stage != null && !stage.group().equals(file.folder())) {
            problems.add(file.problem(line, "proposals." + verb + " belongs in stage " + stage.group() + ", not in " + file.folder(),
                    "move the rule to the folder " + stage.group()));
        }
        for (Expression argument : call.get().getArguments()) {
            argument(argument, bindings, imports).ifPresent(c -> problems.add(file.problem(line, "the action of \"" + rule.getName() + "\" " + c, help)));
        }
    }

    private static Optional<MethodCallExpr> call(RuleDescr rule) {
        ParseResult<BlockStmt> parsed = new JavaParser().parseBlock("{" + rule.getConsequence() + "\n}");
        if (!parsed.isSuccessful() || parsed.getResult().isEmpty() || parsed.getResult().get().getStatements().size() != 1) {
            return Optional.empty();
        }
        return parsed.getResult().get().getStatement(0) instanceof ExpressionStmt statement
                        && statement.getExpression() instanceof MethodCallExpr call
                        && call.getScope().filter(s -> s instanceof NameExpr name && name.getNameAsString().equals("proposals")).isPresent()
                ? Optional.of(call) : Optional.empty();
    }

    /// What is wrong with an argument of the action, if anything is.
    private static Optional<String> argument(Node node, Set<String> bindings, Set<String> imports) {
        return switch (node) {
            case LiteralExpr literal -> Optional.empty();
            case NameExpr name -> bindings.contains(name.getNameAsString()) || imports.contains(name.getNameAsString())
                    ? Optional.empty() : Optional.of("uses " + name + ", which is no binding and no imported type");
            case FieldAccessExpr field when field.getScope() instanceof NameExpr || field.getScope() instanceof FieldAccessExpr ->
                argument(field.getScope(), bindings, imports);
            case EnclosedExpr enclosed -> argument(enclosed.getInner(), bindings, imports);
            case CastExpr cast when cast.getType().asString().equals("Number") || imports.contains(cast.getType().asString()) ->
                argument(cast.getExpression(), bindings, imports);
            case BinaryExpr binary -> argument(binary.getLeft(), bindings, imports).or(() -> argument(binary.getRight(), bindings, imports));
            case ObjectCreationExpr creation when creation.getAnonymousClassBody().isEmpty() ->
                imports.contains(outermost(creation.getType().getNameWithScope())) ? arguments(creation.getArguments(), bindings, imports)
                        : Optional.of("makes a " + creation.getType() + ", which is not imported");
            case MethodCallExpr call -> call(call, bindings, imports);
            default -> Optional.of("holds " + node);
        };
    }

    private static Optional<String> call(MethodCallExpr call, Set<String> bindings, Set<String> imports) {
        Optional<Expression> scope = call.getScope();
        if (scope.isEmpty() || call.getNameAsString().equals("getClass") || scope.get() instanceof NameExpr name && !bindings.contains(name.getNameAsString())) {
            return Optional.of("calls " + call.getNameAsString() + ", which is no component of a binding");
        }
        return argument(scope.get(), bindings, imports).or(() -> arguments(call.getArguments(), bindings, imports));
    }

    private static Optional<String> arguments(List<Expression> arguments, Set<String> bindings, Set<String> imports) {
        return arguments.stream().map(a -> argument(a, bindings, imports)).flatMap(Optional::stream).findFirst();
    }

    private static String outermost(String type) {
        return type.contains(".") ? type.substring(0, type.indexOf('.')) : type;
    }
}
