package dev.wesley.generators.postgres;

import static dev.wesley.generators.postgres.Samples.column;
import static dev.wesley.generators.postgres.Samples.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Directives;
import dev.wesley.engine.ir.EnumType;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.ForeignKey;
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
import dev.wesley.engine.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Nothing that a user can write becomes a statement: it is stored as it is, or refused.
class InjectionTest {
    @SuppressWarnings("NullAway.Init")
    private static Database database;

    @BeforeAll
    static void makesATableToLose() throws Exception {
        database = Database.create();
        database.execute("CREATE TABLE users (id int)");
    }

    @AfterEach
    void theTableIsStillThere() throws Exception {
        assertThat(database.query("SELECT count(*) FROM users")).containsExactly("0");
        for (String schema : database.query("SELECT quote_ident(nspname) FROM pg_namespace WHERE oid >= 16384")) {
            database.execute("DROP SCHEMA " + schema + " CASCADE");
        }
    }

    @AfterAll
    static void close() throws Exception {
        database.close();
    }

    static Stream<String> texts() {
        return Stream.of(
                "\"; DROP TABLE users; --",
                "'; DROP TABLE users; --",
                "`; DROP TABLE users; --",
                "$$; DROP TABLE users; --",
                "$wes$; DROP TABLE users; $wes1$ --",
                "END $wes$; DROP TABLE users",
                "\\'; DROP TABLE users; --",
                "\\\"; DROP TABLE users; --",
                "\"\"; DROP TABLE users; --",
                "'' OR ''1''=''1",
                "/* */ -- {0} ? ?| :x $1 %s {d '2020-01-01'}",
                "\n); DROP TABLE users; --",
                "\t\u0001\u0085 a",
                "“typographic” ‘quotes’ ＇full＇",
                "ß ﬁ 表 🦊 é́ \u202e",
                "users\" (id int); DROP TABLE \"users",
                "U&\"d\\0061t\"",
                "E'\\'",
                " ",
                "into",
                "select");
    }

    /// A schema that says `text` wherever it can be said.
    private static Schema saying(String text) {
        QualifiedName enumName = new QualifiedName(text, text);
        QualifiedName tableName = new QualifiedName(text, text + "t");
        Expression literal = Expression.literal(text);
        Column id = required("id", "bigint");
        Column said = Column.of(text, SqlType.of("text"), false).withDefault(Optional.of(literal));
        Column commented = new Column("commented", Optional.of(text), SqlType.of("text"), true, true, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.of(text), Optional.empty(), Directives.NONE);
        Column chosen = Column.of("chosen", SqlType.userDefined(enumName), true).withDefault(Optional.of(literal));
        Column choices = Column.of("choices", SqlType.userDefined(enumName).asList(), true);
        Expression condition = Expression.of(quoted(text) + " <> " + literal.sql());
        Table table = new Table(tableName, Optional.of(text), List.of(id, said, commented, chosen, choices, column("parent", "bigint")),
                Optional.of(new PrimaryKey(text + "p", List.of("id"))),
                List.of(new UniqueConstraint(text + "u", List.of(text, "id"), true)),
                List.of(new CheckConstraint(text + "c", condition, true), new CheckConstraint(text + "d", condition, false)),
                List.of(new ForeignKey(text + "f", List.of("parent"), tableName, List.of("id"), ReferentialAction.NO_ACTION,
                        ReferentialAction.NO_ACTION, false, false, true)),
                List.of(new Index(text + "i", List.of(text), List.of(Expression.of("lower(" + quoted(text) + ")")), false, "btree",
                        Optional.of(condition), List.of("commented"), Optional.of("text_pattern_ops"), false, true)),
                Optional.empty(),
                new RowSecurity(true, true, List.of(new Policy(text + "o", Policy.Command.ALL, true, List.of(), Optional.of(condition), Optional.of(condition)))),
                Optional.empty(), Optional.of(text), Optional.empty(), Directives.NONE);
        return new Schema(List.of(table), List.of(new EnumType(enumName, List.of(text, text + "2"), Optional.of(text))));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @ParameterizedTest
    @MethodSource("texts")
    void everyPlaceStoresTheTextAsItIs(String text) throws Exception {
        Schema schema = saying(text);
        database.execute(SchemaSql.statements(schema));
        List<String> built = database.catalogue();
        database.execute("DROP SCHEMA " + quoted(text) + " CASCADE");
        database.execute(SchemaSql.script(Samples.compiled(schema)));
        assertThat(database.catalogue()).isEqualTo(built);
        database.execute(SchemaSql.script(Samples.compiled(schema)));
        assertThat(database.catalogue()).isEqualTo(built);

        assertThat(database.one("SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')"))
                .isEqualTo("2");
        assertThat(database.one("SELECT count(*) FROM pg_class WHERE relname = ? AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ?)",
                text + "t", text)).isEqualTo("1");
        assertThat(database.one("SELECT obj_description(oid, 'pg_class') FROM pg_class WHERE relname = ?", text + "t")).isEqualTo(text);
        assertThat(database.one("SELECT count(*) FROM pg_attribute WHERE attname = ? AND attrelid = (SELECT oid FROM pg_class WHERE relname = ?)",
                text, text + "t")).isEqualTo("1");
        assertThat(database.one("SELECT col_description(attrelid, attnum) FROM pg_attribute WHERE attname = 'commented'")).isEqualTo(text);
        assertThat(database.query("SELECT enumlabel FROM pg_enum ORDER BY enumsortorder")).containsExactly(text, text + "2");
        assertThat(database.query("SELECT conname FROM pg_constraint WHERE contype IN ('c', 'f', 'p', 'u') AND conrelid >= 16384"))
                .containsExactlyInAnyOrder(text + "c", text + "d", text + "f", text + "p", text + "u");
        assertThat(database.query("SELECT polname FROM pg_policy")).containsExactly(text + "o");
        database.execute("INSERT INTO " + quoted(text) + "." + quoted(text + "t") + " (id, " + quoted(text) + ") VALUES (1, 'other')");
        assertThat(database.one("SELECT chosen FROM " + quoted(text) + "." + quoted(text + "t"))).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void everyStepKeepsTheTextInItsQuotes(String text) throws Exception {
        QualifiedName table = new QualifiedName(text, text);
        List<Step> steps = new ArrayList<>(List.of(
                new Step.CreateSchema(text),
                new Step.CreateEnum(new EnumType(table.sibling("e"), List.of(text), Optional.empty())),
                new Step.CommentOnEnum(table.sibling("e"), Optional.of(text)),
                new Step.AddEnumLabel(table.sibling("e"), text + "3", Optional.of(text)),
                new Step.CreateTable(Samples.table(table, required("id", "bigint"), column("a", "text"), column("b", "text"))),
                new Step.CommentOnTable(table, Optional.of(text)),
                new Step.AddColumn(table, Column.of(text, SqlType.userDefined(table.sibling("e")), true)),
                new Step.CommentOnColumn(table, text, Optional.of(text)),
                new Step.SetDefault(table, text, Expression.literal(text)),
                new Step.DropDefault(table, text),
                new Step.AddNotNullCheck(table, text, text + "n"),
                new Step.ValidateCheck(table, text + "n"),
                new Step.RenameConstraint(table, text + "n", text + "m"),
                new Step.DropCheck(table, text + "m"),
                new Step.SetNotNull(table, text),
                new Step.DropNotNull(table, text),
                new Step.CreateIndex(table, Index.of(text + "i", List.of(text), true), Step.Build.CONCURRENTLY),
                new Step.RenameIndex(table, text + "i", text + "j"),
                new Step.AddUniqueUsingIndex(table, new UniqueConstraint(text + "j", List.of(text), false)),
                new Step.CreatePolicy(table, new Policy(text, Policy.Command.SELECT, true, List.of(),
                        Optional.of(Expression.of("a = " + Expression.literal(text).sql())), Optional.empty())),
                new Step.DropPolicy(table, text),
                new Step.RenameColumn(table, text, text + "x"),
                new Step.RenameTable(table, table.sibling(text + "y"))));
        database.execute(Plans.spell(18, steps).stream().flatMap(s -> s.statements().stream()).toList());
        assertThat(database.one("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ?)", text))
                .isEqualTo(text + "y");
        Step.Backfill backfill = new Step.Backfill(table.sibling(text + "y"), "b", Expression.of("a || " + Expression.literal(text).sql()), List.of("id"));
        database.execute("INSERT INTO " + quoted(text) + "." + quoted(text + "y") + " (id, a) VALUES (1, 'a'), (2, 'b')");
        assertThat(new Batches(database, Plans.forward(backfill), 1).run(1)).isEqualTo(2);
        assertThat(database.query("SELECT b FROM " + quoted(text) + "." + quoted(text + "y") + " ORDER BY id")).containsExactly("a" + text, "b" + text);
    }

    static Stream<String> notOneExpression() {
        return Stream.of("0; DROP TABLE x; --", "1); DROP TABLE x; SELECT (1", "1 -- x", "1 /* x */", "'", "\"", "(", "$$", "1, 2", "E'\\'", "");
    }

    /// Records can be made without the scanner, such as from a document; the spelling scans again.
    @ParameterizedTest
    @MethodSource("notOneExpression")
    void refusesWhatIsNotOneExpressionWhereverItCameFrom(String sql) {
        Expression unscanned = new Expression(sql, List.of());
        QualifiedName users = Samples.USERS;

        refuses(new Step.SetDefault(users, "c", unscanned));
        refuses(new Step.AddCheck(users, CheckConstraint.of("c", unscanned), Step.Validity.VALID));
        refuses(new Step.Backfill(users, "c", unscanned, List.of("id")));
        refuses(new Step.CreatePolicy(users, new Policy("p", Policy.Command.ALL, true, List.of(), Optional.of(unscanned), Optional.empty())));
        refuses(new Step.CreatePolicy(users, new Policy("p", Policy.Command.ALL, true, List.of(), Optional.empty(), Optional.of(unscanned))));
        refuses(new Step.CreateIndex(users, new Index("i", List.of(), List.of(unscanned), false, "btree", Optional.empty(), List.of(),
                Optional.empty(), false, true), Step.Build.PLAIN));
        refuses(new Step.CreateIndex(users, new Index("i", List.of("a"), List.of(), false, "btree", Optional.of(unscanned), List.of(),
                Optional.empty(), false, true), Step.Build.PLAIN));
        refuses(new Step.ChangeColumnType(users, "c", SqlType.of("text"), SqlType.of("integer"), Optional.of(unscanned)));
        refuses(new Step.AddColumn(users, Samples.generated(column("c", "text"), "1", true).withDefault(Optional.of(unscanned))));
    }

    @Test
    void refusesATypeThatIsNone() {
        SqlType none = new SqlType("text); DROP TABLE users; --", Optional.empty(), List.of(), false);

        assertThatThrownBy(() -> Plans.forward(new Step.AddColumn(Samples.USERS, Column.of("c", none, true))))
                .isInstanceOf(UnspellableException.class).hasMessageContaining("is not a built-in type");
    }

    @Test
    void quotesAccessMethodsAndOperatorClasses() {
        Index index = new Index("i", List.of("a"), List.of(), false, "gin(a); DROP TABLE users; --", Optional.empty(), List.of(),
                Optional.of("x\"; DROP TABLE users; --"), false, true);

        assertThat(Plans.sql(new Step.CreateIndex(Samples.USERS, index, Step.Build.PLAIN))).isEqualTo(
                "CREATE INDEX \"i\" ON \"public\".\"users\" USING \"gin(a); DROP TABLE users; --\" (\"a\" \"x\"\"; DROP TABLE users; --\")");
    }

    static Stream<String> unstorable() {
        return Stream.of("a\0b", "half \ud83e", "");
    }

    @ParameterizedTest
    @MethodSource("unstorable")
    void refusesNamesThatPostgresCannotHold(String name) {
        QualifiedName users = Samples.USERS;

        refuses(new Step.CreateSchema(name));
        refuses(new Step.DropTable(new QualifiedName(name, "t")));
        refuses(new Step.DropTable(new QualifiedName("public", name)));
        refuses(new Step.AddColumn(users, Column.of(name, SqlType.of("text"), true)));
        refuses(new Step.DropPolicy(users, name));
        refuses(new Step.RenameConstraint(users, "c", name));
        refuses(new Step.CreateIndex(users, Index.of("i", List.of(name), false), Step.Build.PLAIN));
        refuses(new Step.CreateTable(new Table(users, Optional.empty(), List.of(column("c", "text")), Optional.empty(), List.of(), List.of(),
                List.of(), List.of(), Optional.of(new Partitioning(Partitioning.Strategy.LIST, List.of(name))), RowSecurity.NONE,
                Optional.empty(), Optional.empty(), Optional.empty(), Directives.NONE)));
    }

    @Test
    void refusesNulInTexts() {
        refuses(new Step.CommentOnTable(Samples.USERS, Optional.of("a\0b")));
        refuses(new Step.AddEnumLabel(Samples.STATUS, "a\0b", Optional.empty()));
        refuses(new Step.AddEnumLabel(Samples.STATUS, "a", Optional.of("a\0b")));
        refuses(new Step.CreateEnum(new EnumType(Samples.STATUS, List.of("a\0b"), Optional.empty())));
    }

    @Test
    void refusesANameThatPostgresWouldCut() {
        String longest = "é".repeat(31) + "x";

        assertThat(Plans.sql(new Step.DropTable(QualifiedName.of(longest)))).contains(longest);
        assertThatThrownBy(() -> Plans.forward(new Step.DropTable(QualifiedName.of(longest + "x"))))
                .isInstanceOf(UnspellableException.class).hasMessageContaining("has 64 bytes, and Postgres would cut it to 63");
    }

    private static void refuses(Step step) {
        assertThatThrownBy(() -> Plans.forward(step)).isInstanceOf(UnspellableException.class);
    }
}
