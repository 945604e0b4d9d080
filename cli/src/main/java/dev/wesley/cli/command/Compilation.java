package dev.wesley.cli.command;

import dev.wesley.cli.option.SchemaOptions;
import dev.wesley.cli.project.Project;
import dev.wesley.cli.project.SchemaSource;
import dev.wesley.cli.project.TextFile;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.Compiler;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.diagnostic.Span;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.json.SchemaHash;
import dev.wesley.engine.sdl.CompiledSchema;
import dev.wesley.engine.sdl.SourceFile;
import java.util.List;
import java.util.Optional;

/// A schema that was read and compiled.
///
/// @param name as the user named it
record Compilation(String name, List<SourceFile> sources, CompiledSchema compiled, List<Diagnostic> warnings) {
    /// A schema that a plan starts from.
    ///
    /// @param described where it came from, for people
    /// @param compiled with the places in its text; empty if it was read from JSON
    record Base(Schema schema, String described, Optional<CompiledSchema> compiled) {
        Optional<Span> place(String subject) {
            return compiled.flatMap(c -> c.place(subject));
        }
    }

    /// @throws Failure with every error of the schema, exit code 2
    static Compilation of(Session session, SchemaOptions options) {
        return of(session, session.settings().schema(options));
    }

    private static Compilation of(Session session, String name) {
        List<SourceFile> sources = new SchemaSource(session.surroundings()).read(name);
        sources.forEach(source -> session.console().note("read " + source.name()));
        return switch (Compiler.compile(sources, session.settings().sdl())) {
            case Outcome.Done<CompiledSchema>(CompiledSchema compiled, List<Diagnostic> warnings) ->
                new Compilation(name, sources, compiled, warnings);
            case Outcome.Refused<CompiledSchema>(List<Diagnostic> reasons) -> throw Failure.of(ExitCode.INPUT, reasons);
        };
    }

    /// What is deployed: a named SDL or IR file, else the snapshot, else nothing.
    static Base base(Session session, Optional<String> from) {
        if (from.isPresent()) {
            String name = from.get();
            if (name.endsWith(".json")) {
                String text = TextFile.read(session.surroundings().path(name));
                return new Base(Project.schema(name, text, "a file as wesley snapshot writes it"), name, Optional.empty());
            }
            Compilation compilation = of(session, name);
            return new Base(compilation.schema(), name, Optional.of(compilation.compiled()));
        }
        Project project = session.project();
        return project.snapshot()
                .map(schema -> new Base(schema, project.shown(project.snapshotFile()), Optional.empty()))
                .orElseGet(() -> new Base(Schema.EMPTY, "an empty database, because there is no " + project.shown(project.snapshotFile()), Optional.empty()));
    }

    Schema schema() {
        return compiled.schema();
    }

    String hash() {
        return SchemaHash.of(schema());
    }

    /// `ir@a1b2c3d`
    static String shortName(String hash) {
        return "ir@" + hash.substring(0, Math.min(7, hash.length()));
    }
}
