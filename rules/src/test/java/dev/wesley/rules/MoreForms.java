package dev.wesley.rules;

import static dev.wesley.rules.Fixture.column;
import static dev.wesley.rules.Fixture.name;
import static dev.wesley.rules.RecordedForms.index;
import static dev.wesley.rules.RecordedForms.key;
import static dev.wesley.rules.RecordedForms.newTable;
import static dev.wesley.rules.RecordedForms.unique;

import dev.wesley.engine.diff.Change;
import dev.wesley.engine.fact.ExistingCheck;
import dev.wesley.engine.fact.ExistingColumn;
import dev.wesley.engine.fact.ExistingForeignKey;
import dev.wesley.engine.fact.ExistingIndex;
import dev.wesley.engine.fact.ExistingKey;
import dev.wesley.engine.fact.ExistingPartition;
import dev.wesley.engine.fact.ExistingTable;
import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.GeneratedColumn;
import dev.wesley.engine.ir.IdentityColumn;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.Partitioning;
import dev.wesley.engine.ir.PrimaryKey;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.plan.Step;
import dev.wesley.engine.plan.Step.Build;
import dev.wesley.engine.plan.Step.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Forms beyond the recorded ones: steps that were invented later, and contexts that change what a step locks.
final class MoreForms {
    private static final QualifiedName T = name("t");
    private static final QualifiedName PT = name("pt");
    private static final QualifiedName PLAIN = name("plain");
    private static final QualifiedName REF = name("ref");

    static final List<Form> FORMS = new MoreForms().build();

    private final List<Form> forms = new ArrayList<>();

    private MoreForms() {}

    private List<Form> build() {
        tables();
        columns();
        types();
        partitionedTypes();
        shadowColumns();
        sourcesOfValues();
        constraints();
        foreignKeys();
        indexes();
        return List.copyOf(forms);
    }

    /// One form while it is written down; [#on] ends it.
    private final class Draft {
        private final String id;
        private final String setup;
        private List<Step> before = List.of();
        private int from = 11;

        private Draft(String id, String setup) {
            this.id = id;
            this.setup = setup;
        }

        Draft since(int major) {
            from = major;
            return this;
        }

        Draft after(Step... steps) {
            before = List.of(steps);
            return this;
        }

        void on(Step step, Object... context) {
            List<Object> subjects = new ArrayList<>(List.of(step));
            subjects.addAll(List.of(context));
            forms.add(new Form(id, subjects, setup, before, from, 18));
        }
    }

    private Draft form(String id) {
        return new Draft(id, "");
    }

    private Draft form(String id, String setup) {
        return new Draft(id, setup);
    }

    private void tables() {
        form("create_table.step").on(new Step.CreateTable(Samples.table(name("x"), Optional.empty(), column("id bigint!"))), newTable("x"));
        form("drop_table.identity").on(new Step.DropTable(name("ident")));
        form("drop_table.partitioned_with_fk").on(new Step.DropTable(name("ptfk")));
        form("drop_table.self_referring", "alter table plainnn add constraint self_fk foreign key (id) references plainnn(id)")
                .on(new Step.DropTable(name("plainnn")), new ExistingForeignKey(name("plainnn"), key("self_fk", "id", name("plainnn"), "id")));
    }

    private static Column generated(String name, String expression, boolean stored, boolean nullable) {
        Column plain = Column.of(name, SqlType.of("integer"), nullable);
        return new Column(plain.name(), plain.uid(), plain.type(), nullable, true, Optional.empty(),
                Optional.of(new GeneratedColumn(Expression.of(expression), stored)), Optional.empty(), Optional.empty(), Optional.empty(), plain.directives());
    }

    private static Object[] addition(QualifiedName table, Column column) {
        return new Object[] {new Change.ColumnAdded(table, column)};
    }

    private void columns() {
        Column identity = column("x bigint!").withIdentity(Optional.of(new IdentityColumn(true)));
        form("add_column.identity_on_partitioned").since(17).on(new Step.AddColumn(PT, identity), addition(PT, identity));
        Column stored = generated("x", "k + 1", true, true);
        form("add_column.generated_stored_on_partitioned").since(12).on(new Step.AddColumn(PT, stored), addition(PT, stored));
        Column virtual = generated("x", "nn + 1", false, false);
        form("add_column.generated_virtual_not_null").since(18).on(new Step.AddColumn(T, virtual), addition(T, virtual));
        Column storedNotNull = generated("x", "nn + 1", true, false);
        form("add_column.generated_stored_not_null").since(12).on(new Step.AddColumn(T, storedNotNull), addition(T, storedNotNull));
        form("drop_column.beside_expression_index", "create index t_lower on t (lower(b))")
                .on(new Step.DropColumn(T, column("v varchar(50)")), new ExistingIndex(T, expression("t_lower", "lower(b)")));
        form("drop_column.under_expression_index", "create index t_lower on t (lower(b))")
                .on(new Step.DropColumn(T, column("b text")), new ExistingIndex(T, expression("t_lower", "lower(b)")));
        form("drop_column.under_partial_index", "create index t_part on t (a) where n > 5")
                .on(new Step.DropColumn(T, column("n numeric(10,2)")), new ExistingIndex(T, partial("t_part", "a", "n > 5")));
        form("drop_column.indexed_on_partitioned").on(new Step.DropColumn(PT, column("k integer")));
        form("drop_column.fk_on_partitioned").on(new Step.DropColumn(name("ptfk"), column("ref_id bigint")));
        form("drop_column.under_check").on(new Step.DropColumn(T, column("a integer")));
        form("drop_column.fk_to_partitioned", REFERRING).since(12).on(new Step.DropColumn(name("fkc"), column("pid bigint")), referring());
        form("alter_column.set_default_nextval").on(new Step.SetDefault(T, "idcol", Expression.of("nextval('sq')")));
        form("backfill.from_sequence").on(new Step.Backfill(T, "nullable_ref", Expression.of("nextval('sq')"), List.of("id")));
        form("backfill.plain").on(new Step.Backfill(T, "nullable_ref", Expression.of("1"), List.of("id")));
        form("backfill.referring", "update outfk set ref_id = null")
                .on(new Step.Backfill(name("outfk"), "ref_id", Expression.of("1"), List.of("id")));
        form("backfill.newly_referring", "alter table t add constraint x foreign key (nullable_ref) references ref(id) not valid")
                .on(new Step.Backfill(T, "nullable_ref", Expression.of("1"), List.of("id")),
                        new Step.AddForeignKey(T, key("x", "nullable_ref", REF, "id"), Validity.NOT_VALID));
        form("backfill.partitioned", "update pt set v = null").on(new Step.Backfill(PT, "v", Expression.of("'x'"), List.of("id")));
        form("backfill.referring_to_partitioned", REFERRING + "; update fkc set pid = null").since(12)
                .on(new Step.Backfill(name("fkc"), "pid", Expression.of("1"), List.of("id")), referring());
        form("alter_column.drop_identity_on_partitioned", "alter table pt alter column id add generated by default as identity").since(17)
                .on(new Step.DropIdentity(PT, "id"));
        form("comment.column_of_partitioned").on(new Step.CommentOnColumn(PT, "v", Optional.of("x")));
    }

    /// `ptpk(ptpk1, ptpk2)` and `fkc`, which refers to it.
    private static final String REFERRING = "create table ptpk (id bigint primary key) partition by range (id);"
            + " create table ptpk1 partition of ptpk for values from (0) to (1000); create table ptpk2 partition of ptpk for values from (1000) to (2000);"
            + " insert into ptpk select generate_series(0, 1999);"
            + " create table fkc (id bigint primary key, pid bigint constraint fkc_fk references ptpk(id));"
            + " insert into fkc select g, g from generate_series(1, 1000) g";

    private static Object[] referring() {
        return new Object[] {new ExistingTable(name("ptpk"), true), new ExistingTable(name("ptpk1"), false), new ExistingTable(name("ptpk2"), false),
            new ExistingPartition(name("ptpk"), name("ptpk1"), Expression.of("FOR VALUES FROM (0) TO (1)")), new ExistingPartition(name("ptpk"), name("ptpk2"), Expression.of("FOR VALUES FROM (0) TO (1)")),
            new ExistingKey(name("ptpk"), "ptpk_pkey", List.of("id"), true),
            new ExistingTable(name("fkc"), false), new ExistingKey(name("fkc"), "fkc_pkey", List.of("id"), true),
            new ExistingForeignKey(name("fkc"), key("fkc_fk", "pid", name("ptpk"), "id"))};
    }

    private static Index expression(String name, String expression) {
        return new Index(name, List.of(), List.of(Expression.of(expression)), false, "btree", Optional.empty(), List.of(), Optional.empty(), false, true);
    }

    private static Index partial(String name, String column, String where) {
        return new Index(name, List.of(column), List.of(), false, "btree", Optional.of(Expression.of(where)), List.of(), Optional.empty(), false, true);
    }

    private static Index method(String name, String method, String column) {
        return new Index(name, List.of(column), List.of(), false, method, Optional.empty(), List.of(), Optional.empty(), false, true);
    }

    private static Object[] with(Change change, Object... more) {
        List<Object> context = new ArrayList<>(List.of(change));
        context.addAll(List.of(more));
        return context.toArray();
    }

    private void type(Draft draft, QualifiedName table, Column before, String after, Object... more) {
        SqlType to = SqlType.of(after);
        draft.on(new Step.ChangeColumnType(table, before.name(), before.type(), to), with(new Change.ColumnTypeChanged(table, before, before.withType(to)), more));
    }

    private void types() {
        Column v = column("v varchar(50)");
        type(form("type.widen_indexed"), T, v, "varchar(100)");
        type(form("type.widen_unindexed"), T, column("n numeric(10,2)"), "numeric(12,2)");
        type(form("type.widen_under_check", "alter table t add constraint t_v_chk check (v <> '')"), T, v, "text",
                new ExistingCheck(T, CheckConstraint.of("t_v_chk", Expression.of("v <> ''"))));
        special("type.widen_after_expression_index", "create index t_lower on t (lower(v))", expression("t_lower", "lower(v)"));
        special("type.widen_after_partial_index", "create index t_part on t (v) where v > 'v'", partial("t_part", "v", "v > 'v'"));
        Index unique = new Index("t_lower", List.of(), List.of(Expression.of("lower(v)")), true, "btree", Optional.empty(), List.of(), Optional.empty(), false, true);
        type(form("type.widen_under_unique_expression_index", "create unique index t_lower on t (lower(v))"), T, v, "text", new ExistingIndex(T, unique));
        for (String method : List.of("hash", "brin")) {
            type(form("type.widen_under_" + method + "_index", "create index t_x on t using " + method + " (v)"), T, v, "text",
                    new ExistingIndex(T, method("t_x", method, "v")));
        }
        type(form("type.widen_key"), REF, column("code text"), "varchar");
        type(form("type.widen_referring", WORDS), name("rvc"), column("code varchar(10)"), "varchar(20)", words());
        type(form("type.widen_referenced", WORDS), name("rv"), column("code varchar(10)!"), "varchar(20)", words());
        type(form("type.rewrite_indexed"), T, column("a integer"), "bigint");
        type(form("type.rewrite_unindexed"), PLAIN, column("a integer"), "bigint");
        type(form("type.rewrite_partitioned_with_own_index", "create index pt1_v on pt1 (v)"), PT, column("k integer"), "bigint", new ExistingIndex(name("pt1"), index("pt1_v", "v")));
    }

    /// The plan drops such an index first.
    private void special(String id, String setup, Index index) {
        type(form(id, setup).after(new Step.DropIndex(T, index, true)), T, column("v varchar(50)"), "text", new ExistingIndex(T, index));
    }

    private void partitionedTypes() {
        Column v = column("w varchar(10)");
        String setup = "alter table pt add column w varchar(10); create index pt_w_idx on pt (w)";
        type(form("type.widen_indexed_on_partitioned", setup), PT, v, "varchar(20)", new ExistingColumn(PT, v), new ExistingIndex(PT, index("pt_w_idx", "w")),
                new ExistingIndex(name("pt1"), index("pt1_w_idx", "w")), new ExistingIndex(name("pt2"), index("pt2_w_idx", "w")));
        type(form("type.widen_under_expression_index_of_one_partition", "alter table pt add column w varchar(10); create index pt1_lower_idx on pt1 (lower(w))"), PT, v,
                "varchar(20)", new ExistingColumn(PT, v), new ExistingIndex(name("pt1"), expression("pt1_lower_idx", "lower(w)")));
    }

    /// `rv`, and `rvc`, which refers to it by a word.
    private static final String WORDS = "create table rv (code varchar(10) primary key); insert into rv select 'c' || g from generate_series(1, 500) g;"
            + " create table rvc (id int primary key, code varchar(10) constraint rvc_fk references rv (code));"
            + " insert into rvc select g, 'c' || g from generate_series(1, 500) g";

    private static Object[] words() {
        return new Object[] {new ExistingTable(name("rv"), false), new ExistingKey(name("rv"), "rv_pkey", List.of("code"), true),
            new ExistingTable(name("rvc"), false), new ExistingKey(name("rvc"), "rvc_pkey", List.of("id"), true),
            new ExistingForeignKey(name("rvc"), key("rvc_fk", "code", name("rv"), "code"))};
    }

    private void shadowColumns() {
        Column a = column("a integer");
        Column shadow = column("a_new bigint");
        String added = "alter table t add column a_new bigint";
        Step.KeepInSync sync = new Step.KeepInSync(T, "a", shadow);
        form("shadow.keep_in_sync", added).on(sync);
        form("shadow.swap_columns", added).after(sync).on(new Step.SwapColumns(T, a, column("a bigint"), shadow, "a_old"), sync);
        Column nn = column("nn integer!").withDefault(Optional.of(Expression.of("1")));
        Column nnShadow = column("nn_new bigint");
        Step.KeepInSync nnSync = new Step.KeepInSync(T, "nn", nnShadow);
        form("shadow.swap_required_columns", "alter table t add column nn_new bigint, alter column nn set default 1").after(nnSync)
                .on(new Step.SwapColumns(T, nn, nn.withType(SqlType.of("bigint")), nnShadow, "nn_old"), nnSync);
        Step.SwapIndexes swap = new Step.SwapIndexes(T, "t_a_idx", "t_a_new_idx", "t_a_old_idx");
        form("shadow.swap_indexes", added + "; create index t_a_new_idx on t (a_new)").on(swap);
        form("shadow.drop_former_index", "alter index t_a_idx rename to t_a_old_idx").on(new Step.DropIndex(T, index("t_a_old_idx", "a"), true), swap);
        form("shadow.drop_former_column", "alter table t add column a_old int").on(new Step.DropFormerColumn(T, column("a_old integer")));
        CheckConstraint check = CheckConstraint.of("t_v_chk", Expression.of("v <> ''"));
        Column v = column("v varchar(50)");
        form("type.widen_without_checks", "alter table t add constraint t_v_chk check (v <> '')")
                .on(new Step.ChangeTypeUnderChecks(T, "v", v.type(), SqlType.of("text"), List.of(check)),
                        new Change.ColumnTypeChanged(T, v, v.withType(SqlType.of("text"))), new ExistingCheck(T, check));
    }

    private void sourcesOfValues() {
        IdentityColumn byDefault = new IdentityColumn(false);
        form("identity.above_an_index").on(new Step.AddIdentityAbove(T, "nn", byDefault));
        form("identity.above_rows", "alter table child alter column t_id set not null").on(new Step.AddIdentityAbove(name("child"), "t_id", byDefault));
        form("identity.always").on(new Step.SetIdentity(name("ident"), "id", byDefault, new IdentityColumn(true)));
        GeneratedColumn stored = new GeneratedColumn(Expression.of("a * 2"), true);
        GeneratedColumn other = new GeneratedColumn(Expression.of("a * 3"), true);
        String added = "alter table t add column g int generated always as (a * 2) stored; create index t_g_idx on t (g)";
        form("expression.of_stored", added).since(17).on(new Step.SetExpression(T, "g", stored, other),
                new ExistingColumn(T, column("g integer")), new ExistingIndex(T, index("t_g_idx", "g")));
        form("expression.of_stored_in_partitions", "alter table pt add column g int generated always as (k * 2) stored").since(17)
                .on(new Step.SetExpression(PT, "g", new GeneratedColumn(Expression.of("k * 2"), true), new GeneratedColumn(Expression.of("k * 3"), true)),
                        new ExistingColumn(PT, column("g integer")));
        form("expression.of_reference", "alter table child add column g bigint generated always as (t_id) stored;"
                + " alter table child add constraint child_g_fk foreign key (g) references t (id)").since(17)
                .on(new Step.SetExpression(name("child"), "g", new GeneratedColumn(Expression.of("t_id"), true), new GeneratedColumn(Expression.of("t_id + 0"), true)),
                        new ExistingColumn(name("child"), column("g bigint")), new ExistingForeignKey(name("child"), key("child_g_fk", "g", T, "id")));
        GeneratedColumn virtual = new GeneratedColumn(Expression.of("id * 2"), false);
        GeneratedColumn otherVirtual = new GeneratedColumn(Expression.of("id * 3"), false);
        form("expression.of_virtual", "alter table child add column g bigint generated always as (id * 2) virtual").since(18)
                .on(new Step.SetExpression(name("child"), "g", virtual, otherVirtual), new ExistingColumn(name("child"), column("g bigint")));
        form("expression.of_required_virtual", "alter table child add column g bigint not null generated always as (id * 2) virtual").since(18)
                .on(new Step.SetExpression(name("child"), "g", virtual, otherVirtual), new ExistingColumn(name("child"), column("g bigint!")));
        form("expression.dropped", added).since(13).on(new Step.DropExpression(T, "g"), new ExistingColumn(T, column("g integer")),
                new ExistingIndex(T, index("t_g_idx", "g")));
        form("expression.dropped_in_partitions", "alter table pt add column g int generated always as (k * 2) stored").since(13)
                .on(new Step.DropExpression(PT, "g"), new ExistingColumn(PT, column("g integer")));
    }

    private void constraints() {
        form("rename_constraint.unique_on_partitioned", "alter table pt add constraint x unique (id)")
                .on(new Step.RenameConstraint(PT, "x", "y"), new ExistingKey(PT, "x", List.of("id"), false),
                        new ExistingKey(name("pt1"), "pt1_id_key", List.of("id"), false), new ExistingKey(name("pt2"), "pt2_id_key", List.of("id"), false));
        form("rename_constraint.check_on_partitioned", "alter table pt add constraint x check (k >= 0)")
                .on(new Step.RenameConstraint(PT, "x", "y"), new ExistingCheck(PT, CheckConstraint.of("x", Expression.of("k >= 0"))));
        form("rename_constraint.check_of_this_plan_on_partitioned", "alter table pt add constraint x check (k >= 0)")
                .on(new Step.RenameConstraint(PT, "x", "y"), new Step.AddCheck(PT, CheckConstraint.of("x", Expression.of("k >= 0")), Validity.NOT_VALID));
        form("rename_constraint.fk_on_partitioned").on(new Step.RenameConstraint(name("ptfk"), "ptfk_ref_fk", "y"));
        form("add_constraint.unique_using_index").on(new Step.AddUniqueUsingIndex(T, unique("t_uq_uidx", "uq", false)));
        PrimaryKey nullable = new PrimaryKey("plain_id_uidx", List.of("id"));
        form("add_constraint.primary_key_using_index_nullable").on(new Step.AddPrimaryKeyUsingIndex(PLAIN, nullable));
        form("add_constraint.primary_key_using_index_nullable_with_check", "alter table plain add constraint plain_id_nn check (id is not null)")
                .on(new Step.AddPrimaryKeyUsingIndex(PLAIN, nullable), new Step.AddNotNullCheck(PLAIN, "id", "plain_id_nn"),
                        new Step.ValidateCheck(PLAIN, "plain_id_nn"));
        form("add_constraint.primary_key_using_index_notnull")
                .on(new Step.AddPrimaryKeyUsingIndex(name("plainnn"), new PrimaryKey("plainnn_id_uidx", List.of("id"))));
        form("add_constraint.unique_using_index_of_two").on(new Step.AddUniqueUsingIndex(PLAIN, unique("plain_id_uidx", "id", false)));
        form("add_constraint.primary_key_using_index_with_not_null", "alter table plain add constraint plain_id_nn not null id not valid; alter table plain validate constraint plain_id_nn")
                .since(18).on(new Step.AddPrimaryKeyUsingIndex(PLAIN, new PrimaryKey("plain_id_uidx", List.of("id"))), new Step.AddNotNullConstraint(PLAIN, "id", "plain_id_nn"));
        form("add_constraint.unique_on_only_parent").on(new Step.AddUniqueOnOnly(PT, unique("x", "id", false)));
        form("add_constraint.primary_key_on_only_parent").on(new Step.AddPrimaryKeyOnOnly(PT, new PrimaryKey("x", List.of("id"))));
        form("add_constraint.unique_using_index_of_partition", "alter table only pt add constraint x unique (id); create unique index pt1_x_part on pt1 (id)")
                .on(new Step.AddUniqueUsingIndex(name("pt1"), unique("pt1_x_part", "id", false)), new Step.AddUniqueOnOnly(PT, unique("x", "id", false)),
                        new Step.CreateIndex(name("pt1"), Index.of("pt1_x_part", List.of("id"), true), Build.CONCURRENTLY));
        form("add_constraint.primary_key_using_index_of_partition", "alter table only pt add constraint x primary key (id); create unique index pt1_x_part on pt1 (id)")
                .on(new Step.AddPrimaryKeyUsingIndex(name("pt1"), new PrimaryKey("pt1_x_part", List.of("id"))),
                        new Step.AddPrimaryKeyOnOnly(PT, new PrimaryKey("x", List.of("id"))),
                        new Step.CreateIndex(name("pt1"), Index.of("pt1_x_part", List.of("id"), true), Build.CONCURRENTLY));
        PrimaryKey replaced = new PrimaryKey("ident_pkey", List.of("id"));
        form("replace_primary_key.of_same_name", "create unique index ident_pkey_new on ident (id, a)")
                .on(new Step.ReplacePrimaryKey(name("ident"), replaced, new PrimaryKey("ident_pkey", List.of("id", "a")), "ident_pkey_new"),
                        new Step.CreateIndex(name("ident"), Index.of("ident_pkey_new", List.of("id", "a"), true), Build.CONCURRENTLY));
        form("replace_primary_key.of_another_name", "create unique index ident_key_new on ident (a)")
                .on(new Step.ReplacePrimaryKey(name("ident"), replaced, new PrimaryKey("ident_key", List.of("a")), "ident_key_new"),
                        new Step.CreateIndex(name("ident"), Index.of("ident_key_new", List.of("a"), true), Build.CONCURRENTLY));
        form("validate_constraint.not_null_on_partitioned", "alter table pt add constraint x not null k not valid").since(18)
                .on(new Step.ValidateCheck(PT, "x"), new Step.AddNotNullConstraint(PT, "k", "x"));
        form("drop_constraint.primary_key_on_partitioned", "alter table pt add constraint x primary key (id)")
                .on(new Step.DropKey(PT, "x"), new ExistingKey(PT, "x", List.of("id"), true), new ExistingKey(name("pt1"), "pt1_pkey", List.of("id"), true),
                        new ExistingKey(name("pt2"), "pt2_pkey", List.of("id"), true));
        form("add_constraint.not_null_check_on_partitioned").on(new Step.AddNotNullCheck(PT, "k", "x"));
        form("add_constraint.not_null_check").on(new Step.AddNotNullCheck(T, "a", "x"));
    }

    private void foreignKeys() {
        form("add_constraint.fk_after_partitions_have_it", "alter table pt1 add constraint pt1_x_part foreign key (ref_id) references ref(id);"
                + " alter table pt2 add constraint pt2_x_part foreign key (ref_id) references ref(id)")
                .on(new Step.AddForeignKey(PT, key("x", "ref_id", REF, "id"), Validity.VALID),
                        new Step.AddForeignKey(name("pt1"), key("pt1_x_part", "ref_id", REF, "id"), Validity.NOT_VALID),
                        new Step.AddForeignKey(name("pt2"), key("pt2_x_part", "ref_id", REF, "id"), Validity.NOT_VALID));
        form("add_constraint.fk_of_new_partitioned", "create table x (id bigint, ref_id bigint) partition by range (id)")
                .on(new Step.AddForeignKey(name("x"), key("x_fk", "ref_id", REF, "id"), Validity.VALID), new Change.TableAdded(Samples.table(name("x"),
                        Optional.of(new Partitioning(Partitioning.Strategy.RANGE, List.of("id"))), column("id bigint!"), column("ref_id bigint"))));
        form("add_constraint.fk_between_new", "create table x (id bigint primary key, y_id bigint); create table y (id bigint primary key)")
                .on(new Step.AddForeignKey(name("x"), key("x_fk", "y_id", name("y"), "id"), Validity.NOT_VALID), newTable("x"), newTable("y"));
        form("validate_constraint.fk_of_new", "create table x (id bigint primary key, ref_id bigint); alter table x add constraint x_fk foreign key (ref_id) references ref(id) not valid")
                .on(new Step.ValidateForeignKey(name("x"), "x_fk", REF), newTable("x"));
        form("validate_constraint.fk_self", "alter table t add constraint x foreign key (ref_id) references t(id) not valid")
                .on(new Step.ValidateForeignKey(T, "x", T));
        form("drop_constraint.fk_self", "alter table t add constraint x foreign key (ref_id) references t(id) not valid")
                .on(new Step.DropForeignKey(T, "x", T));
    }

    private void indexes() {
        form("partition.index_attach_of_this_plan", "create index x on only pt (v); create index pt1_x_part on pt1 (v)")
                .on(new Step.AttachIndex(name("pt1"), "pt1_x_part", PT, "x"), new Step.CreateIndex(PT, index("x", "v"), Build.ON_ONLY),
                        new Step.CreateIndex(name("pt1"), index("pt1_x_part", "v"), Build.CONCURRENTLY));
        form("partition.key_attach_of_this_plan", "alter table only pt add constraint x primary key (id); alter table pt1 add constraint pt1_x_part primary key (id)")
                .on(new Step.AttachIndex(name("pt1"), "pt1_x_part", PT, "x"), new Step.AddPrimaryKeyOnOnly(PT, new PrimaryKey("x", List.of("id"))),
                        new Step.CreateIndex(name("pt1"), Index.of("pt1_x_part", List.of("id"), true), Build.CONCURRENTLY));
        form("partition.index_drop_beside_own_index", "create index pt1_v on pt1 (v)")
                .on(new Step.DropIndex(PT, index("pt_k_idx", "k"), false), new ExistingIndex(name("pt1"), index("pt1_v", "v")));
        form("rename.index_of_partitioned").on(new Step.RenameIndex(PT, "pt_k_idx", "pt_k_idx2"));
        form("rename.index_of_this_plan", "create index x on t (b)").on(new Step.RenameIndex(T, "x", "y"), new Step.CreateIndex(T, index("x", "b"), Build.CONCURRENTLY));
        form("index.create_on_one_partition").on(new Step.CreateIndex(name("pt1"), index("x", "v"), Build.PLAIN));
        form("index.create_concurrently_on_one_partition").on(new Step.CreateIndex(name("pt1"), index("x", "v"), Build.CONCURRENTLY));
        form("index.create_concurrently_expression").on(new Step.CreateIndex(T, expression("x", "lower(b)"), Build.CONCURRENTLY));
    }
}
