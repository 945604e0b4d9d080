package dev.wesley.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Directives;
import dev.wesley.engine.ir.EnumType;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.ForeignKey;
import dev.wesley.engine.ir.IdentityColumn;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.Policy;
import dev.wesley.engine.ir.PrimaryKey;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.ReferentialAction;
import dev.wesley.engine.ir.RowSecurity;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.ir.UniqueConstraint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StepOrderTest {
    private static final QualifiedName ORDERS = QualifiedName.of("orders");
    private static final QualifiedName CUSTOMERS = QualifiedName.of("customers");
    private static final QualifiedName STATUS = QualifiedName.of("status");
    private static final SqlType TEXT = SqlType.of("text");

    private static Table table(QualifiedName name, Column... columns) {
        return new Table(name, Optional.empty(), List.of(columns), Optional.of(new PrimaryKey(name.name() + "_pkey", List.of("id"))), List.of(), List.of(),
                List.of(), List.of(), Optional.empty(), RowSecurity.NONE, Optional.empty(), Optional.empty(), Optional.empty(), Directives.NONE);
    }

    private static Column column(String name) {
        return Column.of(name, TEXT, true);
    }

    private static Column id() {
        return Column.of("id", SqlType.of("uuid"), false);
    }

    private static ForeignKey foreignKey(String name, String column, QualifiedName to) {
        return new ForeignKey(name, List.of(column), to, List.of("id"), ReferentialAction.NO_ACTION, ReferentialAction.NO_ACTION, false, false, true);
    }

    private static Step.AddColumn add(QualifiedName table, String name) {
        return new Step.AddColumn(table, column(name));
    }

    private static Step.CreateIndex index(QualifiedName table, String name, String column, boolean unique) {
        return new Step.CreateIndex(table, Index.of(name, List.of(column), unique), Step.Build.CONCURRENTLY);
    }

    private static StepOrder.Placed own(Phase phase, Step step) {
        return new StepOrder.Placed(step, phase, Boundary.OWN);
    }

    private static StepOrder.Placed shared(Phase phase, Step step) {
        return new StepOrder.Placed(step, phase, Boundary.SHARED);
    }

    private static List<StepOrder.Ordered> order(Schema before, StepOrder.Placed... steps) {
        return order(before, List.of(), steps);
    }

    /// Orders the steps, and checks on the way that no other order of the input changes the answer.
    private static List<StepOrder.Ordered> order(Schema before, List<List<Step>> sequences, StepOrder.Placed... steps) {
        StepOrder.Result result = StepOrder.of(List.of(steps), sequences, before);
        List<StepOrder.Placed> shuffled = new ArrayList<>(List.of(steps));
        Random random = new Random(1);
        for (int i = 0; i < 5; i++) {
            Collections.shuffle(shuffled, random);
            assertThat(StepOrder.of(shuffled, sequences, before)).isEqualTo(result);
        }
        assertThat(result).isInstanceOf(StepOrder.Result.Done.class);
        return ((StepOrder.Result.Done) result).steps();
    }

    private static void assertOrder(Schema before, Step first, Step then) {
        assertThat(order(before, own(Phase.SWITCH, first), own(Phase.SWITCH, then)))
                .as("%s before %s", first, then)
                .extracting(o -> o.placed().step()).containsExactly(first, then);
        assertThat(order(before, own(Phase.SWITCH, first), own(Phase.SWITCH, then)).getLast().after()).as("%s needs %s", then, first)
                .containsExactly("switch-01");
    }

    private static Schema schema(Table... tables) {
        return new Schema(List.of(tables), List.of(new EnumType(STATUS, List.of("new"), Optional.empty())));
    }

    // ---- what is built on what

    @Test
    void buildsSchemasAndTypesBeforeTheTablesInThem() {
        QualifiedName inside = new QualifiedName("sales", "orders");
        QualifiedName type = new QualifiedName("sales", "state");
        Step table = new Step.CreateTable(table(inside, id(), Column.of("state", SqlType.userDefined(type), true)));
        assertOrder(Schema.EMPTY, new Step.CreateSchema("sales"), table);
        assertOrder(Schema.EMPTY, new Step.CreateSchema("sales"), new Step.CreateEnum(new EnumType(type, List.of("a"), Optional.empty())));
        assertOrder(Schema.EMPTY, new Step.CreateEnum(new EnumType(type, List.of("a"), Optional.empty())), table);
    }

    @Test
    void buildsAnIndexAfterItsColumns() {
        assertOrder(schema(table(ORDERS, id())), add(ORDERS, "note"), index(ORDERS, "a_idx", "note", false));
        Step.CreateIndex partial = new Step.CreateIndex(ORDERS, new Index("b_idx", List.of("id"), List.of(), false, "btree",
                Optional.of(Expression.of("note IS NOT NULL")), List.of(), Optional.empty(), false, true), Step.Build.CONCURRENTLY);
        assertOrder(schema(table(ORDERS, id())), add(ORDERS, "note"), partial);
        Step.CreateIndex covering = new Step.CreateIndex(ORDERS, new Index("c_idx", List.of("id"), List.of(), false, "btree", Optional.empty(),
                List.of("note"), Optional.empty(), false, true), Step.Build.CONCURRENTLY);
        assertOrder(schema(table(ORDERS, id())), add(ORDERS, "note"), covering);
    }

    @Test
    void addsAForeignKeyAfterBothTablesItsColumnsAndTheKeyItRefersTo() {
        Step key = new Step.AddForeignKey(ORDERS, foreignKey("a_fk", "customer", CUSTOMERS), Step.Validity.NOT_VALID);
        assertOrder(schema(table(ORDERS, id(), column("customer"))), new Step.CreateTable(table(CUSTOMERS, id())), key);
        assertOrder(schema(table(CUSTOMERS, id())), new Step.CreateTable(table(ORDERS, id(), column("customer"))), key);
        assertOrder(schema(table(ORDERS, id()), table(CUSTOMERS, id())), add(ORDERS, "customer"), key);
        Schema keyless = schema(table(ORDERS, id(), column("customer")), noKey(table(CUSTOMERS, id())));
        assertOrder(keyless, index(CUSTOMERS, "z_idx", "id", true), key);
        assertOrder(keyless, new Step.AddUnique(CUSTOMERS, new UniqueConstraint("z_key", List.of("id"), false)), key);
        assertOrder(keyless, new Step.AddPrimaryKeyUsingIndex(CUSTOMERS, new PrimaryKey("z_pkey", List.of("id"))), key);
    }

    private static Table noKey(Table t) {
        return new Table(t.name(), t.uid(), t.columns(), Optional.empty(), t.uniques(), t.checks(), t.foreignKeys(), t.indexes(), t.partitioning(),
                t.rowSecurity(), t.tenantBy(), t.comment(), t.renamedFrom(), t.directives());
    }

    @Test
    void addsForeignKeysInACircleAfterAllTables() {
        List<StepOrder.Ordered> ordered = order(Schema.EMPTY,
                shared(Phase.EXPAND, new Step.AddForeignKey(ORDERS, foreignKey("a_fk", "other", CUSTOMERS), Step.Validity.VALID)),
                shared(Phase.EXPAND, new Step.AddForeignKey(CUSTOMERS, foreignKey("b_fk", "other", ORDERS), Step.Validity.VALID)),
                shared(Phase.EXPAND, new Step.CreateTable(table(ORDERS, id(), column("other")))),
                shared(Phase.EXPAND, new Step.CreateTable(table(CUSTOMERS, id(), column("other")))));
        assertThat(ordered).extracting(o -> o.placed().step().op()).containsExactly("CreateTable", "CreateTable", "AddForeignKey", "AddForeignKey");
        assertThat(ordered).extracting(StepOrder.Ordered::transaction).containsOnly(1);
    }

    @Test
    void usesAnIndexAfterItIsBuilt() {
        assertOrder(schema(table(ORDERS, id(), column("no"))), index(ORDERS, "orders_no_key", "no", true),
                new Step.AddUniqueUsingIndex(ORDERS, new UniqueConstraint("orders_no_key", List.of("no"), false)));
        assertOrder(schema(table(ORDERS, id(), column("no"))), index(ORDERS, "orders_pkey2", "no", true),
                new Step.AddPrimaryKeyUsingIndex(ORDERS, new PrimaryKey("orders_pkey2", List.of("no"))));
    }

    @Test
    void validatesAConstraintAfterItIsAdded() {
        Schema before = schema(table(ORDERS, id(), column("customer")), table(CUSTOMERS, id()));
        assertOrder(before, new Step.AddForeignKey(ORDERS, foreignKey("z_fk", "customer", CUSTOMERS), Step.Validity.NOT_VALID),
                new Step.ValidateForeignKey(ORDERS, "z_fk", CUSTOMERS));
        assertOrder(before, new Step.AddCheck(ORDERS, CheckConstraint.of("z_check", Expression.of("id IS NOT NULL")), Step.Validity.NOT_VALID),
                new Step.ValidateCheck(ORDERS, "z_check"));
        assertOrder(before, new Step.AddNotNullConstraint(ORDERS, "customer", "z_nn"), new Step.ValidateCheck(ORDERS, "z_nn"));
    }

    @Test
    void setsTheDefaultBeforeItFillsAndFillsBeforeItForbidsNull() {
        Schema before = schema(table(ORDERS, id(), column("note")));
        Step fill = new Step.Backfill(ORDERS, "note", Expression.of("'x'"), List.of("id"));
        assertOrder(before, new Step.SetDefault(ORDERS, "note", Expression.of("'x'")), fill);
        assertOrder(before, fill, new Step.SetNotNull(ORDERS, "note"));
        assertOrder(schema(table(ORDERS, id())), add(ORDERS, "note"), fill);
    }

    @Test
    void forbidsNullBeforeAKeyOrIdentityRestsOnIt() {
        Schema before = schema(noKey(table(ORDERS, column("no"))));
        assertOrder(before, new Step.SetNotNull(ORDERS, "no"), new Step.AddPrimaryKey(ORDERS, new PrimaryKey("a_pkey", List.of("no"))));
        assertOrder(before, new Step.SetNotNull(ORDERS, "no"), new Step.AddIdentity(ORDERS, "no", new IdentityColumn(true)));
    }

    @Test
    void createsPoliciesBeforeRowSecurityIsOn() {
        Policy policy = new Policy("z", Policy.Command.SELECT, true, List.of(), Optional.of(Expression.of("true")), Optional.empty());
        assertOrder(schema(table(ORDERS, id())), new Step.CreatePolicy(ORDERS, policy), new Step.SetRowSecurity(ORDERS, true, true));
        assertOrder(schema(table(ORDERS, id())), new Step.SetRowSecurity(ORDERS, false, false), new Step.DropPolicy(ORDERS, "a"));
    }

    @Test
    void readsExpressionsForTheColumnsTablesAndTypesTheyName() {
        Policy policy = new Policy("a", Policy.Command.SELECT, true, List.of(),
                Optional.of(Expression.of("EXISTS (SELECT 1 FROM members m WHERE m.org = owner)")), Optional.empty());
        assertOrder(schema(table(ORDERS, id())), new Step.CreateTable(table(QualifiedName.of("members"), id())), new Step.CreatePolicy(ORDERS, policy));
        assertOrder(schema(table(ORDERS, id())), add(ORDERS, "owner"), new Step.CreatePolicy(ORDERS, policy));
        assertOrder(schema(table(ORDERS, id())), add(ORDERS, "Total"),
                new Step.AddCheck(ORDERS, CheckConstraint.of("a_check", Expression.of("\"Total\" > 'total'")), Step.Validity.NOT_VALID));
        assertOrder(schema(table(ORDERS, id(), column("n"))), new Step.CreateEnum(new EnumType(QualifiedName.of("kind"), List.of("a"), Optional.empty())),
                new Step.SetDefault(ORDERS, "n", Expression.of("'a'::kind")));
    }

    @Test
    void doesNotTakeATextForAName() {
        List<StepOrder.Ordered> ordered = order(schema(table(ORDERS, id())),
                own(Phase.SWITCH, add(ORDERS, "note")),
                own(Phase.EXPAND, new Step.AddCheck(ORDERS, CheckConstraint.of("a_check", Expression.of("id <> 'note'")), Step.Validity.NOT_VALID)));
        assertThat(ordered).extracting(StepOrder.Ordered::after).containsOnly(List.of());
    }

    @Test
    void saysACommentAfterItsObject() {
        assertOrder(Schema.EMPTY, new Step.CreateTable(table(ORDERS, id())), new Step.CommentOnTable(ORDERS, Optional.of("x")));
        assertOrder(schema(table(ORDERS, id())), add(ORDERS, "note"), new Step.CommentOnColumn(ORDERS, "note", Optional.of("x")));
        assertOrder(Schema.EMPTY, new Step.CreateEnum(new EnumType(QualifiedName.of("kind"), List.of("a"), Optional.empty())),
                new Step.CommentOnEnum(QualifiedName.of("kind"), Optional.of("x")));
    }

    @Test
    void attachesAnIndexAfterBothAreBuilt() {
        QualifiedName part = QualifiedName.of("orders_1");
        Step attach = new Step.AttachIndex(part, "idx_1", ORDERS, "idx");
        assertOrder(schema(table(ORDERS, id()), table(part, id())), index(part, "idx_1", "id", false), attach);
        assertOrder(schema(table(ORDERS, id()), table(part, id())), index(ORDERS, "idx", "id", false), attach);
    }

    // ---- labels

    @Test
    void usesALabelOnlyAfterItsOwnTransaction() {
        Step label = new Step.AddEnumLabel(STATUS, "done", Optional.empty());
        Step user = new Step.SetDefault(ORDERS, "status", Expression.of("'done'::status"));
        List<StepOrder.Ordered> ordered = order(schema(table(ORDERS, id(), Column.of("status", SqlType.userDefined(STATUS), true))),
                shared(Phase.EXPAND, label), shared(Phase.EXPAND, user));
        assertThat(ordered).extracting(o -> o.placed().step()).containsExactly(label, user);
        assertThat(ordered).extracting(StepOrder.Ordered::transaction).containsExactly(1, 2);
    }

    @Test
    void addsALabelAfterTheNewOneThatItPrecedes() {
        assertOrder(schema(), new Step.AddEnumLabel(STATUS, "z", Optional.empty()), new Step.AddEnumLabel(STATUS, "a", Optional.of("z")));
    }

    // ---- what is taken away

    @Test
    void dropsAForeignKeyBeforeWhatItRestsOn() {
        Table orders = new Table(ORDERS, Optional.empty(), List.of(id(), column("customer")), Optional.empty(), List.of(), List.of(),
                List.of(foreignKey("z_fk", "customer", CUSTOMERS)), List.of(), Optional.empty(), RowSecurity.NONE, Optional.empty(), Optional.empty(),
                Optional.empty(), Directives.NONE);
        Schema before = schema(orders, table(CUSTOMERS, id()));
        Step drop = new Step.DropForeignKey(ORDERS, "z_fk", CUSTOMERS);
        assertOrder(before, drop, new Step.DropColumn(ORDERS, column("customer")));
        assertOrder(before, drop, new Step.DropColumn(CUSTOMERS, id()));
        assertOrder(before, drop, new Step.DropKey(CUSTOMERS, "customers_pkey"));
        assertOrder(before, drop, new Step.DropTable(CUSTOMERS));
        assertOrder(before, drop, new Step.DropTable(ORDERS));
    }

    @Test
    void dropsIndexesChecksKeysAndPoliciesBeforeTheirColumns() {
        Table orders = new Table(ORDERS, Optional.empty(), List.of(id(), column("note")), Optional.of(new PrimaryKey("orders_pkey", List.of("id"))),
                List.of(new UniqueConstraint("note_key", List.of("note"), false)), List.of(CheckConstraint.of("note_check", Expression.of("note <> ''"))),
                List.of(), List.of(), Optional.empty(),
                new RowSecurity(true, false, List.of(new Policy("p", Policy.Command.ALL, true, List.of(), Optional.of(Expression.of("note = 'x'")), Optional.empty()))),
                Optional.empty(), Optional.empty(), Optional.empty(), Directives.NONE);
        Step column = new Step.DropColumn(ORDERS, column("note"));
        assertOrder(schema(orders), new Step.DropIndex(ORDERS, Index.of("idx", List.of("note"), false), true), column);
        assertOrder(schema(orders), new Step.DropCheck(ORDERS, "note_check"), column);
        assertOrder(schema(orders), new Step.DropKey(ORDERS, "note_key"), column);
        assertOrder(schema(orders), new Step.DropPolicy(ORDERS, "p"), column);
        assertOrder(schema(orders), new Step.DropKey(ORDERS, "orders_pkey"), new Step.DropNotNull(ORDERS, "id"));
    }

    @Test
    void dropsATypeAfterItsLastUse() {
        Column state = Column.of("state", SqlType.userDefined(STATUS), true);
        Schema before = schema(table(ORDERS, id(), state));
        assertOrder(before, new Step.DropColumn(ORDERS, state), new Step.DropEnum(STATUS));
        assertOrder(before, new Step.DropTable(ORDERS), new Step.DropEnum(STATUS));
        assertOrder(before, new Step.ChangeColumnType(ORDERS, "state", SqlType.userDefined(STATUS), TEXT, Optional.empty()), new Step.DropEnum(STATUS));
    }

    @Test
    void replacesAThingOfTheSameNameAfterTheOldOneIsGone() {
        Table orders = new Table(ORDERS, Optional.empty(), List.of(id(), column("a"), column("b")), Optional.empty(), List.of(), List.of(), List.of(),
                List.of(Index.of("idx", List.of("a"), false)), Optional.empty(), RowSecurity.NONE, Optional.empty(), Optional.empty(), Optional.empty(),
                Directives.NONE);
        Step drop = new Step.DropIndex(ORDERS, Index.of("idx", List.of("a"), false), true);
        assertOrder(schema(orders), drop, index(ORDERS, "idx", "b", false));
        assertOrder(schema(orders), drop, new Step.RenameIndex(ORDERS, "new_idx", "idx"));
        assertOrder(schema(orders), index(ORDERS, "new_idx", "b", false), new Step.RenameIndex(ORDERS, "new_idx", "idx"));
    }

    @Test
    void takesATemporaryCheckAwayLast() {
        Step add = new Step.AddNotNullCheck(ORDERS, "note", "tmp");
        Step validate = new Step.ValidateCheck(ORDERS, "tmp");
        Step drop = new Step.DropCheck(ORDERS, "tmp");
        Schema before = schema(table(ORDERS, id(), column("note")));
        assertThat(order(before, own(Phase.SWITCH, drop), own(Phase.SWITCH, validate), own(Phase.SWITCH, add)))
                .extracting(o -> o.placed().step()).containsExactly(add, validate, drop);
    }

    // ---- phases, proposals, ties

    @Test
    void goesPhaseByPhaseWhateverTheKind() {
        List<StepOrder.Ordered> ordered = order(schema(table(ORDERS, id(), column("x"))),
                own(Phase.CONTRACT, new Step.DropColumn(ORDERS, column("x"))), own(Phase.VALIDATE, new Step.Analyze(ORDERS)),
                own(Phase.EXPAND, add(ORDERS, "b")), own(Phase.EXPAND, add(ORDERS, "a")));
        assertThat(ordered).extracting(StepOrder.Ordered::id).containsExactly("expand-01", "expand-02", "validate-01", "contract-01");
        assertThat(ordered).extracting(o -> o.placed().step().element()).containsExactly("a", "b", "", "x");
    }

    @Test
    void keepsTheOrderThatARuleProposed() {
        Step a = add(ORDERS, "a");
        Step b = add(ORDERS, "b");
        assertThat(order(schema(table(ORDERS, id())), List.of(List.of(b, a)), own(Phase.EXPAND, a), own(Phase.EXPAND, b)))
                .extracting(o -> o.placed().step()).containsExactly(b, a);
    }

    @Test
    void namesBothStepsWhenOneIsPutBeforeWhatItNeeds() {
        StepOrder.Placed column = own(Phase.SWITCH, add(ORDERS, "note"));
        StepOrder.Placed index = own(Phase.EXPAND, index(ORDERS, "idx", "note", false));
        assertThat(StepOrder.of(List.of(column, index), List.of(), schema(table(ORDERS, id()))))
                .isEqualTo(new StepOrder.Result.Contradiction(List.of(new StepOrder.Conflict(column, index))));
    }

    @Test
    void isContentWithOneKeyThatIsThereInTime() {
        Schema before = schema(table(ORDERS, id(), column("customer")), noKey(table(CUSTOMERS, id())));
        List<StepOrder.Ordered> ordered = order(before,
                own(Phase.EXPAND, index(CUSTOMERS, "customers_pkey", "id", true)),
                own(Phase.EXPAND, new Step.AddForeignKey(ORDERS, foreignKey("a_fk", "customer", CUSTOMERS), Step.Validity.NOT_VALID)),
                own(Phase.SWITCH, new Step.AddPrimaryKeyUsingIndex(CUSTOMERS, new PrimaryKey("customers_pkey", List.of("id")))));
        assertThat(ordered).extracting(o -> o.placed().step().op()).containsExactly("CreateIndex", "AddForeignKey", "AddPrimaryKeyUsingIndex");
    }

    @Test
    void namesTheStepsOfACircle() {
        Step a = add(ORDERS, "a");
        Step b = add(ORDERS, "b");
        Step c = add(ORDERS, "c");
        assertThat(StepOrder.of(List.of(own(Phase.EXPAND, a), own(Phase.EXPAND, b), own(Phase.EXPAND, c)),
                        List.of(List.of(a, c), List.of(c, b), List.of(b, a)), schema(table(ORDERS, id()))))
                .isEqualTo(new StepOrder.Result.Circular(List.of(a, c, b)));
    }

    // ---- transactions

    @Test
    void putsSharedStepsOfAPhaseIntoOneTransaction() {
        List<StepOrder.Ordered> ordered = order(schema(table(ORDERS, id())),
                shared(Phase.EXPAND, new Step.CreateTable(table(CUSTOMERS, id(), column("a")))),
                own(Phase.EXPAND, add(ORDERS, "a")),
                new StepOrder.Placed(index(ORDERS, "idx", "id", false), Phase.EXPAND, Boundary.NONE),
                shared(Phase.EXPAND, new Step.CreateIndex(CUSTOMERS, Index.of("z_idx", List.of("a"), false), Step.Build.PLAIN)),
                shared(Phase.EXPAND, new Step.CommentOnTable(CUSTOMERS, Optional.of("x"))),
                own(Phase.EXPAND, add(ORDERS, "b")));
        assertThat(ordered).extracting(o -> o.placed().step().op() + " " + o.transaction()).containsExactly(
                "CreateTable 1", "CommentOnTable 1", "CreateIndex 1", "AddColumn 2", "AddColumn 3", "CreateIndex 4");
    }

    @Test
    void doesNotShareATransactionAcrossPhases() {
        List<StepOrder.Ordered> ordered = order(Schema.EMPTY, shared(Phase.EXPAND, new Step.CreateTable(table(ORDERS, id()))),
                shared(Phase.VALIDATE, new Step.Analyze(ORDERS)));
        assertThat(ordered).extracting(StepOrder.Ordered::transaction).containsExactly(1, 2);
    }

    @Test
    void startsWithTheLoneStepsWhenThatSparesATransaction() {
        List<StepOrder.Ordered> ordered = order(schema(table(ORDERS, id()), table(CUSTOMERS, id())),
                own(Phase.EXPAND, add(ORDERS, "customer")),
                shared(Phase.EXPAND, new Step.AddForeignKey(ORDERS, foreignKey("a_fk", "customer", CUSTOMERS), Step.Validity.VALID)),
                shared(Phase.EXPAND, new Step.CommentOnTable(CUSTOMERS, Optional.of("x"))));
        assertThat(ordered).extracting(o -> o.placed().step().op() + " " + o.transaction()).containsExactly(
                "AddColumn 1", "CommentOnTable 2", "AddForeignKey 2");
    }

    @Test
    void ordersTenThousandSteps() {
        List<StepOrder.Placed> steps = new ArrayList<>();
        List<List<Step>> sequences = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            QualifiedName table = QualifiedName.of("t" + i);
            Step create = new Step.CreateTable(table(table, id(), column("a"), column("b")));
            Step check = new Step.AddCheck(table, CheckConstraint.of("c" + i, Expression.of("a <> b")), Step.Validity.VALID);
            steps.add(shared(Phase.EXPAND, create));
            steps.add(shared(Phase.EXPAND, check));
            steps.add(shared(Phase.EXPAND, index(table, "i" + i, "a", false)));
            steps.add(shared(Phase.EXPAND, new Step.AddForeignKey(table, foreignKey("f" + i, "b", QualifiedName.of("t" + (i + 1) % 2_500)), Step.Validity.VALID)));
            sequences.add(List.of(create, check));
        }
        StepOrder.Result.Done done = (StepOrder.Result.Done) StepOrder.of(steps, sequences, Schema.EMPTY);
        assertThat(done.steps()).hasSize(10_000);
        assertThat(done.steps().getLast().id()).isEqualTo("expand-10000");
        assertThat(done.steps().stream().map(StepOrder.Ordered::transaction).distinct()).containsExactly(1);
    }
}
