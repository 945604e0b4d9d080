package dev.wesley.engine.inference;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.ForallDescr;
import org.drools.drl.ast.descr.GroupByDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;

/// The conditions of a rule, laid out flat. What DRL offers beyond these forms is not permitted and reported.
final class RuleShape {
    /// A pattern over facts.
    ///
    /// @param closed whether it stands under `not`, `forall`, `accumulate` or `groupby`: then the rule depends on facts that are *not* there
    record Read(PatternDescr pattern, boolean closed) {}

    private static final Pattern BINDING = Pattern.compile("^\\s*([$\\p{L}_][$\\p{L}\\p{N}_]*)\\s*:(?![:=])\\s*(.*)$", Pattern.DOTALL);

    private final List<Read> reads = new ArrayList<>();
    private final List<ExprConstraintDescr> constraints = new ArrayList<>();
    private final Set<String> bindings = new LinkedHashSet<>();
    private final BiConsumer<BaseDescr, String> forbidden;
    private final int patterns;

    /// @param forbidden told of every form that is not permitted
    RuleShape(RuleDescr rule, BiConsumer<BaseDescr, String> forbidden) {
        this.forbidden = forbidden;
        patterns = rule.getLhs() == null ? 0 : walk(rule.getLhs(), false);
    }

    /// Patterns that one match has to fit: of alternatives only the longest counts.
    int patterns() {
        return patterns;
    }

    List<Read> reads() {
        return reads;
    }

    List<ExprConstraintDescr> constraints() {
        return constraints;
    }

    Set<String> bindings() {
        return bindings;
    }

    /// A constraint without what it binds.
    static String unbound(String constraint) {
        Matcher m = BINDING.matcher(constraint);
        return m.matches() ? m.group(2) : constraint;
    }

    private int walk(BaseDescr descr, boolean closed) {
        return switch (descr) {
            case AndDescr and -> and.getDescrs().stream().mapToInt(d -> walk(d, closed)).sum();
            case OrDescr or -> or.getDescrs().stream().mapToInt(d -> walk(d, closed)).max().orElse(0);
            case NotDescr not -> not.getDescrs().stream().mapToInt(d -> walk(d, true)).sum();
            case ExistsDescr exists -> {
                int sum = 0;
                for (Object inner : exists.getDescrs()) {
                    sum += walk((BaseDescr) inner, closed);
                }
                yield sum;
            }
            case ForallDescr forall -> forall.getDescrs().stream().mapToInt(d -> walk(d, true)).sum();
            case PatternDescr pattern -> pattern(pattern, closed);
            default -> {
                forbidden.accept(descr, form(descr));
                yield 0;
            }
        };
    }

    private int pattern(PatternDescr pattern, boolean closed) {
        int count = 1;
        if (pattern.isQuery()) {
            forbidden.accept(pattern, "a query");
        }
        if (!pattern.getBehaviors().isEmpty()) {
            forbidden.accept(pattern, "a window");
        }
        if (pattern.isUnification()) {
            forbidden.accept(pattern, "a unification");
        }
        if (pattern.getIdentifier() != null) {
            bindings.add(pattern.getIdentifier());
        }
        switch (pattern.getSource()) {
            case null -> reads.add(new Read(pattern, closed));
            case AccumulateDescr accumulate when "Object".equals(pattern.getObjectType()) -> {
                if (accumulate.getInitCode() != null) {
                    forbidden.accept(accumulate, "an accumulate with code of its own");
                }
                if (accumulate.getInput() != null) {
                    count = walk(accumulate.getInput(), true);
                }
                accumulate.getFunctions().stream().filter(f -> f.getBind() != null).forEach(f -> bindings.add(f.getBind()));
                if (accumulate instanceof GroupByDescr groupBy && groupBy.getGroupingKey() != null) {
                    bindings.add(groupBy.getGroupingKey());
                }
            }
            default -> forbidden.accept(pattern, form(pattern.getSource()));
        }
        for (BaseDescr constraint : pattern.getConstraint().getDescrs()) {
            if (constraint instanceof ExprConstraintDescr expression) {
                if (expression.getType() == ExprConstraintDescr.Type.POSITIONAL) {
                    forbidden.accept(pattern, "a constraint by position");
                }
                constraints.add(expression);
                Matcher m = BINDING.matcher(expression.getExpression());
                if (m.matches()) {
                    bindings.add(m.group(1));
                }
            } else {
                forbidden.accept(pattern, form(constraint));
            }
        }
        return count;
    }

    private static String form(BaseDescr descr) {
        return switch (descr.getClass().getSimpleName()) {
            case "EvalDescr" -> "eval";
            case "FromDescr" -> "from";
            case "CollectDescr" -> "collect";
            case "AccumulateDescr" -> "from accumulate (write accumulate alone)";
            case "EntryPointDescr" -> "an entry point";
            case "WindowReferenceDescr" -> "a window";
            case "NamedConsequenceDescr", "ConditionalBranchDescr" -> "a second action";
            default -> "the form " + descr.getClass().getSimpleName();
        };
    }
}
