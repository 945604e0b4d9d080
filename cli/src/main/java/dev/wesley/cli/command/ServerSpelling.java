package dev.wesley.cli.command;

import dev.wesley.cli.project.TextFile;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.diff.Differ;
import dev.wesley.engine.drift.Spelling;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.json.IrJson;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.json.SchemaHash;
import dev.wesley.engine.plan.Statement;
import dev.wesley.generators.postgres.SchemaSql;
import dev.wesley.rehearsal.catalog.CatalogReader;
import dev.wesley.rehearsal.connect.Database;
import dev.wesley.rehearsal.connect.DatabaseUnavailableException;
import dev.wesley.rehearsal.connect.ServerMessage;
import dev.wesley.rehearsal.shadow.Durability;
import dev.wesley.rehearsal.shadow.Shadow;
import dev.wesley.rehearsal.shadow.ShadowSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a server of one major prints a schema that somebody wrote.
///
/// Postgres keeps expressions as trees and prints them its own way: `total > 0` comes back as `(total > 0)`, `'new'` as `'new'::text`. Whether
/// two texts mean the same is therefore asked of a server and never guessed: the written schema is built on a shadow of the same major and
/// read back. Building costs a second or two, so it is done only if a difference could be one of spelling, and its result is kept in
/// `.wesley/cache/` under the hash of the schema and the major, for as long as neither changes.
///
/// The shadow is an embedded server; where none can be had, or where the schema needs what it lacks (such as an extension), the shadow of the settings.
final class ServerSpelling {
    /// Raise it when the reader prints anything otherwise than before.
    private static final int FORMAT = 1;

    private final Session session;

    ServerSpelling(Session session) {
        this.session = session;
    }

    /// A live schema in the words of a written one, so that only true differences are left.
    ///
    /// @param major of the live server
    /// @throws Failure if a server has to be asked and none can be, or if it refuses the written schema
    Schema inWordsOf(Schema written, Schema live, int major) {
        if (!Spelling.couldExplain(Differ.diff(live, written))) {
            return live;
        }
        return new Spelling(written, read(written, major)).inWrittenWords(live);
    }

    private Schema read(Schema written, int major) {
        Path file = session.project().cache().resolve("spelling-" + FORMAT + "-" + major + "-" + SchemaHash.of(written) + ".json");
        Optional<Schema> kept = TextFile.readIfPresent(file).flatMap(ServerSpelling::schema);
        if (kept.isPresent()) {
            return kept.get();
        }
        Schema read = session.console().during("asking a Postgres " + major + " how it spells the schema", () -> build(written, major));
        TextFile.write(file, Json.pretty(IrJson.write(read)));
        return read;
    }

    /// A damaged file of a cache is as good as none.
    private static Optional<Schema> schema(String text) {
        try {
            return Optional.of(IrJson.read(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Schema build(Schema written, int major) {
        List<ShadowSource> sources = new ArrayList<>(List.of(new ShadowSource.Embedded(major, Durability.NONE)));
        session.settings().shadow(Optional.empty()).ifPresent(address -> sources.add(new ShadowSource.Given(Databases.dsn(session, address))));
        Optional<Failure> problem = Optional.empty();
        for (ShadowSource source : sources) {
            try (Shadow shadow = source.open()) {
                if (shadow.server().versionNum() / 10_000 == major) {
                    return build(written, shadow);
                }
            } catch (DatabaseUnavailableException e) {
                problem = problem.or(() -> Optional.of(Failure.of(ExitCode.UNREACHABLE, "DATABASE_UNREACHABLE",
                        "expressions cannot be compared without a Postgres " + major + ": " + e.getMessage(), "SHADOW_DSN with the address of one").causedBy(e)));
            } catch (Failure e) {
                problem = Optional.of(e);
            }
        }
        throw problem.orElseThrow();
    }

    private static Schema build(Schema written, Shadow shadow) {
        Database database = shadow.createDatabase("spelling");
        try (Connection connection = database.open("wesley-spelling")) {
            connection.setAutoCommit(false);
            try (java.sql.Statement statement = connection.createStatement()) {
                for (Statement each : SchemaSql.statements(written)) {
                    statement.execute(each.sql());
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
            return CatalogReader.read(connection).schema();
        } catch (SQLException e) {
            throw Failure.of(ExitCode.INPUT, "UNBUILDABLE_SCHEMA", "the schema cannot be built on an empty Postgres " + shadow.server().versionNum() / 10_000
                    + ", so its expressions cannot be compared: " + ServerMessage.of(e), "SHADOW_DSN with a server that has what the schema needs").causedBy(e);
        } finally {
            shadow.drop(database);
        }
    }
}
