package dev.wesley.cli.command;

import dev.wesley.cli.option.SchemaOptions;
import dev.wesley.cli.project.SchemaSource;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.Compiler;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.json.SchemaHash;
import dev.wesley.engine.sdl.CompiledSchema;
import dev.wesley.engine.sdl.SourceFile;
import java.util.List;

/// A schema that was read and compiled.
///
/// @param name as the user named it
record Compilation(String name, List<SourceFile> sources, CompiledSchema compiled, List<Diagnostic> warnings) {
    /// @throws Failure with every error of the schema, exit code 2
    static Compilation of(Session session, SchemaOptions options) {
        return of(session, session.settings().schema(options));
    }

    static Compilation of(Session session, String name) {
        return of(session, name, new SchemaSource(session.surroundings()).read(name));
    }

    /// As a commit of git has it.
    static Compilation at(Session session, String revision, String name) {
        return of(session, "git:" + revision + ":" + name, new SchemaSource(session.surroundings()).readAt(revision, name));
    }

    private static Compilation of(Session session, String name, List<SourceFile> sources) {
        sources.forEach(source -> session.console().note("read " + source.name()));
        return switch (Compiler.compile(sources, session.settings().sdl())) {
            case Outcome.Done<CompiledSchema>(CompiledSchema compiled, List<Diagnostic> warnings) ->
                new Compilation(name, sources, compiled, warnings);
            case Outcome.Refused<CompiledSchema>(List<Diagnostic> reasons) -> throw Failure.of(ExitCode.INPUT, reasons);
        };
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
