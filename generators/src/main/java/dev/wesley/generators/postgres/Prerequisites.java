package dev.wesley.generators.postgres;

import static dev.wesley.generators.postgres.Template.block;
import static dev.wesley.generators.postgres.Template.dollarQuoted;
import static dev.wesley.generators.postgres.Template.name;
import static dev.wesley.generators.postgres.Template.sql;
import static dev.wesley.generators.postgres.Template.text;

import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.Policy;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jooq.QueryPart;

/// What a schema refers to but does not declare: extensions of its types, roles of its policies, and the function that reads the
/// tenant from the session. Each is made only where it is missing; none is ever replaced.
record Prerequisites(List<QueryPart> extensions, List<QueryPart> roles, List<QueryPart> tenantContext) {
    private static final Map<String, String> EXTENSION_OF_OPCLASS = Map.of("gin_trgm_ops", "pg_trgm", "gist_trgm_ops", "pg_trgm");
    private static final List<String> TYPES_OF_EXTENSIONS = List.of("citext", "hstore");

    private static final Pattern JWT_CLAIM =
            Pattern.compile("(?<![\\w.$\"])(?:(?i:auth)|\"auth\")\\s*\\.\\s*(?:(?i:jwt_claim)|\"jwt_claim\")\\s*\\(");

    static Prerequisites of(Schema schema) {
        SortedSet<String> extensions = new TreeSet<>();
        SortedSet<String> roles = new TreeSet<>();
        for (Table table : schema.tables()) {
            table.columns().stream().filter(c -> c.type().builtIn()).map(c -> c.type().name())
                    .filter(TYPES_OF_EXTENSIONS::contains).forEach(extensions::add);
            table.indexes().stream().flatMap(i -> i.opclass().stream()).map(Prerequisites::extensionOf)
                    .flatMap(Optional::stream).forEach(extensions::add);
            table.rowSecurity().policies().stream().flatMap(p -> p.roles().stream())
                    .filter(r -> !r.equals("public")).forEach(roles::add);
        }
        boolean readsClaims = schema.tables().stream().flatMap(Prerequisites::expressions).anyMatch(e -> JWT_CLAIM.matcher(e.sql()).find());
        return new Prerequisites(
                extensions.stream().map(e -> sql("CREATE EXTENSION IF NOT EXISTS {0}", name(e))).toList(),
                roles.stream().map(Prerequisites::role).toList(),
                readsClaims ? List.of(jwtClaim()) : List.of());
    }

    List<QueryPart> all() {
        return Stream.of(extensions, roles, tenantContext).flatMap(List::stream).toList();
    }

    private static Optional<String> extensionOf(String opclass) {
        return Optional.ofNullable(EXTENSION_OF_OPCLASS.get(opclass.substring(opclass.indexOf('.') + 1)));
    }

    private static Stream<Expression> expressions(Table table) {
        Stream<Policy> policies = table.rowSecurity().policies().stream();
        return Stream.of(
                        policies.flatMap(p -> Stream.concat(p.using().stream(), p.check().stream())),
                        table.columns().stream().map(Column::defaultValue).flatMap(Optional::stream),
                        table.checks().stream().map(c -> c.expression()),
                        table.indexes().stream().map(Index::where).flatMap(Optional::stream))
                .flatMap(s -> s);
    }

    private static QueryPart role(String role) {
        return block(
                Optional.of(sql("NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = {0})", text(role))),
                List.of(sql("CREATE ROLE {0} NOLOGIN", name(role))));
    }

    /// `auth.jwt_claim('org_id')`: a claim of the session, which the application sets as `request.jwt.claims`. After a SET LOCAL has
    /// ended that setting is the empty text, not NULL. The function reads nothing but its caller's own session, and it is granted to
    /// nobody beyond Postgres' default for new functions, without which no policy that calls it could be evaluated.
    private static QueryPart jwtClaim() {
        QueryPart body = sql("SELECT CAST(nullif(pg_catalog.current_setting('request.jwt.claims', true), '') AS pg_catalog.jsonb) ->> \"name\"");
        return block(
                Optional.of(sql("pg_catalog.to_regprocedure('auth.jwt_claim(text)') IS NULL")),
                List.of(
                        sql("IF pg_catalog.to_regnamespace('auth') IS NULL THEN CREATE SCHEMA \"auth\"; END IF"),
                        sql("CREATE FUNCTION \"auth\".\"jwt_claim\"(\"name\" text) RETURNS text LANGUAGE sql STABLE SET search_path = ''\n"
                                + "      AS {0}", dollarQuoted(body))));
    }
}
