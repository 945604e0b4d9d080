package dev.wesley.generators.postgres;

import static dev.wesley.generators.postgres.Samples.USERS;
import static dev.wesley.generators.postgres.Samples.expr;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.plan.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackfillTest {
    private static Batches batches(Database database, String value, String... key) {
        return new Batches(database, Plans.forward(new Step.Backfill(USERS, "c", expr(value), List.of(key))), key.length);
    }

    @Test
    void fillsInBatchesByKeyAndTheSecondTimeNothing() throws Exception {
        try (Database database = Database.create()) {
            database.execute("CREATE TABLE users (id bigint PRIMARY KEY, c text)");
            database.execute("INSERT INTO users SELECT g, CASE WHEN g % 10 = 0 THEN 'kept' END FROM generate_series(1, 95) g");
            Batches batches = batches(database, "'row ' || id", "id");

            assertThat(batches.first(10)).isEqualTo(new Batches.Batch(10, List.of("11")));
            assertThat(batches.next(List.of("11"), 10)).isEqualTo(new Batches.Batch(10, List.of("22")));
            assertThat(batches.run(10)).isEqualTo(66);
            assertThat(batches.run(10)).isZero();
            assertThat(database.one("SELECT count(*), count(*) FILTER (WHERE c = 'row ' || id), count(*) FILTER (WHERE c = 'kept') FROM users"))
                    .isEqualTo("95|86|9");
        }
    }

    @Test
    void anEmptyBatchHasNoKey() throws Exception {
        try (Database database = Database.create()) {
            database.execute("CREATE TABLE users (id bigint PRIMARY KEY, c text)");

            Batches.Batch none = batches(database, "'x'", "id").first(10);

            assertThat(none.n()).isZero();
            assertThat(none.key()).containsOnlyNulls();
        }
    }

    @Test
    void walksACompositeKeyOfAnyTypes() throws Exception {
        try (Database database = Database.create()) {
            database.execute("CREATE TABLE users (org uuid, \"at\" timestamptz, n numeric, c text, PRIMARY KEY (org, \"at\", n))");
            database.execute("INSERT INTO users SELECT md5((g % 7)::text)::uuid, '2026-01-01'::timestamptz + g * interval '1 microsecond', g / 3.0"
                    + " FROM generate_series(1, 50) g");
            Batches batches = batches(database, "org::text || n", "org", "at", "n");

            assertThat(batches.run(4)).isEqualTo(50);
            assertThat(database.one("SELECT count(*) FROM users WHERE c = org::text || n")).isEqualTo("50");
        }
    }

    @Test
    void walksTextKeysInTheOrderOfTheirCollation() throws Exception {
        try (Database database = Database.create()) {
            database.execute("CREATE TABLE users (id text PRIMARY KEY, c text)");
            database.execute("INSERT INTO users VALUES ('a'), ('B'), ('ä'), ('NULL'), ('it''s'), ('\"q\"'), (''), ('Z'), ('\\'), ('?')");

            assertThat(batches(database, "'x'", "id").run(1)).isEqualTo(10);
        }
    }

    @Test
    void endsThoughTheValueIsNull() throws Exception {
        try (Database database = Database.create()) {
            database.execute("CREATE TABLE users (id bigint PRIMARY KEY, c text, source text)");
            database.execute("INSERT INTO users SELECT g, NULL, CASE WHEN g % 2 = 0 THEN 'x' END FROM generate_series(1, 20) g");

            assertThat(batches(database, "source", "id").run(3)).isEqualTo(10);
        }
    }

    @Test
    void operatorsWithAQuestionMarkAreNotParameters() throws Exception {
        try (Database database = Database.create()) {
            database.execute("CREATE TABLE users (id bigint PRIMARY KEY, c boolean, j jsonb)");
            database.execute("INSERT INTO users VALUES (1, NULL, '{\"?\": 1}')");

            assertThat(batches(database, "j ? '?' AND j ?| ARRAY['?', 'b']", "id").run(3)).isEqualTo(1);
            assertThat(database.one("SELECT c FROM users")).isEqualTo("t");
        }
    }

    @Test
    void theValueMayUseTheKeyAndTheTableByName() throws Exception {
        try (Database database = Database.create()) {
            database.execute("CREATE SCHEMA s");
            database.execute("CREATE TABLE s.\"Us\"\"ers\" (id bigint PRIMARY KEY, \"wes k\" text)");
            database.execute("INSERT INTO s.\"Us\"\"ers\" VALUES (1), (2)");
            Step.Backfill backfill = new Step.Backfill(new QualifiedName("s", "Us\"ers"), "wes k", expr("\"Us\"\"ers\".id + id"), List.of("id"));

            assertThat(new Batches(database, Plans.forward(backfill), 1).run(1)).isEqualTo(2);
            assertThat(database.query("SELECT \"wes k\" FROM s.\"Us\"\"ers\" ORDER BY id")).containsExactly("2", "4");
        }
    }

    @Test
    void rowsInsertedBehindTheCursorAreFilledByTheLastPass() throws Exception {
        try (Database database = Database.create()) {
            database.execute("CREATE TABLE users (id bigint PRIMARY KEY, c text)");
            database.execute("INSERT INTO users SELECT g FROM generate_series(10, 20) g");
            Batches batches = batches(database, "'x'", "id");
            Batches.Batch first = batches.first(5);
            database.execute("INSERT INTO users VALUES (1)");

            assertThat(batches.next(first.key(), 100).n()).isEqualTo(6);
            assertThat(batches.first(100).n()).isEqualTo(1);
        }
    }
}
