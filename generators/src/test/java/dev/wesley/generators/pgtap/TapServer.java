package dev.wesley.generators.pgtap;

import dev.wesley.generators.Npm;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An embedded Postgres with pgTAP as plain SQL in the schema `tap`.
public final class TapServer implements AutoCloseable {
    private static final String SHA_256 = "92ee8ada9672e6201105a78614be8d07b8a76e5c17c85b42c279f6e48c84da68";
    private static final Pattern PLAN = Pattern.compile("1\\.\\.(\\d+)");
    private static final Pattern RESULT = Pattern.compile("(not )?ok (\\d+)(?: - (.*))?");

    private final EmbeddedPostgres server;

    public TapServer() throws IOException {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    }

    public Connection connect() throws SQLException {
        return connect("postgres");
    }

    public Connection connect(String database) throws SQLException {
        return server.getDatabase("postgres", database).getConnection();
    }

    /// What a suite reported.
    ///
    /// @param error the SQL error that ended it, else empty
    public record Tap(int planned, List<String> passed, List<String> failed, String error) {
        public boolean green() {
            return error.isEmpty() && failed.isEmpty() && planned > 0 && passed.size() == planned;
        }
    }

    /// pgTAP's SQL, from its npm package.
    public static String pgTap() throws IOException {
        Path folder = Npm.folder("pgtap");
        Npm.Result unpacked = Npm.run(folder, "tar", "xzf", Npm.home().resolve("node_modules/@electric-sql/pglite-pgtap/dist/pgtap.tar.gz").toString());
        if (unpacked.exitCode() != 0) {
            throw new IllegalStateException("pgTAP's archive cannot be unpacked: " + unpacked.output());
        }
        byte[] sql = Files.readAllBytes(folder.resolve("share/postgresql/extension/pgtap--1.3.5.sql"));
        try {
            String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(sql));
            if (!hash.equals(SHA_256)) {
                throw new IllegalStateException("pgTAP is not the file that was reviewed: SHA-256 " + hash);
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        return new String(sql, StandardCharsets.UTF_8);
    }

    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Runs a suite in the transaction that is open, or in its own.
    public static Tap run(Connection connection, String suite) throws SQLException {
        int planned = 0;
        List<String> passed = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        String error = "";
        try (Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(suite);
            while (rows || statement.getUpdateCount() != -1) {
                if (rows) {
                    try (ResultSet result = statement.getResultSet()) {
                        while (result.next()) {
                            for (String line : result.getString(1).split("\n")) {
                                Matcher plan = PLAN.matcher(line);
                                Matcher test = RESULT.matcher(line);
                                if (plan.matches()) {
                                    planned = Integer.parseInt(plan.group(1));
                                } else if (test.matches()) {
                                    (test.group(1) == null ? passed : failed).add(String.valueOf(test.group(3)));
                                }
                            }
                        }
                    }
                }
                rows = statement.getMoreResults();
            }
        } catch (SQLException e) {
            error = String.valueOf(e.getMessage());
            execute(connection, "ROLLBACK");
        }
        return new Tap(planned, passed, failed, error);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
