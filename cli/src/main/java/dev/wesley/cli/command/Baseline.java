package dev.wesley.cli.command;

import dev.wesley.cli.project.Project;
import dev.wesley.cli.project.SchemaSource;
import dev.wesley.cli.project.TextFile;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Span;
import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.sdl.CompiledSchema;
import dev.wesley.rehearsal.catalog.Catalog;
import java.util.List;
import java.util.Optional;

/// A schema that a plan starts from, or that a database is compared with.
///
/// @param described where it came from, for people; never with a password
/// @param compiled with the places in its text; empty if it was not read from SDL
/// @param catalog all that was read with it, if it is a live database
/// @param spelledBy the major of the server in whose spelling its expressions are; empty if they are as somebody wrote them
record Baseline(Schema schema, String described, Optional<CompiledSchema> compiled, Optional<Catalog> catalog, Optional<Integer> spelledBy) {
    private static final String SNAPSHOT = "snapshot";
    private static final String GIT = "git:";

    /// Where a thing stands in the text.
    Optional<Span> place(String subject) {
        return compiled.flatMap(c -> c.place(subject));
    }

    /// What a live database says besides its schema.
    List<Fact> facts() {
        return catalog.map(Catalog::facts).orElse(List.of());
    }

    Baseline withSchema(Schema other) {
        return new Baseline(other, described, compiled, catalog, spelledBy);
    }

    /// The base that was named, else the last snapshot, else the database of the settings, else nothing at all.
    ///
    /// @param target as the user named the wanted schema: the path that `git:REV` reads
    static Baseline of(Session session, Optional<String> from, String target) {
        if (from.isPresent()) {
            return named(session, from.get(), target);
        }
        Optional<Baseline> snapshot = snapshot(session);
        if (snapshot.isPresent()) {
            return snapshot.get();
        }
        Project project = session.project();
        return session.settings().database(Optional.empty()).map(address -> live(session, address))
                .orElseGet(() -> new Baseline(Schema.EMPTY, "an empty database, because there is no " + project.shown(project.snapshotFile()),
                        Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /// What was deployed last, as far as Wesley knows.
    static Optional<Baseline> snapshot(Session session) {
        Project project = session.project();
        return project.snapshot().map(schema -> new Baseline(schema, project.shown(project.snapshotFile()), Optional.empty(), Optional.empty(), project.snapshotServer()));
    }

    private static Baseline named(Session session, String name, String target) {
        Project project = session.project();
        if (name.equals(SNAPSHOT)) {
            return snapshot(session).orElseThrow(() -> Failure.of(ExitCode.INPUT, Code.FILE_NOT_FOUND, "there is no snapshot " + project.shown(project.snapshotFile()),
                    "wesley snapshot --schema <what is deployed>, or --from with a file or a database"));
        }
        if (LiveDatabase.isAddress(name)) {
            return live(session, name);
        }
        if (name.startsWith(GIT)) {
            return revision(session, name.substring(GIT.length()), target);
        }
        if (name.endsWith(".json")) {
            String text = TextFile.read(session.surroundings().path(name));
            return new Baseline(Project.schema(name, text, "a file as wesley snapshot writes it"), name, Optional.empty(), Optional.empty(), Optional.empty());
        }
        return of(Compilation.of(session, name));
    }

    static Baseline of(Compilation compilation) {
        return new Baseline(compilation.schema(), compilation.name(), Optional.of(compilation.compiled()), Optional.empty(), Optional.empty());
    }

    private static Baseline revision(Session session, String words, String target) {
        int colon = words.indexOf(':');
        String revision = colon < 0 ? words : words.substring(0, colon);
        String path = colon < 0 ? target : words.substring(colon + 1);
        if (revision.isEmpty() || path.isEmpty() || path.equals(SchemaSource.STDIN)) {
            throw Failure.of(ExitCode.INPUT, "USAGE", "`" + GIT + words + "` does not say which file of which revision", "--from git:main:schema.graphql");
        }
        return of(Compilation.at(session, revision, path));
    }

    static Baseline live(Session session, String address) {
        LiveDatabase database = new LiveDatabase(Databases.dsn(session, address), "plan");
        Catalog catalog = session.console().timed("read the live database", database::catalog);
        return new Baseline(catalog.schema(), database.toString(), Optional.empty(), Optional.of(catalog), Optional.of(catalog.major()));
    }
}
