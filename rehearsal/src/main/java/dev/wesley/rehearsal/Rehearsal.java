package dev.wesley.rehearsal;

import dev.wesley.engine.evidence.RehearsalReport;
import dev.wesley.engine.evidence.RehearsalReport.ObservedLock;
import dev.wesley.engine.evidence.RehearsalReport.ObservedStep;
import dev.wesley.engine.evidence.RehearsalReport.Proof;
import dev.wesley.engine.evidence.RehearsalReport.ProofStatus;
import dev.wesley.engine.evidence.RehearsalReport.Tests;
import dev.wesley.engine.evidence.RehearsalReport.Verdict;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.plan.LockMode;
import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.engine.plan.SpelledStep;
import dev.wesley.rehearsal.catalog.CatalogFingerprint;
import dev.wesley.rehearsal.catalog.CatalogReader;
import dev.wesley.rehearsal.connect.Database;
import dev.wesley.rehearsal.connect.ServerMessage;
import dev.wesley.rehearsal.execute.ExecutedStep;
import dev.wesley.rehearsal.execute.ExecutionReport;
import dev.wesley.rehearsal.execute.ExecutionSettings;
import dev.wesley.rehearsal.execute.Executor;
import dev.wesley.rehearsal.execute.Pace;
import dev.wesley.rehearsal.observe.LockObserver;
import dev.wesley.rehearsal.observe.StepObservation;
import dev.wesley.rehearsal.pgtap.TapRunner;
import dev.wesley.rehearsal.shadow.Shadow;
import dev.wesley.rehearsal.shadow.ShadowUnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Plays a plan on a shadow server with the executor of deployments, and reports what it saw.
///
/// The target schema is built and its fingerprint read; the schema before is built and gets a few rows; the plan runs under the eyes of a
/// [LockObserver]; the end is compared with the target; the suite runs. PASS needs an executed step, a test that ran, and the proofs P1,
/// P3, P4, P7 and P8 as far as they could be run; every other end is FAIL.
public final class Rehearsal {
    private static final String NO_STEP = "the plan has no step";
    private static final Tests NO_TESTS = new Tests(0, 0, 0, 0, List.of());

    private final RehearsalRequest request;
    private final Shadow shadow;
    private final Pace pace;
    private final Instant start;
    private final Map<String, Proof> proofs = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private List<ObservedStep> steps = List.of();
    private Tests tests = NO_TESTS;
    private int baseStatements;

    private Rehearsal(RehearsalRequest request, Shadow shadow, Pace pace) {
        this.request = request;
        this.shadow = shadow;
        this.pace = pace;
        this.start = pace.now();
    }

    /// Opens the shadow that the request names, plays, and closes it.
    ///
    /// @throws ShadowUnavailableException if there is no such server
    public static RehearsalReport rehearse(RehearsalRequest request) {
        try (Shadow shadow = request.shadow().open()) {
            return rehearse(request, shadow, Pace.real());
        }
    }

    /// Plays on a server that is open already and stays open.
    ///
    /// @throws ShadowUnavailableException if the server refuses a database
    public static RehearsalReport rehearse(RehearsalRequest request, Shadow shadow, Pace pace) {
        return new Rehearsal(request, shadow, pace).play();
    }

    /// What [#rehearse] would do, without touching any server.
    public static List<String> dryRun(RehearsalRequest request) {
        List<String> lines = new ArrayList<>();
        lines.add("shadow: " + request.shadow().describe());
        lines.add("build the target in " + request.target().size() + " statements and read its fingerprint");
        lines.add("build the schema before in " + request.before().size() + " statements");
        for (SpelledStep step : request.plan().steps()) {
            lines.add("step " + step.id() + ": " + step.planned().step().op() + " on " + step.planned().step().table() + ", "
                    + step.planned().stepClass().mode() + ", transaction " + step.planned().transaction());
            step.statements().forEach(s -> lines.add("  " + s.sql()));
        }
        lines.add("compare with the target, run " + request.pgTap().name());
        return lines;
    }

    // ---- the play

    private RehearsalReport play() {
        Optional<String> error = Optional.empty();
        try {
            Target target = buildTarget();
            error = perform(target, true);
        } catch (Misfortune e) {
            error = Optional.of(String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            error = Optional.of(ServerMessage.of(e).toString());
        }
        for (String proof : List.of("P1", "P3", "P4", "P7", "P8", "P9")) {
            proofs.putIfAbsent(proof, new Proof(ProofStatus.NOT_RUN, "the rehearsal stopped before it"));
        }
        proofs.put("P2", new Proof(ProofStatus.NOT_RUN, "no fingerprint of the database to be migrated was given"));
        proofs.put("P5", new Proof(ProofStatus.NOT_RUN, "no probe sessions were run beside the steps"));
        proofs.put("P6", new Proof(ProofStatus.NOT_RUN, "WAL and disk were not measured"));
        proofs.put("P10", new Proof(ProofStatus.NOT_RUN, "no step was killed"));
        proofs.put("P11", new Proof(ProofStatus.NOT_RUN, "no inverse was played"));
        proofs.put("P12", new Proof(ProofStatus.NOT_RUN, "no statement corpus of the application was given"));
        return new RehearsalReport(verdict(error), tests, shadow.provider(), shadow.server(), request.planSha256(), request.plan().plan().packs(), start,
                Duration.between(start, pace.now()).toMillis(), steps, proofs, notes, error);
    }

    private Verdict verdict(Optional<String> error) {
        boolean noChange = request.plan().steps().isEmpty();
        int executed = noChange ? baseStatements : steps.size();
        boolean all = noChange || steps.size() == request.plan().steps().size();
        boolean proved = passed("P1") && passed("P7") && notFailed("P8") && notFailed("P9") && (noChange || (passed("P3") && passed("P4")));
        boolean tested = tests.passed() > 0 && tests.failed() == 0;
        return error.isEmpty() && executed > 0 && all && proved && tested ? Verdict.PASS : Verdict.FAIL;
    }

    private boolean passed(String proof) {
        Proof found = proofs.get(proof);
        return found != null && found.status() == ProofStatus.PASS;
    }

    private boolean notFailed(String proof) {
        Proof found = proofs.get(proof);
        return found != null && (found.status() == ProofStatus.PASS || found.status() == ProofStatus.NOT_RUN);
    }

    private Target buildTarget() throws SQLException, Misfortune {
        Database database = shadow.createDatabase("target");
        try {
            build(database, request.target(), "the target schema");
            try (Connection connection = database.open("wesley-rehearsal")) {
                return new Target(CatalogFingerprint.read(connection), CatalogReader.read(connection).schema());
            }
        } finally {
            shadow.drop(database);
        }
    }

    /// @param withRows whether tables get rows; if the rows refute a step, the plan is played again without them
    /// @return what stopped the plan
    private Optional<String> perform(Target target, boolean withRows) throws SQLException, Misfortune {
        Database database = shadow.createDatabase("before");
        try {
            build(database, request.before(), "the schema before");
            baseStatements = request.before().size();
            judgeServer();
            Optional<SeedRows> rows = Optional.empty();
            if (withRows) {
                try (Connection connection = database.open("wesley-rehearsal")) {
                    rows = Optional.of(SeedRows.plant(connection, request.plan()));
                }
            }
            ExecutionReport execution = execute(database, request.plan());
            if (execution.failure().isPresent()) {
                if (rows.isPresent() && !rows.get().isEmpty() && execution.failure().get().sqlState().startsWith("23")) {
                    notes.add("the generated rows refute " + execution.failure().get() + ": the plan was played again on empty tables");
                    proofs.clear();
                    proofs.put("P8", new Proof(ProofStatus.NOT_RUN, "the generated rows do not satisfy the target schema"));
                    return retry(database, target);
                }
                notes.add(execution.failure().get().help());
                return Optional.of(execution.failure().get().toString());
            }
            tests = new TapRunner(database, left()).run(request.pgTap());
            try (Connection connection = database.open("wesley-rehearsal")) {
                judgeEnd(connection, target);
                judgeRows(connection, rows);
                judgeRepetition(connection, target);
            }
            return Optional.empty();
        } finally {
            shadow.drop(database);
        }
    }

    private Optional<String> retry(Database played, Target target) throws SQLException, Misfortune {
        shadow.drop(played);
        return perform(target, false);
    }

    private ExecutionReport execute(Database database, SpelledPlan plan) throws SQLException, Misfortune {
        if (plan.steps().isEmpty()) {
            notes.add("no-change");
            proofs.put("P3", new Proof(ProofStatus.NOT_RUN, NO_STEP));
            proofs.put("P4", new Proof(ProofStatus.NOT_RUN, NO_STEP));
            return new ExecutionReport("", List.of(), Optional.empty(), Duration.ZERO);
        }
        ExecutionSettings settings = ExecutionSettings.DEFAULT.withTimeout(left()).withBatchSize(request.batchSize());
        try (LockObserver observer = new LockObserver(database, plan)) {
            ExecutionReport report = new Executor(database, settings, observer, pace).execute(plan);
            List<ObservedStep> seen = new ArrayList<>();
            List<String> overstepped = new ArrayList<>();
            List<String> undeclared = new ArrayList<>();
            for (ExecutedStep done : report.steps()) {
                SpelledStep step = plan.steps().stream().filter(s -> s.id().equals(done.id())).findFirst().orElseThrow();
                StepObservation observation = observer.of(done.id());
                seen.add(new ObservedStep(done.id(), step.planned().phase().word(), step.planned().step().op(), done.elapsed().toNanos() / 1e6,
                        done.attempts(), observation.locks(), observation.rewrites().stream().map(Object::toString).toList(),
                        observation.samples(), observation.longestGapMs()));
                observation.locks().stream().filter(l -> !l.within()).forEach(l -> overstepped.add(overstep(done.id(), l)));
                observation.undeclared().forEach(r -> undeclared.add("step " + done.id() + " rewrote " + r + ", which the plan does not say"));
            }
            steps = List.copyOf(seen);
            observer.blindness().ifPresent(e -> overstepped.add("the observing session failed: " + ServerMessage.of(e)));
            proofs.put("P3", judged(overstepped, report.steps().size() + " steps took no lock that was not predicted"));
            proofs.put("P4", judged(undeclared, "no relation got a new file that was not predicted"));
            return report;
        }
    }

    private static String overstep(String step, ObservedLock lock) {
        return "step " + step + " took " + lock.observed().map(LockMode::words).orElse("nothing") + " on " + lock.relation() + ", predicted was "
                + lock.predicted().map(LockMode::words).orElse("no lock");
    }

    private void judgeServer() {
        int here = shadow.server().versionNum() / 10000;
        int planned = request.plan().plan().serverMajor();
        proofs.put("P1", here == planned
                ? new Proof(ProofStatus.PASS, "Postgres " + here + "; settings of the database to be migrated were not given")
                : new Proof(ProofStatus.NOT_COMPARABLE, "the plan is for Postgres " + planned + ", the shadow is " + here));
    }

    private void judgeEnd(Connection connection, Target target) throws SQLException {
        List<String> wrong = new ArrayList<>(CatalogFingerprint.read(connection).differencesFrom(target.fingerprint()));
        wrong.addAll(unfinished(connection));
        tests.failures().forEach(f -> wrong.add("test failed: " + f));
        if (tests.passed() == 0 && tests.failed() == 0) {
            wrong.add("no test ran");
        }
        proofs.put("P7", judged(wrong, target.fingerprint().hash() + ", " + tests.passed() + " tests passed"));
    }

    /// Invalid indexes, constraints that were not validated, leftovers of REINDEX (rehearsal.md, P7).
    private static List<String> unfinished(Connection connection) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("""
                SELECT 'index ' || indexrelid::regclass || ' is invalid' FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                  WHERE NOT (indisvalid AND indisready AND indislive) AND indexrelid >= 16384
                UNION ALL SELECT 'constraint ' || conname || ' on ' || conrelid::regclass || ' is not validated' FROM pg_constraint
                  WHERE NOT convalidated AND contype IN ('c', 'f', 'n') AND conrelid <> 0
                UNION ALL SELECT 'index ' || c.oid::regclass || ' is left over' FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid
                  WHERE c.relname ~ '_cc(new|old)[0-9]*$'
                ORDER BY 1""")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private void judgeRows(Connection connection, Optional<SeedRows> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        notes.addAll(rows.get().reasons());
        if (rows.get().isEmpty()) {
            proofs.put("P8", new Proof(ProofStatus.NOT_RUN, "no table that exists before the plan has rows"));
        } else {
            proofs.put("P8", judged(rows.get().losses(connection), SeedRows.ROWS + " rows in each of " + rows.get().tables() + " tables"));
        }
    }

    private void judgeRepetition(Connection connection, Target target) throws SQLException {
        if (request.replanning().isEmpty()) {
            proofs.put("P9", new Proof(ProofStatus.NOT_RUN, "nobody planned again from the live schema"));
            return;
        }
        List<String> left = request.replanning().get().changesLeft(CatalogReader.read(connection).schema(), target.schema());
        proofs.put("P9", judged(left, "planning again from the live schema gives no statement"));
    }

    private static Proof judged(List<String> wrong, String right) {
        return wrong.isEmpty() ? new Proof(ProofStatus.PASS, right) : new Proof(ProofStatus.FAIL, String.join("; ", wrong));
    }

    private void build(Database database, List<dev.wesley.engine.plan.Statement> statements, String what) throws SQLException, Misfortune {
        try (Connection connection = database.open("wesley-rehearsal")) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL statement_timeout = " + left().toMillis());
                for (int i = 0; i < statements.size(); i++) {
                    try {
                        statement.execute(statements.get(i).sql());
                    } catch (SQLException e) {
                        throw new Misfortune(what + " cannot be built: statement " + (i + 1) + ": " + ServerMessage.of(e));
                    }
                }
            }
            connection.commit();
        }
    }

    private Duration left() throws Misfortune {
        Duration left = request.timeout().minus(Duration.between(start, pace.now()));
        if (left.toMillis() < 1) {
            throw new Misfortune("the time limit of " + request.timeout().toMillis() + " ms is over");
        }
        return left;
    }

    /// The wanted end, as it reads on this server: as rows of text for P7, as a schema for P9.
    private record Target(CatalogFingerprint fingerprint, Schema schema) {}

    /// What ends a rehearsal before its verdict could be reasoned.
    private static final class Misfortune extends Exception {
        private static final long serialVersionUID = 1L;

        Misfortune(String message) {
            super(message, null, false, false);
        }
    }
}
