package dev.wesley.engine.inference;

import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.plan.PackRule;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.kie.api.KieBase;
import org.kie.api.definition.rule.Rule;
import org.kie.api.runtime.KieSession;

/// One question to the rules: facts in, stage after stage fired, conclusions out. A stage sees only what earlier stages said, so neither
/// the order of rules nor that of facts can matter.
final class RuleSession {
    private final KieBase base;
    private final Function<Rule, PackRule> rules;
    private final Function<PackRule, String> packs;
    private final LongSupplier clock;

    RuleSession(KieBase base, Function<Rule, PackRule> rules, Function<PackRule, String> packs, LongSupplier clock) {
        this.base = base;
        this.rules = rules;
        this.packs = packs;
        this.clock = clock;
    }

    /// @param limit firings of one stage that are too many
    /// @throws PackException if a rule fails or a stage reaches the limit
    Conclusions run(List<?> facts, int limit) {
        Proposals proposals = new Proposals(rules, packs, clock);
        if (base.getKiePackages().stream().allMatch(p -> p.getRules().isEmpty())) {
            return proposals.conclusions(facts.size());
        }
        KieSession session = base.newKieSession();
        try {
            session.addEventListener(proposals);
            session.setGlobal("proposals", proposals);
            facts.stream().sorted(FactOrder.CANONICAL).distinct().forEach(session::insert);
            for (Stage stage : Stage.values()) {
                proposals.begin();
                session.getAgenda().getAgendaGroup(stage.group()).setFocus();
                if (fire(session, proposals, stage, limit) >= limit) {
                    throw refused("the packs run away: stage " + stage.group() + " fired " + limit + " rules without coming to an end",
                            "look for a rule of that stage whose patterns share no variable");
                }
                proposals.drainSorted().forEach(session::insert);
            }
            return proposals.conclusions(facts.size());
        } finally {
            session.dispose();
        }
    }

    private static int fire(KieSession session, Proposals proposals, Stage stage, int limit) {
        try {
            return session.fireAllRules(limit);
        } catch (RuntimeException e) {
            String rule = proposals.speaking()
                    .map(r -> "rule " + r.code() + " \"" + r.name() + "\" (" + r.place() + ")")
                    .orElse("a condition in stage " + stage.group());
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw refused(rule + " fails: " + cause.getMessage(), "correct the rule, then build its pack again");
        }
    }

    private static PackException refused(String message, String help) {
        return new PackException(List.of(Diagnostic.error(Code.INVALID_PACK, message, help)));
    }
}
