package dev.wesley.cli.command;

import dev.wesley.cli.project.TextFile;
import dev.wesley.cli.report.Answer;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.fact.TableSize;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.json.StatisticsJson;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// Takes sizes and traffic from a live database, so that plans can be made where it cannot be reached.
@CommandLine.Command(
        name = "stats",
        description = "Take sizes and traffic of tables from a live database, for plan --stats.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  wesley stats --dsn postgres://reader@db/shop --out statistics.json",
            "  wesley plan --stats statistics.json",
        })
final class StatsCommand extends Command {
    @Option(names = "--dsn", paramLabel = "DSN", description = "The database (default: WESLEY_DATABASE_URL).")
    private @Nullable String dsn;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to (default: statistics.json).")
    private String out = "statistics.json";

    StatsCommand(Session session) {
        super(session);
    }

    @Override
    List<ExitCode> failures() {
        return List.of(ExitCode.INPUT, ExitCode.UNREACHABLE);
    }

    @Override
    Answer answer() {
        String address = session().settings().database(Optional.ofNullable(dsn))
                .orElseThrow(() -> Failure.of(ExitCode.INPUT, "USAGE", "no database was named", "--dsn postgres://user@host/db, or WESLEY_DATABASE_URL"));
        List<Fact> facts = Statistics.live(session(), address);
        ObjectNode json = StatisticsJson.write(facts);
        TextFile.write(session().surroundings().path(out), Json.pretty(json));
        long sizes = facts.stream().filter(TableSize.class::isInstance).count();
        int tables = json.path("tables").size();
        return Answer.of("Took " + Words.count(tables, "table") + ", " + sizes + " of known size, into " + out
                + (sizes < tables ? "; run ANALYZE where the size of the others matters" : ""), json);
    }
}
