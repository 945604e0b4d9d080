package dev.wesley;

import dev.wesley.engine.Compiler;
import dev.wesley.engine.PlanRequest;
import dev.wesley.engine.Planner;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.inference.RulePack;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.plan.Lock;
import dev.wesley.engine.plan.PlannedStep;
import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.engine.plan.SpelledStep;
import dev.wesley.engine.plan.Statement;
import dev.wesley.engine.sdl.CompiledSchema;
import dev.wesley.engine.sdl.SdlOptions;
import dev.wesley.engine.sdl.SourceFile;
import dev.wesley.generators.postgres.PostgresSpelling;
import java.util.List;
import java.util.stream.Collectors;

/// The road from SDL text to spelled plans, as the tests of the whole walk it.
final class Road {
    private static final Planner PLANNER = new Planner(List.of(RulePack.load(Road.class.getClassLoader(), "base")));

    private Road() {}

    static CompiledSchema compile(String name, String sdl) {
        Outcome<CompiledSchema> outcome = Compiler.compile(List.of(new SourceFile(name, sdl)), SdlOptions.DEFAULT);
        if (!outcome.isDone()) {
            throw new AssertionError(name + " does not compile: " + outcome.diagnostics());
        }
        return outcome.value();
    }

    static Outcome<SpelledPlan> plan(Schema before, Schema after, int major) {
        return plan(before, after, major, List.of());
    }

    static Outcome<SpelledPlan> plan(Schema before, Schema after, int major, List<Fact> facts) {
        return PLANNER.plan(new PlanRequest(before, after, major, facts)).then(plan -> Outcome.done(PostgresSpelling.spell(plan)));
    }

    /// A plan as a reviewer of the corpus reads it.
    static String text(SpelledPlan plan) {
        StringBuilder out = new StringBuilder("risk " + plan.plan().risk().index() + ", " + plan.steps().size() + " steps, Postgres " + plan.plan().serverMajor() + "\n");
        int transaction = 0;
        for (SpelledStep step : plan.steps()) {
            PlannedStep p = step.planned();
            if (p.transaction() != transaction) {
                transaction = p.transaction();
                out.append("\n-- transaction ").append(transaction).append(": ").append(p.stepClass().mode()).append('\n');
            }
            out.append("-- ").append(p.id()).append(' ').append(p.step().op()).append(", ").append(p.risk()).append(", ").append(p.reversibility())
                    .append(", locks ").append(p.locks().locks().isEmpty() ? "only what the plan creates"
                            : p.locks().locks().stream().map(Road::text).collect(Collectors.joining(", "))).append('\n');
            out.append("--   ").append(p.because().stream().map(b -> b.code()).distinct().collect(Collectors.joining(" "))).append('\n');
            for (Statement statement : step.statements()) {
                out.append(statement.sql()).append(";\n");
            }
        }
        return out.toString();
    }

    private static String text(Lock lock) {
        return lock.relation() + " " + lock.mode().shortName() + " (" + lock.work().name().toLowerCase(java.util.Locale.ROOT) + ")";
    }

    static String text(List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(d -> d.severity() + " " + d.code() + " " + d.message() + "\n    help: " + d.help() + "\n").collect(Collectors.joining());
    }
}
