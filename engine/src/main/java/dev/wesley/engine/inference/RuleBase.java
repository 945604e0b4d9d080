package dev.wesley.engine.inference;

import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diff.Change;
import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.plan.PackId;
import dev.wesley.engine.plan.PackManifest;
import dev.wesley.engine.plan.PackRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.definition.KiePackage;
import org.kie.api.definition.rule.Rule;
import org.kie.internal.conf.ShareBetaNodesOption;

/// Packs joined into one base of rules. Safe for use by several threads; each question gets a session of its own.
public final class RuleBase {
    static final String REPLACES = "name rules of the same stage, by their codes: wesley policy list";

    private record RuleName(String packageName, String name) {}

    private final List<RulePack> packs;
    private final Map<RuleName, PackRule> rules = new HashMap<>();
    private final Map<String, String> packsByPackage = new HashMap<>();
    private final LongSupplier clock;
    private final KieBase base;

    /// @throws PackException if two packs claim one prefix, one code or one rule
    public RuleBase(List<RulePack> packs) {
        this(packs, () -> 0);
    }

    /// @param clock nanoseconds from any origin, for the time of each rule
    /// @throws PackException if two packs claim one prefix, one code or one rule
    public RuleBase(List<RulePack> packs, LongSupplier clock) {
        this(packs, clock, ShareBetaNodesOption.NO);
    }

    /// Only a test may share beta nodes: with sharing, a rule of one package can switch off a rule of another (Drools issue 7115).
    RuleBase(List<RulePack> packs, ShareBetaNodesOption sharing) {
        this(packs, () -> 0, sharing);
    }

    private RuleBase(List<RulePack> packs, LongSupplier clock, ShareBetaNodesOption sharing) {
        this.packs = List.copyOf(packs);
        this.clock = clock;
        List<Diagnostic> problems = overlaps(packs);
        if (!problems.isEmpty()) {
            throw new PackException(problems);
        }
        List<Model> models = new ArrayList<>();
        for (RulePack pack : packs) {
            models.addAll(pack.models());
            for (PackRule rule : pack.manifest().rules()) {
                rules.put(new RuleName(rule.packageName(), rule.name()), rule);
                packsByPackage.put(rule.packageName(), pack.id().name());
            }
        }
        base = KieBaseBuilder.createKieBaseFromModel(models, sharing);
        int loaded = base.getKiePackages().stream().map(KiePackage::getRules).mapToInt(java.util.Collection::size).sum();
        if (loaded != rules.size()) {
            throw new PackException(List.of(Diagnostic.error(Code.INVALID_PACK,
                    "the packs list " + rules.size() + " rules, but " + loaded + " were loaded", "build the packs again")));
        }
    }

    public List<PackId> packIds() {
        return packs.stream().map(RulePack::id).sorted().toList();
    }

    /// Fires all stages over these facts.
    ///
    /// @throws PackException if a rule fails or the packs never come to an end
    public Conclusions infer(List<Change> changes, List<? extends Fact> facts) {
        List<Object> all = new ArrayList<>(changes);
        all.addAll(facts);
        return infer(all, limit(all.size()));
    }

    Conclusions infer(List<?> facts, int limit) {
        return new RuleSession(base, this::rule, rule -> packsByPackage.getOrDefault(rule.packageName(), ""), clock).run(facts, limit);
    }

    /// Firings of one stage before the packs count as running away: far more than any honest pack needs.
    private static int limit(int facts) {
        return Math.addExact(100_000, Math.multiplyExact(1_000, Math.min(facts, 1_000_000)));
    }

    private PackRule rule(Rule fired) {
        @Nullable PackRule rule = rules.get(new RuleName(fired.getPackageName(), fired.getName()));
        if (rule == null) {
            throw new IllegalStateException("a rule fired that no manifest lists: " + fired.getPackageName() + "/" + fired.getName());
        }
        return rule;
    }

    private static List<Diagnostic> overlaps(List<RulePack> packs) {
        List<Diagnostic> problems = new ArrayList<>();
        Map<String, PackRule> codes = new HashMap<>();
        for (int i = 0; i < packs.size(); i++) {
            PackManifest pack = packs.get(i).manifest();
            for (PackRule rule : pack.rules()) {
                @Nullable PackRule twin = codes.put(rule.code(), rule);
                if (twin != null) {
                    problems.add(problem("two rules have the code " + rule.code() + ": \"" + twin.name() + "\" (" + twin.place()
                            + ") and \"" + rule.name() + "\" (" + rule.place() + ")"));
                }
            }
            for (RulePack other : packs.subList(0, i)) {
                problems.addAll(overlap(other.manifest(), pack));
            }
        }
        for (RulePack pack : packs) {
            for (PackRule rule : pack.manifest().rules()) {
                replacements(rule, codes).forEach(complaint -> problems.add(Diagnostic.error(Code.INVALID_PACK,
                        complaint + " (" + pack.id().name() + ": " + rule.place() + ")", REPLACES)));
            }
        }
        return problems;
    }

    /// What is wrong with the rules that a rule says it replaces.
    ///
    /// @param codes every rule of all packs
    static List<String> replacements(PackRule rule, Map<String, PackRule> codes) {
        List<String> complaints = new ArrayList<>();
        String who = "the rule " + rule.code() + " \"" + rule.name() + "\" replaces ";
        for (String code : rule.replaces()) {
            @Nullable PackRule replaced = codes.get(code);
            if (replaced == null) {
                complaints.add(who + code + ", which no rule has");
            } else if (!replaced.stage().equals(rule.stage())) {
                complaints.add(who + code + " of stage " + replaced.stage() + ", but is itself of stage " + rule.stage());
            } else if (replaced.replaces().contains(rule.code())) {
                complaints.add(who + code + ", which replaces it in turn");
            }
        }
        return complaints;
    }

    static List<Diagnostic> overlap(PackManifest a, PackManifest b) {
        List<Diagnostic> problems = new ArrayList<>();
        if (a.id().equals(b.id())) {
            problems.add(problem("two packs are named " + a.id()));
        }
        if ((a.prefix() + ".").startsWith(b.prefix() + ".") || (b.prefix() + ".").startsWith(a.prefix() + ".")) {
            problems.add(problem("the packs " + a.id() + " and " + b.id() + " claim overlapping packages: " + a.prefix() + " and " + b.prefix()));
        }
        for (String mine : a.codes()) {
            for (String yours : b.codes()) {
                if ((mine + "-").startsWith(yours + "-") || (yours + "-").startsWith(mine + "-")) {
                    problems.add(problem("the packs " + a.id() + " and " + b.id() + " claim the same code letters: "
                            + (mine.equals(yours) ? mine : mine + " and " + yours)));
                }
            }
        }
        if (a.kind().equals("base") && b.kind().equals("base")) {
            problems.add(problem("the packs " + a.id() + " and " + b.id() + " both say that they are the base: physics has one owner"));
        }
        return problems;
    }

    private static Diagnostic problem(String message) {
        return Diagnostic.error(Code.INVALID_PACK, message, "give each pack a name, a package prefix and code letters of its own");
    }
}
