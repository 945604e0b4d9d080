package dev.wesley.engine.plan;

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
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// One step of every kind, with every optional part filled somewhere and with names that need care: quotes, dots, line ends.
public final class SampleSteps {
    public static final QualifiedName ORDERS = QualifiedName.of("orders");
    public static final QualifiedName ODD = new QualifiedName("we.ird", "a \"b\".c\n");

    private SampleSteps() {}

    public static List<Step> all() {
        SqlType text = SqlType.of("text");
        Expression now = Expression.of("now()");
        TreeMap<String, java.util.SortedMap<String, Object>> directives = new TreeMap<>();
        directives.put("wes_weight", new TreeMap<>(java.util.Map.of(
                "value", 7L, "huge", Long.MAX_VALUE, "share", 0.5, "on", true, "name", "x", "list", List.of("a", 2L))));
        Column full = new Column("total", Optional.of("col:Order.total"), new SqlType("numeric", Optional.empty(), List.of(12, 2), true), false,
                false, Optional.of(Expression.of("'{}'")), Optional.of(new GeneratedColumn(Expression.of("a + b"), true)),
                Optional.of(new IdentityColumn(true)), Optional.of("what it costs"), Optional.of("sum"), new Directives(directives));
        Index index = new Index("idx \"odd\"", List.of("a", "b"), List.of(Expression.of("lower(c)")), true, "btree", Optional.of(Expression.of("d > 0")),
                List.of("e"), Optional.of("text_ops"), true, false);
        ForeignKey foreignKey = new ForeignKey("fk_orders_customer", List.of("customer_id"), QualifiedName.of("customers"), List.of("id"),
                ReferentialAction.CASCADE, ReferentialAction.SET_NULL, true, true, false);
        Policy policy = new Policy("own rows", Policy.Command.UPDATE, false, List.of("b", "a"), Optional.of(Expression.of("owner = current_user")),
                Optional.of(Expression.of("true")));
        PrimaryKey key = new PrimaryKey("orders_pkey", List.of("id", "region"));
        UniqueConstraint unique = new UniqueConstraint("orders_no_key", List.of("no"), true);
        CheckConstraint check = CheckConstraint.of("orders_total_check", Expression.of("total >= 0"));
        Table table = new Table(ODD, Optional.of("tbl:Order"), List.of(full, Column.of("id", text, false)), Optional.of(key), List.of(unique),
                List.of(check), List.of(foreignKey), List.of(index), Optional.of(new Partitioning(Partitioning.Strategy.HASH, List.of("id"))),
                new RowSecurity(true, true, List.of(policy)), Optional.of("org"), Optional.of("orders"), Optional.of("Bestellung"), new Directives(directives));
        EnumType status = new EnumType(QualifiedName.of("status"), List.of("new", "it's"), Optional.of("how far"));
        return List.of(
                new Step.CreateSchema("sales"),
                new Step.CreateTable(table),
                new Step.DropTable(ODD),
                new Step.RenameTable(ODD, ORDERS),
                new Step.CommentOnTable(ORDERS, Optional.of("it's")),
                new Step.Analyze(ORDERS),
                new Step.AddColumn(ORDERS, full),
                new Step.DropColumn(ORDERS, Column.of("note", text, true)),
                new Step.RenameColumn(ORDERS, "sum", "total"),
                new Step.ChangeColumnType(ORDERS, "total", text, SqlType.userDefined(status.name()), Optional.of(Expression.of("total::status"))),
                new Step.SetDefault(ORDERS, "at", now),
                new Step.DropDefault(ORDERS, "at"),
                new Step.SetNotNull(ORDERS, "at"),
                new Step.DropNotNull(ORDERS, "at"),
                new Step.AddIdentity(ORDERS, "id", new IdentityColumn(false)),
                new Step.AddIdentityAbove(ORDERS, "id", new IdentityColumn(false)),
                new Step.SetIdentity(ORDERS, "id", new IdentityColumn(false), new IdentityColumn(true)),
                new Step.DropIdentity(ORDERS, "id"),
                new Step.SetExpression(ORDERS, "at", new GeneratedColumn(Expression.of("id * 2"), true), new GeneratedColumn(Expression.of("id * 3"), true)),
                new Step.DropExpression(ORDERS, "at"),
                new Step.CommentOnColumn(ORDERS, "at", Optional.empty()),
                new Step.Backfill(ORDERS, "at", now, List.of("id", "region")),
                new Step.KeepInSync(ORDERS, "total", Column.of("total_new", SqlType.of("bigint"), true)),
                new Step.SwapColumns(ORDERS, Column.of("total", SqlType.of("integer"), false).withDefault(Optional.of(Expression.of("0"))),
                        Column.of("total", SqlType.of("bigint"), false).withDefault(Optional.of(Expression.of("0"))),
                        Column.of("total_new", SqlType.of("bigint"), true), "total_old"),
                new Step.SwapIndexes(ORDERS, "idx", "idx_new", "idx_old"),
                new Step.DropFormerColumn(ORDERS, Column.of("total_old", SqlType.of("integer"), true)),
                new Step.ChangeTypeUnderChecks(ORDERS, "total", SqlType.of("varchar(10)"), text, List.of(check)),
                new Step.AddCheck(ORDERS, check, Step.Validity.NOT_VALID),
                new Step.AddNotNullCheck(ORDERS, "at", "orders_at_not_null"),
                new Step.AddNotNullConstraint(ORDERS, "at", "orders_at_not_null"),
                new Step.AddForeignKey(ORDERS, foreignKey, Step.Validity.NOT_VALID),
                new Step.ValidateCheck(ORDERS, check.name()),
                new Step.ValidateForeignKey(ORDERS, foreignKey.name(), foreignKey.refTable()),
                new Step.AddUnique(ORDERS, unique),
                new Step.AddUniqueUsingIndex(ORDERS, unique),
                new Step.AddPrimaryKey(ORDERS, key),
                new Step.AddPrimaryKeyUsingIndex(ORDERS, key),
                new Step.AddUniqueOnOnly(ORDERS, unique),
                new Step.AddPrimaryKeyOnOnly(ORDERS, key),
                new Step.ReplacePrimaryKey(ORDERS, key, new PrimaryKey("orders_pkey2", List.of("id", "region")), "orders_pkey2_new"),
                new Step.DropCheck(ORDERS, check.name()),
                new Step.DropKey(ORDERS, unique.name()),
                new Step.DropForeignKey(ORDERS, foreignKey.name(), foreignKey.refTable()),
                new Step.RenameConstraint(ORDERS, "a", "b"),
                new Step.CreateIndex(ORDERS, index, Step.Build.CONCURRENTLY),
                new Step.DropIndex(ORDERS, index, true),
                new Step.RenameIndex(ORDERS, "a", "b"),
                new Step.AttachIndex(QualifiedName.of("orders_2026"), "idx_2026", ORDERS, "idx"),
                new Step.CreatePolicy(ORDERS, policy),
                new Step.DropPolicy(ORDERS, policy.name()),
                new Step.SetRowSecurity(ORDERS, true, false),
                new Step.CreateEnum(status),
                new Step.DropEnum(status.name()),
                new Step.RenameEnum(new QualifiedName("public", "status_new"), status.name()),
                new Step.AddEnumLabel(status.name(), "done", Optional.of("new")),
                new Step.CommentOnEnum(status.name(), Optional.of("how far")));
    }
}
