package dev.wesley.cli.command;

import dev.wesley.cli.option.PlanOptions;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.PlanRequest;
import dev.wesley.engine.Planner;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.diff.Differ;
import dev.wesley.engine.inference.RulePack;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.plan.Plan;
import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.generators.postgres.PostgresSpelling;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A plan from what is deployed to the schema, as `plan` and `rehearse` make it.
record Planning(Compilation target, Compilation.Base base, SpelledPlan plan, List<Diagnostic> warnings) {
    /// The packs that the distribution holds.
    private static final List<String> PACKS = List.of("base");

    /// @throws Failure with every reason why there is no plan, exit code 5; or why there is no schema, exit code 2
    static Planning of(Session session, PlanOptions options) {
        Compilation target = Compilation.of(session, options.schema());
        Compilation.Base base = Compilation.base(session, options.from());
        PlanRequest request = new PlanRequest(base.schema(), target.schema(), session.settings().serverMajor(options.major()), List.of());
        Outcome<Plan> outcome = new Planner(packs()).plan(request);
        List<Diagnostic> warnings = new ArrayList<>(target.warnings());
        return switch (outcome) {
            case Outcome.Done<Plan>(Plan plan, List<Diagnostic> more) -> {
                warnings.addAll(more);
                yield new Planning(target, base, new PostgresSpelling().spell(plan), warnings);
            }
            case Outcome.Refused<Plan>(List<Diagnostic> reasons) ->
                throw Failure.of(ExitCode.REFUSED, reasons).with(changes(request, base));
        };
    }

    static List<RulePack> packs() {
        return PACKS.stream().map(name -> RulePack.load(Planning.class.getClassLoader(), name)).toList();
    }

    /// What differs, although there is no plan for it.
    private static ObjectNode changes(PlanRequest request, Compilation.Base base) {
        ObjectNode node = Json.object();
        node.put("base", base.described());
        ArrayNode changes = node.putArray("changes");
        Differ.diff(request.before(), request.after()).forEach(c -> changes.addObject().put("kind", c.kind()).put("subject", c.subject()));
        return node;
    }
}
