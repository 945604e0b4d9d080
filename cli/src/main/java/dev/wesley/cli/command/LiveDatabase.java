package dev.wesley.cli.command;

import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.rehearsal.catalog.Catalog;
import dev.wesley.rehearsal.catalog.CatalogReader;
import dev.wesley.rehearsal.connect.Database;
import dev.wesley.rehearsal.connect.Dsn;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/// A database that is read, and never written to.
record LiveDatabase(Dsn dsn, String purpose) {
    /// No catalogue query may hang a production server.
    private static final String LIMITS = "SET default_transaction_read_only = on; SET statement_timeout = '60s'; SET lock_timeout = '5s'";

    /// Whether a base is the address of a database.
    static boolean isAddress(String name) {
        return name.startsWith("postgres://") || name.startsWith("postgresql://") || name.startsWith("jdbc:postgresql://");
    }

    /// The database that was named, else that of the environment or the configuration.
    ///
    /// @throws Failure with exit code 2 if none is named anywhere
    static LiveDatabase named(Session session, Optional<String> given, String purpose) {
        String address = session.settings().database(given)
                .orElseThrow(() -> Failure.of(ExitCode.INPUT, "USAGE", "no database was named", "--dsn postgres://user@host/db, or WESLEY_DATABASE_URL"));
        return new LiveDatabase(Databases.dsn(session, address), purpose);
    }

    /// Something that is asked in one session.
    @FunctionalInterface
    interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    /// @throws Failure with exit code 14 if the database cannot be reached or read
    <T> T ask(Question<T> question) {
        return Databases.reach(() -> {
            try (Connection connection = new Database(dsn).open("wesley/" + purpose)) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(LIMITS);
                }
                return question.ask(connection);
            } catch (SQLException e) {
                throw Failure.of(ExitCode.UNREACHABLE, "DATABASE_UNREACHABLE",
                        "the catalogue of " + dsn + " cannot be read: " + dsn.password().hideIn(String.valueOf(e.getMessage())), "the role's permissions").causedBy(e);
            }
        });
    }

    Catalog catalog() {
        return ask(CatalogReader::read);
    }

    @Override
    public String toString() {
        return dsn.toString();
    }
}
