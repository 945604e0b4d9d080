package dev.wesley.cli.command;

import dev.wesley.cli.option.PlanOptions;
import dev.wesley.cli.project.PlanBase;
import dev.wesley.cli.project.TeamPacks;
import dev.wesley.cli.report.Console;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.PlanRequest;
import dev.wesley.engine.Planner;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.diagnostic.Span;
import dev.wesley.engine.diff.Change;
import dev.wesley.engine.diff.Differ;
import dev.wesley.engine.fact.Dependent;
import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.fact.UnsafeAllowed;
import dev.wesley.engine.inference.Conclusions;
import dev.wesley.engine.inference.PackException;
import dev.wesley.engine.inference.RulePack;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.plan.Plan;
import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.generators.postgres.PostgresSpelling;
import dev.wesley.rehearsal.catalog.Catalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A plan from what is deployed to the schema, as `plan` and `rehearse` make it.
record Planning(Compilation target, Baseline base, SpelledPlan plan, List<Diagnostic> warnings) {
    private static final int SLOWEST = 10;

    /// The packs that the distribution holds.
    static final List<String> PACKS = List.of("base");

    /// What the plan starts from, as it is kept beside it.
    PlanBase planBase() {
        return PlanBase.of(base.schema(), base.facts());
    }

    /// @throws Failure with every reason why there is no plan, exit code 5; or why there is no schema, exit code 2
    static Planning of(Session session, PlanOptions options) {
        Console console = session.console();
        Compilation target = console.timed("read and compile the schema", () -> Compilation.of(session, options.schema()));
        String wanted = session.settings().schema(options.schema());
        Baseline found = console.timed("read the base", () -> Baseline.of(session, options.from(), wanted));
        int major = major(session, options, found);
        Baseline base = console.timed("compare spellings", () -> comparable(session, found, target.schema()));
        List<Fact> statistics = options.stats().map(s -> console.timed("read the statistics", () -> Statistics.of(session, s))).orElse(List.of());
        return of(session, target, base, major, facts(options, Statistics.over(base.facts(), statistics)), options.packs());
    }

    /// @param base in the words of the target
    private static Planning of(Session session, Compilation target, Baseline base, int major, List<Fact> facts, List<String> packs) {
        Console console = session.console();
        PlanRequest request = new PlanRequest(base.schema(), target.schema(), major, facts);
        Planner planner = console.timed("load the rules", () -> planner(session, packs));
        Planner.Decision decision = console.timed("fire the rules and order the steps", () -> planner.decide(request));
        slowest(console, decision);
        Outcome<Plan> outcome = decision.plan();
        List<Diagnostic> warnings = new ArrayList<>(target.warnings());
        return switch (outcome) {
            case Outcome.Done<Plan>(Plan plan, List<Diagnostic> more) -> {
                warnings.addAll(more);
                yield new Planning(target, base, console.timed("spell the SQL", () -> PostgresSpelling.spell(plan)), warnings);
            }
            case Outcome.Refused<Plan>(List<Diagnostic> reasons) ->
                throw refused(request, target, base, reasons);
        };
    }

    /// The major of a live base; otherwise that of the options.
    private static int major(Session session, PlanOptions options, Baseline base) {
        Optional<Integer> live = base.catalog().map(Catalog::major);
        if (live.isPresent() && options.major().isPresent() && !live.equals(options.major())) {
            throw Failure.of(ExitCode.INPUT, "USAGE", base.described() + " is Postgres " + live.get() + ", not " + options.major().get(), "leaving out --pg");
        }
        return live.orElseGet(() -> session.settings().serverMajor(options.major()));
    }

    /// A base that was read from a server, without what nobody wants to hear about, in the words of the target; any other base as it is.
    private static Baseline comparable(Session session, Baseline base, Schema target) {
        if (base.spelledBy().isEmpty()) {
            return base;
        }
        Schema heard = session.settings().ignoreRules().pretend(base.schema(), target);
        return base.withSchema(new ServerSpelling(session).inWordsOf(target, heard, base.spelledBy().get()));
    }

    private static List<Fact> facts(PlanOptions options, List<Fact> known) {
        return options.unsafe() ? Stream.concat(known.stream(), Stream.of(new UnsafeAllowed())).toList() : known;
    }

    /// Every reason with its place in the schema, and everything that differs.
    private static Failure refused(PlanRequest request, Compilation target, Baseline base, List<Diagnostic> reasons) {
        List<Change> changes = Differ.diff(request.before(), request.after());
        List<Diagnostic> placed = reasons.stream()
                .map(reason -> reason.span().isPresent() ? reason : place(reason, changes, target, base).map(reason::at).orElse(reason))
                .map(reason -> naming(reason, changes, base))
                .toList();
        ObjectNode found = Json.object();
        found.put("base", base.described());
        ArrayNode all = found.putArray("changes");
        changes.forEach(c -> all.addObject().put("kind", c.kind()).put("subject", c.subject()));
        return Failure.of(ExitCode.REFUSED, placed).with(found);
    }

    /// A reason with the live objects that hang on the table it speaks of.
    private static Diagnostic naming(Diagnostic reason, List<Change> changes, Baseline base) {
        Set<QualifiedName> tables = changes.stream().filter(c -> names(reason, c)).map(Change::table).collect(Collectors.toSet());
        String hanging = base.facts().stream()
                .flatMap(f -> f instanceof Dependent d && tables.contains(d.table()) ? Stream.of(d) : Stream.empty())
                .map(d -> Words.of(d.kind()) + " " + d.name())
                .distinct().sorted().collect(Collectors.joining(", "));
        return hanging.isEmpty() ? reason : new Diagnostic(reason.code(), reason.severity(), reason.message(), reason.span(), reason.label(),
                (reason.help().isEmpty() ? "" : reason.help() + "; ") + "the database has on this table: " + hanging);
    }

    static boolean names(Diagnostic reason, Change change) {
        return Pattern.compile("(?<![\\w.])" + Pattern.quote(change.subject()) + "(?![\\w.])").matcher(reason.message()).find();
    }

    /// Where the change that a reason names stands in the new schema, or in the old one if it was removed.
    private static Optional<Span> place(Diagnostic reason, List<Change> changes, Compilation target, Baseline base) {
        return changes.stream()
                .filter(c -> names(reason, c))
                .sorted(Comparator.comparingInt((Change c) -> c.subject().length()).reversed())
                .flatMap(c -> target.compiled().place(c.subject()).or(() -> base.place(c.subject())).stream())
                .findFirst();
    }

    /// The rules that took most time, for `--verbose`.
    private static void slowest(Console console, Planner.Decision decision) {
        decision.said().map(Conclusions::stats).filter(stats -> !stats.nanos().isEmpty()).ifPresent(stats -> {
            console.note("the slowest of " + stats.firings().size() + " rules that fired, " + stats.total() + " times in all:");
            Words.table(stats.slowest(SLOWEST).stream()
                    .map(code -> List.of(code, Words.micros(stats.nanos().getOrDefault(code, 0L) / 1_000), Words.count(stats.firings().getOrDefault(code, 0), "firing")))
                    .toList()).forEach(console::note);
        });
    }

    /// The shipped packs.
    static List<RulePack> packs() {
        return PACKS.stream().map(name -> RulePack.load(Planning.class.getClassLoader(), name)).toList();
    }

    /// What decides together: the shipped packs, those of the configuration, and those that were given.
    ///
    /// @throws Failure if they cannot be used together, exit code 2
    static Planner planner(Session session, List<String> given) {
        List<RulePack> packs = new ArrayList<>(packs());
        packs.addAll(teams(session, given, packs()).stream().map(TeamPacks.TeamPack::pack).toList());
        try {
            return session.console().manner().verbose() ? new Planner(packs, System::nanoTime) : new Planner(packs);
        } catch (PackException e) {
            throw Failure.of(ExitCode.INPUT, e.diagnostics()).causedBy(e);
        }
    }

    /// The packs of teams, in the order in which they were named.
    static List<TeamPacks.TeamPack> teams(Session session, List<String> given, List<RulePack> shipped) {
        TeamPacks teams = new TeamPacks(session.surroundings(), session.project(), session.console()::remark);
        return session.settings().packs(given).stream().map(folder -> teams.load(folder, shipped)).toList();
    }
}
