package dev.wesley.cli.command;

import dev.wesley.cli.option.SchemaOptions;
import dev.wesley.cli.project.Project;
import dev.wesley.cli.report.Answer;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.engine.json.Json;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/// Declares what is deployed, for a database that existed before Wesley did; afterwards `deploy` keeps the record.
@CommandLine.Command(
        name = "snapshot",
        description = "Record that this schema is what is deployed: the next plan starts from it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  wesley snapshot --schema schema.graphql",
            "  git show v1.0:schema.graphql | wesley snapshot --stdin",
        })
final class SnapshotCommand extends Command {
    @Mixin
    private SchemaOptions schema = new SchemaOptions();

    SnapshotCommand(Session session) {
        super(session);
    }

    @Override
    List<ExitCode> failures() {
        return List.of(ExitCode.INPUT);
    }

    @Override
    Answer answer() {
        Compilation compilation = Compilation.of(session(), schema);
        Project project = session().project();
        project.writeSnapshot(compilation.schema());
        String file = project.shown(project.snapshotFile());
        return Answer.of("The next plan starts from " + compilation.name() + " (" + Compilation.shortName(compilation.hash()) + "), kept in " + file,
                Json.object().put("snapshot", file).put("hash", compilation.hash())).warning(compilation.warnings());
    }
}
