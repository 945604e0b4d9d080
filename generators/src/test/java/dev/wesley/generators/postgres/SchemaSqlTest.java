package dev.wesley.generators.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wesley.engine.evidence.ArtifactKind;
import dev.wesley.engine.evidence.ElementSpan;
import dev.wesley.engine.evidence.GeneratedFile;
import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.ForeignKey;
import dev.wesley.engine.ir.Policy;
import dev.wesley.engine.ir.ReferentialAction;
import dev.wesley.engine.ir.RowSecurity;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.plan.Statement;
import dev.wesley.engine.sdl.CompiledSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SchemaSqlTest {
    private static final CompiledSchema EVERYTHING = Samples.compiled(Samples.everything());

    @Test
    void appliesToAnEmptyDatabaseAndAgainWithoutChangingAnything() throws Exception {
        try (Database database = Database.create()) {
            database.execute(SchemaSql.script(EVERYTHING));
            List<String> first = database.catalogue();
            assertThat(first).anyMatch(row -> row.startsWith("constraint|orders|fk_orders_user_id|f|") && row.endsWith("|t"));

            database.execute(SchemaSql.script(EVERYTHING));

            assertThat(database.catalogue()).isEqualTo(first);
        }
    }

    @Test
    void buildsTheSameCatalogueStatementByStatement() throws Exception {
        try (Database byFile = Database.create(); Database byStatements = Database.create()) {
            byFile.execute(SchemaSql.script(EVERYTHING));
            byStatements.execute(SchemaSql.statements(EVERYTHING.schema()));

            assertThat(byStatements.catalogue()).isEqualTo(byFile.catalogue());
        }
    }

    @Test
    void theFileIsItsStatementsInOrder() {
        GeneratedFile file = SchemaSql.generate(EVERYTHING);
        String withoutComments = Arrays.stream(file.text().split("\n", -1)).filter(l -> !l.startsWith("--") && !l.isEmpty()).collect(Collectors.joining("\n"));

        assertThat(file.name()).isEqualTo("schema.sql");
        assertThat(withoutComments)
                .isEqualTo(SchemaSql.script(EVERYTHING).stream().map(s -> s.sql() + ";").collect(Collectors.joining("\n")));
    }

    @Test
    void sameSchemaSameBytes() {
        assertThat(SchemaSql.generate(Samples.compiled(Samples.everything()))).isEqualTo(SchemaSql.generate(EVERYTHING));
    }

    @Test
    void saysWhereEveryElementIs() {
        GeneratedFile file = SchemaSql.generate(EVERYTHING);

        assertThat(lines(file, "tbl:User", ArtifactKind.SQL, "table")).singleElement().asString()
                .startsWith("CREATE TABLE IF NOT EXISTS \"public\".\"users\" (\n").endsWith("\n)");
        assertThat(lines(file, "col:Order.total", ArtifactKind.SQL, "column")).containsExactly("    \"total\" numeric(12,2) DEFAULT 0 NOT NULL,");
        assertThat(lines(file, "col:Order.total", ArtifactKind.SQL, "type")).containsExactly("    \"total\" numeric(12,2) DEFAULT 0 NOT NULL,");
        assertThat(lines(file, "col:Order.total", ArtifactKind.SQL, "nullability")).hasSize(1);
        assertThat(lines(file, "col:Order.total", ArtifactKind.SQL, "default")).hasSize(1);
        assertThat(lines(file, "col:users.tags", ArtifactKind.SQL, "column")).containsExactly("    \"tags\" text[] DEFAULT '{}'::text[],");
        assertThat(lines(file, "tbl:User", ArtifactKind.SQL, "primary-key"))
                .containsExactly("    CONSTRAINT \"users_pkey\" PRIMARY KEY (\"id\"),");
        assertThat(lines(file, "col:User.email", ArtifactKind.SQL, "unique"))
                .containsExactly("    CONSTRAINT \"users_org_id_email_key\" UNIQUE NULLS NOT DISTINCT (\"org_id\", \"email\"),");
        assertThat(lines(file, "tbl:User", ArtifactKind.SQL, "check")).hasSize(2).allMatch(l -> l.startsWith("    CONSTRAINT \"users_"));
        assertThat(lines(file, "col:Order.user", ArtifactKind.SQL, "foreign-key")).hasSize(2)
                .anyMatch(l -> l.contains("ADD CONSTRAINT \"fk_orders_user_id\""))
                .anyMatch(l -> l.startsWith("ALTER TABLE \"public\".\"orders\" VALIDATE CONSTRAINT \"fk_orders_user_id\""));
        assertThat(lines(file, "col:Order.user", ArtifactKind.SQL, "index")).singleElement().asString()
                .startsWith("CREATE INDEX CONCURRENTLY IF NOT EXISTS \"idx_orders_user_id_status\"");
        assertThat(lines(file, "col:Order.status", ArtifactKind.SQL, "enum")).singleElement().asString()
                .contains("CREATE TYPE \"public\".\"order_status\" AS ENUM ('NEW', 'PAID', ");
        assertThat(lines(file, "col:User.email", ArtifactKind.SQL, "comment"))
                .containsExactly("COMMENT ON COLUMN \"public\".\"users\".\"email\" IS E'how to reach them\\nsecond line';");
        for (ArtifactKind kind : List.of(ArtifactKind.SQL, ArtifactKind.RLS)) {
            assertThat(lines(file, "tbl:User", kind, "policy")).hasSize(5).allMatch(l -> l.contains("CREATE POLICY \"policy_users_"));
            assertThat(lines(file, "tbl:User", kind, "row-security"))
                    .containsExactly("ALTER TABLE \"public\".\"users\" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;");
        }
    }

    @Test
    void countsLinesBehindAnExpressionOfSeveralLines() {
        Table table = Samples.table(Samples.USERS, Samples.required("id", "bigint"),
                Samples.withDefault(Samples.column("a", "text"), "'one\ntwo\nthree'"), Samples.column("b", "text"));

        GeneratedFile file = SchemaSql.generate(Samples.compiled(Samples.schema(table)));

        assertThat(lines(file, "col:users.a", ArtifactKind.SQL, "default")).containsExactly("    \"a\" text DEFAULT 'one\ntwo\nthree',");
        assertThat(lines(file, "col:users.b", ArtifactKind.SQL, "column")).containsExactly("    \"b\" text,");
    }

    @Test
    void everyConstraintIndexAndPolicyHasASpan() {
        List<ElementSpan> spans = SchemaSql.generate(EVERYTHING).spans();
        for (Table t : EVERYTHING.schema().tables()) {
            t.uniques().forEach(u -> assertThat(spans).anyMatch(s -> s.aspect().equals("unique") && s.element().equals(u.name())));
            t.checks().forEach(c -> assertThat(spans).anyMatch(s -> s.aspect().equals("check") && s.element().equals(c.name())));
            t.foreignKeys().forEach(k -> assertThat(spans).anyMatch(s -> s.aspect().equals("foreign-key") && s.element().equals(k.name())));
            t.indexes().forEach(i -> assertThat(spans).anyMatch(s -> s.aspect().equals("index") && s.element().equals(i.name())));
            t.rowSecurity().policies().forEach(p -> assertThat(spans).anyMatch(s -> s.aspect().equals("policy") && s.element().equals(p.name())));
        }
    }

    @Test
    void theServerReadsBackWhatWasDeclared() throws Exception {
        try (Database database = Database.create()) {
            database.execute(SchemaSql.statements(EVERYTHING.schema()));

            assertThat(database.one("SELECT pg_get_indexdef('idx_users_lower_email'::regclass)"))
                    .isEqualTo("CREATE UNIQUE INDEX idx_users_lower_email ON public.users USING btree (lower((email)::text) text_pattern_ops)"
                            + " INCLUDE (number, tags) NULLS NOT DISTINCT WHERE (email IS NOT NULL)");
            assertThat(database.one("SELECT pg_get_indexdef('idx_users_profile'::regclass)"))
                    .isEqualTo("CREATE INDEX idx_users_profile ON public.users USING gin (profile jsonb_path_ops)");
            assertThat(database.one("SELECT pg_get_indexdef('idx_orders_note'::regclass)"))
                    .isEqualTo("CREATE INDEX idx_orders_note ON public.orders USING gin (note gin_trgm_ops)");
            assertThat(database.one("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'users_org_id_email_key'"))
                    .isEqualTo("UNIQUE NULLS NOT DISTINCT (org_id, email)");
            assertThat(database.one("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'fk_users_favourite_order'"))
                    .isEqualTo("FOREIGN KEY (favourite_order) REFERENCES orders(id) ON UPDATE CASCADE ON DELETE SET NULL"
                            + " DEFERRABLE INITIALLY DEFERRED");
            assertThat(database.query("SELECT attname, attidentity FROM pg_attribute WHERE attidentity <> '' AND attrelid = 'users'::regclass"))
                    .containsExactly("number|a");
            assertThat(database.query("SELECT attname, attidentity FROM pg_attribute WHERE attidentity <> '' AND attrelid = 'orders'::regclass"))
                    .containsExactly("id|d");
            assertThat(database.query("SELECT attname, attgenerated FROM pg_attribute WHERE attgenerated <> '' ORDER BY 1"))
                    .containsExactly("profile_text|s", "twice|v");
            assertThat(database.one("SELECT pg_get_partkeydef('audit.events'::regclass)")).isEqualTo("RANGE (at)");
            assertThat(database.one("SELECT obj_description('users'::regclass)")).isEqualTo("people; who -- order\t'things' \\ \"here\"");
            assertThat(database.one("SELECT enum_range(NULL::order_status)::text[] = ARRAY['NEW', 'PAID', 'it''s \"done\" \\']")).isEqualTo("t");
            assertThat(database.one("SELECT polroles::regrole[] FROM pg_policy WHERE polname = 'policy_users_tenant_insert'"))
                    .isEqualTo("{wes_app,wes_jobs}");
            assertThat(database.one("SELECT polroles = '{0}'::oid[] FROM pg_policy WHERE polname = 'policy_users_tenant_select'")).isEqualTo("t");
            assertThat(database.one("SELECT polpermissive FROM pg_policy WHERE polname = 'policy_users_adult_all'")).isEqualTo("f");
            database.execute("INSERT INTO users(org_id, email) VALUES (gen_random_uuid(), 'a@b')");
            assertThat(database.one("SELECT profile ->> 'a' FROM users")).isEqualTo("{0} ? ?| $1");
            database.execute("INSERT INTO orders(user_id) SELECT id FROM users");
            assertThat(database.one("SELECT note = E'a\\r\\nb' FROM orders")).isEqualTo("t");
        }
    }

    @Test
    void tenantsSeeTheirOwnRowsOnly() throws Exception {
        try (Database database = Database.create()) {
            database.execute(SchemaSql.script(EVERYTHING));
            String mine = "11111111-1111-1111-1111-111111111111";
            String theirs = "22222222-2222-2222-2222-222222222222";
            database.execute("INSERT INTO users(org_id, email) VALUES ('" + mine + "', 'a@mine'), ('" + theirs + "', 'b@theirs')");
            database.execute("CREATE ROLE wes_tenant NOLOGIN");
            database.execute("GRANT SELECT ON users TO wes_tenant");
            database.connection().setAutoCommit(false);
            database.execute("SET LOCAL ROLE wes_tenant");
            assertThat(database.query("SELECT email FROM users")).isEmpty();
            database.execute("SET LOCAL request.jwt.claims = '{\"org_id\": \"" + mine + "\"}'");
            // No permissive policy but the tenant's; the restrictive one is for another role.
            assertThat(database.query("SELECT email FROM users")).containsExactly("a@mine");
            database.connection().rollback();
            database.execute("SET LOCAL ROLE wes_tenant");
            assertThat(database.query("SELECT email FROM users")).isEmpty();
            database.connection().rollback();
        }
    }

    @Test
    void leavesAnAccessorThatIsThereAlone() throws Exception {
        try (Database database = Database.create()) {
            database.execute("CREATE SCHEMA auth");
            database.execute("CREATE FUNCTION auth.jwt_claim(name text) RETURNS text LANGUAGE sql STABLE AS $$SELECT 'theirs'$$");

            database.execute(SchemaSql.prelude(EVERYTHING.schema()));
            database.execute(SchemaSql.prelude(EVERYTHING.schema()));

            assertThat(database.one("SELECT auth.jwt_claim('x')")).isEqualTo("theirs");
        }
    }

    @Test
    void theTenantFunctionFixesItsSearchPathAndIsGrantedToNobody() throws Exception {
        try (Database database = Database.create()) {
            database.execute(SchemaSql.prelude(EVERYTHING.schema()));

            assertThat(database.one("SELECT provolatile, prosecdef, proconfig, proacl FROM pg_proc WHERE oid = 'auth.jwt_claim(text)'::regprocedure"))
                    .isEqualTo("s|f|{\"search_path=\\\"\\\"\"}|null");
            assertThat(database.one("SELECT nspacl FROM pg_namespace WHERE nspname = 'auth'")).isEqualTo("null");
        }
    }

    @Test
    void makesTheRolesAndExtensionsThatAreMissing() throws Exception {
        Table table = Samples.table(Samples.USERS, Samples.required("id", "citext"));
        Table secured = new Table(table.name(), table.uid(), table.columns(), table.primaryKey(), table.uniques(), table.checks(),
                table.foreignKeys(), table.indexes(), table.partitioning(),
                new RowSecurity(true, true, List.of(Samples.policy("p", Policy.Command.SELECT, "true", "", "wes \"missing\" role", "postgres", "public"))),
                table.tenantBy(), table.comment(), table.renamedFrom(), table.directives());
        try (Database database = Database.create()) {
            database.execute(SchemaSql.prelude(Samples.schema(secured)));

            assertThat(database.query("SELECT rolcanlogin, rolsuper, rolinherit FROM pg_roles WHERE rolname = 'wes \"missing\" role'"))
                    .containsExactly("f|f|t");
            assertThat(database.query("SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'")).containsExactly("citext");
            database.execute(SchemaSql.statements(Samples.schema(secured)));
            assertThat(database.one("SELECT polroles = '{0}'::oid[] FROM pg_policy")).as("PUBLIC includes every role").isEqualTo("t");
        }
    }

    @Test
    void needsNothingFirstWhenNothingIsReferredTo() {
        Schema plain = Samples.schema(Samples.table(Samples.USERS, Samples.required("id", "bigint")));

        assertThat(SchemaSql.prelude(plain)).isEmpty();
        assertThat(SchemaSql.statements(plain)).hasSize(1);
        assertThat(SchemaSql.generate(Samples.compiled(plain)).text()).doesNotContain("auth");
    }

    @Test
    void putsPoliciesBeforeTheSwitch() {
        List<String> statements = SchemaSql.statements(EVERYTHING.schema()).stream().map(Statement::sql).toList();
        int lastPolicy = -1;
        int firstSwitch = statements.size();
        for (int i = 0; i < statements.size(); i++) {
            lastPolicy = statements.get(i).startsWith("CREATE POLICY") ? i : lastPolicy;
            firstSwitch = statements.get(i).contains("ENABLE ROW LEVEL SECURITY") ? Math.min(i, firstSwitch) : firstSwitch;
        }
        assertThat(lastPolicy).isNotNegative().isLessThan(firstSwitch);
    }

    @Test
    void keepsConstraintsThatAreNotValidAsTheyAre() throws Exception {
        Table table = Samples.table(Samples.USERS, Samples.required("id", "bigint"), Samples.column("parent", "bigint"));
        Table invalid = new Table(table.name(), table.uid(), table.columns(), table.primaryKey(), table.uniques(),
                List.of(new CheckConstraint("users_parent_check", Samples.expr("parent > 0"), false)),
                List.of(new ForeignKey("fk_users_parent", List.of("parent"), Samples.USERS, List.of("id"), ReferentialAction.NO_ACTION,
                        ReferentialAction.NO_ACTION, false, false, false)),
                table.indexes(), table.partitioning(), RowSecurity.NONE, Optional.empty(), Optional.empty(), Optional.empty(), table.directives());
        try (Database byStatements = Database.create(); Database byFile = Database.create()) {
            byStatements.execute(SchemaSql.statements(Samples.schema(invalid)));
            byFile.execute(SchemaSql.script(Samples.compiled(Samples.schema(invalid))));
            byFile.execute(SchemaSql.script(Samples.compiled(Samples.schema(invalid))));

            assertThat(byStatements.query("SELECT conname FROM pg_constraint WHERE NOT convalidated ORDER BY 1"))
                    .containsExactly("fk_users_parent", "users_parent_check");
            assertThat(byFile.catalogue()).isEqualTo(byStatements.catalogue());
        }
    }

    @Test
    void refusesToPassOverAnIndexWhoseBuildWasInterrupted() throws Exception {
        try (Database database = Database.create()) {
            database.execute(SchemaSql.script(EVERYTHING));
            database.execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'idx_orders_note'::regclass");

            assertThatThrownBy(() -> database.execute(SchemaSql.script(EVERYTHING))).hasMessageContaining("so it is invalid: idx_orders_note");
        }
    }

    @Test
    void hasNoWordsForUsingInAnInsertPolicy() {
        Policy wrong = Samples.policy("p", Policy.Command.INSERT, "true", "true");
        Table table = Samples.table(Samples.USERS, Samples.required("id", "bigint"));
        Table secured = new Table(table.name(), table.uid(), table.columns(), table.primaryKey(), table.uniques(), table.checks(),
                table.foreignKeys(), table.indexes(), table.partitioning(), new RowSecurity(true, true, List.of(wrong)), table.tenantBy(),
                table.comment(), table.renamedFrom(), table.directives());

        assertThatThrownBy(() -> SchemaSql.statements(Samples.schema(secured)))
                .isInstanceOf(UnspellableException.class).hasMessageContaining("'p' is for INSERT, which has no USING");
    }

    private static List<String> lines(GeneratedFile file, String uid, ArtifactKind kind, String aspect) {
        List<String> lines = file.text().lines().toList();
        return file.spans().stream()
                .filter(s -> s.uid().equals(uid) && s.kind() == kind && s.aspect().equals(aspect))
                .map(s -> String.join("\n", lines.subList(s.firstLine() - 1, s.lastLine())))
                .map(s -> aspect.equals("table") ? s.replaceFirst(";$", "") : s)
                .toList();
    }
}
