package dev.wesley.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.wesley.engine.Compiler;
import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Directives;
import dev.wesley.engine.ir.EnumType;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.ForeignKey;
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
import dev.wesley.engine.sdl.CompiledSchema;
import dev.wesley.engine.sdl.SdlOptions;
import dev.wesley.engine.sdl.SourceFile;
import dev.wesley.engine.testing.Corpus;
import dev.wesley.engine.testing.RandomSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The frozen shape of the IR.
class IrJsonTest {

    private static CompiledSchema compile(String sdl) {
        return Compiler.compile(List.of(new SourceFile("schema.graphql", sdl)), SdlOptions.DEFAULT).value();
    }

    private static com.networknt.schema.Schema contract() {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(Files.readString(Corpus.root().resolve("schemas/ir.schema.json")), InputFormat.JSON);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void validates(com.networknt.schema.Schema contract, Schema schema, String as) {
        assertThat(contract.validate(Json.pretty(IrJson.write(schema)), InputFormat.JSON)).as(as).isEmpty();
    }

    /// What only a live database has: odd names, constraints that are not valid, types of other schemas.
    private static Schema strange() {
        QualifiedName name = new QualifiedName("odd.schema", "Odd \"table\"");
        List<SqlType> types = List.of(SqlType.userDefined(QualifiedName.of("text")), SqlType.userDefined(QualifiedName.of("a.b")).asList(), SqlType.userDefined(new QualifiedName("x\"y", "z(1)[]")),
                new SqlType("vector", Optional.of("public"), List.of(3), true), new SqlType("oidvector", Optional.empty(), List.of(), false), new SqlType("char", Optional.empty(), List.of(), false),
                SqlType.of("timestamp(3) with time zone"), SqlType.of("numeric(12)").asList());
        List<Column> columns = new java.util.ArrayList<>();
        for (SqlType type : types) {
            columns.add(Column.of("c" + columns.size(), type, true));
        }
        Directives directives = new Directives(new TreeMap<>(Map.of("wes_x", new TreeMap<>(Map.of("a", "t", "b", 5L, "c", 1.0, "d", true, "e", List.of("x", 1L))))));
        return new Schema(List.of(new Table(name, Optional.empty(), columns, Optional.of(new PrimaryKey("pk of it", List.of("c0"))),
                List.of(new UniqueConstraint("u", List.of("c1"), true), new UniqueConstraint("Odd \"table\"_c2_key", List.of("c2"), false)),
                List.of(new CheckConstraint("k", Expression.of("c0 IS NOT NULL"), false)),
                List.of(new ForeignKey("f", List.of("c0"), name, List.of("c0"), ReferentialAction.SET_DEFAULT, ReferentialAction.RESTRICT, true, true, false),
                        new ForeignKey("g", List.of("c0", "c1"), QualifiedName.of("t"), List.of("x", "y"), ReferentialAction.CASCADE, ReferentialAction.NO_ACTION, false, false, true)),
                List.of(new Index("i", List.of("c0"), List.of(Expression.of("lower(c1)")), true, "gist", Optional.of(Expression.of("c0 > 'a'")), List.of("c2"), Optional.of("ops"), true, false)),
                Optional.empty(), new RowSecurity(false, true, List.of(new Policy("p", Policy.Command.ALL, false, List.of("b", "a"), Optional.of(Expression.of("true")), Optional.empty()))),
                Optional.empty(), Optional.of("say \"hi\"\n"), Optional.empty(), directives)), List.of(new EnumType(new QualifiedName("s", "e"), List.of(), Optional.empty())));
    }

    @Test
    void keepsTheSeedShape() {
        JsonNode json = IrJson.write(compile("""
                type Customer @wes_table { id: ID! @wes_pk  email: String! @wes_unique }
                type Order @wes_table(name: "orders") @wes_tenant(by: "org") {
                  id: ID! @wes_pk  org: ID!  customer: ID! @wes_fk(ref: "Customer.id") @wes_index(using: "hash")  n: Int @wes_default(value: 1)
                }""").schema());
        assertThat(Json.pretty(json)).isEqualTo(Json.pretty(Json.read("""
                {"irVersion": "1.0.0", "tables": [
                  {"name": "customer", "uid": "tbl:Customer", "directives": {}, "columns": [
                     {"name": "id", "uid": "col:Customer.id", "type": "uuid", "nullable": false, "directives": {}},
                     {"name": "email", "uid": "col:Customer.email", "type": "text", "nullable": false, "unique": true, "directives": {}}],
                   "primaryKey": "id", "uniques": [{"name": "customer_email_key", "columns": ["email"]}], "foreignKeys": [], "indexes": []},
                  {"name": "orders", "uid": "tbl:Order", "directives": {}, "columns": [
                     {"name": "id", "uid": "col:Order.id", "type": "uuid", "nullable": false, "directives": {}},
                     {"name": "org", "uid": "col:Order.org", "type": "uuid", "nullable": false, "directives": {}},
                     {"name": "customer", "uid": "col:Order.customer", "type": "uuid", "nullable": false, "directives": {}},
                     {"name": "n", "uid": "col:Order.n", "type": "integer", "nullable": true, "default": "1", "directives": {}}],
                   "primaryKey": "id",
                   "foreignKeys": [{"column": "customer", "refTable": "customer", "refColumn": "id", "name": "fk_orders_customer"}],
                   "indexes": [{"name": "idx_orders_customer", "columns": ["customer"], "using": "hash"}, {"name": "idx_orders_org", "columns": ["org"]}],
                   "tenantBy": "org",
                   "rls": {"enabled": true, "forced": true, "policies": [
                     {"name": "policy_orders_tenant_delete", "command": "DELETE", "permissive": true, "using": "\\"org\\" = (SELECT auth.jwt_claim('org_id'))::uuid"},
                     {"name": "policy_orders_tenant_insert", "command": "INSERT", "permissive": true, "check": "\\"org\\" = (SELECT auth.jwt_claim('org_id'))::uuid"},
                     {"name": "policy_orders_tenant_select", "command": "SELECT", "permissive": true, "using": "\\"org\\" = (SELECT auth.jwt_claim('org_id'))::uuid"},
                     {"name": "policy_orders_tenant_update", "command": "UPDATE", "permissive": true, "using": "\\"org\\" = (SELECT auth.jwt_claim('org_id'))::uuid",
                      "check": "\\"org\\" = (SELECT auth.jwt_claim('org_id'))::uuid"}]}}]}
                """)));
    }

    @Test
    void neverSplitsACompositeKey() {
        String json = Json.pretty(IrJson.write(compile("""
                type A @wes_table @wes_pk(fields: ["x", "y"]) @wes_fk(fields: ["x", "y"], ref: "A", refFields: ["x", "y"]) { x: Int! y: Int! }""").schema()));
        assertThat(json).contains("\"primaryKeyColumns\" : [ \"x\", \"y\" ]", "\"foreignKeys\" : [ ]", "\"compositeForeignKeys\"").doesNotContain("\"primaryKey\"", "\"column\"");
    }

    @Test
    void validatesAgainstTheContract() {
        com.networknt.schema.Schema contract = contract();
        validates(contract, Schema.EMPTY, "empty");
        validates(contract, strange(), "strange");
        RandomSchemas.seeds(100).forEach(seed -> validates(contract, compile(RandomSchemas.sdl(seed)).schema(), "seed " + seed));
        for (String wrong : List.of("{}", "{\"tables\": [], \"x\": 1}", "{\"tables\": [{\"name\": \"a\"}]}", "{\"tables\": [], \"irVersion\": \"2.0.0\"}",
                "{\"tables\": [{\"name\": \"a\", \"directives\": {}, \"columns\": [], \"foreignKeys\": [], \"indexes\": [], \"primaryKey\": \"a\", \"primaryKeyColumns\": [\"a\", \"b\"]}]}")) {
            assertThat(contract.validate(wrong, InputFormat.JSON)).as(wrong).isNotEmpty();
        }
    }

    @Test
    void readsBackWhatOnlyALiveDatabaseHas() {
        assertThat(IrJson.read(Json.pretty(IrJson.write(strange())))).isEqualTo(strange());
        assertThat(IrJson.read(Json.pretty(IrJson.write(Schema.EMPTY)))).isEqualTo(Schema.EMPTY);
    }

    @Test
    void readsADocumentWithSeedFieldsOnly() {
        Schema schema = IrJson.read("""
                {"tables": [{"name": "a", "directives": {}, "columns": [{"name": "id", "type": "UUID", "nullable": false, "unique": true, "directives": {}}], "primaryKey": "id",
                 "foreignKeys": [{"column": "id", "refTable": "b", "refColumn": "id"}], "indexes": [{"columns": ["id"]}]}]}""");
        Table table = schema.tables().getFirst();
        assertThat(table.uniques()).containsExactly(new UniqueConstraint("a_id_key", List.of("id"), false));
        assertThat(table.primaryKey()).contains(new PrimaryKey("a_pkey", List.of("id")));
        assertThat(table.foreignKeys().getFirst().name()).isEqualTo("fk_a_id");
        assertThat(table.indexes()).containsExactly(Index.of("idx_a_id", List.of("id"), false));
        assertThat(table.columns().getFirst().type()).isEqualTo(SqlType.of("uuid"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "|not an IR: $ is not an object",
        "[]|not an IR: $ is not an object",
        "{|not valid JSON at line 1",
        "{}|not an IR: $ lacks \"tables\"",
        "{\"tables\": 1}|$ has a \"tables\" that is not a list",
        "{\"tables\": [], \"irVersion\": \"2.0.0\"}|the IR has version 2.0.0",
        "{\"tables\": [], \"extra\": 1}|unknown key \"extra\"",
        "{\"tables\": [{\"name\": 1}]}|$.tables[0] has a \"name\" that is not a string",
        "{\"tables\": [{\"name\": \"a\", \"columns\": [{\"name\": \"b\"}]}]}|$.tables[0].columns[0] lacks \"type\"",
        "{\"tables\": [{\"name\": \"a\", \"columns\": [{\"name\": \"b\", \"type\": \"a b\\\"\"}]}]}|which cannot be read",
        "{\"tables\": [{\"name\": \"a\", \"columns\": [{\"name\": \"b\", \"type\": \"int\", \"default\": \"1; DROP TABLE x\"}]}]}|is not one SQL expression",
        "{\"tables\": [{\"name\": \"a\"}, {\"name\": \"a\"}]}|holds the table a twice",
        "{\"tables\": [{\"name\": \"a\", \"indexes\": [{\"columns\": []}]}]}|needs a column or an expression",
        "{\"tables\": [{\"name\": \"a\", \"foreignKeys\": [{\"column\": \"x\", \"refTable\": \"b\", \"refColumns\": [\"x\", \"y\"]}]}]}|pairs 1 with 2",
        "{\"tables\": [{\"name\": \"a\", \"partitionBy\": {\"strategy\": \"SLICE\", \"columns\": [\"a\"]}}]}|cannot be \"SLICE\""})
    void saysWhatIsWrongWithADocument(String json, String message) {
        assertThatThrownBy(() -> IrJson.read(json == null ? "" : json)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
}
