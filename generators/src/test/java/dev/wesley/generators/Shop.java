package dev.wesley.generators;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A schema with at least one of everything, and the same by hand in SQL: the two share no code.
public final class Shop {
    private Shop() {}

    public static final String SQL = """
            CREATE ROLE app_user;
            CREATE SCHEMA "Sales";
            CREATE SCHEMA auth;
            CREATE FUNCTION auth.jwt_claim(name text) RETURNS text LANGUAGE sql STABLE SET search_path = '' AS
              $$ SELECT nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> name $$;
            CREATE TYPE public.order_status AS ENUM ('PENDING', 'PAID', 'SHIPPED');
            COMMENT ON TYPE public.order_status IS 'How far an order got';
            CREATE TYPE public.tier AS ENUM ('free', 'pro plan');
            CREATE TABLE public.users (
              id uuid NOT NULL DEFAULT gen_random_uuid(),
              email character varying(8) NOT NULL,
              display_name text,
              tier public.tier NOT NULL DEFAULT 'free',
              past_tiers public.tier[],
              created_at timestamp(3) with time zone NOT NULL DEFAULT now(),
              tags text[] NOT NULL DEFAULT '{}',
              note text NOT NULL DEFAULT 'it''s \\ fine',
              CONSTRAINT users_pkey PRIMARY KEY (id),
              CONSTRAINT users_email_key UNIQUE (email),
              CONSTRAINT users_tags_items CHECK (array_position(tags, NULL) IS NULL)
            );
            COMMENT ON TABLE public.users IS 'A person''s account */ with care';
            COMMENT ON COLUMN public.users.email IS 'Where mail goes\\
            and "comes" from';
            CREATE TABLE public.orders (
              id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
              org_id uuid NOT NULL,
              user_id uuid NOT NULL,
              status public.order_status NOT NULL DEFAULT 'PENDING',
              total numeric(7,2) NOT NULL DEFAULT 0,
              qty integer NOT NULL DEFAULT 1,
              small smallint,
              discount real,
              weight double precision,
              paid boolean NOT NULL DEFAULT false,
              meta jsonb DEFAULT '{}',
              placed_on date,
              at_time time without time zone,
              seen timestamp without time zone,
              raw bytea,
              ip inet,
              net cidr,
              doubled numeric GENERATED ALWAYS AS (total * 2) STORED,
              CONSTRAINT orders_pkey PRIMARY KEY (id),
              CONSTRAINT orders_total_check CHECK (orders.total >= 0 AND qty <> 0),
              CONSTRAINT orders_user_fk FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE CASCADE
                DEFERRABLE INITIALLY DEFERRED,
              CONSTRAINT orders_seen_key UNIQUE NULLS NOT DISTINCT (org_id, seen)
            );
            CREATE INDEX orders_open ON public.orders (org_id, placed_on) INCLUDE (total) WHERE status <> 'SHIPPED';
            CREATE UNIQUE INDEX orders_lower ON public.orders (lower(ip::text));
            CREATE INDEX orders_meta ON public.orders USING gin (meta jsonb_path_ops);
            ALTER TABLE public.orders ENABLE ROW LEVEL SECURITY;
            ALTER TABLE public.orders FORCE ROW LEVEL SECURITY;
            CREATE POLICY orders_select ON public.orders FOR SELECT
              USING (org_id = (SELECT auth.jwt_claim('org_id'))::uuid);
            CREATE POLICY orders_update ON public.orders FOR UPDATE TO app_user
              USING (org_id = (SELECT auth.jwt_claim('org_id'))::uuid)
              WITH CHECK (org_id = (SELECT auth.jwt_claim('org_id'))::uuid AND EXISTS (SELECT 1 FROM users u WHERE u.id = user_id));
            CREATE TABLE "Sales"."orders" (
              "select" text NOT NULL,
              "Mixed ""Case""\" integer NOT NULL DEFAULT 7,
              day date NOT NULL,
              user_id uuid,
              CONSTRAINT orders_pkey PRIMARY KEY (day, "select"),
              CONSTRAINT "fk two" FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE SET NULL ON UPDATE RESTRICT
            ) PARTITION BY RANGE (day);
            CREATE TABLE public.plain (word text);
            """;

    public static CompiledSchema compiled() {
        QualifiedName status = QualifiedName.of("order_status");
        QualifiedName tier = QualifiedName.of("tier");
        Table users = new TableBuilder(QualifiedName.of("users"), "User")
                .column("id", "uuid", false, "gen_random_uuid()")
                .column("email", "varchar(8)", false, null)
                .comment("Where mail goes\\\nand \"comes\" from")
                .column("display_name", "text", true, null)
                .column("tier", SqlType.userDefined(tier), false, "'free'")
                .column("past_tiers", SqlType.userDefined(tier).asList(), true, null)
                .column("created_at", "timestamptz(3)", false, "now()")
                .column("tags", "text[]", false, "'{}'")
                .itemsNotNull()
                .column("note", "text", false, "'it''s \\ fine'")
                .build("users_pkey", List.of("id"), List.of(new UniqueConstraint("users_email_key", List.of("email"), false)),
                        List.of(CheckConstraint.of("users_tags_items", Expression.of("array_position(tags, NULL) IS NULL"))), List.of(), List.of(),
                        Optional.empty(), RowSecurity.NONE, Optional.of("A person's account */ with care"));
        Expression own = Expression.of("org_id = (SELECT auth.jwt_claim('org_id'))::uuid");
        Table orders = new TableBuilder(QualifiedName.of("orders"), "Order")
                .column("id", "bigint", false, null)
                .identity()
                .column("org_id", "uuid", false, null)
                .column("user_id", "uuid", false, null)
                .column("status", SqlType.userDefined(status), false, "'PENDING'")
                .column("total", "numeric(7,2)", false, "0")
                .column("qty", "integer", false, "1")
                .column("small", "smallint", true, null)
                .column("discount", "real", true, null)
                .column("weight", "double precision", true, null)
                .column("paid", "boolean", false, "false")
                .column("meta", "jsonb", true, "'{}'")
                .column("placed_on", "date", true, null)
                .column("at_time", "time", true, null)
                .column("seen", "timestamp", true, null)
                .column("raw", "bytea", true, null)
                .column("ip", "inet", true, null)
                .column("net", "cidr", true, null)
                .column("doubled", "numeric", true, null)
                .generated("total * 2")
                .build("orders_pkey", List.of("id"),
                        List.of(new UniqueConstraint("orders_seen_key", List.of("org_id", "seen"), true)),
                        List.of(CheckConstraint.of("orders_total_check", Expression.of("orders.total >= 0 AND qty <> 0"))),
                        List.of(new ForeignKey("orders_user_fk", List.of("user_id"), QualifiedName.of("users"), List.of("id"),
                                ReferentialAction.CASCADE, ReferentialAction.NO_ACTION, true, true, true)),
                        List.of(new Index("orders_open", List.of("org_id", "placed_on"), List.of(), false, "btree",
                                        Optional.of(Expression.of("status <> 'SHIPPED'")), List.of("total"), Optional.empty(), false, true),
                                new Index("orders_lower", List.of(), List.of(Expression.of("lower(ip::text)")), true, "btree", Optional.empty(),
                                        List.of(), Optional.empty(), false, true),
                                new Index("orders_meta", List.of("meta"), List.of(), false, "gin", Optional.empty(), List.of(),
                                        Optional.of("jsonb_path_ops"), false, true)),
                        Optional.empty(),
                        new RowSecurity(true, true, List.of(
                                new Policy("orders_select", Policy.Command.SELECT, true, List.of(), Optional.of(own), Optional.empty()),
                                new Policy("orders_update", Policy.Command.UPDATE, true, List.of("app_user"), Optional.of(own),
                                        Optional.of(Expression.of(own.sql() + " AND EXISTS (SELECT 1 FROM users u WHERE u.id = user_id)"))))),
                        Optional.empty());
        Table sales = new TableBuilder(new QualifiedName("Sales", "orders"), "Array")
                .column("select", "text", false, null)
                .column("Mixed \"Case\"", "integer", false, "7")
                .column("day", "date", false, null)
                .column("user_id", "uuid", true, null)
                .build("orders_pkey", List.of("day", "select"), List.of(), List.of(),
                        List.of(new ForeignKey("fk two", List.of("user_id"), QualifiedName.of("users"), List.of("id"), ReferentialAction.SET_NULL,
                                ReferentialAction.RESTRICT, false, false, true)),
                        List.of(), Optional.of(new Partitioning(Partitioning.Strategy.RANGE, List.of("day"))), RowSecurity.NONE, Optional.empty());
        Table plain = new TableBuilder(QualifiedName.of("plain"), "Plain").column("word", "text", true, null)
                .build(null, List.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty(), RowSecurity.NONE, Optional.empty());
        Schema schema = new Schema(List.of(users, orders, sales, plain), List.of(
                new EnumType(status, List.of("PENDING", "PAID", "SHIPPED"), Optional.of("How far an order got")),
                new EnumType(tier, List.of("free", "pro plan"), Optional.empty())));
        return new CompiledSchema(schema, api(status), new TreeMap<>());
    }

    private static ApiSchema api(QualifiedName status) {
        ApiSchema.Type user = new ApiSchema.Type("User", Optional.of(QualifiedName.of("users")), Optional.of("A person's account */ with care"), List.of(
                field("id", "ID", true, "id"), described(field("email", "String", true, "email"), "Where mail goes\\\nand \"comes\" from"),
                field("displayName", "String", false, "display_name"), field("tier", "String", true, "tier"),
                list(field("pastTiers", "String", false, "past_tiers"), false), field("createdAt", "DateTime", true, "created_at"),
                list(field("tags", "String", true, "tags"), true), field("note", "String", true, "note"),
                new ApiSchema.Field("orders", "Order", true, true, true, Optional.empty(), Optional.empty())));
        ApiSchema.Type order = new ApiSchema.Type("Order", Optional.of(QualifiedName.of("orders")), Optional.empty(), List.of(
                field("id", "BigInt", true, "id"), field("orgId", "UUID", true, "org_id"), field("userId", "ID", true, "user_id"),
                field("status", "OrderStatus", true, "status"), field("total", "Decimal", true, "total"), field("qty", "Int", true, "qty"),
                field("small", "Int", false, "small"), field("discount", "Float", false, "discount"), field("weight", "Float", false, "weight"),
                field("paid", "Boolean", true, "paid"), field("meta", "JSON", false, "meta"), field("placedOn", "Date", false, "placed_on"),
                field("atTime", "Time", false, "at_time"), field("seen", "DateTime", false, "seen"), field("raw", "Bytes", false, "raw"),
                field("ip", "Inet", false, "ip"), field("net", "CIDR", false, "net"), field("doubled", "Decimal", false, "doubled"),
                new ApiSchema.Field("user", "User", false, false, false, Optional.empty(), Optional.empty())));
        ApiSchema.Type array = new ApiSchema.Type("Array", Optional.of(new QualifiedName("Sales", "orders")), Optional.empty(), List.of(
                field("select", "String", true, "select"), field("mixedCase", "Int", true, "Mixed \"Case\""), field("day", "Date", true, "day"),
                field("userId", "ID", false, "user_id")));
        ApiSchema.Type plain = new ApiSchema.Type("Plain", Optional.of(QualifiedName.of("plain")), Optional.empty(), List.of(field("word", "String", false, "word")));
        ApiSchema.Input filter = new ApiSchema.Input("OrderFilter", false, Optional.of("Which orders"), List.of(
                list(new ApiSchema.Field("and", "OrderFilter", false, false, true, Optional.empty(), Optional.empty()), true),
                new ApiSchema.Field("not", "OrderFilter", false, false, false, Optional.empty(), Optional.empty()),
                new ApiSchema.Field("status", "OrderStatus", false, false, false, Optional.empty(), Optional.empty()),
                new ApiSchema.Field("range", "DayRange", false, false, false, Optional.empty(), Optional.empty())));
        ApiSchema.Input range = new ApiSchema.Input("DayRange", false, Optional.empty(), List.of(
                new ApiSchema.Field("from", "Date", true, false, false, Optional.empty(), Optional.empty()),
                new ApiSchema.Field("max", "Int", false, false, false, Optional.empty(), Optional.empty())));
        ApiSchema.Input lookup = new ApiSchema.Input("UserLookup", true, Optional.empty(), List.of(
                new ApiSchema.Field("id", "ID", false, false, false, Optional.empty(), Optional.empty()),
                new ApiSchema.Field("email", "String", false, false, false, Optional.empty(), Optional.empty())));
        ApiSchema.Enum orderStatus = new ApiSchema.Enum("OrderStatus", status, Optional.of("How far an order got"), List.of(
                new ApiSchema.Value("PENDING", Optional.of("Not paid */"), Optional.empty()),
                new ApiSchema.Value("PAID", Optional.empty(), Optional.of("ask the bank")),
                new ApiSchema.Value("SHIPPED", Optional.empty(), Optional.empty())));
        return new ApiSchema(List.of(user, order, array, plain), List.of(filter, range, lookup), List.of(orderStatus));
    }

    private static ApiSchema.Field field(String name, String type, boolean nonNull, String column) {
        return new ApiSchema.Field(name, type, nonNull, false, false, Optional.of(column), Optional.empty());
    }

    private static ApiSchema.Field list(ApiSchema.Field f, boolean itemsNonNull) {
        return new ApiSchema.Field(f.name(), f.type(), f.nonNull(), true, itemsNonNull, f.column(), f.description());
    }

    private static ApiSchema.Field described(ApiSchema.Field f, String description) {
        return new ApiSchema.Field(f.name(), f.type(), f.nonNull(), f.list(), f.itemsNonNull(), f.column(), Optional.of(description));
    }

    private static final class TableBuilder {
        private final QualifiedName name;
        private final String type;
        private final List<Column> columns = new ArrayList<>();

        TableBuilder(QualifiedName name, String type) {
            this.name = name;
            this.type = type;
        }

        TableBuilder column(String column, String sqlType, boolean nullable, @Nullable String defaultValue) {
            return column(column, SqlType.of(sqlType), nullable, defaultValue);
        }

        TableBuilder column(String column, SqlType sqlType, boolean nullable, @Nullable String defaultValue) {
            columns.add(new Column(column, Optional.of("col:" + type + "." + column), sqlType, nullable, true,
                    Optional.ofNullable(defaultValue).map(Expression::of), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                    Directives.NONE));
            return this;
        }

        private TableBuilder last(Column c) {
            columns.set(columns.size() - 1, c);
            return this;
        }

        TableBuilder comment(String text) {
            Column c = columns.getLast();
            return last(new Column(c.name(), c.uid(), c.type(), c.nullable(), c.itemsNullable(), c.defaultValue(), c.generated(), c.identity(),
                    Optional.of(text), c.renamedFrom(), c.directives()));
        }

        TableBuilder itemsNotNull() {
            Column c = columns.getLast();
            return last(new Column(c.name(), c.uid(), c.type(), c.nullable(), false, c.defaultValue(), c.generated(), c.identity(), c.comment(),
                    c.renamedFrom(), c.directives()));
        }

        TableBuilder identity() {
            return last(columns.getLast().withIdentity(Optional.of(new IdentityColumn(true))));
        }

        TableBuilder generated(String expression) {
            Column c = columns.getLast();
            return last(new Column(c.name(), c.uid(), c.type(), c.nullable(), c.itemsNullable(), c.defaultValue(),
                    Optional.of(new GeneratedColumn(Expression.of(expression), true)), c.identity(), c.comment(), c.renamedFrom(), c.directives()));
        }

        Table build(@Nullable String key, List<String> keyColumns, List<UniqueConstraint> uniques, List<CheckConstraint> checks,
                List<ForeignKey> foreignKeys, List<Index> indexes, Optional<Partitioning> partitioning, RowSecurity security, Optional<String> comment) {
            return new Table(name, Optional.of("tbl:" + type), columns, Optional.ofNullable(key).map(k -> new PrimaryKey(k, keyColumns)), uniques, checks,
                    foreignKeys, indexes, partitioning, security, Optional.empty(), comment, Optional.empty(), Directives.NONE);
        }
    }
}
