package dev.wesley.rehearsal.pgtap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.evidence.GeneratedFile;
import dev.wesley.engine.evidence.RehearsalReport.Tests;
import dev.wesley.rehearsal.SharedServer;
import dev.wesley.rehearsal.connect.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TapRunnerTest {
    private static Tests run(Database database, String suite) throws SQLException {
        return new TapRunner(database, Duration.ofSeconds(30)).run(new GeneratedFile("tests.sql", suite, List.of()));
    }

    @Test
    void runsASuiteAndLeavesNothingBehind() throws SQLException {
        Database database = SharedServer.database("CREATE TABLE orders (id int PRIMARY KEY)");
        Tests tests = run(database, """
                BEGIN;
                CREATE EXTENSION IF NOT EXISTS pgtap;
                SELECT plan(3);
                SELECT has_table('public'::name, 'orders'::name);
                INSERT INTO orders VALUES (1);
                SELECT throws_ok('INSERT INTO orders VALUES (1)', '23505');
                SELECT is(1, 2, 'one is two');
                SELECT * FROM finish();
                ROLLBACK;
                """);
        assertThat(tests.planned()).isEqualTo(3);
        assertThat(tests.passed()).isEqualTo(2);
        assertThat(tests.failures()).containsExactly("one is two; have: 1; want: 2");
        assertThat(SharedServer.ask(database, "SELECT count(*) FROM orders")).isEqualTo("0");
        assertThat(SharedServer.ask(database, "SELECT count(*) FROM pg_namespace WHERE nspname = 'tap'")).isEqualTo("0");
    }

    @Test
    void goesOnAfterAStatementThatTheServerRefuses() throws SQLException {
        Tests tests = run(SharedServer.database(), """
                SELECT plan(2);
                SELECT ok(no_such_function(), 'never');
                SELECT ok(true, 'still here');
                """);
        assertThat(tests.passed()).isEqualTo(1);
        assertThat(tests.failures()).anySatisfy(f -> assertThat(f).contains("no_such_function").contains("42883"))
                .contains("1 of 2 planned tests did not run");
    }

    @Test
    void aSuiteThatCommitsFailsAndDoesNotCommit() throws SQLException {
        Database database = SharedServer.database();
        Tests tests = run(database, "SELECT plan(1);\nSELECT ok(true, 'a');\nCREATE TABLE trace (a int);\ncommit ;\n");
        assertThat(tests.failures()).singleElement().satisfies(f -> assertThat(f).contains("commit"));
        assertThat(SharedServer.ask(database, "SELECT to_regclass('trace')")).isEqualTo("null");
    }
}
