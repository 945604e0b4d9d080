package dev.wesley.rehearsal.connect;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/// One database that sessions can be opened on. Every session is direct (no pool), waits without a socket timeout, says who it is by
/// its application name, and is in UTC: the driver would give it this machine's zone, which decides what a timestamp turns into.
public record Database(Dsn dsn) {

    public String name() {
        return dsn.database();
    }

    /// A new session, in autocommit.
    ///
    /// @param application shown in `pg_stat_activity`; Postgres keeps 63 bytes of it
    /// @throws DatabaseUnavailableException if no session can be had: nobody listens, no such role or database, too many sessions
    public Connection open(String application) {
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", "10");
        properties.putAll(dsn.driverParameters());
        properties.setProperty("user", dsn.user());
        if (!dsn.password().isEmpty()) {
            properties.setProperty("password", dsn.password().reveal());
        }
        properties.setProperty("ApplicationName", application);
        properties.setProperty("socketTimeout", "0");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("targetServerType", "primary");
        // Keys of a backfill travel as text and take the type of their column.
        properties.setProperty("stringtype", "unspecified");
        // The detail of an error holds row values.
        properties.setProperty("logServerErrorDetail", "false");
        try {
            Connection connection = DriverManager.getConnection(dsn.url(), properties);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET TimeZone = 'UTC'");
            }
            return connection;
        } catch (SQLException e) {
            throw new DatabaseUnavailableException("cannot connect to " + dsn + ": " + dsn.password().hideIn(ServerMessage.of(e).text()),
                    "check that the server runs, and the host, port, role and database of the address");
        }
    }
}
