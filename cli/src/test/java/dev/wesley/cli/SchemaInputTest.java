package dev.wesley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SchemaInputTest {
    private static final String NOTE = "type Note @wes_table { id: ID! @wes_pk text: String! }";

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void sitDown() {
        shell = new Shell(folder);
    }

    @Test
    void namesTheCommandWhenTheFileIsMissing() {
        Shell.Result result = shell.run("transform").exits(2);
        assertThat(result.err()).isEqualTo("""
                ❌ [ENOENT] there is no schema schema.graphql
                Try: wesley transform --schema path/to/schema.graphql
                """);
        assertThat(shell.run("transform", "--json").exits(2).failure().path("code").asString()).isEqualTo("ENOENT");
    }

    @Test
    void showsAPipelineWhenThereIsNoText() {
        assertThat(shell.run("validate", "--stdin").exits(2).err()).contains("[EEMPTYSCHEMA]").contains("echo ");
        shell.schema(" \n");
        assertThat(shell.run("validate").exits(2).err()).contains("[EEMPTYSCHEMA]");
        shell.write("empty/readme.md", "nothing");
        assertThat(shell.run("validate", "--schema", "empty").exits(2).err()).contains("[EEMPTYSCHEMA]");
    }

    @Test
    void refusesMoreThanTheLimitAndNotOneByteLess() {
        shell.schema(NOTE);
        shell.set("WESLEY_MAX_SCHEMA_BYTES", Integer.toString(NOTE.length())).run("validate").exits(0);
        shell.set("WESLEY_MAX_SCHEMA_BYTES", Integer.toString(NOTE.length() - 1));
        assertThat(shell.run("validate").exits(2).err()).contains("[EINPUTSIZE]");
        assertThat(shell.type(NOTE).run("validate", "-", "--json").exits(2).failure().path("code").asString()).isEqualTo("EINPUTSIZE");
        assertThat(shell.set("WESLEY_MAX_SCHEMA_BYTES", "many").run("validate").exits(2).err()).contains("[ECONFIG]");
    }

    @Test
    void readsMoreThanTheUsualLimitIfAsked() {
        shell.schema(NOTE + "# long\n".repeat(800_000));
        shell.run("validate").exits(2);
        shell.set("WESLEY_MAX_SCHEMA_BYTES", "20971520").run("validate").exits(0);
    }

    @Test
    void readsStandardInputAndStripsMarks() {
        assertThat(shell.type("\uFEFF" + NOTE.replace("text", "te\0xt")).run("validate", "--stdin", "--json").exits(0).json().path("columns").asInt())
                .isEqualTo(2);
        assertThat(shell.type(NOTE).run("validate", "--schema", "-").exits(0).out()).contains("1 table");
    }

    @Test
    void readsAFolderAsOneSchemaWhateverTheOrder() {
        shell.write("all/b/note.graphql", NOTE).write("all/a.gql", "type A @wes_table { id: ID! @wes_pk }").write("all/.hidden/x.graphql", "broken {");
        JsonNode document = shell.run("validate", "all", "--json").exits(0).json();
        assertThat(document.path("tables").asInt()).isEqualTo(2);
        shell.write("one.graphql", "type A @wes_table { id: ID! @wes_pk }\n" + NOTE);
        assertThat(shell.run("validate", "one.graphql", "--json").exits(0).json().path("hash").asString()).isEqualTo(document.path("hash").asString());
    }

    @Test
    void pointsAtEveryErrorWithACaret() {
        shell.schema("""
                type Note @wes_table {
                  id: ID! @wes_pk
                  author: Athor! @wes_fk(ref: "Author.id")
                }
                """);
        Shell.Result result = shell.run("validate").exits(2);
        assertThat(result.err()).contains("❌ [PARSE_FAILED] ").contains(" --> schema.graphql:3:").contains("3 | ").contains("^").doesNotContain("\tat ");
        JsonNode document = shell.run("validate", "--json").exits(2).failure();
        JsonNode first = document.path("diagnostics").get(0);
        assertThat(first.path("code").asString()).isEqualTo("PARSE_FAILED");
        assertThat(first.path("span").path("line").asInt()).isEqualTo(3);
    }

    @Test
    void namesTheLineOfASyntaxError() {
        assertThat(shell.schema("type Note @wes_table {\n  id: ID! @wes_pk\n").run("validate").exits(2).err())
                .contains("GraphQL syntax error").containsPattern("line \\d");
    }

    @Test
    void warnsOnStderrOrInTheDocument() {
        shell.schema("type Note @table { id: ID! @wes_pk }");
        Shell.Result result = shell.run("validate").exits(0);
        assertThat(result.err()).contains("⚠️  [DEPRECATED_ALIAS]").contains("schema.graphql:1:11");
        assertThat(shell.run("validate", "--json").exits(0).json().path("diagnostics").get(0).path("code").asString()).isEqualTo("DEPRECATED_ALIAS");
        assertThat(shell.run("validate", "-q").exits(0).all()).isEmpty();
        shell.set("WESLEY_STRICT_DIRECTIVES", "1").run("validate").exits(2);
    }

    @Test
    void refusesBytesThatAreNotText() {
        shell.stdin(new java.io.ByteArrayInputStream(new byte[] {'t', (byte) 0xff, (byte) 0xfe}));
        assertThat(shell.run("validate", "--stdin").exits(2).err()).contains("[PARSE_FAILED]").contains("UTF-8");
    }
}
