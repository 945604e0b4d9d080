package dev.wesley.cli.command;

import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.drift.DriftReport;
import dev.wesley.engine.drift.IgnoreRules;
import dev.wesley.engine.ir.Schema;
import dev.wesley.rehearsal.catalog.Catalog;
import dev.wesley.rehearsal.execute.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A live database compared with what it should be, in one spelling.
///
/// @param live in the words of the expected schema
/// @param remarks what could not be compared
record DriftCheck(Catalog catalog, Schema expected, Schema live, DriftReport report, Optional<String> running, List<Diagnostic> remarks) {
    /// Compares completely.
    ///
    /// @throws Failure if a server has to be asked for a spelling, and none can be
    static DriftCheck exact(Session session, LiveDatabase database, Catalog catalog, Schema expected) {
        Schema live = new ServerSpelling(session).inWordsOf(expected, catalog.schema(), catalog.major());
        return of(session, database, catalog, expected, live, List.of());
    }

    /// Compares; where no server can be asked for a spelling, everything but expressions, and says so.
    static DriftCheck of(Session session, LiveDatabase database, Catalog catalog, Schema expected) {
        try {
            return exact(session, database, catalog, expected);
        } catch (Failure e) {
            if (e.exit() != ExitCode.UNREACHABLE && e.exit() != ExitCode.INPUT) {
                throw e;
            }
            List<Diagnostic> remarks = new ArrayList<>();
            e.diagnostics().forEach(d -> remarks.add(Diagnostic.warning(new Code("NOT_COMPARED"), "expressions were not compared: " + d.message(), d.help())));
            DriftCheck check = of(session, database, catalog, expected, catalog.schema(), remarks);
            return new DriftCheck(catalog, expected, check.live(), check.report().withoutExpressions(), check.running(), remarks);
        }
    }

    private static DriftCheck of(Session session, LiveDatabase database, Catalog catalog, Schema expected, Schema live, List<Diagnostic> remarks) {
        IgnoreRules rules = session.settings().ignoreRules();
        Optional<String> running = database.ask(Deployment::running);
        return new DriftCheck(catalog, expected, live, DriftReport.of(expected, live, rules, running.isPresent()), running, remarks);
    }
}
