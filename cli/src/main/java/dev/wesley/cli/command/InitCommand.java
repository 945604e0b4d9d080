package dev.wesley.cli.command;

import dev.wesley.cli.project.Configuration;
import dev.wesley.cli.project.Project;
import dev.wesley.cli.project.TextFile;
import dev.wesley.cli.report.Answer;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.engine.json.Json;
import dev.wesley.rehearsal.catalog.Catalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// Sets a project up: configuration, folders, a CI example, and with a database the first snapshot. Running it again changes nothing.
@CommandLine.Command(
        name = "init",
        description = "Set a project up: configuration, folders, a CI example, the first snapshot.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  wesley init",
            "  wesley init --database postgres://reader@db/shop && wesley import",
        })
final class InitCommand extends Command {
    private static final String CI_EXAMPLE = "wesley.ci-example.yml";
    private static final List<String> IGNORED = List.of(".wesley/cache/");

    @Option(names = "--database", paramLabel = "DSN", description = "Read this database into the first snapshot; its address is not kept.")
    private @Nullable String database;

    @Option(names = "--force", description = "Write anew what is there: configuration, CI example, snapshot.")
    private boolean force;

    InitCommand(Session session) {
        super(session);
    }

    @Override
    List<ExitCode> failures() {
        return List.of(ExitCode.INPUT, ExitCode.UNREACHABLE);
    }

    @Override
    Answer answer() {
        List<String> written = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        Optional<Catalog> catalog = Optional.ofNullable(database).map(address -> new LiveDatabase(Databases.dsn(session(), address), "init").catalog());
        Project project = session().project();
        Path settings = Configuration.FILES.stream().map(session().surroundings()::path).filter(Files::exists).findFirst()
                .orElseGet(() -> session().surroundings().path(Configuration.FILES.getFirst()));
        once(settings, settings.toString().endsWith(".json") ? json(catalog) : yaml(catalog), written, kept);
        once(session().surroundings().path(CI_EXAMPLE), CI, written, kept);
        folder(project.folder(), written, kept);
        folder(session().surroundings().path("migrations"), written, kept);
        ignore(session().surroundings().path(".gitignore"), written, kept);
        catalog.ifPresent(read -> {
            if (Files.exists(project.snapshotFile()) && !force) {
                kept.add(project.shown(project.snapshotFile()));
            } else {
                project.writeSnapshot(read.schema(), read.major());
                written.add(project.shown(project.snapshotFile()));
            }
        });
        ObjectNode json = Json.object();
        written.forEach(json.putArray("written")::add);
        kept.forEach(json.putArray("kept")::add);
        List<String> text = new ArrayList<>();
        text.add(written.isEmpty() ? "Nothing to set up: everything is there." : "Written: " + String.join(", ", written));
        if (!kept.isEmpty() && !written.isEmpty()) {
            text.add("Kept as it was: " + String.join(", ", kept));
        }
        text.add(catalog.isPresent() ? "Next: wesley import --dsn with the same database, then wesley plan" : "Next: a schema.graphql, then wesley plan; wesley import for a database that exists");
        return Answer.of(text, json);
    }

    private void once(Path file, String content, List<String> written, List<String> kept) {
        String shown = session().project().shown(file);
        if (Files.exists(file) && !force) {
            kept.add(shown);
        } else if (TextFile.update(file, content)) {
            written.add(shown);
        } else {
            kept.add(shown);
        }
    }

    private void folder(Path folder, List<String> written, List<String> kept) {
        String shown = session().project().shown(folder) + "/";
        if (Files.isDirectory(folder)) {
            kept.add(shown);
        } else {
            TextFile.folder(folder);
            written.add(shown);
        }
    }

    /// Adds only the lines that are not there.
    private void ignore(Path file, List<String> written, List<String> kept) {
        String text = TextFile.readIfPresent(file).orElse("");
        List<String> there = text.lines().map(String::strip).toList();
        List<String> missing = IGNORED.stream().filter(line -> !there.contains(line)).toList();
        if (missing.isEmpty()) {
            kept.add(session().project().shown(file));
            return;
        }
        String start = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        TextFile.write(file, start + String.join("\n", missing) + "\n");
        written.add(session().project().shown(file));
    }

    private static String yaml(Optional<Catalog> catalog) {
        return """
                # Keys and their meaning: docs/cli/README.md, section Settings.
                schema:
                  path: schema.graphql
                  output: out
                """ + catalog.map(c -> "database:\n  postgres: " + c.major() + "\n").orElse("") + """
                # What others manage in the database: patterns such as "audit_*".
                drift:
                  ignore: []
                # Folders of team packs.
                packs: []
                """;
    }

    private static String json(Optional<Catalog> catalog) {
        ObjectNode json = Json.object();
        json.putObject("schema").put("path", "schema.graphql").put("output", "out");
        catalog.ifPresent(c -> json.putObject("database").put("postgres", c.major()));
        json.putObject("drift").putArray("ignore");
        return Json.pretty(json);
    }

    private static final String CI = """
            # An example for GitHub Actions; other systems need the same commands. Copy what you want to .github/workflows/.
            # WESLEY_DATABASE_URL is a secret of the repository: a role that may read the catalogue.
            name: schema
            on: [pull_request]
            jobs:
              plan:
                runs-on: ubuntu-latest
                steps:
                  - uses: actions/checkout@v4
                    with: { fetch-depth: 0 }
                  - uses: actions/setup-java@v4
                    with: { distribution: temurin, java-version: 25 }
                  - run: wesley validate
                  - run: wesley plan --from git:origin/main --explain
                  - run: wesley rehearse
              drift:
                runs-on: ubuntu-latest
                env:
                  WESLEY_DATABASE_URL: ${{ secrets.WESLEY_DATABASE_URL }}
                steps:
                  - uses: actions/checkout@v4
                  - uses: actions/setup-java@v4
                    with: { distribution: temurin, java-version: 25 }
                  - run: wesley drift detect --fail-on-drift --format markdown >> "$GITHUB_STEP_SUMMARY"
            """;
}
