package dev.wesley.generators.pgtap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wesley.engine.evidence.ArtifactKind;
import dev.wesley.engine.evidence.ElementSpan;
import dev.wesley.engine.evidence.GeneratedFile;
import dev.wesley.engine.sdl.CompiledSchema;
import dev.wesley.generators.Shop;
import dev.wesley.generators.Uids;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// The suite on a real Postgres: it passes on the schema, and on nothing else.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PgTapSuiteTest {
    private static final GeneratedFile SUITE = PgTapSuite.generate(Shop.compiled());

    private TapServer server;
    private Connection connection;

    @BeforeAll
    void start() throws IOException, SQLException {
        server = new TapServer();
        connection = server.connect();
        TapServer.execute(connection, Shop.SQL);
        TapServer.execute(connection, "CREATE SCHEMA tap; SET search_path = tap");
        TapServer.execute(connection, TapServer.pgTap());
        TapServer.execute(connection, "SET search_path = tap, public; SET client_min_messages = error");
    }

    @AfterAll
    void stop() throws IOException, SQLException {
        connection.close();
        server.close();
    }

    @Test
    void passesOnTheSchemaItWasMadeFrom() throws SQLException {
        TapServer.Tap tap = TapServer.run(connection, SUITE.text());
        assertThat(tap.error()).isEmpty();
        assertThat(tap.failed()).isEmpty();
        assertThat(tap.passed()).hasSize(tap.planned());
        assertThat(tap.planned()).isEqualTo(PgTapSuite.planned(SUITE)).isGreaterThan(100);
    }

    @Test
    void leavesNothingBehindAndRunsTwice() throws SQLException {
        String before = fingerprint();
        assertThat(TapServer.run(connection, SUITE.text()).green()).isTrue();
        assertThat(fingerprint()).isEqualTo(before);
        assertThat(TapServer.run(connection, SUITE.text()).green()).isTrue();
    }

    @Test
    void passesForAnotherRoleWithPgTapLoadedInTheSameTransaction() throws SQLException, IOException {
        try (Connection other = server.connect()) {
            TapServer.execute(other, "SET client_min_messages = error");
            TapServer.execute(other, "BEGIN; DROP SCHEMA tap CASCADE; CREATE SCHEMA tap2; SET LOCAL search_path = tap2");
            TapServer.execute(other, TapServer.pgTap());
            TapServer.execute(other, "CREATE ROLE reader; GRANT USAGE ON SCHEMA tap2, \"Sales\", auth TO reader; "
                    + "GRANT TEMPORARY ON DATABASE postgres TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader; "
                    + "SET LOCAL search_path = tap2, public; SET LOCAL ROLE reader");
            TapServer.Tap tap = TapServer.run(other, SUITE.text());
            assertThat(tap).satisfies(t -> assertThat(t.error() + t.failed()).isEqualTo("[]"));
            assertThat(tap.green()).isTrue();
        }
        assertThat(TapServer.run(connection, SUITE.text()).green()).isTrue();
    }

    /// A missing object fails every assertion about it, one by one; none of them is silent.
    @Test
    void failsEveryAssertionAboutATableThatIsGone() throws SQLException {
        TapServer.execute(connection, "BEGIN; CREATE SCHEMA gone; ALTER TABLE users SET SCHEMA gone");
        TapServer.Tap tap = TapServer.run(connection, SUITE.text());
        assertThat(tap.error()).contains("users");
        TapServer.execute(connection, "BEGIN; CREATE SCHEMA gone; ALTER TABLE plain SET SCHEMA gone; ALTER TABLE public.orders SET SCHEMA gone; ALTER TABLE \"Sales\".orders RENAME TO elsewhere");
        tap = TapServer.run(connection, SUITE.text());
        assertThat(tap.error()).isEmpty();
        assertThat(tap.passed()).noneMatch(d -> d.contains("orders") || d.contains("plain"));
        assertThat(tap.passed().size() + tap.failed().size()).isEqualTo(tap.planned());
    }

    private record Mutation(String name, String sql) {}

    private static final List<Mutation> MUTATIONS = List.of(
            new Mutation("a NOT NULL is gone", "ALTER TABLE public.users ALTER email DROP NOT NULL"),
            new Mutation("a NOT NULL is added", "ALTER TABLE public.users ALTER display_name SET NOT NULL"),
            new Mutation("a default is gone", "ALTER TABLE public.orders ALTER qty DROP DEFAULT"),
            new Mutation("a default is another", "ALTER TABLE public.users ALTER note SET DEFAULT 'other'"),
            new Mutation("a default is added", "ALTER TABLE public.users ALTER display_name SET DEFAULT 'x'"),
            new Mutation("a default calls another function", "ALTER TABLE public.users ALTER created_at SET DEFAULT clock_timestamp()"),
            new Mutation("a check is gone", "ALTER TABLE public.orders DROP CONSTRAINT orders_total_check"),
            new Mutation("a check is weaker", "ALTER TABLE public.orders DROP CONSTRAINT orders_total_check, ADD CONSTRAINT orders_total_check CHECK (total >= -1 AND qty <> 0)"),
            new Mutation("a check is not validated", "ALTER TABLE public.orders DROP CONSTRAINT orders_total_check; "
                    + "ALTER TABLE public.orders ADD CONSTRAINT orders_total_check CHECK (total >= 0 AND qty <> 0) NOT VALID"),
            new Mutation("the check on the items of a list is gone", "ALTER TABLE public.users DROP CONSTRAINT users_tags_items"),
            new Mutation("the comment of a table is gone", "COMMENT ON TABLE public.users IS NULL"),
            new Mutation("the comment of a column is another", "COMMENT ON COLUMN public.users.email IS 'Where mail goes'"),
            new Mutation("the comment of an enum is gone", "COMMENT ON TYPE public.order_status IS NULL"),
            new Mutation("an index is gone", "DROP INDEX public.orders_open"),
            new Mutation("an index has no predicate", "DROP INDEX public.orders_open; CREATE INDEX orders_open ON public.orders (org_id, placed_on) INCLUDE (total)"),
            new Mutation("an index has another predicate", "DROP INDEX public.orders_open; "
                    + "CREATE INDEX orders_open ON public.orders (org_id, placed_on) INCLUDE (total) WHERE status <> 'PAID'"),
            new Mutation("an index has other columns", "DROP INDEX public.orders_open; "
                    + "CREATE INDEX orders_open ON public.orders (placed_on, org_id) INCLUDE (total) WHERE status <> 'SHIPPED'"),
            new Mutation("an index carries no column", "DROP INDEX public.orders_open; CREATE INDEX orders_open ON public.orders (org_id, placed_on) WHERE status <> 'SHIPPED'"),
            new Mutation("an index is not unique", "DROP INDEX public.orders_lower; CREATE INDEX orders_lower ON public.orders (lower(ip::text))"),
            new Mutation("an index has another expression", "DROP INDEX public.orders_lower; CREATE UNIQUE INDEX orders_lower ON public.orders (upper(ip::text))"),
            new Mutation("an index has another operator class", "DROP INDEX public.orders_meta; CREATE INDEX orders_meta ON public.orders USING gin (meta)"),
            new Mutation("an index is invalid", "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'public.orders_open'::regclass"),
            new Mutation("an index is added", "CREATE INDEX extra ON public.users (note)"),
            new Mutation("a type has another length", "ALTER TABLE public.users ALTER email TYPE varchar(9)"),
            new Mutation("a type has another scale", "ALTER TABLE public.orders DROP COLUMN doubled; ALTER TABLE public.orders ALTER total TYPE numeric(7,3); "
                    + "ALTER TABLE public.orders ADD doubled numeric GENERATED ALWAYS AS (total * 2) STORED"),
            new Mutation("a type is another", "ALTER TABLE public.orders ALTER small TYPE integer"),
            new Mutation("a list is none", "ALTER TABLE public.users ALTER past_tiers TYPE public.tier USING past_tiers[1]"),
            new Mutation("an enum is another", "CREATE TYPE public.tier2 AS ENUM ('free', 'pro plan'); ALTER TABLE public.users ALTER tier DROP DEFAULT; "
                    + "ALTER TABLE public.users ALTER tier TYPE public.tier2 USING tier::text::public.tier2; ALTER TABLE public.users ALTER tier SET DEFAULT 'free'"),
            new Mutation("row security is off", "ALTER TABLE public.orders DISABLE ROW LEVEL SECURITY"),
            new Mutation("row security is not forced", "ALTER TABLE public.orders NO FORCE ROW LEVEL SECURITY"),
            new Mutation("row security is on where none is declared", "ALTER TABLE public.users ENABLE ROW LEVEL SECURITY"),
            new Mutation("a policy shows more rows", "ALTER POLICY orders_select ON public.orders USING (true)"),
            new Mutation("a policy lets more rows be written", "ALTER POLICY orders_update ON public.orders WITH CHECK (true)"),
            new Mutation("a policy has another role", "ALTER POLICY orders_update ON public.orders TO PUBLIC"),
            new Mutation("a policy has one role instead of all", "ALTER POLICY orders_select ON public.orders TO app_user"),
            new Mutation("a policy has another command", "DROP POLICY orders_select ON public.orders; "
                    + "CREATE POLICY orders_select ON public.orders USING (org_id = (SELECT auth.jwt_claim('org_id'))::uuid)"),
            new Mutation("a policy restricts", "DROP POLICY orders_select ON public.orders; CREATE POLICY orders_select ON public.orders AS RESTRICTIVE FOR SELECT "
                    + "USING (org_id = (SELECT auth.jwt_claim('org_id'))::uuid)"),
            new Mutation("a policy is gone", "DROP POLICY orders_update ON public.orders"),
            new Mutation("a policy is added", "CREATE POLICY extra ON public.orders FOR DELETE USING (true)"),
            new Mutation("a foreign key is gone", "ALTER TABLE public.orders DROP CONSTRAINT orders_user_fk"),
            new Mutation("a foreign key acts differently", "ALTER TABLE public.orders DROP CONSTRAINT orders_user_fk, ADD CONSTRAINT orders_user_fk "
                    + "FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED"),
            new Mutation("a foreign key is not deferred", "ALTER TABLE public.orders ALTER CONSTRAINT orders_user_fk NOT DEFERRABLE"),
            new Mutation("a foreign key is not validated", "ALTER TABLE public.orders DROP CONSTRAINT orders_user_fk; ALTER TABLE public.orders ADD CONSTRAINT orders_user_fk "
                    + "FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED NOT VALID"),
            new Mutation("a foreign key of a quoted table is gone", "ALTER TABLE \"Sales\".orders DROP CONSTRAINT \"fk two\""),
            new Mutation("a unique is gone", "ALTER TABLE public.users DROP CONSTRAINT users_email_key"),
            new Mutation("a unique tells nulls apart", "ALTER TABLE public.orders DROP CONSTRAINT orders_seen_key, ADD CONSTRAINT orders_seen_key UNIQUE (org_id, seen)"),
            new Mutation("a primary key is gone", "ALTER TABLE public.orders DROP CONSTRAINT orders_pkey"),
            new Mutation("a primary key has another order", "ALTER TABLE \"Sales\".orders DROP CONSTRAINT orders_pkey, ADD CONSTRAINT orders_pkey PRIMARY KEY (\"select\", day)"),
            new Mutation("a constraint is added", "ALTER TABLE public.users ADD CONSTRAINT extra CHECK (true)"),
            new Mutation("a label is renamed", "ALTER TYPE public.order_status RENAME VALUE 'PAID' TO 'PAYED'"),
            new Mutation("labels change places", "UPDATE pg_enum SET enumsortorder = 9 WHERE enumtypid = 'public.order_status'::regtype AND enumlabel = 'PENDING'"),
            new Mutation("a label is added", "ALTER TYPE public.order_status ADD VALUE 'LOST'"),
            new Mutation("a column is added", "ALTER TABLE public.plain ADD extra int"),
            new Mutation("a column is gone", "ALTER TABLE public.users DROP COLUMN display_name"),
            new Mutation("a column is renamed", "ALTER TABLE public.users RENAME display_name TO name"),
            new Mutation("a table is gone", "DROP TABLE public.plain"),
            new Mutation("a generated column is computed differently", "ALTER TABLE public.orders ALTER doubled SET EXPRESSION AS (total * 3)"),
            new Mutation("a generated column is a plain one", "ALTER TABLE public.orders ALTER doubled DROP EXPRESSION"),
            new Mutation("an identity is by default", "ALTER TABLE public.orders ALTER id SET GENERATED BY DEFAULT"),
            new Mutation("an identity is gone", "ALTER TABLE public.orders ALTER id DROP IDENTITY"),
            new Mutation("a table is partitioned differently", "DROP TABLE \"Sales\".orders; CREATE TABLE \"Sales\".orders (\"select\" text NOT NULL, "
                    + "\"Mixed \"\"Case\"\"\" integer NOT NULL DEFAULT 7, day date NOT NULL, user_id uuid, CONSTRAINT orders_pkey PRIMARY KEY (day, \"select\"), "
                    + "CONSTRAINT \"fk two\" FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE SET NULL ON UPDATE RESTRICT) PARTITION BY LIST (day)"));

    @TestFactory
    Stream<DynamicTest> failsWhen() {
        return MUTATIONS.stream().map(m -> DynamicTest.dynamicTest(m.name(), () -> {
            TapServer.execute(connection, "BEGIN; " + m.sql());
            TapServer.Tap tap = TapServer.run(connection, SUITE.text());
            assertThat(tap.error()).isEmpty();
            assertThat(tap.failed()).isNotEmpty();
            assertThat(tap.passed().size() + tap.failed().size()).isEqualTo(tap.planned());
        }));
    }

    @Test
    void filesEachAssertionUnderOneElement() {
        List<ElementSpan> tests = SUITE.spans().stream().filter(s -> s.kind() == ArtifactKind.TESTS).toList();
        assertThat(tests).hasSize(PgTapSuite.planned(SUITE));
        List<String> lines = SUITE.text().lines().toList();
        assertThat(tests).allSatisfy(s -> {
            assertThat(lines.get(s.firstLine() - 1)).startsWith("SELECT ");
            assertThat(lines.get(s.lastLine() - 1)).endsWith(";");
        });
        Shop.compiled().schema().tables().forEach(t -> {
            assertThat(tests).anyMatch(s -> s.uid().equals(Uids.table(t)) && s.aspect().equals("table"));
            t.columns().forEach(c -> assertThat(List.of("column", "type", "nullability", "default"))
                    .allSatisfy(aspect -> assertThat(tests).anyMatch(s -> s.uid().equals(Uids.column(t, c)) && s.aspect().equals(aspect))));
        });
        assertThat(SUITE.spans().stream().filter(s -> s.kind() == ArtifactKind.RLS).map(ElementSpan::element).distinct())
                .containsExactlyInAnyOrder("", "orders_select", "orders_update");
    }

    @Test
    void isTheSameForTheSameSchema() {
        assertThat(PgTapSuite.generate(Shop.compiled())).isEqualTo(SUITE);
    }

    @Test
    void plansNothingForAnEmptySchema() {
        assertThat(PgTapSuite.planned(PgTapSuite.generate(CompiledSchema.empty()))).isZero();
        assertThatThrownBy(() -> PgTapSuite.planned(new GeneratedFile("x.sql", "SELECT 1;\n", List.of()))).hasMessageContaining("x.sql");
    }

    private String fingerprint() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT (SELECT count(*) FROM pg_class) || ' ' || (SELECT count(*) FROM pg_proc) || ' ' "
                        + "|| (SELECT count(*) FROM pg_policy) || ' ' || (SELECT count(*) FROM pg_type)")) {
            result.next();
            return result.getString(1);
        }
    }
}
