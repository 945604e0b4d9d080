package dev.wesley.engine.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Directives;
import dev.wesley.engine.ir.EnumType;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.ForeignKey;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.PrimaryKey;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.ReferentialAction;
import dev.wesley.engine.ir.RowSecurity;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.ir.UniqueConstraint;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DifferTest {
    private static final QualifiedName ORDERS = QualifiedName.of("orders");
    private static final Column ID = column("id", "uuid", false);
    private static final Column TOTAL = column("total", "integer", true);

    private static Column column(String name, String type, boolean nullable) {
        return Column.of(name, SqlType.of(type), nullable);
    }

    private static Column uid(Column c, String uid, Optional<String> renamedFrom) {
        return new Column(c.name(), Optional.of(uid), c.type(), c.nullable(), true, c.defaultValue(), c.generated(), c.identity(),
                c.comment(), renamedFrom, Directives.NONE);
    }

    private static Table table(QualifiedName name, List<Column> columns) {
        return new Table(name, Optional.empty(), columns, Optional.of(new PrimaryKey(name.name() + "_pkey", List.of("id"))), List.of(), List.of(),
                List.of(), List.of(), Optional.empty(), RowSecurity.NONE, Optional.empty(), Optional.empty(), Optional.empty(), Directives.NONE);
    }

    private static Table with(Table t, List<UniqueConstraint> uniques, List<CheckConstraint> checks, List<ForeignKey> keys, List<Index> indexes) {
        return new Table(t.name(), t.uid(), t.columns(), t.primaryKey(), uniques, checks, keys, indexes, t.partitioning(), t.rowSecurity(),
                t.tenantBy(), t.comment(), t.renamedFrom(), t.directives());
    }

    private static Schema schema(Table... tables) {
        return new Schema(List.of(tables), List.of());
    }

    private static List<String> kinds(Schema before, Schema after) {
        return Differ.diff(before, after).stream().map(c -> c.kind() + " " + c.subject()).toList();
    }

    @Test
    void equalSchemasDoNotDiffer() {
        assertThat(Differ.diff(schema(table(ORDERS, List.of(ID, TOTAL))), schema(table(ORDERS, List.of(TOTAL, ID))))).isEmpty();
    }

    @Test
    void everyPropertyOfAColumnIsCompared() {
        Column now = TOTAL.withType(SqlType.of("bigint")).withNullable(false).withDefault(Optional.of(Expression.of("0")));
        assertThat(kinds(schema(table(ORDERS, List.of(ID, TOTAL))), schema(table(ORDERS, List.of(ID, now)))))
                .containsExactly("ColumnDefaultChanged orders.total", "ColumnMadeRequired orders.total", "ColumnTypeChanged orders.total");
    }

    @Test
    void aColumnThatOnlyLooksRenamedIsDroppedAndAdded() {
        assertThat(kinds(schema(table(ORDERS, List.of(ID, TOTAL))), schema(table(ORDERS, List.of(ID, TOTAL.withName("sum"))))))
                .containsExactly("ColumnAdded orders.sum", "ColumnRemoved orders.total");
    }

    @Test
    void anEqualUidOrADeclarationIsARename() {
        Schema before = schema(table(ORDERS, List.of(ID, uid(TOTAL, "col:O.t", Optional.empty()))));
        assertThat(kinds(before, schema(table(ORDERS, List.of(ID, uid(TOTAL.withName("sum"), "col:O.t", Optional.empty()))))))
                .containsExactly("ColumnRenamed orders.sum");
        assertThat(kinds(before, schema(table(ORDERS, List.of(ID, uid(TOTAL.withName("sum"), "col:O.s", Optional.of("total")))))))
                .containsExactly("ColumnRenamed orders.sum");
    }

    @Test
    void whatHangsOnARenamedColumnDoesNotChange() {
        Index index = Index.of("by_total", List.of("total"), false);
        Schema before = schema(with(table(ORDERS, List.of(ID, uid(TOTAL, "u", Optional.empty()))), List.of(), List.of(), List.of(), List.of(index)));
        Schema after = schema(with(table(ORDERS, List.of(ID, uid(TOTAL.withName("sum"), "u", Optional.empty()))), List.of(), List.of(), List.of(),
                List.of(Index.of("by_total", List.of("sum"), false))));
        assertThat(kinds(before, after)).containsExactly("ColumnRenamed orders.sum");
    }

    @Test
    void aRenamedTableKeepsTheKeysThatReferToIt() {
        ForeignKey key = key("fk", ORDERS);
        Table line = with(table(QualifiedName.of("line"), List.of(ID, column("order_id", "uuid", true))), List.of(), List.of(), List.of(key), List.of());
        Table renamed = new Table(QualifiedName.of("purchase"), Optional.empty(), List.of(ID), Optional.of(new PrimaryKey("orders_pkey", List.of("id"))),
                List.of(), List.of(), List.of(), List.of(), Optional.empty(), RowSecurity.NONE, Optional.empty(), Optional.empty(), Optional.of("orders"), Directives.NONE);
        Table lineAfter = with(line, List.of(), List.of(), List.of(key("fk", QualifiedName.of("purchase"))), List.of());
        assertThat(kinds(schema(table(ORDERS, List.of(ID)), line), schema(renamed, lineAfter))).containsExactly("TableRenamed purchase");
    }

    private static ForeignKey key(String name, QualifiedName target) {
        return new ForeignKey(name, List.of("order_id"), target, List.of("id"), ReferentialAction.NO_ACTION, ReferentialAction.NO_ACTION, false, false, true);
    }

    @Test
    void constraintsAndIndexesAreAddedChangedRenamedAndRemoved() {
        Table bare = table(ORDERS, List.of(ID, TOTAL));
        CheckConstraint positive = CheckConstraint.of("positive", Expression.of("total > 0"));
        Index index = Index.of("i", List.of("total"), false);
        UniqueConstraint unique = new UniqueConstraint("u", List.of("total"), false);
        Schema with = schema(with(bare, List.of(unique), List.of(positive), List.of(), List.of(index)));
        assertThat(kinds(schema(bare), with)).containsExactly("IndexAdded orders.i", "CheckAdded orders.positive", "UniqueAdded orders.u");
        assertThat(kinds(with, schema(bare))).containsExactly("IndexRemoved orders.i", "CheckRemoved orders.positive", "UniqueRemoved orders.u");
        Schema renamed = schema(with(bare, List.of(new UniqueConstraint("u2", List.of("total"), false)),
                List.of(CheckConstraint.of("positive", Expression.of("total >= 0"))), List.of(), List.of(Index.of("i", List.of("total", "id"), false))));
        assertThat(kinds(with, renamed)).containsExactly("IndexChanged orders.i", "CheckChanged orders.positive", "ConstraintRenamed orders.u2");
    }

    @Test
    void newEnumLabelsNameTheirSuccessorSoThatTheirOrderIsADependency() {
        Schema before = new Schema(List.of(), List.of(new EnumType(QualifiedName.of("s"), List.of("a", "d"), Optional.empty())));
        Schema after = new Schema(List.of(), List.of(new EnumType(QualifiedName.of("s"), List.of("a", "b", "c", "d", "e"), Optional.empty())));
        assertThat(Differ.diff(before, after)).containsExactly(
                new Change.EnumLabelAdded(QualifiedName.of("s"), "b", Optional.of("c")),
                new Change.EnumLabelAdded(QualifiedName.of("s"), "c", Optional.of("d")),
                new Change.EnumLabelAdded(QualifiedName.of("s"), "e", Optional.empty()));
    }

    @Test
    void aRemovedOrMovedLabelIsItsOwnChange() {
        Schema before = new Schema(List.of(), List.of(new EnumType(QualifiedName.of("s"), List.of("a", "b"), Optional.empty())));
        Schema after = new Schema(List.of(), List.of(new EnumType(QualifiedName.of("s"), List.of("b", "a"), Optional.empty())));
        assertThat(kinds(before, after)).containsExactly("EnumLabelsReplaced s");
    }

    @Test
    void aRemovedTableStillNamesItsForeignKeys() {
        Table line = with(table(QualifiedName.of("line"), List.of(ID, column("order_id", "uuid", true))), List.of(), List.of(), List.of(key("fk", ORDERS)), List.of());
        assertThat(kinds(schema(table(ORDERS, List.of(ID)), line), schema(table(ORDERS, List.of(ID)))))
                .containsExactly("TableRemoved line", "ForeignKeyRemoved line.fk");
    }
}
