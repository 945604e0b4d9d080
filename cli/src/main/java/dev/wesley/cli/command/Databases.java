package dev.wesley.cli.command;

import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.rehearsal.connect.DatabaseUnavailableException;
import dev.wesley.rehearsal.connect.Dsn;
import java.util.function.Supplier;

/// Addresses of databases, and what becomes of a command when nobody answers there.
final class Databases {
    private Databases() {}

    /// Reads an address and remembers its password, so that it is never said.
    static Dsn dsn(Session session, String address) {
        session.console().secrets().remember(address);
        try {
            Dsn dsn = Dsn.parse(address);
            if (!dsn.password().isEmpty()) {
                session.console().secrets().rememberPassword(dsn.password().reveal());
            }
            return dsn;
        } catch (IllegalArgumentException e) {
            throw Failure.of(ExitCode.INPUT, "EDSN", String.valueOf(e.getMessage()), "postgres://user:password@host:5432/database").causedBy(e);
        }
    }

    /// @throws Failure with exit code 14 if the database cannot be reached
    static <T> T reach(Supplier<T> work) {
        try {
            return work.get();
        } catch (DatabaseUnavailableException e) {
            throw Failure.of(ExitCode.UNREACHABLE, "DATABASE_UNREACHABLE", String.valueOf(e.getMessage()), e.help()).causedBy(e);
        }
    }
}
