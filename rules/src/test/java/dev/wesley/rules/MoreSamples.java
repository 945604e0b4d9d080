package dev.wesley.rules;

import static dev.wesley.rules.Samples.A;
import static dev.wesley.rules.Samples.R;
import static dev.wesley.rules.Samples.T;

import dev.wesley.engine.diff.Change;
import dev.wesley.engine.fact.Dependent;
import dev.wesley.engine.fact.ExistingCheck;
import dev.wesley.engine.fact.ExistingColumn;
import dev.wesley.engine.fact.ExistingForeignKey;
import dev.wesley.engine.fact.ExistingIndex;
import dev.wesley.engine.fact.ExistingKey;
import dev.wesley.engine.fact.ExistingPartition;
import dev.wesley.engine.fact.ExistingTable;
import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.fact.UnsafeAllowed;
import dev.wesley.engine.inference.Conclusions;
import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.EnumType;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.GeneratedColumn;
import dev.wesley.engine.ir.IdentityColumn;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.Partitioning;
import dev.wesley.engine.ir.PrimaryKey;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.ir.UniqueConstraint;
import dev.wesley.engine.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Questions about rare contexts that neither the pages nor the recordings reach.
final class MoreSamples {
    private MoreSamples() {}

    static Stream<Conclusions> questions() {
        return Stream.of(types(), context(), secondColumn(), labels(), versions(), partitioned(), others()).flatMap(s -> s);
    }

    private static Stream<Conclusions> others() {
        CheckConstraint unproved = new CheckConstraint(Samples.CHECK.name(), Samples.CHECK.expression(), false);
        Index plain = Index.of("t_x", List.of("b"), false);
        Index expression = new Index("t_x", List.of(), List.of(Expression.of("lower(b)")), false, "btree", Optional.empty(), List.of(),
                Optional.empty(), false, true);
        return Stream.of(BasePack.ask(19, List.of(), List.of()),
                BasePack.ask(17, List.of(new Change.PrimaryKeyChanged(T, Samples.KEY, new PrimaryKey("t_pkey", List.of("a")))), List.of(new ExistingTable(T, false),
                        new Dependent(T, Optional.empty(), Dependent.Kind.PUBLICATION, "p"), new Dependent(T, Optional.of("id"), Dependent.Kind.VIEW, "v"))),
                BasePack.ask(17, List.of(new Change.CheckChanged(T, unproved, Samples.CHECK),
                        new Change.ForeignKeyChanged(T, Samples.FOREIGN_KEY.withValid(false), Samples.FOREIGN_KEY),
                        new Change.IndexChanged(T, plain, expression)), Samples.existing(false)),
                BasePack.ask(17, List.of(new Change.EnumAdded(Samples.ENUM), new Change.EnumCommentChanged(Samples.MOOD, Optional.empty(), Optional.of("x"))),
                        List.of()),
                BasePack.ask(17, List.of(new Change.ColumnRemoved(T, Samples.B)),
                        List.of(new UnsafeAllowed(), new ExistingTable(T, false), new Dependent(T, Optional.of("b"), Dependent.Kind.STATISTICS, "s"))),
                BasePack.ask(17, List.of(new Change.TableRemoved(Samples.table(T, Optional.empty(), Samples.ID))),
                        List.of(new UnsafeAllowed(), new Dependent(T, Optional.of("id"), Dependent.Kind.VIEW, "v"),
                                new ExistingPartition(T, QualifiedName.of("t_1"), Expression.of("FOR VALUES FROM (0) TO (1)")))));
    }

    private static Change.ColumnTypeChanged type(String before, String after) {
        return new Change.ColumnTypeChanged(T, Column.of("b", SqlType.of(before), true), Column.of("b", SqlType.of(after), true));
    }

    private static Stream<Conclusions> types() {
        return Stream.of(
                        type("text", "varchar"), type("varchar(10)", "text"), type("numeric(4,2)", "numeric"), type("timestamp(3)", "timestamp"),
                        type("timestamp(3)", "timestamp(6)"), type("cidr", "inet"), type("xml", "text"), type("smallint", "integer"),
                        type("bigint", "numeric"), type("real", "double precision"), type("numeric(4,2)", "numeric(9,4)"), type("date", "timestamp"),
                        type("timestamp", "timestamptz"), type("json", "jsonb"), type("uuid", "text"), type("varchar(4)[]", "text[]"),
                        type("varchar(4)[]", "varchar(9)[]"), type("numeric(4,2)", "numeric(6,2)"))
                .map(c -> BasePack.ask(17, List.of(c), List.of(new ExistingTable(T, false))));
    }

    /// A change that copies rows, of a column that one thing at a time hangs on.
    private static Stream<Conclusions> secondColumn() {
        Change change = type("integer", "bigint");
        Index expression = new Index("t_x", List.of("b"), List.of(Expression.of("b + 1")), true, "btree", Optional.empty(), List.of(),
                Optional.of("int4_ops"), false, true);
        ExistingIndex pair = new ExistingIndex(T, Index.of("t_a_b", List.of("a", "b"), false));
        Column other = Column.of("a", SqlType.of("integer"), true);
        Column sequence = Samples.withDefault("b", "integer", true, "nextval('s')");
        return Stream.of(
                secondColumn(List.of(change), new ExistingForeignKey(T, Samples.foreignKey("fk", "b", R, "id"))),
                secondColumn(List.of(change), new ExistingForeignKey(R, Samples.foreignKey("kf", "id", T, "b"))),
                secondColumn(List.of(change), new ExistingIndex(T, expression)),
                secondColumn(List.of(type("varchar(10)", "varchar(20)")), new ExistingIndex(T, expression)),
                secondColumn(List.of(type("varchar(10)", "varchar(20)")), new ExistingCheck(T, CheckConstraint.of("k", Expression.of("b > 0")))),
                secondColumn(List.of(type("varchar(10)", "varchar(20)"), new Step.ChangeColumnType(T, "b", SqlType.of("varchar(10)"), SqlType.of("varchar(20)"))),
                        new ExistingCheck(T, CheckConstraint.of("k", Expression.of("b > 0"))), new ExistingIndex(T, expression)),
                secondColumn(List.of(type("date", "text"))),
                secondColumn(List.of(change, new Change.ColumnCommentChanged(T, "b", Optional.empty(), Optional.of("x")))),
                secondColumn(List.of(change, new Change.ColumnRenamed(T, "old", "b"))),
                secondColumn(List.of(change, new Change.ColumnAdded(T, Samples.generated("g", true, true)))),
                secondColumn(List.of(change, new Change.ForeignKeyAdded(R, Samples.foreignKey("kf", "id", T, "b")))),
                secondColumn(List.of(change, new Change.ColumnTypeChanged(T, other, other.withType(SqlType.of("bigint")))), pair),
                secondColumn(List.of(change), new ExistingColumn(T, Column.of("b_new", SqlType.of("text"), true))),
                secondColumn(List.of(change, new Change.ColumnAdded(T, Column.of("b_old", SqlType.of("text"), true)))),
                secondColumn(List.of(new Change.ColumnTypeChanged(T, sequence, sequence.withType(SqlType.of("bigint"))))),
                secondColumn(List.of(change), new Dependent(T, Optional.of("b"), Dependent.Kind.STATISTICS, "s")),
                secondColumn(List.of(new Change.ColumnTypeChanged(T, Samples.generated("g", true, true),
                        Samples.generated("g", true, true).withType(SqlType.of("varchar"))))));
    }

    /// Labels of a type that are replaced, with one thing at a time in the way.
    private static Stream<Conclusions> labels() {
        EnumType after = new EnumType(Samples.MOOD, List.of("happy"), Optional.empty());
        Change change = new Change.EnumLabelsReplaced(Samples.ENUM, after);
        Change commented = new Change.EnumLabelsReplaced(new EnumType(Samples.MOOD, List.of("sad", "happy"), Optional.of("x")), after);
        Column mood = Column.of("m", SqlType.userDefined(Samples.MOOD), true);
        Index partial = new Index("t_m", List.of("id"), List.of(), false, "btree", Optional.of(Expression.of("m <> 'sad'")), List.of(), Optional.empty(), false, true);
        ExistingColumn column = new ExistingColumn(T, mood);
        UnsafeAllowed unsafe = new UnsafeAllowed();
        return Stream.of(
                secondColumn(List.of(change), unsafe, column), secondColumn(List.of(commented), unsafe),
                secondColumn(List.of(change), unsafe, new ExistingColumn(T, mood.withDefault(Optional.of(Expression.of("'sad'"))))),
                secondColumn(List.of(change), unsafe, new ExistingColumn(T, mood.withType(mood.type().asList()))),
                secondColumn(List.of(change), unsafe, column, new ExistingCheck(T, CheckConstraint.of("k", Expression.of("m <> 'sad'")))),
                secondColumn(List.of(change), unsafe, column, new ExistingIndex(T, partial)),
                secondColumn(List.of(change), unsafe, column, new Dependent(T, Optional.of("m"), Dependent.Kind.VIEW, "v")),
                secondColumn(List.of(change), unsafe, column, new ExistingForeignKey(T, Samples.foreignKey("fk", "m", R, "id"))),
                secondColumn(List.of(change), unsafe, column, new ExistingTable(T, true)),
                secondColumn(List.of(change, new Change.ColumnAdded(T, mood)), unsafe),
                secondColumn(List.of(change, new Change.ColumnTypeChanged(T, mood, mood.withType(SqlType.of("text")))), unsafe),
                secondColumn(List.of(change, new Change.EnumCommentChanged(Samples.MOOD, Optional.empty(), Optional.of("x"))), unsafe));
    }

    private static Conclusions secondColumn(List<?> subjects, Fact... more) {
        List<Fact> facts = new ArrayList<>(List.of(new ExistingTable(T, false), new ExistingKey(T, "t_pkey", List.of("id"), true)));
        facts.addAll(List.of(more));
        return BasePack.ask(17, subjects, facts);
    }

    /// A compatible and a rewriting change of a column that everything hangs on.
    private static Stream<Conclusions> context() {
        Index expression = new Index("t_x", List.of(), List.of(Expression.of("lower(b)")), false, "btree", Optional.empty(), List.of(),
                Optional.empty(), false, true);
        List<Fact> facts = new ArrayList<>(Samples.existing(false));
        facts.addAll(List.of(new ExistingCheck(T, Samples.CHECK), new ExistingIndex(T, expression), new ExistingIndex(T, Index.of("t_b", List.of("b"), false)),
                new ExistingForeignKey(T, Samples.foreignKey("fk", "b", R, "id")), new ExistingForeignKey(R, Samples.foreignKey("kf", "id", T, "b")),
                new ExistingKey(T, "t_b_key", List.of("b"), false), new Dependent(T, Optional.of("b"), Dependent.Kind.VIEW, "v"),
                new ExistingColumn(T, Samples.generated("g", true, true)),
                new ExistingColumn(T, Column.of("i", SqlType.of("bigint"), false).withIdentity(Optional.of(new IdentityColumn(true))))));
        Step rewrite = new Step.ChangeColumnType(T, "b", SqlType.of("varchar(10)"), SqlType.of("integer"));
        return Stream.of(
                BasePack.ask(17, List.of(type("varchar(10)", "varchar(20)")), facts), BasePack.ask(17, List.of(type("varchar(10)", "varchar(20)")), Samples.existing(true)),
                BasePack.ask(17, List.of(rewrite, new Step.DropTable(T), new Step.DropColumn(T, Samples.B), new Step.DropIdentity(T, "i"),
                        new Step.Backfill(T, "b", Expression.of("''"), List.of("id"))), facts),
                BasePack.ask(17, List.of(new Step.Backfill(T, "a", Expression.of("''"), List.of("id")),
                        new Step.AddForeignKey(T, Samples.FOREIGN_KEY, Step.Validity.NOT_VALID)), Samples.existing(false)),
                BasePack.ask(17, List.of(new Change.UniqueRemoved(T, new UniqueConstraint("t_b_key", List.of("b"), false))), facts),
                BasePack.ask(17, List.of(new Change.IndexAdded(T, Index.of("t_b_key", List.of("b"), true))), facts),
                BasePack.ask(17, List.of(new Change.ForeignKeyRemoved(T, Samples.FOREIGN_KEY)), facts),
                BasePack.ask(17, List.of(new Step.SetExpression(T, "b", new GeneratedColumn(Expression.of("a"), true), new GeneratedColumn(Expression.of("a || a"), true))), facts),
                BasePack.ask(17, List.of(new Step.ChangeColumnType(T, "i", SqlType.of("bigint"), SqlType.of("integer"))), facts));
    }

    private static Stream<Conclusions> versions() {
        Table plain = Samples.table(QualifiedName.of("n"), Optional.empty(), Samples.ID, Samples.generated("g", true, true));
        Table virtual = Samples.table(QualifiedName.of("n"), Optional.empty(), Samples.ID, Samples.generated("g", false, true));
        UniqueConstraint unique = new UniqueConstraint("u", List.of("id"), true);
        Table nulls = new Table(plain.name(), plain.uid(), List.of(Samples.ID), plain.primaryKey(), List.of(unique), List.of(), List.of(), List.of(),
                plain.partitioning(), plain.rowSecurity(), plain.tenantBy(), plain.comment(), plain.renamedFrom(), plain.directives());
        Index index = new Index("i", List.of("a"), List.of(), true, "btree", Optional.empty(), List.of(), Optional.empty(), true, true);
        return BasePack.majors().boxed().flatMap(major -> Stream.of(
                BasePack.ask(major, List.of(new Change.TableAdded(plain)), List.of()), BasePack.ask(major, List.of(new Change.TableAdded(virtual)), List.of()),
                BasePack.ask(major, List.of(new Change.TableAdded(nulls)), List.of()),
                BasePack.ask(major, List.of(new Change.UniqueAdded(T, unique), new Change.IndexAdded(T, index)), Samples.existing(false)),
                BasePack.ask(major, List.of(new Change.ColumnAdded(T, Samples.withDefault("c", "uuid", false, "gen_random_uuid()"))), List.of(new ExistingTable(T, false))),
                BasePack.ask(major, List.of(new Change.ColumnMadeRequired(T, Samples.withDefault("a", "text", false, "''"))), List.of(new ExistingTable(T, false))),
                BasePack.ask(major, List.of(new Step.AddPrimaryKeyUsingIndex(T, new PrimaryKey("t_a_idx", List.of("a"))),
                        new Step.AddNotNullCheck(T, "a", "n")), Samples.existing(false)),
                BasePack.ask(major, List.of(new Step.AddPrimaryKeyUsingIndex(T, new PrimaryKey("t_a_idx", List.of("a"))),
                        new Step.AddNotNullConstraint(T, "a", "n")), Samples.existing(false))));
    }

    private static Stream<Conclusions> partitioned() {
        Optional<Partitioning> range = Optional.of(new Partitioning(Partitioning.Strategy.RANGE, List.of("id")));
        QualifiedName n = QualifiedName.of("n");
        QualifiedName part = QualifiedName.of("t1");
        Change newTable = new Change.TableAdded(Samples.table(n, range, Samples.ID, A));
        List<Fact> facts = new ArrayList<>(Samples.existing(true));
        facts.addAll(List.of(new ExistingPartition(T, part, Expression.of("DEFAULT")), new ExistingTable(part, false), new ExistingIndex(part, Index.of("t1_b", List.of("b"), false)),
                new ExistingKey(part, "t1_pkey", List.of("id"), true)));
        return BasePack.majors().boxed().flatMap(major -> Stream.of(
                BasePack.ask(major, List.of(newTable, new Change.ForeignKeyAdded(n, Samples.foreignKey("f", "a", T, "id"))), facts),
                BasePack.ask(major, List.of(newTable, new Change.ForeignKeyAdded(T, Samples.foreignKey("f", "a", n, "id"))), facts),
                BasePack.ask(major, List.of(newTable, new Step.AddForeignKey(n, Samples.foreignKey("f", "a", R, "id"), Step.Validity.VALID),
                        new Step.DropTable(T), new Step.ValidateForeignKey(R, "f", T), new Step.DropIndex(T, Samples.INDEX, false),
                        new Step.AddColumn(T, Samples.withDefault("c", "uuid", true, "gen_random_uuid()")),
                        new Step.ChangeColumnType(T, "b", SqlType.of("varchar(10)"), SqlType.of("integer"))), facts),
                BasePack.ask(major, List.of(new Change.RowSecurityChanged(n, false, true, false, false), newTable), facts)));
    }
}
