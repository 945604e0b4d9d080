package dev.wesley.generators.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.plan.Statement;
import dev.wesley.engine.sdl.CompiledSchema;
import dev.wesley.generators.Shop;
import dev.wesley.generators.pgtap.PgTapSuite;
import dev.wesley.generators.pgtap.TapServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What one generator writes, the other finds to be right.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PgTapAgreementTest {
    private TapServer server;

    @BeforeAll
    void start() throws IOException {
        server = new TapServer();
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    @Test
    void passesOnEveryClauseThatASchemaCanHold() throws SQLException, IOException {
        passesOn("everything", Samples.everything());
    }

    @Test
    void passesOnTheShop() throws SQLException, IOException {
        passesOn("shop", Shop.compiled().schema());
    }

    private void passesOn(String database, Schema schema) throws SQLException, IOException {
        CompiledSchema compiled = Samples.compiled(schema);
        try (Connection admin = server.connect()) {
            TapServer.execute(admin, "CREATE DATABASE " + database);
        }
        try (Connection connection = server.connect(database)) {
            for (Statement statement : SchemaSql.statements(schema)) {
                TapServer.execute(connection, statement.sql());
            }
            TapServer.execute(connection, "CREATE SCHEMA tap; SET search_path = tap");
            TapServer.execute(connection, TapServer.pgTap());
            TapServer.execute(connection, "SET search_path = tap, public");
            TapServer.Tap tap = TapServer.run(connection, PgTapSuite.generate(compiled).text());
            assertThat(tap.error()).isEmpty();
            assertThat(tap.failed()).isEmpty();
            assertThat(tap.green()).isTrue();
        }
    }
}
