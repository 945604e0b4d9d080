package dev.wesley.engine.sdl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.Policy;
import dev.wesley.engine.ir.Policy.Command;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.sdl.SdlOptions.TableNaming;
import dev.wesley.engine.testing.RandomSchemas;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Policies from `@wes_rls`, `@wes_owner` and `@wes_tenant`.
class RowSecurityTest {

    private static Table rls(String directives) {
        return Compiled.table("type T @wes_table " + directives + " { id: ID! @wes_pk  org: ID!  who: String  gone: DateTime  hidden: Boolean  from: DateTime  til: Date }", "t");
    }

    private static String shown(Policy p) {
        return p.name() + (p.permissive() ? "" : " restrictive") + (p.roles().isEmpty() ? "" : " to " + p.roles()) + p.using().map(e -> " using " + e.sql()).orElse("")
                + p.check().map(e -> " check " + e.sql()).orElse("");
    }

    private static List<String> policies(String directives) {
        return rls(directives).rowSecurity().policies().stream().map(RowSecurityTest::shown).toList();
    }

    @Test
    void letsATenantReachItsRowsOnly() {
        Table t = rls("@wes_tenant(by: \"org\")");
        String mine = "\"org\" = (SELECT auth.jwt_claim('org_id'))::uuid";
        assertThat(t.tenantBy()).contains("org");
        assertThat(t.rowSecurity().enabled()).isTrue();
        assertThat(t.rowSecurity().forced()).isTrue();
        assertThat(t.rowSecurity().policies().stream().map(RowSecurityTest::shown)).containsExactly(
                "policy_t_tenant_delete using " + mine, "policy_t_tenant_insert check " + mine, "policy_t_tenant_select using " + mine,
                "policy_t_tenant_update using " + mine + " check " + mine);
        assertThat(t.indexes()).containsExactly(Index.of("idx_t_org", List.of("org"), false));
    }

    @Test
    void castsTheAccessorToTheColumn() {
        assertThat(policies("@wes_tenant(by: \"who\")")).allMatch(p -> p.contains("\"who\" = (SELECT auth.jwt_claim('org_id'))::text"));
        SdlOptions options = new SdlOptions(false, TableNaming.SNAKE_CASE, Map.of(), "current_setting('app.org')");
        assertThat(Compiled.outcome("type T @wes_table @wes_tenant(by: \"a\") { a: Int! }", options).value().schema().tables().getFirst().rowSecurity().policies().getFirst().using())
                .contains(Expression.of("\"a\" = (SELECT current_setting('app.org'))::integer"));
        assertThat(Compiled.outcome("type T @wes_table { a: Int! }", new SdlOptions(false, TableNaming.SNAKE_CASE, Map.of(), "x; DROP TABLE y")).diagnostics())
                .singleElement().satisfies(d -> assertThat(d.message()).contains("tenant accessor is not one SQL expression"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "@wes_index(fields: [\"org\", \"who\"])|idx_t_org_who", "@wes_unique(fields: [\"org\", \"who\"])|", "@wes_index(fields: [\"who\", \"org\"])|idx_t_org,idx_t_who_org",
        "@wes_index(fields: [\"org\"], where: \"who IS NULL\", name: \"p\")|idx_t_org,p", "@wes_index(fields: [\"org\"], using: \"hash\", name: \"h\")|h,idx_t_org"})
    void indexesTheTenantUnlessSomethingLeadsWithIt(String directive, String indexes) {
        assertThat(rls("@wes_tenant(by: \"org\") " + directive).indexes()).extracting(Index::name).containsExactlyInAnyOrder(indexes == null ? new String[0] : indexes.split(","));
    }

    @Test
    void makesTheTenantABorderBesideOtherPolicies() {
        List<Policy> policies = rls("@wes_tenant(by: \"org\") @wes_rls(using: \"who = 'me'\")").rowSecurity().policies();
        assertThat(policies).filteredOn(p -> p.name().contains("_tenant_")).hasSize(4).noneMatch(Policy::permissive);
        assertThat(policies).filteredOn(p -> p.name().contains("_rls_")).hasSize(4).allMatch(Policy::permissive);
        assertThat(rls("@wes_tenant(by: \"org\") @wes_rls(enabled: true)").rowSecurity().policies()).hasSize(4).allMatch(Policy::permissive);
    }

    @Test
    void readsExpressionsForEachCommand() {
        assertThat(policies("@wes_rls(using: \"a\", check: \"b\", delete: \"c\", roles: [\"app\"], selectRoles: [\"public\"], updateRoles: [\"x\", \"w\"], name: \"team\")")).containsExactly(
                "policy_t_team_delete to [app] using c", "policy_t_team_insert to [app] check b", "policy_t_team_select using a", "policy_t_team_update to [w, x] using a check b");
        assertThat(policies("@wes_rls(select: \"a\")")).containsExactly("policy_t_rls_select using a");
        Table off = rls("@wes_rls(enabled: false, select: \"a\")");
        assertThat(off.rowSecurity().enabled()).isFalse();
        assertThat(off.rowSecurity().forced()).isFalse();
    }

    @Test
    void readsOwners() {
        String mine = "\"who\" = (SELECT auth.jwt_claim('sub'))::text";
        assertThat(policies("@wes_owner(column: \"who\", select: \"true\", delete: \"false\")")).containsExactly("policy_t_owner_delete using false", "policy_t_owner_insert check " + mine,
                "policy_t_owner_select using true", "policy_t_owner_update using " + mine + " check " + mine);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "preset: \"owner\", options: {column: \"who\"}|4|owner_select using \"who\" = (SELECT auth.jwt_claim('sub'))::text",
        "preset: \"tenant\", options: {column: \"org\"}|4|tenant_select using \"org\" = (SELECT auth.jwt_claim('org_id'))::uuid",
        "preset: \"public-read\"|1|public_read_select using true",
        "preset: PUBLIC_READ, insert: \"who = 'x'\"|2|public_read_insert check who = 'x'",
        "preset: \"authenticated\"|4|authenticated_delete using (SELECT auth.jwt_claim('sub')) IS NOT NULL",
        "preset: \"admin-only\", roles: [\"admin\"]|4|admin_only_insert to [admin] check true",
        "preset: \"admin-only\", options: {when: \"auth.jwt_claim('role') = 'admin'\"}|4|admin_only_insert check auth.jwt_claim('role') = 'admin'",
        "preset: \"soft-delete\", options: {column: \"gone\"}, deleteRoles: [\"janitor\"]|5|soft_delete_select using \"gone\" IS NULL",
        "preset: \"soft-delete\", options: {column: \"hidden\"}, deleteRoles: [\"janitor\"]|5|soft_delete_marker_update to [janitor] using true check true",
        "preset: \"time-window\", options: {from: \"from\", until: \"til\"}|1|time_window_select using (\"from\" IS NULL OR \"from\" <= now()) AND (\"til\" IS NULL OR \"til\" > now())",
        "preset: \"hierarchical\", options: {column: \"org\", members: \"auth.org_ids()\"}|4|hierarchical_update using \"org\" IN (SELECT auth.org_ids()) check \"org\" IN (SELECT auth.org_ids())"})
    void readsPresets(String arguments, int count, String one) {
        assertThat(policies("@wes_rls(" + arguments + ")")).hasSize(count).contains("policy_t_" + one);
    }

    @Test
    void neverMakesAPolicyThatTheServerRefuses() {
        RandomSchemas.seeds(300).forEach(seed -> Compiled.schema(RandomSchemas.sdl(seed)).tables().forEach(t -> {
            assertThat(t.rowSecurity().enabled()).as("seed " + seed).isEqualTo(!t.rowSecurity().policies().isEmpty());
            for (Policy p : t.rowSecurity().policies()) {
                assertThat(p.command()).isNotEqualTo(Command.ALL);
                assertThat(p.using().isPresent()).as(p.name()).isEqualTo(p.command() != Command.INSERT);
                assertThat(p.check().isPresent()).as(p.name()).isEqualTo(p.command() == Command.INSERT || p.command() == Command.UPDATE);
            }
            if (t.tenantBy().isPresent() && t.rowSecurity().policies().stream().noneMatch(p -> p.name().contains("_rls_"))) {
                assertThat(t.rowSecurity().policies()).anyMatch(p -> p.permissive() && p.command() == Command.SELECT);
            }
        }));
    }

    @Test
    void namesThePlaceOfAPolicyNameThatIsTooLong() {
        List<Diagnostic> errors = Compiled.errors("type T @wes_table(name: \"" + "x".repeat(45) + "\") @wes_tenant(by: \"a\") { a: ID! }");
        assertThat(errors).hasSize(4).allSatisfy(d -> assertThat(d.message()).contains("policy_x").contains("bytes"));
        assertThat(errors.getFirst().span().map(s -> s.column())).isEqualTo(Optional.of(74));
    }
}
