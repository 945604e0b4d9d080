package dev.wesley.generators.postgres;

import static dev.wesley.generators.postgres.Samples.EVENTS;
import static dev.wesley.generators.postgres.Samples.ORDERS;
import static dev.wesley.generators.postgres.Samples.STATUS;
import static dev.wesley.generators.postgres.Samples.USERS;
import static dev.wesley.generators.postgres.Samples.check;
import static dev.wesley.generators.postgres.Samples.column;
import static dev.wesley.generators.postgres.Samples.expr;
import static dev.wesley.generators.postgres.Samples.foreignKey;
import static dev.wesley.generators.postgres.Samples.policy;
import static dev.wesley.generators.postgres.Samples.required;
import static dev.wesley.generators.postgres.Samples.table;
import static dev.wesley.generators.postgres.Samples.withDefault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wesley.engine.ir.Column;
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
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.ir.UniqueConstraint;
import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.engine.plan.SpelledStep;
import dev.wesley.engine.plan.Statement;
import dev.wesley.engine.plan.Step;
import dev.wesley.engine.plan.Step.Build;
import dev.wesley.engine.plan.Step.Validity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresSpellingTest {
    @SuppressWarnings("NullAway.Init")
    private static Database shared;

    @BeforeAll
    static void open() throws Exception {
        shared = Database.create();
    }

    @AfterAll
    static void close() throws Exception {
        shared.close();
    }

    private static final QualifiedName PARTITION = EVENTS.sibling("events_2026");
    private static final Index PARENT_INDEX = Index.of("idx_events_kind", List.of("kind"), false);

    private static Table partitioned() {
        Table t = table(EVENTS, required("id", "bigint"), required("at", "timestamptz"), column("kind", "text"));
        return new Table(t.name(), t.uid(), t.columns(), Optional.empty(), t.uniques(), t.checks(), t.foreignKeys(), t.indexes(),
                Optional.of(new Partitioning(Partitioning.Strategy.RANGE, List.of("at"))), RowSecurity.NONE, t.tenantBy(), t.comment(),
                t.renamedFrom(), t.directives());
    }

    private static Column twice(Expression expression) {
        Column c = column("twice", "bigint");
        return new Column(c.name(), c.uid(), c.type(), true, true, Optional.empty(), Optional.of(new GeneratedColumn(expression, true)), Optional.empty(),
                Optional.empty(), Optional.empty(), c.directives());
    }

    /// A migration that uses every kind of step; each step can run after those before it.
    private static List<Step> everyKind() {
        ForeignKey toUsers = new ForeignKey("fk_orders_user_id", List.of("user_id"), USERS, List.of("id"), ReferentialAction.CASCADE,
                ReferentialAction.SET_DEFAULT, true, true, true);
        return List.of(
                new Step.CreateSchema("audit"),
                new Step.CreateEnum(new EnumType(STATUS, List.of("NEW", "PAID"), Optional.empty())),
                new Step.CommentOnEnum(STATUS, Optional.of("where an order stands")),
                new Step.CreateTable(table(USERS, required("id", "bigint"), column("email", "text"), column("age", "integer"))),
                new Step.CreateTable(table(ORDERS, required("id", "bigint"), column("user_id", "bigint"), required("total", "integer"))),
                new Step.CreateTable(partitioned()),
                new Step.CreateIndex(ORDERS, Index.of("orders_pkey_new", List.of("id"), true), Build.PLAIN),
                new Step.ReplacePrimaryKey(ORDERS, new PrimaryKey("orders_pkey", List.of("id")), new PrimaryKey("orders_pkey", List.of("id")), "orders_pkey_new"),
                new Step.CommentOnTable(USERS, Optional.of("people")),
                new Step.AddColumn(ORDERS, column("note", "text")),
                new Step.CommentOnColumn(ORDERS, "note", Optional.of("written by hand")),
                new Step.SetDefault(ORDERS, "note", expr("'none'")),
                new Step.Backfill(ORDERS, "note", expr("'order ' || id"), List.of("id")),
                new Step.Analyze(ORDERS),
                new Step.AddNotNullCheck(ORDERS, "note", "wes_orders_note_not_null"),
                new Step.ValidateCheck(ORDERS, "wes_orders_note_not_null"),
                new Step.SetNotNull(ORDERS, "note"),
                new Step.DropCheck(ORDERS, "wes_orders_note_not_null"),
                new Step.DropNotNull(ORDERS, "note"),
                new Step.DropDefault(ORDERS, "note"),
                new Step.AddNotNullConstraint(ORDERS, "note", "orders_note_not_null"),
                new Step.ValidateCheck(ORDERS, "orders_note_not_null"),
                new Step.AddCheck(ORDERS, check("orders_total_check", "total >= 0"), Validity.NOT_VALID),
                new Step.ValidateCheck(ORDERS, "orders_total_check"),
                new Step.AddForeignKey(ORDERS, toUsers, Validity.NOT_VALID),
                new Step.ValidateForeignKey(ORDERS, toUsers.name(), USERS),
                new Step.AddUnique(USERS, new UniqueConstraint("users_age_key", List.of("age", "id"), true)),
                new Step.CreateIndex(USERS, Index.of("users_email_key", List.of("email"), true), Build.CONCURRENTLY),
                new Step.AddUniqueUsingIndex(USERS, new UniqueConstraint("users_email_key", List.of("email"), false)),
                new Step.RenameConstraint(USERS, "users_email_key", "users_mail_key"),
                new Step.DropKey(USERS, "users_mail_key"),
                new Step.DropForeignKey(ORDERS, toUsers.name(), USERS),
                new Step.DropKey(ORDERS, "orders_pkey"),
                new Step.AddPrimaryKey(ORDERS, new PrimaryKey("orders_pkey", List.of("id"))),
                new Step.DropKey(ORDERS, "orders_pkey"),
                new Step.CreateIndex(ORDERS, Index.of("orders_key", List.of("id"), true), Build.PLAIN),
                new Step.AddPrimaryKeyUsingIndex(ORDERS, new PrimaryKey("orders_key", List.of("id"))),
                new Step.CreateIndex(ORDERS, Index.of("idx_orders_total", List.of("total"), false), Build.CONCURRENTLY),
                new Step.RenameIndex(ORDERS, "idx_orders_total", "idx_orders_total_2"),
                new Step.DropIndex(ORDERS, Index.of("idx_orders_total_2", List.of("total"), false), true),
                new Step.CreateIndex(EVENTS, PARENT_INDEX, Build.ON_ONLY),
                new Step.CreateIndex(PARTITION, PARENT_INDEX.withName("idx_events_kind_2026"), Build.CONCURRENTLY),
                new Step.AttachIndex(PARTITION, "idx_events_kind_2026", EVENTS, "idx_events_kind"),
                new Step.AddUniqueOnOnly(EVENTS, new UniqueConstraint("events_once", List.of("id", "at"), false)),
                new Step.CreateIndex(PARTITION, Index.of("events_once_2026", List.of("id", "at"), true), Build.CONCURRENTLY),
                new Step.AddUniqueUsingIndex(PARTITION, new UniqueConstraint("events_once_2026", List.of("id", "at"), false)),
                new Step.AttachIndex(PARTITION, "events_once_2026", EVENTS, "events_once"),
                new Step.AddPrimaryKeyOnOnly(EVENTS, new PrimaryKey("events_pkey", List.of("at", "id"))),
                new Step.AddColumn(ORDERS, column("note_new", "varchar(80)")),
                new Step.KeepInSync(ORDERS, "note", column("note_new", "varchar(80)")),
                new Step.CreateIndex(ORDERS, Index.of("idx_note", List.of("note"), false), Build.CONCURRENTLY),
                new Step.CreateIndex(ORDERS, Index.of("idx_note_new", List.of("note_new"), false), Build.CONCURRENTLY),
                new Step.Backfill(ORDERS, "note_new", expr("CAST(\"note\" AS varchar(80))"), List.of("id")),
                new Step.SwapColumns(ORDERS, column("note", "text"), column("note", "varchar(80)"), column("note_new", "varchar(80)"), "note_old"),
                new Step.SwapIndexes(ORDERS, "idx_note", "idx_note_new", "idx_note_old"),
                new Step.DropIndex(ORDERS, Index.of("idx_note_old", List.of("note_old"), false), true),
                new Step.DropFormerColumn(ORDERS, column("note_old", "text")),
                new Step.ChangeTypeUnderChecks(ORDERS, "total", SqlType.of("integer"), SqlType.of("integer"),
                        List.of(check("orders_total_check", "total >= 0"))),
                new Step.RenameEnum(STATUS, STATUS.sibling("status_2")),
                new Step.RenameEnum(STATUS.sibling("status_2"), STATUS),
                new Step.ChangeColumnType(ORDERS, "total", SqlType.of("integer"), SqlType.of("bigint"), Optional.empty()),
                new Step.ChangeColumnType(USERS, "age", SqlType.of("integer"), SqlType.of("text"), Optional.of(expr("age::text"))),
                new Step.AddIdentity(USERS, "id", new IdentityColumn(true)),
                new Step.SetIdentity(USERS, "id", new IdentityColumn(true), new IdentityColumn(false)),
                new Step.DropIdentity(USERS, "id"),
                new Step.AddIdentityAbove(USERS, "id", new IdentityColumn(true)),
                new Step.AddColumn(USERS, twice(expr("id * 2"))),
                new Step.SetExpression(USERS, "twice", new GeneratedColumn(expr("id * 2"), true), new GeneratedColumn(expr("id * 3"), true)),
                new Step.DropExpression(USERS, "twice"),
                new Step.DropColumn(USERS, column("twice", "bigint")),
                new Step.CreatePolicy(USERS, policy("policy_users_self_select", Policy.Command.SELECT, "id = 1", "")),
                new Step.SetRowSecurity(USERS, true, true),
                new Step.DropPolicy(USERS, "policy_users_self_select"),
                new Step.AddEnumLabel(STATUS, "SENT", Optional.empty()),
                new Step.AddEnumLabel(STATUS, "DRAFT", Optional.of("NEW")),
                new Step.RenameColumn(USERS, "email", "mail"),
                new Step.DropColumn(USERS, column("mail", "text")),
                new Step.RenameTable(ORDERS, EVENTS.sibling("purchases")),
                new Step.DropTable(EVENTS.sibling("purchases")),
                new Step.DropEnum(STATUS));
    }

    private static void runStep(Database database, SpelledStep step) throws Exception {
        if (step.planned().step() instanceof Step.Backfill) {
            assertThat(new Batches(database, step.statements(), 1).run(10)).isEqualTo(2);
        } else {
            database.execute(step.statements());
        }
        if (step.planned().step() instanceof Step.CreateTable(var made) && made.name().equals(EVENTS)) {
            database.execute("CREATE TABLE audit.events_2026 PARTITION OF audit.events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')");
        }
        if (step.planned().step() instanceof Step.AddColumn(var ignored, var added) && added.name().equals("note")) {
            database.execute("INSERT INTO users VALUES (1, 'a@b', 3)");
            database.execute("INSERT INTO orders VALUES (1, 1, 5), (2, 1, 7)");
        }
    }

    @Test
    void theMigrationUsesEveryKindOfStep() {
        Set<String> used = everyKind().stream().map(Step::op).collect(Collectors.toSet());
        Set<String> all = Arrays.stream(Step.class.getPermittedSubclasses()).map(Class::getSimpleName).collect(Collectors.toSet());

        assertThat(used).isEqualTo(all);
    }

    @Test
    void everyKindOfStepIsGrammar() throws Exception {
        try (Database database = Database.create()) {
            for (SpelledStep step : Plans.spell(18, everyKind())) {
                assertThat(step.statements()).isNotEmpty();
                List<Statement> all = new ArrayList<>(step.statements());
                all.addAll(step.inverse());
                for (Statement statement : all) {
                    assertThat(statement.sql()).doesNotEndWith(";").isEqualTo(statement.sql().strip());
                    database.check(new Statement(statement.sql().replace("> (?)", "> (1)").replace("LIMIT ?", "LIMIT 1")));
                }
            }
        }
    }

    @Test
    void everyKindOfStepRunsInItsPlaceAndLeavesNothing() throws Exception {
        try (Database database = Database.create()) {
            for (SpelledStep step : Plans.spell(18, everyKind())) {
                runStep(database, step);
            }
            assertThat(database.query("SELECT relname FROM pg_class WHERE relnamespace IN ('public'::regnamespace, 'audit'::regnamespace) AND relkind = 'r' ORDER BY 1"))
                    .containsExactly("events_2026", "users");
            assertThat(database.query("SELECT * FROM users")).containsExactly("1|3");
            assertThat(database.one("SELECT indisvalid FROM pg_index WHERE indexrelid = 'audit.idx_events_kind'::regclass")).isEqualTo("t");
        }
    }

    /// Steps whose inverse does not lead back alone, but with that of the step before: it takes the index away with the constraint, or
    /// all indexes of a partitioned table with the whole.
    private static final Set<String> BACK_TOGETHER = Set.of("AddUniqueUsingIndex", "AddPrimaryKeyUsingIndex", "AttachIndex", "ChangeTypeUnderChecks",
            "ReplacePrimaryKey");

    @Test
    void everyInverseLeadsBackToTheCatalogueBefore() throws Exception {
        int proven = 0;
        try (Database database = Database.create()) {
            for (SpelledStep step : Plans.spell(18, everyKind())) {
                if (!step.inverse().isEmpty() && !BACK_TOGETHER.contains(step.planned().step().op())) {
                    List<String> before = database.catalogue();
                    database.execute(step.statements());
                    assertThat(database.catalogue()).as("%s does something", step.planned().step()).isNotEqualTo(before);
                    database.execute(step.inverse());
                    assertThat(database.catalogue()).as("%s is undone by %s", step.planned().step(), step.inverse()).isEqualTo(before);
                    proven++;
                }
                runStep(database, step);
            }
        }
        assertThat(proven).isEqualTo(53);
    }

    @Test
    void inversesInReverseOrderLeadBackToTheStart() throws Exception {
        Set<String> withoutWayBack = Set.of("DropCheck", "DropKey", "DropForeignKey", "DropIdentity", "DropPolicy", "AddEnumLabel", "DropTable",
                "DropEnum", "DropColumn", "DropNotNull", "DropDefault", "AddPrimaryKey", "AddPrimaryKeyUsingIndex", "AddIdentityAbove", "DropExpression", "RenameTable", "AddNotNullConstraint", "KeepInSync", "SwapColumns", "SwapIndexes", "DropFormerColumn",
                "ChangeTypeUnderChecks");
        List<Step> steps = everyKind().stream()
                .filter(s -> !withoutWayBack.contains(s.op()) && !s.element().equals("orders_key") && !s.element().equals("twice") && !s.element().equals("orders_note_not_null") && !s.element().startsWith("note_") && !s.element().startsWith("idx_note"))
                .toList();
        try (Database database = Database.create()) {
            List<String> start = database.catalogue();
            List<SpelledStep> spelled = new ArrayList<>(Plans.spell(18, steps));
            for (SpelledStep step : spelled) {
                runStep(database, step);
            }
            Collections.reverse(spelled);
            for (SpelledStep step : spelled) {
                database.execute(step.inverse());
            }
            assertThat(database.catalogue()).isEqualTo(start);
        }
    }

    @Test
    void hasNoInverseWhereThePlanDoesNotKnowWhatWasThere() {
        List<SpelledStep> steps = Plans.spell(18, List.of(
                new Step.CommentOnTable(USERS, Optional.of("people")),
                new Step.CommentOnColumn(USERS, "email", Optional.of("mail")),
                new Step.SetDefault(USERS, "email", expr("'x'")),
                new Step.SetRowSecurity(USERS, true, true),
                new Step.DropTable(USERS),
                new Step.DropKey(USERS, "users_pkey"),
                new Step.AddEnumLabel(STATUS, "X", Optional.empty()),
                new Step.CreateSchema("public")));

        assertThat(steps).allSatisfy(s -> assertThat(s.inverse()).isEmpty());
    }

    @Test
    void restoresTheDefaultThatThePlanGaveBefore() {
        List<SpelledStep> steps = Plans.spell(18, List.of(
                new Step.AddColumn(USERS, withDefault(column("email", "text"), "'x'")),
                new Step.SetDefault(USERS, "email", expr("'y'")),
                new Step.DropDefault(USERS, "email")));

        assertThat(steps.get(1).inverse()).containsExactly(new Statement("ALTER TABLE \"public\".\"users\" ALTER COLUMN \"email\" SET DEFAULT 'x'"));
        assertThat(steps.get(2).inverse()).containsExactly(new Statement("ALTER TABLE \"public\".\"users\" ALTER COLUMN \"email\" SET DEFAULT 'y'"));
    }

    @Test
    void knowsWhatItKnowsUnderTheNewName() {
        List<SpelledStep> steps = Plans.spell(18, List.of(
                new Step.SetDefault(USERS, "email", expr("'x'")),
                new Step.RenameColumn(USERS, "email", "mail"),
                new Step.RenameTable(USERS, ORDERS),
                new Step.SetDefault(USERS, "email", expr("'another table now'")),
                new Step.SetDefault(ORDERS, "email", expr("'another column now'")),
                new Step.DropDefault(ORDERS, "mail")));

        assertThat(steps.get(3).inverse()).isEmpty();
        assertThat(steps.get(4).inverse()).isEmpty();
        assertThat(steps.get(5).inverse()).containsExactly(new Statement("ALTER TABLE \"public\".\"orders\" ALTER COLUMN \"mail\" SET DEFAULT 'x'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "integer", "smallint", "bigint", "double precision", "real", "boolean", "numeric", "numeric(12,2)", "numeric(5,-2)", "varchar", "varchar(64)",
        "char(3)", "text", "timestamptz", "timestamptz(3)", "timestamp", "timestamp(0)", "timetz", "time", "time(2)", "date", "interval", "uuid",
        "jsonb", "json", "bytea", "inet", "cidr", "macaddr", "macaddr8", "money", "bit(3)", "varbit", "varbit(5)", "xml", "tsvector", "tsquery", "point",
        "line", "lseg", "box", "path", "polygon", "circle", "int4range", "int8range", "numrange", "tsrange", "tstzrange", "daterange", "oid",
        "regclass", "name", "pg_lsn"
    })
    void everyBuiltInTypeIsReadBackAsItWasDeclared(String type) throws Exception {
        for (SqlType declared : List.of(SqlType.of(type), SqlType.of(type).asList())) {
            shared.execute("CREATE TABLE users (id int)");
            shared.execute(Plans.forward(new Step.AddColumn(USERS, Column.of("c", declared, true))));
            String text = shared.one("SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'users'::regclass AND attname = 'c'");
            shared.execute("DROP TABLE users");

            assertThat(SqlType.parse(text)).contains(declared);
        }
    }

    @Test
    void buildsConcurrentlyWithoutPassingOverAnInvalidIndex() {
        assertThat(Plans.sql(new Step.CreateIndex(ORDERS, Index.of("i", List.of("a", "b"), true), Build.CONCURRENTLY)))
                .isEqualTo("CREATE UNIQUE INDEX CONCURRENTLY \"i\" ON \"public\".\"orders\" (\"a\", \"b\")");
    }

    @Test
    void spellsEveryClauseOfAForeignKey() {
        ForeignKey key = new ForeignKey("fk", List.of("a", "b"), EVENTS, List.of("x", "y"), ReferentialAction.RESTRICT,
                ReferentialAction.SET_NULL, true, false, true);

        assertThat(Plans.sql(new Step.AddForeignKey(ORDERS, key, Validity.NOT_VALID))).isEqualTo(
                "ALTER TABLE \"public\".\"orders\" ADD CONSTRAINT \"fk\" FOREIGN KEY (\"a\", \"b\") REFERENCES \"audit\".\"events\" (\"x\", \"y\")"
                        + " ON DELETE RESTRICT ON UPDATE SET NULL DEFERRABLE NOT VALID");
        assertThat(Plans.sql(new Step.AddForeignKey(ORDERS, foreignKey("fk", "a", USERS), Validity.VALID))).isEqualTo(
                "ALTER TABLE \"public\".\"orders\" ADD CONSTRAINT \"fk\" FOREIGN KEY (\"a\") REFERENCES \"public\".\"users\" (\"id\")");
    }

    @Test
    void movesAndRenamesATableInTwoStatements() {
        assertThat(Plans.forward(new Step.RenameTable(ORDERS, EVENTS.sibling("purchases")))).containsExactly(
                new Statement("ALTER TABLE \"public\".\"orders\" SET SCHEMA \"audit\""),
                new Statement("ALTER TABLE \"audit\".\"orders\" RENAME TO \"purchases\""));
    }

    @Test
    void putsOnlyCompoundDefaultsInParentheses() {
        assertThat(defaultOf("now()")).isEqualTo("DEFAULT now()");
        assertThat(defaultOf("'member'")).isEqualTo("DEFAULT 'member'");
        assertThat(defaultOf("'{}'::jsonb")).isEqualTo("DEFAULT '{}'::jsonb");
        assertThat(defaultOf("-1.5")).isEqualTo("DEFAULT -1.5");
        assertThat(defaultOf("CURRENT_TIMESTAMP")).isEqualTo("DEFAULT CURRENT_TIMESTAMP");
        assertThat(defaultOf("now() AT TIME ZONE 'utc'")).isEqualTo("DEFAULT (now() AT TIME ZONE 'utc')");
        assertThat(defaultOf("not(true)")).isEqualTo("DEFAULT (not(true))");
        assertThat(defaultOf("true AND false")).isEqualTo("DEFAULT (true AND false)");
        assertThat(defaultOf("f(g(1))")).isEqualTo("DEFAULT (f(g(1)))");
    }

    private static String defaultOf(String value) {
        return Plans.sql(new Step.SetDefault(USERS, "c", expr(value))).replace("ALTER TABLE \"public\".\"users\" ALTER COLUMN \"c\" SET ", "");
    }

    @Test
    void everyDefaultIsGrammarInAColumn() throws Exception {
        try (Database database = Database.create()) {
            for (String value : List.of("now()", "'x'::text", "-1", "not(true)", "true AND false", "1 IN (1, 2)", "NULL IS NULL",
                    "now() AT TIME ZONE 'utc'", "ARRAY[1, 2]", "CASE WHEN true THEN 1 ELSE 2 END", "E'\\''", "$$x$$", "(1)", "- 1",
                    "CAST('1' AS int)", "row(1)", "interval '1 day'", "date'2020-01-01'", "1 BETWEEN 0 AND 2", "'{}'::text[]")) {
                database.check(Plans.forward(new Step.AddColumn(USERS, withDefault(required("c", "text"), value))).getFirst());
            }
        }
    }

    @Test
    void refusesWhatThePlannedServerCannotSay() {
        Column virtual = Samples.generated(column("c", "text"), "1", false);
        Column stored = Samples.generated(column("c", "text"), "1", true);
        UniqueConstraint unique = new UniqueConstraint("u", List.of("a"), true);
        Index index = new Index("i", List.of("a"), List.of(), true, "btree", Optional.empty(), List.of(), Optional.empty(), true, true);

        refuses(17, new Step.AddColumn(USERS, virtual), "the virtual generated column 'c' needs Postgres 18, and the plan is for 17");
        refuses(11, new Step.AddColumn(USERS, stored), "the stored generated column 'c' needs Postgres 12, and the plan is for 11");
        refuses(14, new Step.AddUnique(USERS, unique), "NULLS NOT DISTINCT of 'u' needs Postgres 15, and the plan is for 14");
        refuses(14, new Step.CreateIndex(USERS, index, Build.PLAIN), "NULLS NOT DISTINCT of 'i' needs Postgres 15");
        refuses(17, new Step.AddNotNullConstraint(USERS, "c", "n"), "the NOT NULL constraint 'n' that is not valid yet needs Postgres 18");
        assertThat(Plans.spell(12, List.of(new Step.AddColumn(USERS, stored)))).hasSize(1);
        assertThat(Plans.spell(15, List.of(new Step.AddUnique(USERS, unique), new Step.CreateIndex(USERS, index, Build.PLAIN)))).hasSize(2);
    }

    private static void refuses(int major, Step step, String message) {
        assertThatThrownBy(() -> Plans.spell(major, List.of(step))).isInstanceOf(UnspellableException.class).hasMessageContaining(message);
    }

    @Test
    void samePlanSameBytes() {
        SpelledPlan first = PostgresSpelling.spell(Plans.of(18, everyKind()));

        assertThat(PostgresSpelling.spell(Plans.of(18, everyKind()))).isEqualTo(first);
        assertThat(first.steps()).extracting(SpelledStep::id).isEqualTo(first.plan().steps().stream().map(p -> p.id()).toList());
    }
}
