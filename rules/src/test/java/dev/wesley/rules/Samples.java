package dev.wesley.rules;

import dev.wesley.engine.diff.Change;
import dev.wesley.engine.fact.ExistingColumn;
import dev.wesley.engine.fact.ExistingIndex;
import dev.wesley.engine.fact.ExistingKey;
import dev.wesley.engine.fact.ExistingTable;
import dev.wesley.engine.fact.Fact;
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
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.ir.UniqueConstraint;
import dev.wesley.engine.plan.Step;
import java.util.List;
import java.util.Optional;

/// At least one change and one step of every kind, about a table `t` with a key `t_pkey(id)`, an index `t_a_idx(a)`, and a table `r`.
final class Samples {
    static final QualifiedName T = QualifiedName.of("t");
    static final QualifiedName R = QualifiedName.of("r");
    static final QualifiedName MOOD = QualifiedName.of("mood");
    static final Column ID = Column.of("id", SqlType.of("uuid"), false);
    static final Column A = Column.of("a", SqlType.of("text"), true);
    static final Column B = Column.of("b", SqlType.of("varchar(10)"), true);
    static final Index INDEX = Index.of("t_a_idx", List.of("a"), false);
    static final PrimaryKey KEY = new PrimaryKey("t_pkey", List.of("id"));
    static final UniqueConstraint UNIQUE = new UniqueConstraint("t_a_key", List.of("a"), false);
    static final CheckConstraint CHECK = CheckConstraint.of("t_a_check", Expression.of("a <> ''"));
    static final ForeignKey FOREIGN_KEY = foreignKey("fk_t_a", "a", R, "id");
    static final Policy POLICY = new Policy("p", Policy.Command.ALL, true, List.of(), Optional.of(Expression.of("true")), Optional.empty());
    static final EnumType ENUM = new EnumType(MOOD, List.of("sad", "happy"), Optional.empty());

    private Samples() {}

    static ForeignKey foreignKey(String name, String column, QualifiedName refTable, String refColumn) {
        return new ForeignKey(name, List.of(column), refTable, List.of(refColumn), ReferentialAction.NO_ACTION, ReferentialAction.NO_ACTION,
                false, false, true);
    }

    static Table table(QualifiedName name, Optional<Partitioning> partitioning, Column... columns) {
        return new Table(name, Optional.empty(), List.of(columns), Optional.of(new PrimaryKey(name.name() + "_pkey", List.of("id"))), List.of(),
                List.of(), List.of(), List.of(), partitioning, RowSecurity.NONE, Optional.empty(), Optional.empty(), Optional.empty(),
                Directives.NONE);
    }

    static Column withDefault(String name, String type, boolean nullable, String value) {
        return Column.of(name, SqlType.of(type), nullable).withDefault(Optional.of(Expression.of(value)));
    }

    static Column generated(String name, boolean stored, boolean nullable) {
        return new Column(name, Optional.empty(), SqlType.of("text"), nullable, true, Optional.empty(),
                Optional.of(new GeneratedColumn(Expression.of("a || a"), stored)), Optional.empty(), Optional.empty(), Optional.empty(),
                Directives.NONE);
    }

    /// The tables that the samples are about, as they exist before the plan.
    static List<Fact> existing(boolean partitioned) {
        return List.of(new ExistingTable(T, partitioned), new ExistingTable(R, false), new ExistingColumn(T, ID), new ExistingColumn(T, A),
                new ExistingColumn(T, B), new ExistingKey(T, "t_pkey", List.of("id"), true), new ExistingIndex(T, Index.of("t_pkey", List.of("id"), true)),
                new ExistingIndex(T, INDEX), new ExistingKey(R, "r_pkey", List.of("id"), true));
    }

    /// Every kind of change, on tables that exist where there is a choice.
    static List<Change> changes() {
        Optional<String> none = Optional.empty();
        Optional<String> some = Optional.of("words");
        Expression expression = Expression.of("1");
        Partitioning partitioning = new Partitioning(Partitioning.Strategy.RANGE, List.of("id"));
        Index other = Index.of("t_a_idx", List.of("a", "b"), false);
        return List.of(
                new Change.TableAdded(table(QualifiedName.of("n"), Optional.empty(), ID)),
                new Change.TableAdded(table(new QualifiedName("sales", "n"), Optional.of(partitioning), ID)),
                new Change.TableRemoved(table(T, Optional.empty(), ID)), new Change.TableRenamed(QualifiedName.of("old"), T),
                new Change.TableCommentChanged(T, none, some), new Change.PartitioningChanged(T, Optional.empty(), Optional.of(partitioning)),
                new Change.ColumnAdded(T, Column.of("c", SqlType.of("text"), true)),
                new Change.ColumnAdded(T, Column.of("c", SqlType.of("text"), false)),
                new Change.ColumnAdded(T, withDefault("c", "integer", false, "0")),
                new Change.ColumnAdded(T, withDefault("c", "timestamptz", false, "now()")),
                new Change.ColumnAdded(T, withDefault("c", "timestamptz", true, "date_trunc('day', now())")),
                new Change.ColumnAdded(T, withDefault("c", "uuid", true, "gen_random_uuid()")),
                new Change.ColumnAdded(T, withDefault("c", "uuid", false, "gen_random_uuid()")),
                new Change.ColumnAdded(T, withDefault("c", "text", false, "evil.now()")),
                new Change.ColumnAdded(T, Column.of("c", SqlType.of("bigint"), false).withIdentity(Optional.of(new IdentityColumn(true)))),
                new Change.ColumnAdded(T, generated("c", true, true)), new Change.ColumnAdded(T, generated("c", false, true)),
                new Change.ColumnAdded(T, generated("c", false, false)),
                new Change.ColumnRemoved(T, A), new Change.ColumnRenamed(T, "old", "a"),
                new Change.ColumnTypeChanged(T, B, B.withType(SqlType.of("varchar(20)"))),
                new Change.ColumnTypeChanged(T, B, B.withType(SqlType.of("integer"))),
                new Change.ColumnTypeChanged(T, B.withType(SqlType.of("integer")), B.withType(SqlType.of("bigint"))),
                new Change.ColumnMadeRequired(T, A), new Change.ColumnMadeRequired(T, withDefault("a", "text", false, "''")),
                new Change.ColumnMadeNullable(T, A),
                new Change.ColumnDefaultChanged(T, withDefault("a", "text", true, "''"), Optional.empty(), Optional.of(Expression.of("''"))),
                new Change.ColumnDefaultChanged(T, A, Optional.of(expression), Optional.empty()),
                new Change.ColumnGenerationChanged(T, A, Optional.empty(), Optional.of(new GeneratedColumn(expression, true))),
                new Change.ColumnIdentityChanged(T, A, Optional.empty(), Optional.of(new IdentityColumn(true))),
                new Change.ColumnCommentChanged(T, "a", none, some),
                new Change.PrimaryKeyAdded(T, new PrimaryKey("t_pk", List.of("a"))), new Change.PrimaryKeyRemoved(T, KEY),
                new Change.PrimaryKeyChanged(T, KEY, new PrimaryKey("t_pkey", List.of("a"))),
                new Change.UniqueAdded(T, UNIQUE), new Change.UniqueRemoved(T, UNIQUE),
                new Change.UniqueChanged(T, UNIQUE, new UniqueConstraint("t_a_key", List.of("a", "b"), false)),
                new Change.CheckAdded(T, CHECK), new Change.CheckRemoved(T, CHECK),
                new Change.CheckChanged(T, CHECK, CheckConstraint.of("t_a_check", Expression.of("a <> 'x'"))),
                new Change.ForeignKeyAdded(T, FOREIGN_KEY), new Change.ForeignKeyRemoved(T, FOREIGN_KEY),
                new Change.ForeignKeyAdded(T, foreignKey("fk_t_b", "b", T, "id")),
                new Change.ForeignKeyChanged(T, FOREIGN_KEY, foreignKey("fk_t_a", "b", R, "id")),
                new Change.ConstraintRenamed(T, "t_x", "t_y"),
                new Change.IndexAdded(T, Index.of("t_b_idx", List.of("b"), true)),
                new Change.IndexAdded(T, new Index("t_lower", List.of(), List.of(Expression.of("lower(a)")), false, "btree", Optional.empty(),
                        List.of(), Optional.empty(), false, true)),
                new Change.IndexRemoved(T, INDEX), new Change.IndexChanged(T, INDEX, other), new Change.IndexRenamed(T, "t_a_idx", "t_b_idx"),
                new Change.RowSecurityChanged(T, false, true, false, true), new Change.RowSecurityChanged(T, true, false, true, false),
                new Change.PolicyAdded(T, POLICY), new Change.PolicyRemoved(T, POLICY),
                new Change.PolicyChanged(T, POLICY, new Policy("p", Policy.Command.ALL, false, List.of(), Optional.of(expression), Optional.empty())),
                new Change.EnumAdded(ENUM), new Change.EnumAdded(new EnumType(new QualifiedName("sales", "mood"), List.of("x"), Optional.empty())),
                new Change.EnumRemoved(ENUM), new Change.EnumLabelAdded(MOOD, "ok", Optional.of("happy")),
                new Change.EnumLabelsReplaced(ENUM, new EnumType(MOOD, List.of("happy"), Optional.empty())),
                new Change.EnumCommentChanged(MOOD, none, some));
    }

    /// Every kind of step in every one of its forms, on tables that exist.
    static List<Step> steps() {
        Index fresh = Index.of("t_b_idx", List.of("b"), false);
        UniqueConstraint unique = new UniqueConstraint("t_a_idx", List.of("a"), false);
        PrimaryKey key = new PrimaryKey("t_a_idx", List.of("a"));
        SqlType text = SqlType.of("text");
        return List.of(
                new Step.CreateSchema("sales"), new Step.DropTable(T), new Step.RenameTable(T, QualifiedName.of("u")),
                new Step.CommentOnTable(T, Optional.of("words")), new Step.Analyze(T),
                new Step.AddColumn(T, Column.of("c", text, true)), new Step.AddColumn(T, Column.of("c", text, false)),
                new Step.AddColumn(T, withDefault("c", "integer", false, "0")), new Step.AddColumn(T, withDefault("c", "uuid", true, "gen_random_uuid()")),
                new Step.AddColumn(T, Column.of("c", SqlType.of("bigint"), false).withIdentity(Optional.of(new IdentityColumn(false)))),
                new Step.AddColumn(T, generated("c", true, true)), new Step.AddColumn(T, generated("c", false, true)),
                new Step.AddColumn(T, generated("c", true, false)), new Step.AddColumn(T, generated("c", false, false)),
                new Step.DropColumn(T, A), new Step.RenameColumn(T, "a", "z"), new Step.ChangeColumnType(T, "b", SqlType.of("varchar(10)"), text),
                new Step.SetDefault(T, "a", Expression.of("''")), new Step.DropDefault(T, "a"), new Step.SetNotNull(T, "a"),
                new Step.SetNotNull(T, "id"), new Step.DropNotNull(T, "a"), new Step.AddIdentity(T, "id", new IdentityColumn(true)),
                new Step.AddIdentityAbove(T, "id", new IdentityColumn(true)), new Step.SetIdentity(T, "id", new IdentityColumn(false), new IdentityColumn(true)),
                new Step.SetExpression(T, "b", new GeneratedColumn(Expression.of("a"), true), new GeneratedColumn(Expression.of("a || a"), true)),
                new Step.SetExpression(T, "b", new GeneratedColumn(Expression.of("a"), false), new GeneratedColumn(Expression.of("a || a"), false)),
                new Step.DropExpression(T, "b"),
                new Step.AddIdentityAbove(T, "b", new IdentityColumn(false)),
                new Step.SetExpression(T, "a", new GeneratedColumn(Expression.of("b"), true), new GeneratedColumn(Expression.of("b || b"), true)),
                new Step.SetExpression(T, "id", new GeneratedColumn(Expression.of("1"), false), new GeneratedColumn(Expression.of("2"), false)),
                new Step.DropIdentity(T, "id"), new Step.CommentOnColumn(T, "a", Optional.empty()),
                new Step.Backfill(T, "a", Expression.of("''"), List.of("id")),
                new Step.KeepInSync(T, "b", Column.of("b_new", text, true)),
                new Step.SwapColumns(T, B, B.withType(text), Column.of("b_new", text, true), "b_old"), new Step.SwapIndexes(T, "t_a_idx", "x", "y"),
                new Step.DropFormerColumn(T, Column.of("b_old", text, true)),
                new Step.ChangeTypeUnderChecks(T, "b", SqlType.of("varchar(10)"), text, List.of(CHECK)),
                new Step.AddCheck(T, CHECK, Step.Validity.VALID), new Step.AddCheck(T, CHECK, Step.Validity.NOT_VALID),
                new Step.AddNotNullCheck(T, "a", "n"), new Step.AddNotNullConstraint(T, "a", "n"),
                new Step.AddForeignKey(T, FOREIGN_KEY, Step.Validity.VALID), new Step.AddForeignKey(T, FOREIGN_KEY, Step.Validity.NOT_VALID),
                new Step.AddForeignKey(T, foreignKey("fk_t_b", "b", T, "id"), Step.Validity.VALID),
                new Step.ValidateCheck(T, "n"), new Step.ValidateForeignKey(T, "fk_t_a", R), new Step.ValidateForeignKey(T, "fk_t_b", T),
                new Step.AddUnique(T, UNIQUE), new Step.AddUniqueUsingIndex(T, unique), new Step.AddPrimaryKey(T, new PrimaryKey("t_pk", List.of("a"))),
                new Step.AddPrimaryKeyUsingIndex(T, key), new Step.AddPrimaryKeyUsingIndex(T, KEY),
                new Step.AddUniqueOnOnly(T, UNIQUE), new Step.AddPrimaryKeyOnOnly(T, new PrimaryKey("t_pk", List.of("a"))),
                new Step.ReplacePrimaryKey(T, KEY, new PrimaryKey("t_pkey", List.of("id", "a")), "t_pkey_new"),
                new Step.DropCheck(T, "n"), new Step.DropKey(T, "t_pkey"), new Step.DropForeignKey(T, "fk_t_a", R), new Step.DropForeignKey(T, "fk_t_b", T),
                new Step.RenameConstraint(T, "t_pkey", "pk"), new Step.CreateIndex(T, fresh, Step.Build.PLAIN),
                new Step.CreateIndex(T, fresh, Step.Build.CONCURRENTLY), new Step.CreateIndex(T, fresh, Step.Build.ON_ONLY),
                new Step.DropIndex(T, INDEX, true), new Step.DropIndex(T, INDEX, false), new Step.RenameIndex(T, "t_a_idx", "x"),
                new Step.AttachIndex(T, "t_a_idx", R, "r_pkey"), new Step.CreatePolicy(T, POLICY), new Step.DropPolicy(T, "p"),
                new Step.SetRowSecurity(T, true, true), new Step.CreateEnum(ENUM), new Step.DropEnum(MOOD), new Step.RenameEnum(QualifiedName.of("mood_new"), MOOD),
                new Step.AddEnumLabel(MOOD, "ok", Optional.empty()), new Step.CommentOnEnum(MOOD, Optional.of("words")));
    }

    /// The steps that can stand on a table that the same plan creates, about such a table `n` and one `m`.
    static List<Step> stepsOnNewTables(QualifiedName n, QualifiedName m) {
        return List.of(new Step.CreateTable(table(n, Optional.empty(), ID)), new Step.CommentOnTable(n, Optional.of("words")),
                new Step.CommentOnColumn(n, "id", Optional.of("words")), new Step.CreateIndex(n, Index.of("n_idx", List.of("id"), false), Step.Build.PLAIN),
                new Step.AddForeignKey(n, foreignKey("fk_n_m", "id", m, "id"), Step.Validity.VALID),
                new Step.AddForeignKey(n, foreignKey("fk_n_n", "id", n, "id"), Step.Validity.VALID),
                new Step.CreatePolicy(n, POLICY), new Step.SetRowSecurity(n, true, false));
    }
}
