package dev.wesley.cli.command;

import dev.wesley.cli.option.SchemaOptions;
import dev.wesley.cli.report.Answer;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.json.Json;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

/// Compiles the schema and writes nothing.
@CommandLine.Command(
        name = "validate",
        description = "Check a schema and write nothing.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  wesley validate --schema schema.graphql",
            "  cat schema.graphql | wesley validate --stdin --json",
        })
final class ValidateCommand extends Command {
    @Mixin
    private SchemaOptions schema = new SchemaOptions();

    ValidateCommand(Session session) {
        super(session);
    }

    @Override
    List<ExitCode> failures() {
        return List.of(ExitCode.INPUT);
    }

    @Override
    Answer answer() {
        Compilation compilation = Compilation.of(session(), schema);
        Schema compiled = compilation.schema();
        int columns = compiled.tables().stream().mapToInt(t -> t.columns().size()).sum();
        ObjectNode json = Json.object();
        json.put("schema", compilation.name());
        json.put("hash", compilation.hash());
        json.put("tables", compiled.tables().size());
        json.put("columns", columns);
        json.put("enums", compiled.enums().size());
        String text = "✅ " + compilation.name() + " is valid — " + Words.count(compiled.tables().size(), "table") + ", "
                + Words.count(columns, "column") + ", " + Words.count(compiled.enums().size(), "enum") + " ("
                + Compilation.shortName(compilation.hash()) + ")";
        return Answer.of(text, json).warning(compilation.warnings());
    }
}
