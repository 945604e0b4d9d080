package dev.wesley.generators.postgres;

import dev.wesley.engine.ir.ApiSchema;
import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Directives;
import dev.wesley.engine.ir.EnumType;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.ForeignKey;
import dev.wesley.engine.ir.GeneratedColumn;
import dev.wesley.engine.ir.IdentityColumn;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.Partitioning;
import dev.wesley.engine.ir.Policy;
import dev.wesley.engine.ir.PrimaryKey;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.ReferentialAction;
import dev.wesley.engine.ir.RowSecurity;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.ir.UniqueConstraint;
import dev.wesley.engine.sdl.CompiledSchema;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// IR values in few words, and one schema that has everything.
final class Samples {
    static final QualifiedName ORDERS = QualifiedName.of("orders");
    static final QualifiedName USERS = QualifiedName.of("users");
    static final QualifiedName STATUS = QualifiedName.of("order_status");
    static final QualifiedName EVENTS = new QualifiedName("audit", "events");

    private Samples() {}

    static Expression expr(String sql) {
        return Expression.of(sql);
    }

    static Column column(String name, String type) {
        return Column.of(name, SqlType.of(type), true);
    }

    static Column required(String name, String type) {
        return Column.of(name, SqlType.of(type), false);
    }

    static Column withDefault(Column column, String value) {
        return column.withDefault(Optional.of(expr(value)));
    }

    static Column generated(Column c, String expression, boolean stored) {
        return new Column(c.name(), c.uid(), c.type(), c.nullable(), c.itemsNullable(), c.defaultValue(),
                Optional.of(new GeneratedColumn(expr(expression), stored)), c.identity(), c.comment(), c.renamedFrom(), c.directives());
    }

    static Column identity(Column c, boolean always) {
        return c.withIdentity(Optional.of(new IdentityColumn(always)));
    }

    static Column commented(Column c, String comment) {
        return new Column(c.name(), c.uid(), c.type(), c.nullable(), c.itemsNullable(), c.defaultValue(), c.generated(), c.identity(),
                Optional.of(comment), c.renamedFrom(), c.directives());
    }

    static Column named(Column c, String uid) {
        return new Column(c.name(), Optional.of(uid), c.type(), c.nullable(), c.itemsNullable(), c.defaultValue(), c.generated(),
                c.identity(), c.comment(), c.renamedFrom(), c.directives());
    }

    static Column userType(String name, QualifiedName type, boolean nullable) {
        return Column.of(name, SqlType.userDefined(type), nullable);
    }

    static ForeignKey foreignKey(String name, String column, QualifiedName refTable) {
        return new ForeignKey(name, List.of(column), refTable, List.of("id"), ReferentialAction.NO_ACTION, ReferentialAction.NO_ACTION,
                false, false, true);
    }

    static CheckConstraint check(String name, String expression) {
        return CheckConstraint.of(name, expr(expression));
    }

    static Table table(QualifiedName name, Column... columns) {
        return new Table(name, Optional.empty(), List.of(columns),
                Optional.of(new PrimaryKey(name.name() + "_pkey", List.of(columns[0].name()))), List.of(), List.of(), List.of(), List.of(),
                Optional.empty(), RowSecurity.NONE, Optional.empty(), Optional.empty(), Optional.empty(), Directives.NONE);
    }

    static Schema schema(Table... tables) {
        return new Schema(List.of(tables), List.of());
    }

    static CompiledSchema compiled(Schema schema) {
        return new CompiledSchema(schema, new ApiSchema(List.of(), List.of(), List.of()), new TreeMap<>());
    }

    static Policy policy(String name, Policy.Command command, String using, String check, String... roles) {
        return new Policy(name, command, true, List.of(roles),
                using.isEmpty() ? Optional.empty() : Optional.of(expr(using)), check.isEmpty() ? Optional.empty() : Optional.of(expr(check)));
    }

    private static final String TENANT = "org_id = (SELECT auth.jwt_claim('org_id'))::uuid";

    /// Two tables that refer to each other, a partitioned one in a schema of its own, and every clause that the IR can hold.
    static Schema everything() {
        EnumType status = new EnumType(STATUS, List.of("NEW", "PAID", "it's \"done\" \\"), Optional.of("where an order stands"));
        Table users = new Table(USERS, Optional.of("tbl:User"),
                List.of(
                        named(withDefault(required("id", "uuid"), "gen_random_uuid()"), "col:User.id"),
                        required("org_id", "uuid"),
                        named(commented(required("email", "citext"), "how to reach them\nsecond line"), "col:User.email"),
                        identity(required("number", "bigint"), true),
                        withDefault(column("tags", "text[]"), "'{}'::text[]"),
                        withDefault(column("profile", "jsonb"), "'{\"a\": \"{0} ? ?| $1\"}'"),
                        generated(column("profile_text", "text"), "profile ->> 'a'", true),
                        column("favourite_order", "bigint")),
                Optional.of(new PrimaryKey("users_pkey", List.of("id"))),
                List.of(new UniqueConstraint("users_org_id_email_key", List.of("org_id", "email"), true)),
                List.of(check("users_email_check", "position('@' in email) > 1"), check("users_tags_check", "array_position(tags, NULL) IS NULL")),
                List.of(new ForeignKey("fk_users_favourite_order", List.of("favourite_order"), ORDERS, List.of("id"), ReferentialAction.SET_NULL,
                        ReferentialAction.CASCADE, true, true, true)),
                List.of(
                        new Index("idx_users_profile", List.of("profile"), List.of(), false, "gin", Optional.empty(), List.of(),
                                Optional.of("jsonb_path_ops"), false, true),
                        new Index("idx_users_lower_email", List.of(), List.of(expr("lower(email::text)")), true, "btree",
                                Optional.of(expr("email IS NOT NULL")), List.of("number", "tags"), Optional.of("text_pattern_ops"), true, true),
                        Index.of("idx_users_org_id", List.of("org_id"), false)),
                Optional.empty(),
                new RowSecurity(true, true, List.of(
                        policy("policy_users_tenant_select", Policy.Command.SELECT, TENANT, ""),
                        policy("policy_users_tenant_insert", Policy.Command.INSERT, "", TENANT, "wes_app", "wes_jobs"),
                        policy("policy_users_tenant_update", Policy.Command.UPDATE, TENANT, TENANT),
                        new Policy("policy_users_adult_all", Policy.Command.ALL, false, List.of("wes_app"), Optional.of(expr("true")), Optional.empty()),
                        policy("policy_users_tenant_delete", Policy.Command.DELETE, TENANT, ""))),
                Optional.of("org_id"), Optional.of("people; who -- order\t'things' \\ \"here\""), Optional.empty(), Directives.NONE);
        Table orders = new Table(ORDERS, Optional.of("tbl:Order"),
                List.of(
                        identity(required("id", "bigint"), false),
                        named(required("user_id", "uuid"), "col:Order.user"),
                        named(userType("status", STATUS, false).withDefault(Optional.of(expr("'NEW'"))), "col:Order.status"),
                        Column.of("history", SqlType.userDefined(STATUS).asList(), true),
                        named(withDefault(required("total", "numeric(12,2)"), "0"), "col:Order.total"),
                        withDefault(column("due", "timestamptz"), "now() + interval '1 day'"),
                        withDefault(column("note", "varchar(64)"), "'a\r\nb'"),
                        generated(column("twice", "numeric"), "total * 2", false)),
                Optional.of(new PrimaryKey("orders_pkey", List.of("id"))), List.of(),
                List.of(check("orders_total_check", "total >= 0 AND total < 1000000")),
                List.of(foreignKey("fk_orders_user_id", "user_id", USERS)),
                List.of(Index.of("idx_orders_user_id_status", List.of("user_id", "status"), false),
                        new Index("idx_orders_note", List.of("note"), List.of(), false, "gin", Optional.empty(), List.of(),
                                Optional.of("gin_trgm_ops"), false, true)),
                Optional.empty(), RowSecurity.NONE, Optional.empty(), Optional.empty(), Optional.empty(), Directives.NONE);
        Table events = new Table(EVENTS, Optional.empty(),
                List.of(required("id", "bigint"), required("at", "timestamptz"), column("order_id", "bigint"), column("kind", "text")),
                Optional.of(new PrimaryKey("events_pkey", List.of("id", "at"))), List.of(), List.of(),
                List.of(foreignKey("fk_events_order_id", "order_id", ORDERS)),
                List.of(Index.of("idx_events_order_id", List.of("order_id"), false)),
                Optional.of(new Partitioning(Partitioning.Strategy.RANGE, List.of("at"))),
                RowSecurity.NONE, Optional.empty(), Optional.of("what happened"), Optional.empty(), Directives.NONE);
        return new Schema(List.of(users, orders, events), List.of(status));
    }
}
