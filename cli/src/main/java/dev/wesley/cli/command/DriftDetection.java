package dev.wesley.cli.command;

import dev.wesley.cli.option.DriftOptions;
import dev.wesley.cli.report.Answer;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.drift.DriftReport;
import dev.wesley.rehearsal.catalog.Catalog;
import dev.wesley.rehearsal.catalog.CatalogReader;
import dev.wesley.rehearsal.catalog.CatalogStamp;
import dev.wesley.rehearsal.execute.Deployment;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Detects drift. Read-only for the database; where nothing changed since the last look, one statement is all that it is asked.
abstract class DriftDetection extends Command {
    /// How the report is printed.
    enum Format {
        TEXT,
        MARKDOWN;

        /// As the user types it.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Mixin
    private DriftOptions options = new DriftOptions();

    @Option(names = "--fail-on-drift", description = "Exit with 7 if there is drift.")
    private boolean failOnDrift;

    @Option(names = "--ignore-extra", description = "Say nothing about what is there beyond the expected.")
    private boolean ignoreExtra;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or markdown (default: text); --json for programs.")
    private Format format = Format.TEXT;

    DriftDetection(Session session) {
        super(session);
    }

    @Override
    final List<ExitCode> failures() {
        return List.of(ExitCode.INPUT, ExitCode.DRIFT, ExitCode.UNREACHABLE);
    }

    @Override
    final Answer answer() {
        LiveDatabase database = LiveDatabase.named(session(), options.dsn(), "drift");
        Baseline expected = expected(session(), options);
        DriftMemory memory = DriftMemory.of(session(), database, expected, "extra " + !ignoreExtra);
        Look look = session().console().timed("look at the database", () -> database.ask(connection -> {
            CatalogStamp stamp = CatalogStamp.read(connection);
            Optional<DriftDocument> kept = Deployment.running(connection).isPresent() ? Optional.empty() : memory.recall(stamp);
            return new Look(stamp, kept, kept.isPresent() ? Optional.empty() : Optional.of(CatalogReader.read(connection)));
        }));
        List<Diagnostic> remarks = List.of();
        DriftDocument document;
        if (look.kept().isPresent()) {
            document = look.kept().get();
        } else {
            DriftCheck check = DriftCheck.of(session(), database, look.catalog().orElseThrow(), expected.schema());
            DriftReport report = ignoreExtra ? check.report().withoutExtra() : check.report();
            document = DriftDocument.of(session(), database, expected, check, report, repair(database));
            remarks = check.remarks();
            if (check.running().isEmpty() && remarks.isEmpty()) {
                memory.keep(look.stamp(), document);
            }
        }
        List<String> text = switch (format) {
            case TEXT -> document.lines();
            case MARKDOWN -> document.markdown();
        };
        if (failOnDrift && !document.clean()) {
            text.forEach(session().console()::say);
            throw Failure.of(ExitCode.DRIFT, "SCHEMA_DRIFT", "the database is not what was deployed: " + document.json().path("differences").size() + " differences",
                    document.json().path("repair").asString()).with(document.json());
        }
        return Answer.of(text, document.json()).warning(remarks);
    }

    /// @param kept the last report, if it is still true
    /// @param catalog what was read, if it is not
    private record Look(CatalogStamp stamp, Optional<DriftDocument> kept, Optional<Catalog> catalog) {}

    private String repair(LiveDatabase database) {
        return "wesley drift repair" + (options.dsn().isPresent() ? " --dsn " + database : "") + options.from().map(f -> " --from " + f).orElse("");
    }

    /// What was named, else the last snapshot, else the schema.
    static Baseline expected(Session session, DriftOptions options) {
        String schema = session.settings().schema(options.schema());
        if (options.from().isPresent()) {
            return Baseline.of(session, options.from(), schema);
        }
        return Baseline.snapshot(session).orElseGet(() -> Baseline.of(Compilation.of(session, schema)));
    }
}
