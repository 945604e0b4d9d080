package dev.wesley.engine.page;

import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.inference.Conclusions;
import dev.wesley.engine.plan.Plan;
import dev.wesley.engine.plan.RiskShare;
import dev.wesley.engine.plan.Step;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the packs answered to one example.
///
/// @param said empty if the packs failed
/// @param codes of the page's rules
public record Trial(Outcome<Plan> plan, Optional<Conclusions> said, Set<String> codes) {
    /// The kinds of block that a page may expect.
    public static final List<String> KINDS = List.of("steps", "locks", "runs", "costs", "risks", "classes", "findings");

    public Trial {
        codes = Set.copyOf(codes);
    }

    /// Codes of all rules that fired.
    public Set<String> fired() {
        return said.map(s -> s.stats().firings().keySet()).orElse(java.util.Collections.emptySortedSet());
    }

    /// Whether a rule of the page fired.
    public boolean spoke() {
        return codes.stream().anyMatch(fired()::contains);
    }

    /// The answer in the form of a block of a page; a plan that there is not reads as the reasons.
    ///
    /// @param kind one of [#KINDS]
    public String block(String kind) {
        Stream<String> lines = switch (kind) {
            case "findings" -> said.stream().flatMap(s -> s.objections().stream()).filter(o -> codes.contains(o.rule().code()))
                    .map(o -> (o.value().refusal().isPresent() ? "refused " : "warned ") + o.rule().code() + " " + o.value().subject()).sorted();
            case "classes" -> said.stream().flatMap(s -> s.classes().stream()).map(c -> c.value())
                    .map(c -> c.change().kind() + " " + c.change().subject() + ": " + c.changeClass()).sorted();
            default -> switch (plan) {
                case Outcome.Done<Plan>(Plan done, List<Diagnostic> ignored) -> lines(kind, done);
                case Outcome.Refused<Plan>(List<Diagnostic> reasons) -> Stream.concat(Stream.of("no plan:"), reasons.stream().map(Diagnostic::message));
            };
        };
        return lines.map(l -> l + "\n").collect(Collectors.joining());
    }

    private static Stream<String> lines(String kind, Plan plan) {
        return switch (kind) {
            case "steps" -> plan.steps().stream().map(s -> s.phase().word() + " " + name(s.step()));
            case "locks" -> plan.steps().stream().map(s -> name(s.step()) + ": " + (s.locks().locks().isEmpty() ? "only what the plan creates"
                    : s.locks().locks().stream().map(l -> l.relation() + " " + l.mode().shortName() + " " + l.work().name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))));
            case "runs" -> plan.steps().stream().map(s -> name(s.step()) + ": " + s.phase().word() + " " + s.stepClass() + " " + s.boundary() + " " + s.reversibility());
            case "costs" -> plan.steps().stream().flatMap(s -> s.costs().stream().map(c -> name(s.step()) + ": " + c.work() + " " + c.relation() + " "
                    + c.rows() + " " + c.certainty() + " " + c.microseconds() + " µs"));
            case "risks" -> Stream.concat(
                    plan.steps().stream().map(s -> name(s.step()) + ": " + s.risk() + ", " + plan.risk().shares().stream()
                            .filter(r -> r.step().equals(s.id())).mapToInt(RiskShare::points).sum()),
                    Stream.of("index " + plan.risk().index()));
            default -> throw new IllegalArgumentException("no such block: " + kind);
        };
    }

    private static String name(Step step) {
        return step.op() + " " + step.table() + (step.element().isEmpty() ? "" : "." + step.element());
    }
}
