package dev.wesley.rules;

import static dev.wesley.rules.Fixture.column;
import static dev.wesley.rules.Fixture.name;

import dev.wesley.engine.diff.Change;
import dev.wesley.engine.fact.ExistingForeignKey;
import dev.wesley.engine.fact.ExistingIndex;
import dev.wesley.engine.fact.ExistingKey;
import dev.wesley.engine.fact.ExistingPartition;
import dev.wesley.engine.fact.ExistingTable;
import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.EnumType;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.ForeignKey;
import dev.wesley.engine.ir.GeneratedColumn;
import dev.wesley.engine.ir.IdentityColumn;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.Policy;
import dev.wesley.engine.ir.PrimaryKey;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.ReferentialAction;
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.ir.UniqueConstraint;
import dev.wesley.engine.plan.Step;
import dev.wesley.engine.plan.Step.Build;
import dev.wesley.engine.plan.Step.Validity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The recorded statements that Wesley has a step for: id in `measured-locks.jsonl` → the step, with what the rules must know besides the
/// fixture. Of several facts the step to judge comes first.
final class RecordedForms {
    private static final QualifiedName T = name("t");
    private static final QualifiedName PT = name("pt");
    private static final QualifiedName REF = name("ref");

    static final Map<String, List<Object>> FORMS = new RecordedForms().build();

    /// Where the recording made in one transaction what a plan makes in two: the context on a live server.
    static final Map<String, String> SETUPS = Map.of("create_table.with_fk", "create table x (id bigint primary key, ref_id bigint)");

    private final Map<String, List<Object>> forms = new TreeMap<>();

    private RecordedForms() {}

    private Map<String, List<Object>> build() {
        tables();
        columns();
        notNull();
        constraints();
        foreignKeys();
        indexes();
        others();
        return Map.copyOf(forms);
    }

    private void form(String id, Step step, Object... more) {
        List<Object> facts = new ArrayList<>();
        facts.add(step);
        facts.addAll(List.of(more));
        if (forms.put(id, facts) != null) {
            throw new IllegalStateException("twice: " + id);
        }
    }

    private void tables() {
        form("drop_table.plain", new Step.DropTable(name("plain")));
        form("drop_table.with_outgoing_fk", new Step.DropTable(name("outfk")));
        form("drop_table.partitioned", new Step.DropTable(PT));
        form("fk.drop_referencing_table", new Step.DropTable(name("fkc")), referring());
        form("create_table.plain", new Step.CreateTable(Samples.table(name("x"), Optional.empty(), column("id bigint!"))), newTable("x"));
        form("create_table.with_fk", new Step.AddForeignKey(name("x"), key("x", "ref_id", REF, "id"), Validity.NOT_VALID), newTable("x"));
        form("set_schema.table", new Step.RenameTable(T, new QualifiedName("s2", "t")));
        form("partition.set_schema_parent", new Step.RenameTable(PT, new QualifiedName("s2", "pt")));
        form("maint.analyze_partitioned", new Step.Analyze(PT));
        form("rename.table", new Step.RenameTable(T, name("t_new")));
        form("partition.rename_parent", new Step.RenameTable(PT, name("pt_new")));
        form("partition.rename_one_partition", new Step.RenameTable(name("pt1"), name("pt1_new")));
        form("comment.table", new Step.CommentOnTable(T, Optional.of("x")));
        form("partition.comment_parent", new Step.CommentOnTable(PT, Optional.of("x")));
        form("comment.column", new Step.CommentOnColumn(T, "a", Optional.of("x")));
        form("maint.analyze", new Step.Analyze(T));
        form("schema.create", new Step.CreateSchema("x"));
    }

    static Change newTable(String table) {
        return new Change.TableAdded(Samples.table(name(table), Optional.empty(), column("id bigint!"), column("ref_id bigint")));
    }

    private void add(String id, QualifiedName table, Column column) {
        form(id, new Step.AddColumn(table, column), new Change.ColumnAdded(table, column));
    }

    private static Column x(String type, boolean required, String defaultValue) {
        return column("x " + type + (required ? "!" : "")).withDefault(Optional.of(Expression.of(defaultValue)));
    }

    static Column generated(boolean stored) {
        Column plain = column("x integer");
        return new Column(plain.name(), plain.uid(), plain.type(), true, true, Optional.empty(),
                Optional.of(new GeneratedColumn(Expression.of("a + 1"), stored)), Optional.empty(), Optional.empty(), Optional.empty(), plain.directives());
    }

    private void columns() {
        add("add_column.nullable", T, column("x integer"));
        add("add_column.const_default", T, x("integer", false, "10"));
        add("add_column.const_default_not_null", T, x("integer", true, "10"));
        add("add_column.stable_default_now", T, x("timestamptz", true, "now()"));
        add("add_column.stable_default_current_date", T, x("date", false, "current_date"));
        add("add_column.immutable_expr_default", T, x("integer", false, "(1+2)"));
        add("add_column.stable_fn_default_current_setting", T, x("text", false, "current_setting('search_path')"));
        add("add_column.volatile_default_nextval", T, x("bigint", false, "nextval('sq')"));
        add("add_column.identity_on_empty", name("trls"), column("x bigint!").withIdentity(Optional.of(new IdentityColumn(true))));
        add("add_column.jsonb_default", T, x("jsonb", true, "'{}'::jsonb"));
        add("add_column.volatile_default_random", T, x("double precision", false, "random()"));
        add("add_column.volatile_default_clock_timestamp", T, x("timestamptz", false, "clock_timestamp()"));
        add("add_column.volatile_default_gen_random_uuid", T, x("uuid", false, "gen_random_uuid()"));
        add("add_column.volatile_plpgsql_function_default", T, x("integer", false, "fplv()"));
        add("add_column.volatile_sql_function_default", T, x("integer", false, "fvol()"));
        add("add_column.immutable_function_default", T, x("integer", false, "fimm()"));
        add("add_column.not_null_no_default_empty", name("trls"), column("x integer!"));
        add("add_column.identity", T, column("x bigint!").withIdentity(Optional.of(new IdentityColumn(true))));
        add("add_column.generated_stored", T, generated(true));
        add("add_column.generated_virtual", T, generated(false));
        add("add_column.enum", T, Column.of("x", SqlType.userDefined(name("mood")), true).withDefault(Optional.of(Expression.of("'ok'"))));
        add("add_column.json", T, column("x json"));
        add("add_column.on_partitioned_parent", PT, column("x integer"));
        add("add_column.const_default_on_partitioned", PT, x("integer", true, "5"));
        add("add_column.volatile_on_partitioned_parent", PT, x("double precision", false, "random()"));
        add("add_column.default_current_user", T, x("text", false, "current_user"));
        add("add_column.not_null_default_zero_bigint", T, x("bigint", true, "0"));
        form("drop_column.plain", new Step.DropColumn(T, column("b text")));
        form("drop_column.indexed", new Step.DropColumn(T, column("v varchar(50)")));
        form("drop_column.fk_column", new Step.DropColumn(name("outfk"), column("ref_id bigint")));
        form("drop_column.on_partitioned_parent", new Step.DropColumn(PT, column("v text")));
        form("drop_column.serial_owned_sequence", new Step.DropColumn(name("ident"), column("id bigint!")));
        form("rename.column", new Step.RenameColumn(T, "b", "b2"));
        form("rename.column_on_partitioned", new Step.RenameColumn(PT, "v", "v2"));
        form("alter_column.set_default", new Step.SetDefault(T, "a", Expression.of("5")));
        form("alter_column.set_default_volatile", new Step.SetDefault(T, "a", Expression.of("(random()*10)::int")));
        form("partition.set_default_on_parent", new Step.SetDefault(PT, "k", Expression.of("3")));
        form("alter_column.drop_default", new Step.DropDefault(name("tsq"), "id"));
        form("alter_column.add_identity", new Step.AddIdentity(T, "nn", new IdentityColumn(false)));
        form("partition.add_identity_parent_17", new Step.AddIdentity(PT, "id", new IdentityColumn(false)));
        form("alter_column.drop_identity", new Step.DropIdentity(name("ident"), "id"));
        type("type.rewrite_fk_column", name("ikc"), column("kid integer"), "bigint", keyed());
        type("type.rewrite_referenced_pk", name("ik"), column("id integer!"), "bigint", keyed());
        type("partition.type_rewrite_on_parent", PT, column("k integer"), "bigint");
        type("type.rewrite_identity_column", name("ident"), column("id bigint!"), "integer");
        type("type.rewrite_unrelated_column_with_fk", name("outfk"), column("note text"), "varchar(5)");
        type("partition.type_no_rewrite_on_parent", PT, column("v text"), "varchar");
    }

    private void type(String id, QualifiedName table, Column before, String after, Object... more) {
        SqlType to = SqlType.of(after);
        List<Object> facts = new ArrayList<>(List.of(new Change.ColumnTypeChanged(table, before, before.withType(to))));
        facts.addAll(List.of(more));
        form(id, new Step.ChangeColumnType(table, before.name(), before.type(), to), facts.toArray());
    }

    /// `ik`, and `ikc`, which refers to it.
    private static Object[] keyed() {
        return new Object[] {new ExistingTable(name("ik"), false), new ExistingKey(name("ik"), "ik_pkey", List.of("id"), true),
            new ExistingTable(name("ikc"), false), new ExistingKey(name("ikc"), "ikc_pkey", List.of("id"), true),
            new ExistingForeignKey(name("ikc"), key("ikc_fk", "kid", name("ik"), "id"))};
    }

    private void notNull() {
        QualifiedName nv = name("nv");
        form("alter_column.set_not_null", new Step.SetNotNull(T, "a"));
        form("alter_column.set_not_null_already", new Step.SetNotNull(T, "nn"));
        form("alter_column.set_not_null_is_pk_member", new Step.SetNotNull(T, "id"));
        form("alter_column.set_not_null_with_valid_check", new Step.SetNotNull(nv, "z"), new Step.AddNotNullCheck(nv, "z", "nv_z_nn"),
                new Step.ValidateCheck(nv, "nv_z_nn"));
        form("alter_column.set_not_null_with_notvalid_check", new Step.SetNotNull(nv, "a"), new Step.AddNotNullCheck(nv, "a", "nv_a_chk"));
        form("alter_column.set_not_null_with_notvalid_notnull_18", new Step.SetNotNull(nv, "a"), new Step.AddNotNullConstraint(nv, "a", "nv_a_nn"));
        form("alter_column.set_not_null_on_partitioned_parent", new Step.SetNotNull(PT, "k"));
        form("partition.set_not_null_parent_after_partitions", new Step.SetNotNull(PT, "k"), new Step.SetNotNull(name("pt1"), "k"),
                new Step.SetNotNull(name("pt2"), "k"));
        form("partition.set_not_null_on_one_partition", new Step.SetNotNull(name("pt1"), "k"));
        form("alter_column.drop_not_null", new Step.DropNotNull(T, "nn"));
        form("partition.drop_not_null_on_parent", new Step.DropNotNull(PT, "id"));
        form("add_constraint.not_null_not_valid_18", new Step.AddNotNullConstraint(T, "a", "x"));
        form("add_constraint.not_null_not_valid_partitioned_18", new Step.AddNotNullConstraint(PT, "k", "x"));
        form("drop_constraint.not_null_18", new Step.DropCheck(T, "t_nn_not_null"));
        form("validate_constraint.not_null_18", new Step.ValidateCheck(nv, "nv_a_nn"));
    }

    private static CheckConstraint check(String expression) {
        return CheckConstraint.of("x", Expression.of(expression));
    }

    private void constraints() {
        form("add_constraint.check", new Step.AddCheck(T, check("a >= 0"), Validity.VALID));
        form("add_constraint.check_not_valid", new Step.AddCheck(T, check("a >= 0"), Validity.NOT_VALID));
        form("add_constraint.check_length", new Step.AddCheck(T, check("length(b) <= 100"), Validity.NOT_VALID));
        form("add_constraint.check_on_partitioned_parent", new Step.AddCheck(PT, check("k >= 0"), Validity.VALID));
        form("add_constraint.check_not_valid_on_partitioned_parent", new Step.AddCheck(PT, check("k >= 0"), Validity.NOT_VALID));
        form("add_constraint.check_on_one_partition", new Step.AddCheck(name("pt1"), check("k >= 0"), Validity.NOT_VALID));
        form("validate_constraint.check", new Step.ValidateCheck(name("nv"), "nv_a_chk"));
        form("validate_constraint.already_valid", new Step.ValidateCheck(name("nv"), "nv_z_nn"));
        form("validate_constraint.check_on_partitioned", new Step.ValidateCheck(PT, "pchk"));
        form("partition.validate_parent_after_partitions", new Step.ValidateCheck(PT, "x"));
        form("drop_constraint.check", new Step.DropCheck(T, "t_chk"));
        form("drop_constraint.inherited_partitioned_check", new Step.DropCheck(PT, "pchk"));
        form("add_constraint.unique", new Step.AddUnique(T, unique("x", "idcol", false)));
        form("add_constraint.unique_nulls_not_distinct", new Step.AddUnique(T, unique("x", "idcol", true)));
        form("add_constraint.unique_on_partitioned", new Step.AddUnique(PT, unique("x", "id", false)));
        form("add_constraint.primary_key", new Step.AddPrimaryKey(name("plain"), new PrimaryKey("plain_pkey", List.of("id"))));
        form("add_constraint.primary_key_notnull_cols", new Step.AddPrimaryKey(name("plainnn"), new PrimaryKey("plainnn_pkey", List.of("id"))));
        form("add_constraint.primary_key_on_partitioned", new Step.AddPrimaryKey(PT, new PrimaryKey("pt_pkey", List.of("id"))));
        form("drop_constraint.unique", new Step.DropKey(REF, "ref_code_key"));
        form("drop_constraint.primary_key", new Step.DropKey(name("plain"), "plain_pk"),
                new ExistingKey(name("plain"), "plain_pk", List.of("id"), true));
        form("partition.drop_unique_parent", new Step.DropKey(PT, "x"), new ExistingKey(PT, "x", List.of("id"), false),
                new ExistingKey(name("pt1"), "pt1_id_key", List.of("id"), false), new ExistingKey(name("pt2"), "pt2_id_key", List.of("id"), false));
        form("rename_constraint", new Step.RenameConstraint(T, "t_chk", "t_chk2"));
        form("rename_constraint.unique", new Step.RenameConstraint(REF, "ref_code_key", "rck"));
        form("rename_constraint.fk", new Step.RenameConstraint(name("outfk"), "outfk_ref_fk", "ofk"));
    }

    static UniqueConstraint unique(String name, String column, boolean nullsNotDistinct) {
        return new UniqueConstraint(name, List.of(column), nullsNotDistinct);
    }

    static ForeignKey key(String name, String column, QualifiedName refTable, String refColumn) {
        return Samples.foreignKey(name, column, refTable, refColumn);
    }

    /// `ptpk(ptpk1, ptpk2)` and `fkc`, which refers to it.
    private static Object[] referring() {
        return new Object[] {new ExistingTable(name("ptpk"), true), new ExistingTable(name("ptpk1"), false), new ExistingTable(name("ptpk2"), false),
            new ExistingPartition(name("ptpk"), name("ptpk1"), Expression.of("FOR VALUES FROM (0) TO (1)")), new ExistingPartition(name("ptpk"), name("ptpk2"), Expression.of("FOR VALUES FROM (0) TO (1)")),
            new ExistingKey(name("ptpk"), "ptpk_pkey", List.of("id"), true),
            new ExistingTable(name("fkc"), false), new ExistingKey(name("fkc"), "fkc_pkey", List.of("id"), true),
            new ExistingForeignKey(name("fkc"), key("fkc_fk", "ref_id", name("ptpk"), "id"))};
    }

    private void foreignKeys() {
        ForeignKey ref = key("x", "ref_id", REF, "id");
        form("add_constraint.fk", new Step.AddForeignKey(T, ref, Validity.VALID));
        form("add_constraint.fk_not_valid", new Step.AddForeignKey(T, ref, Validity.NOT_VALID));
        form("add_constraint.fk_all_null_column", new Step.AddForeignKey(T, key("x", "nullable_ref", REF, "id"), Validity.VALID));
        form("add_constraint.fk_self", new Step.AddForeignKey(T, key("x", "ref_id", T, "id"), Validity.VALID));
        form("add_constraint.fk_deferrable", new Step.AddForeignKey(T, new ForeignKey("x", List.of("ref_id"), REF, List.of("id"),
                ReferentialAction.NO_ACTION, ReferentialAction.NO_ACTION, true, true, true), Validity.NOT_VALID));
        form("add_constraint.fk_on_delete_cascade", new Step.AddForeignKey(T, new ForeignKey("x", List.of("ref_id"), REF, List.of("id"),
                ReferentialAction.CASCADE, ReferentialAction.NO_ACTION, false, false, true), Validity.NOT_VALID));
        form("add_constraint.fk_on_partitioned_parent", new Step.AddForeignKey(PT, ref, Validity.VALID));
        form("add_constraint.fk_not_valid_on_partitioned_parent", new Step.AddForeignKey(PT, ref, Validity.NOT_VALID));
        form("add_constraint.fk_to_unique_index", new Step.AddForeignKey(name("child"), key("x", "id", T, "uq"), Validity.NOT_VALID));
        form("partition.add_fk_on_one_partition_not_valid", new Step.AddForeignKey(name("pt1"), ref, Validity.NOT_VALID));
        ForeignKey toPartitioned = key("x", "id", name("ptpk"), "id");
        form("add_constraint.fk_referencing_partitioned", new Step.AddForeignKey(name("plain"), toPartitioned, Validity.VALID),
                new ExistingTable(name("ptpk"), true), new ExistingTable(name("ptpk1"), false), new ExistingPartition(name("ptpk"), name("ptpk1"), Expression.of("FOR VALUES FROM (0) TO (1)")),
                new ExistingKey(name("ptpk"), "ptpk_pkey", List.of("id"), true));
        form("fk.referencing_partitioned_not_valid", new Step.AddForeignKey(name("plain"), toPartitioned, Validity.NOT_VALID), referring());
        form("fk.validate_referencing_partitioned", new Step.ValidateForeignKey(name("plain"), "x", name("ptpk")), referring());
        form("validate_constraint.fk", new Step.ValidateForeignKey(name("nv"), "nv_ref_fk", REF));
        form("validate_constraint.fk_on_partitioned_18", new Step.ValidateForeignKey(PT, "pfk", REF));
        form("drop_constraint.fk", new Step.DropForeignKey(name("outfk"), "outfk_ref_fk", REF));
        form("drop_constraint.fk_on_partitioned", new Step.DropForeignKey(name("ptfk"), "ptfk_ref_fk", REF));
        form("fk.drop_referencing_partitioned", new Step.DropForeignKey(name("fkc"), "fkc_fk", name("ptpk")), referring());
    }

    static Index index(String name, String column) {
        return Index.of(name, List.of(column), false);
    }

    private void indexes() {
        create("index.create", T, index("x", "b"), Build.PLAIN);
        create("index.create_unique", T, Index.of("x", List.of("idcol"), true), Build.PLAIN);
        create("index.create_gin_expr", T, special("gin", Optional.empty(), List.of(), "to_tsvector('simple', b)"), Build.PLAIN);
        create("index.create_partial", T, special("btree", Optional.of(Expression.of("a > 50")), List.of()), Build.PLAIN);
        create("index.create_include", T, special("btree", Optional.empty(), List.of("b")), Build.PLAIN);
        create("index.create_hash", T, special("hash", Optional.empty(), List.of()), Build.PLAIN);
        create("index.create_brin", T, special("brin", Optional.empty(), List.of()), Build.PLAIN);
        create("index.create_concurrently", T, index("x", "b"), Build.CONCURRENTLY);
        create("index.create_unique_concurrently", T, Index.of("x", List.of("idcol"), true), Build.CONCURRENTLY);
        create("partition.index_create_on_parent", PT, index("x", "v"), Build.PLAIN);
        create("partition.index_create_only_parent", PT, index("x", "v"), Build.ON_ONLY);
        form("index.drop", new Step.DropIndex(T, index("t_a_idx", "a"), false));
        form("index.drop_concurrently", new Step.DropIndex(T, index("t_a_idx", "a"), true));
        form("partition.index_drop_on_parent", new Step.DropIndex(PT, index("pt_k_idx", "k"), false));
        form("rename.index", new Step.RenameIndex(T, "t_a_idx", "t_a_idx2"));
        form("index.rename_constraint_backed", new Step.RenameIndex(REF, "ref_code_key", "rck"));
        form("partition.index_attach", new Step.AttachIndex(name("pt1"), "x1", PT, "x"), new ExistingIndex(PT, index("x", "v")),
                new ExistingIndex(name("pt1"), index("x1", "v")));
        form("index.attach_constraint_index", new Step.AttachIndex(name("pt1"), "x1", PT, "x"), new ExistingKey(PT, "x", List.of("id"), false),
                new ExistingKey(name("pt1"), "x1", List.of("id"), false));
    }

    static Index special(String method, Optional<Expression> where, List<String> include, String... expressions) {
        return new Index("x", expressions.length > 0 ? List.of() : List.of("a"), Arrays.stream(expressions).map(Expression::of).toList(), false,
                method, where, include, Optional.empty(), false, true);
    }

    private void create(String id, QualifiedName table, Index index, Build build) {
        form(id, new Step.CreateIndex(table, index, build));
    }

    private void others() {
        Policy all = new Policy("x", Policy.Command.ALL, true, List.of(), Optional.of(Expression.of("true")), Optional.empty());
        form("policy.create", new Step.CreatePolicy(T, all));
        form("partition.create_policy_parent", new Step.CreatePolicy(PT, all));
        form("policy.drop", new Step.DropPolicy(name("trls"), "trls_pol"));
        form("table.enable_rls", new Step.SetRowSecurity(T, true, false));
        form("table.force_rls", new Step.SetRowSecurity(T, true, true));
        form("partition.enable_rls_parent", new Step.SetRowSecurity(PT, true, false));
        QualifiedName mood = name("mood");
        form("type.create_enum", new Step.CreateEnum(new EnumType(name("x"), List.of("a"), Optional.empty())));
        form("type.add_value", new Step.AddEnumLabel(mood, "ecstatic", Optional.empty()));
        form("type.add_value_before", new Step.AddEnumLabel(mood, "meh", Optional.of("ok")));
        form("type.drop", new Step.DropEnum(mood));
        form("rename.type", new Step.RenameEnum(mood, name("mood2")));
        form("table.disable_rls", new Step.SetRowSecurity(name("trls"), false, false));
        form("policy.create_with_subquery", new Step.CreatePolicy(T, new Policy("x", Policy.Command.ALL, true, List.of(),
                Optional.of(Expression.of("exists (select 1 from ref where ref.id = t.ref_id)")), Optional.empty())));
        form("comment.type", new Step.CommentOnEnum(mood, Optional.of("x")));
    }
}
