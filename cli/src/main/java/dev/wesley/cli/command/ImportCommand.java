package dev.wesley.cli.command;

import dev.wesley.cli.project.TextFile;
import dev.wesley.cli.report.Answer;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.Compiler;
import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.diff.Differ;
import dev.wesley.engine.drift.IgnoreRules;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.sdl.CompiledSchema;
import dev.wesley.engine.sdl.SourceFile;
import dev.wesley.generators.sdl.SdlText;
import dev.wesley.rehearsal.catalog.Catalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Adopts a database: writes the SDL that describes it. What is written was compiled again and compared, so a success means that a plan from the
/// database to it is empty.
@CommandLine.Command(
        name = "import",
        description = "Write the SDL of an existing database; exit code 5 if it holds what the SDL cannot express.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  wesley import --dsn postgres://reader@db/shop",
            "  wesley import --dsn postgres://reader@db/shop --per-table --out schema",
        })
final class ImportCommand extends Command {
    @Option(names = "--dsn", paramLabel = "DSN", description = "The database (default: WESLEY_DATABASE_URL).")
    private @Nullable String dsn;

    @Option(names = "--out", paramLabel = "FILE|DIR", description = "Where to write (default: schema.graphql; with --per-table the folder schema).")
    private @Nullable String out;

    @Option(names = "--per-table", description = "One file a table, in a folder.")
    private boolean perTable;

    @Option(names = "--force", description = "Replace files that are there.")
    private boolean force;

    ImportCommand(Session session) {
        super(session);
    }

    @Override
    List<ExitCode> failures() {
        return List.of(ExitCode.INPUT, ExitCode.GENERATION, ExitCode.REFUSED, ExitCode.UNREACHABLE);
    }

    @Override
    Answer answer() {
        LiveDatabase database = LiveDatabase.named(session(), Optional.ofNullable(dsn), "import");
        Catalog catalog = database.catalog();
        IgnoreRules rules = session().settings().ignoreRules();
        Schema schema = rules.pretend(catalog.schema(), Schema.EMPTY);
        SdlText text = SdlText.of(schema);
        List<String> missing = new ArrayList<>(text.leftOut());
        catalog.unmanaged().stream().filter(u -> rules.object(u.name()).isEmpty())
                .forEach(u -> missing.add(u.kind() + " " + u.name() + (u.detail().isEmpty() ? "" : ": " + u.detail())));

        SortedMap<Path, String> files = files(database, catalog, text, missing);
        List<SourceFile> sources = files.entrySet().stream().map(f -> new SourceFile(session().project().shown(f.getKey()), f.getValue())).toList();
        if (text.tables().isEmpty()) {
            throw Failure.of(ExitCode.INPUT, "NOTHING_TO_IMPORT", database + " holds no table that Wesley reads", "--dsn with another database, or a role that sees more");
        }
        List<Diagnostic> different = different(schema, sources);
        existing(files);
        files.forEach(TextFile::write);

        ObjectNode json = Json.object();
        json.put("database", database.toString());
        json.put("tables", text.tables().size());
        ArrayNode written = json.putArray("written");
        files.keySet().forEach(f -> written.add(session().project().shown(f)));
        ArrayNode unmanaged = json.putArray("notExpressed");
        missing.forEach(unmanaged::add);
        List<String> lines = List.of(
                Words.count(text.tables().size(), "table") + " of " + database + " written to " + place(),
                "Next: wesley plan --from " + database + ", which should have nothing to do; then wesley snapshot");
        if (missing.isEmpty() && different.isEmpty()) {
            return Answer.of(lines, json);
        }
        List<Diagnostic> reasons = new ArrayList<>(different);
        if (!missing.isEmpty()) {
            reasons.add(Diagnostic.error(new Code("NOT_EXPRESSED"), Words.count(missing.size(), "object") + " of " + database
                    + " cannot be expressed in the SDL and stand as comments in " + place() + ": " + shortened(missing),
                    "managing these beside Wesley; `drift.ignore` of the configuration leaves out what belongs to others"));
        }
        lines.forEach(session().console()::remark);
        throw Failure.of(ExitCode.REFUSED, reasons).with(json);
    }

    private static String shortened(List<String> missing) {
        return String.join("; ", missing.subList(0, Math.min(5, missing.size()))) + (missing.size() > 5 ? "; …" : "");
    }

    private String place() {
        return out != null ? out : perTable ? "schema" : "schema.graphql";
    }

    /// What the written SDL, read again, says otherwise than the database: the changes that a plan between them would hold.
    private List<Diagnostic> different(Schema schema, List<SourceFile> sources) {
        return switch (Compiler.compile(sources, session().settings().sdl())) {
            case Outcome.Done<CompiledSchema>(CompiledSchema compiled, List<Diagnostic> _) -> {
                List<String> changes = Differ.diff(schema, compiled.schema()).stream().map(c -> dev.wesley.engine.explain.Words.change(c.kind(), c.subject())).toList();
                yield changes.isEmpty() ? List.of() : List.of(Diagnostic.error(new Code("NOT_EXPRESSED"),
                        "a plan from the database to what was written is not empty: " + shortened(changes), "wesley plan --from the database"));
            }
            case Outcome.Refused<CompiledSchema>(List<Diagnostic> reasons) -> throw Failure.of(ExitCode.GENERATION, reasons);
        };
    }

    private void existing(Map<Path, String> files) {
        List<String> there = new TreeSet<>(files.keySet()).stream().filter(Files::exists).map(session().project()::shown).toList();
        if (!there.isEmpty() && !force) {
            throw Failure.of(ExitCode.INPUT, "EEXIST", "nothing was written: there is already " + String.join(", ", there), "--out with another place, or --force");
        }
    }

    private SortedMap<Path, String> files(LiveDatabase database, Catalog catalog, SdlText text, List<String> missing) {
        String head = "# Read from " + database + ", Postgres " + catalog.major() + ". Every name is written out; shorten what reads better.\n";
        SortedMap<Path, String> files = new TreeMap<>();
        Path place = session().surroundings().path(place());
        if (!perTable) {
            StringBuilder whole = new StringBuilder(head).append(comments(missing)).append('\n');
            if (!text.enums().isEmpty()) {
                whole.append(text.enums()).append('\n');
            }
            whole.append(String.join("\n", text.tables().values()));
            files.put(place, whole.toString());
            return files;
        }
        if (!text.enums().isEmpty()) {
            files.put(place.resolve("enums.graphql"), head + "\n" + text.enums());
        }
        text.tables().forEach((table, type) -> files.put(place.resolve(fileName(table)), head + "\n" + type));
        if (!missing.isEmpty()) {
            files.put(place.resolve("not-expressed.graphql"), head + comments(missing));
        }
        return files;
    }

    private static String fileName(QualifiedName table) {
        return table.toString().replaceAll("[^A-Za-z0-9_.-]", "_") + ".table.graphql";
    }

    private static String comments(List<String> missing) {
        if (missing.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder("#\n# The database also holds what the SDL cannot express; Wesley neither changes nor drops it:\n");
        missing.forEach(m -> out.append("#   ").append(m.replaceAll("\\s+", " ")).append('\n'));
        return out.toString();
    }
}
