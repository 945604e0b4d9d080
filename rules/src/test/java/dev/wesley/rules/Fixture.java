package dev.wesley.rules;

import dev.wesley.engine.fact.ExistingCheck;
import dev.wesley.engine.fact.ExistingColumn;
import dev.wesley.engine.fact.ExistingForeignKey;
import dev.wesley.engine.fact.ExistingIndex;
import dev.wesley.engine.fact.ExistingKey;
import dev.wesley.engine.fact.ExistingPartition;
import dev.wesley.engine.fact.ExistingTable;
import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.IdentityColumn;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The schema on which locks were recorded, as facts.
final class Fixture {
    /// What exists before each recorded statement.
    static final List<Fact> FACTS = new Fixture().build();

    private final List<Fact> facts = new ArrayList<>();

    private Fixture() {}

    private List<Fact> build() {
        table("ref", false);
        columns("ref", "id bigint!", "code text", "note text");
        key("ref", "ref_pkey", true, "id");
        key("ref", "ref_code_key", false, "code");
        table("t", false);
        columns("t", "id bigint!", "ref_id bigint!", "nullable_ref bigint", "a integer", "b text", "v varchar(50)", "n numeric(10,2)",
                "ts timestamp", "uq integer", "nn integer!", "nul integer", "idcol bigint");
        key("t", "t_pkey", true, "id");
        index("t", "t_a_idx", false, "a");
        index("t", "t_v_idx", false, "v");
        index("t", "t_uq_uidx", true, "uq");
        index("t", "t_nn_uidx", true, "nn");
        check("t", "t_chk", "a >= 0");
        table("child", false);
        columns("child", "id bigint!", "t_id bigint", "note text");
        key("child", "child_pkey", true, "id");
        foreignKey("child", "child_t_id_fkey", "t_id", "t");
        table("outfk", false);
        columns("outfk", "id bigint!", "ref_id bigint", "note text");
        key("outfk", "outfk_pkey", true, "id");
        foreignKey("outfk", "outfk_ref_fk", "ref_id", "ref");
        table("nv", false);
        columns("nv", "id bigint!", "ref_id bigint", "a integer", "z integer");
        key("nv", "nv_pkey", true, "id");
        foreignKey("nv", "nv_ref_fk", "ref_id", "ref");
        check("nv", "nv_a_chk", "a > 0");
        check("nv", "nv_z_nn", "z is not null");
        table("plain", false);
        columns("plain", "id bigint", "a integer", "b text");
        index("plain", "plain_id_uidx", true, "id");
        table("plainnn", false);
        columns("plainnn", "id bigint!", "a integer", "b text");
        index("plainnn", "plainnn_id_uidx", true, "id");
        table("ident", false);
        facts.add(new ExistingColumn(name("ident"), Column.of("id", SqlType.of("bigint"), false).withIdentity(Optional.of(new IdentityColumn(false)))));
        columns("ident", "a integer!");
        key("ident", "ident_pkey", true, "id");
        table("pt", true);
        columns("pt", "id bigint!", "k integer", "v text", "ref_id bigint");
        index("pt", "pt_k_idx", false, "k");
        for (String partition : List.of("pt1", "pt2")) {
            partition("pt", partition);
            table(partition, false);
            columns(partition, "id bigint!", "k integer", "v text", "ref_id bigint");
            index(partition, partition + "_k_idx", false, "k");
        }
        table("ptfk", true);
        columns("ptfk", "id bigint!", "ref_id bigint");
        partition("ptfk", "ptfk1");
        table("ptfk1", false);
        foreignKey("ptfk", "ptfk_ref_fk", "ref_id", "ref");
        table("tsq", false);
        columns("tsq", "id bigint", "a integer");
        table("trls", false);
        columns("trls", "id bigint!", "a integer");
        key("trls", "trls_pkey", true, "id");
        return List.copyOf(facts);
    }

    static QualifiedName name(String table) {
        return QualifiedName.of(table);
    }

    /// `id bigint!`, `v text`.
    static Column column(String text) {
        int space = text.indexOf(' ');
        boolean required = text.endsWith("!");
        return Column.of(text.substring(0, space), SqlType.of(text.substring(space + 1, text.length() - (required ? 1 : 0))), !required);
    }

    private void table(String table, boolean partitioned) {
        facts.add(new ExistingTable(name(table), partitioned));
    }

    private void columns(String table, String... columns) {
        for (String text : columns) {
            facts.add(new ExistingColumn(name(table), column(text)));
        }
    }

    private void key(String table, String name, boolean primary, String column) {
        facts.add(new ExistingKey(name(table), name, List.of(column), primary));
        facts.add(new ExistingIndex(name(table), Index.of(name, List.of(column), true)));
    }

    private void index(String table, String name, boolean unique, String column) {
        facts.add(new ExistingIndex(name(table), Index.of(name, List.of(column), unique)));
    }

    private void check(String table, String name, String expression) {
        facts.add(new ExistingCheck(name(table), CheckConstraint.of(name, Expression.of(expression))));
    }

    private void foreignKey(String table, String name, String column, String refTable) {
        facts.add(new ExistingForeignKey(name(table), Samples.foreignKey(name, column, name(refTable), "id")));
    }

    private void partition(String parent, String table) {
        facts.add(new ExistingPartition(name(parent), name(table), Expression.of("FOR VALUES FROM (0) TO (1)")));
    }
}
