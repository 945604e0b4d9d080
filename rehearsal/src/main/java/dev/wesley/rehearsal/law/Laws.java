package dev.wesley.rehearsal.law;

import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.evidence.RehearsalReport.ObservedLock;
import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.plan.LockMode;
import dev.wesley.engine.plan.Reversibility;
import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.engine.plan.Statement;
import dev.wesley.rehearsal.SeedRows;
import dev.wesley.rehearsal.catalog.Catalog;
import dev.wesley.rehearsal.catalog.CatalogFingerprint;
import dev.wesley.rehearsal.catalog.CatalogReader;
import dev.wesley.rehearsal.connect.Database;
import dev.wesley.rehearsal.connect.DatabaseUnavailableException;
import dev.wesley.rehearsal.connect.ServerMessage;
import dev.wesley.rehearsal.execute.ExecutedStep;
import dev.wesley.rehearsal.execute.ExecutionReport;
import dev.wesley.rehearsal.execute.ExecutionSettings;
import dev.wesley.rehearsal.execute.Executor;
import dev.wesley.rehearsal.execute.Pace;
import dev.wesley.rehearsal.execute.StepFailure;
import dev.wesley.rehearsal.law.Judgement.Breach;
import dev.wesley.rehearsal.law.Judgement.WayBack;
import dev.wesley.rehearsal.observe.LockObserver;
import dev.wesley.rehearsal.observe.StepObservation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Plays the plan between the two schemas of a pair on one server and judges it by every [Law].
///
/// Both schemas are built and read back from the server, so that their expressions are spelled alike; the observer of the end,
/// [EndState], shares no code with that reader.
public final class Laws {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final String APPLICATION = "wesley-laws";
    /// What differs between two schemas although no schema of ours can say it.
    private static final Code UNMANAGED_CHANGE = new Code("UNMANAGED_CHANGE");
    /// Kinds of a fingerprint's facts that the IR never expresses.
    private static final Set<String> NEVER_MANAGED = Set.of("view", "trigger", "grant", "sequence", "domain", "function");

    private final Stage stage;
    private final Planning planning;
    private final Pace pace;

    public Laws(Stage stage, Planning planning, Pace pace) {
        this.stage = stage;
        this.planning = planning;
        this.pace = pace;
    }

    /// How plans are made; nothing in here can.
    @FunctionalInterface
    public interface Planning {
        /// @param facts what is known of the live database besides its schema
        Outcome<SpelledPlan> plan(Schema before, Schema after, int serverMajor, List<Fact> facts);
    }

    /// @throws DatabaseUnavailableException if the server is gone
    public Judgement prove(SchemaPair pair) {
        List<String> notes = new ArrayList<>();
        try {
            Build wanted = built(pair.after(), "wanted");
            return play(pair, wanted, true, notes);
        } catch (BuildException e) {
            return new Judgement.Failed(String.valueOf(e.getMessage()), notes);
        } catch (SQLException e) {
            return new Judgement.Failed(ServerMessage.of(e).toString(), notes);
        } catch (DatabaseUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            // One pair that meets a defect of ours must not keep the others from being judged.
            return new Judgement.Failed("a defect: " + e, notes);
        }
    }

    /// A schema as a server holds it.
    private record Build(Catalog catalog, EndState state) {
        static Build read(Connection connection) throws SQLException {
            return new Build(CatalogReader.read(connection), EndState.read(connection));
        }
    }

    private static final class BuildException extends Exception {
        private static final long serialVersionUID = 1L;

        BuildException(String message) {
            super(message, null, false, false);
        }
    }

    private Build built(List<Statement> statements, String what) throws SQLException, BuildException {
        Database database = stage.empty(what);
        try (Connection connection = database.open(APPLICATION)) {
            build(connection, statements, what);
            return Build.read(connection);
        } finally {
            stage.leave(database);
        }
    }

    private static void build(Connection connection, List<Statement> statements, String what) throws BuildException {
        int number = 0;
        for (Statement one : statements) {
            number++;
            try (java.sql.Statement statement = connection.createStatement()) {
                statement.execute(one.sql());
            } catch (SQLException e) {
                throw new BuildException("the " + what + " schema cannot be built: statement " + number + ": " + ServerMessage.of(e));
            }
        }
        // A dump leaves an empty search path behind.
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute("RESET ALL");
            statement.execute("SET TimeZone = 'UTC'");
        } catch (SQLException e) {
            throw new BuildException("the " + what + " schema leaves a session that cannot go on: " + ServerMessage.of(e));
        }
    }

    // ---- the play

    private Judgement play(SchemaPair pair, Build wanted, boolean withRows, List<String> notes) throws SQLException, BuildException {
        Database database = stage.empty("live");
        try {
            Build start;
            try (Connection connection = database.open(APPLICATION)) {
                build(connection, pair.before(), "present");
                start = Build.read(connection);
            }
            unmanaged(start.catalog(), notes);
            List<String> outOfReach = new ArrayList<>(outOfReach(start, wanted));
            outOfReach.addAll(notValid(start.catalog().schema(), wanted.catalog().schema()));
            if (!outOfReach.isEmpty()) {
                return new Judgement.Refused(outOfReach.stream().map(o -> Diagnostic.error(UNMANAGED_CHANGE, "what no schema can say would have to change: " + o,
                        "change it by hand in both, before and after")).toList(), notes);
            }
            Schema target = pair.declared().apply(wanted.catalog().schema());
            int major = start.catalog().major();
            return switch (planning.plan(start.catalog().schema(), target, major, start.catalog().facts())) {
                case Outcome.Refused<SpelledPlan>(List<Diagnostic> reasons) -> new Judgement.Refused(reasons, notes);
                case Outcome.Done<SpelledPlan>(SpelledPlan plan, List<Diagnostic> ignored) -> {
                    List<Breach> breaches = new ArrayList<>();
                    Optional<SeedRows> rows = withRows ? Optional.of(planted(database, plan)) : Optional.empty();
                    Optional<StepFailure> failure = execute(database, plan, breaches);
                    if (failure.isPresent()) {
                        if (withRows && (failure.get().sqlState().startsWith("23") || failure.get().sqlState().startsWith("22"))) {
                            notes.add("the generated rows refute " + failure.get() + ": the plan was played again on empty tables");
                            yield again(pair, wanted, database, notes);
                        }
                        yield new Judgement.Failed(Law.APPLIES.words() + " but " + failure.get(), notes);
                    }
                    judgeEnd(database, wanted, target, rows, breaches);
                    if (!breaches.isEmpty()) {
                        yield new Judgement.Differs(breaches, notes);
                    }
                    WayBack back = back(database, start, target, plan, breaches);
                    yield breaches.isEmpty() ? new Judgement.Converged(plan.steps().size(), back, notes) : new Judgement.Differs(breaches, notes);
                }
            };
        } finally {
            stage.leave(database);
        }
    }

    private Judgement again(SchemaPair pair, Build wanted, Database played, List<String> notes) throws SQLException, BuildException {
        stage.leave(played);
        return play(pair, wanted, false, notes);
    }

    private static SeedRows planted(Database database, SpelledPlan plan) throws SQLException {
        try (Connection connection = database.open(APPLICATION)) {
            return SeedRows.plant(connection, plan);
        }
    }

    private Optional<StepFailure> execute(Database database, SpelledPlan plan, List<Breach> breaches) {
        if (plan.steps().isEmpty()) {
            return Optional.empty();
        }
        try (LockObserver observer = new LockObserver(database, plan)) {
            ScanWatch scans = new ScanWatch(observer);
            ExecutionReport report = new Executor(database, ExecutionSettings.DEFAULT.withTimeout(LIMIT).withPatience(Duration.ofSeconds(20)), scans, pace).execute(plan);
            for (ExecutedStep done : report.steps()) {
                StepObservation seen = observer.of(done.id());
                String step = "step " + done.id() + " " + plan.steps().stream().filter(s -> s.id().equals(done.id())).findFirst().orElseThrow().planned().step().op();
                seen.locks().stream().filter(l -> !l.within()).forEach(l -> breaches.add(new Breach(Law.WITHIN_PREDICTION, step + " took " + words(l))));
                seen.undeclared().forEach(r -> breaches.add(new Breach(Law.WITHIN_PREDICTION, step + " rewrote " + r + ", which the plan does not say")));
            }
            scans.undeclared().forEach(s -> breaches.add(new Breach(Law.WITHIN_PREDICTION, s)));
            observer.blindness().ifPresent(e -> breaches.add(new Breach(Law.WITHIN_PREDICTION, "the observing session failed: " + ServerMessage.of(e))));
            return report.failure();
        }
    }

    private static String words(ObservedLock lock) {
        return lock.observed().map(LockMode::words).orElse("nothing") + " on " + lock.relation() + ", predicted was " + lock.predicted().map(LockMode::words).orElse("no lock");
    }

    private void judgeEnd(Database database, Build wanted, Schema target, Optional<SeedRows> rows, List<Breach> breaches) throws SQLException {
        try (Connection connection = database.open(APPLICATION)) {
            EndState.read(connection).differencesFrom(wanted.state()).forEach(d -> breaches.add(new Breach(Law.SAME_END, d)));
            if (rows.isPresent()) {
                rows.get().losses(connection).forEach(l -> breaches.add(new Breach(Law.ROWS_SURVIVE, l)));
            }
            Catalog live = CatalogReader.read(connection);
            switch (planning.plan(live.schema(), target, live.major(), live.facts())) {
                case Outcome.Done<SpelledPlan>(SpelledPlan plan, List<Diagnostic> ignored) -> plan.steps().forEach(s -> breaches.add(new Breach(Law.NOTHING_LEFT,
                        s.planned().step().op() + " " + s.planned().step().table() + " " + s.planned().step().element() + " is planned again")));
                case Outcome.Refused<SpelledPlan>(List<Diagnostic> reasons) -> reasons.forEach(r -> breaches.add(new Breach(Law.NOTHING_LEFT, r.message())));
            }
        }
    }

    private WayBack back(Database database, Build start, Schema target, SpelledPlan plan, List<Breach> breaches) throws SQLException {
        Catalog live;
        try (Connection connection = database.open(APPLICATION)) {
            live = CatalogReader.read(connection);
        }
        if (plan.steps().stream().anyMatch(s -> s.planned().reversibility() != Reversibility.REVERSIBLE)
                || !notValid(live.schema(), start.catalog().schema()).isEmpty()) {
            return WayBack.NOT_PROMISED;
        }
        return switch (planning.plan(live.schema(), renamedBack(start.catalog().schema(), target), live.major(), live.facts())) {
            case Outcome.Refused<SpelledPlan> ignored -> WayBack.NOT_BY_POLICY;
            case Outcome.Done<SpelledPlan>(SpelledPlan back, List<Diagnostic> ignored) -> {
                execute(database, back, breaches).ifPresent(f -> breaches.add(new Breach(Law.RETURNS, f.toString())));
                try (Connection connection = database.open(APPLICATION)) {
                    EndState.read(connection).differencesFrom(start.state()).forEach(d -> breaches.add(new Breach(Law.RETURNS, d)));
                }
                yield WayBack.RETURNED;
            }
        };
    }

    /// The schema before with the declaration that what the plan renamed gets its old name again.
    private static Schema renamedBack(Schema before, Schema after) {
        return new Schema(before.tables().stream().map(old -> {
            Optional<Table> now = after.tables().stream().filter(a -> a.name().equals(old.name()) || a.renamedFrom().map(f -> a.name().sibling(f)).equals(Optional.of(old.name())))
                    .findFirst();
            if (now.isEmpty()) {
                return old;
            }
            List<Column> columns = old.columns().stream().map(c -> now.get().columns().stream().filter(n -> n.renamedFrom().equals(Optional.of(c.name()))).findFirst()
                    .map(n -> declared(c, n.name())).orElse(c)).toList();
            return declared(old, columns, now.get().name());
        }).toList(), before.enums());
    }

    private static Column declared(Column c, String former) {
        return new Column(c.name(), c.uid(), c.type(), c.nullable(), c.itemsNullable(), c.defaultValue(), c.generated(), c.identity(), c.comment(),
                Optional.of(former), c.directives());
    }

    private static Table declared(Table t, List<Column> columns, QualifiedName former) {
        return new Table(t.name(), t.uid(), columns, t.primaryKey(), t.uniques(), t.checks(), t.foreignKeys(), t.indexes(), t.partitioning(), t.rowSecurity(),
                t.tenantBy(), t.comment(), former.equals(t.name()) ? Optional.empty() : Optional.of(former.name()), t.directives());
    }

    // ---- what is not managed

    private static void unmanaged(Catalog catalog, List<String> notes) {
        catalog.unmanaged().stream().map(u -> "not managed: " + u.kind() + " " + u.name() + (u.detail().isEmpty() ? "" : ", " + u.detail()))
                .filter(n -> !notes.contains(n)).forEach(notes::add);
    }

    /// What differs between two databases and belongs to things that the IR cannot express: no plan can change it.
    private static List<String> outOfReach(Build start, Build wanted) {
        Set<String> unmanaged = Stream.concat(start.catalog().unmanaged().stream(), wanted.catalog().unmanaged().stream())
                .filter(u -> !u.kind().equals("partition")).map(u -> u.name().toString()).collect(Collectors.toCollection(TreeSet::new));
        return start.state().fingerprint().differencesFrom(wanted.state().fingerprint()).isEmpty() ? List.of()
                : of(start, unmanaged).differencesFrom(of(wanted, unmanaged));
    }

    /// Constraints that the wanted schema holds as NOT VALID and the present one does not hold at all, or as valid: no SDL can ask for that.
    private static List<String> notValid(Schema present, Schema wanted) {
        return wanted.tables().stream().flatMap(t -> {
            Optional<Table> old = present.table(t.name());
            return Stream.concat(
                    t.checks().stream().filter(c -> !c.valid() && old.stream().noneMatch(o -> o.checks().contains(c))).map(c -> c.name()),
                    t.foreignKeys().stream().filter(k -> !k.valid() && old.stream().noneMatch(o -> o.foreignKeys().contains(k))).map(k -> k.name()))
                    .map(name -> t.name() + "." + name + " is wanted NOT VALID");
        }).toList();
    }

    private static CatalogFingerprint of(Build build, Set<String> unmanaged) {
        return new CatalogFingerprint(build.state().fingerprint().facts().stream().filter(f -> NEVER_MANAGED.contains(f.kind()) || unmanaged.contains(f.subject()))
                .collect(Collectors.toCollection(TreeSet::new)));
    }
}
