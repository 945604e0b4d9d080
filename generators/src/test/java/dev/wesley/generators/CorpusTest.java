package dev.wesley.generators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.Compiler;
import dev.wesley.engine.evidence.ArtifactKind;
import dev.wesley.engine.evidence.ElementSpan;
import dev.wesley.engine.evidence.GeneratedFile;
import dev.wesley.engine.plan.Statement;
import dev.wesley.engine.sdl.CompiledSchema;
import dev.wesley.engine.sdl.SdlOptions;
import dev.wesley.engine.sdl.SourceFile;
import dev.wesley.engine.testing.Corpus;
import dev.wesley.generators.pgtap.PgTapSuite;
import dev.wesley.generators.pgtap.TapServer;
import dev.wesley.generators.postgres.SchemaSql;
import dev.wesley.generators.typescript.TypeScriptTypes;
import dev.wesley.generators.zod.ZodSchemas;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// Both schemas of every example: the client code compiles, the suite passes on the database that the schema file makes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorpusTest {
    private final TreeMap<String, CompiledSchema> schemas = new TreeMap<>();
    private TapServer server;

    @BeforeAll
    void start() throws IOException, SQLException {
        Corpus.examples().forEach(example -> {
            read(example.name() + "_before", example.before());
            read(example.name() + "_after", example.after());
        });
        server = new TapServer();
        try (Connection template = server.connect("template1")) {
            TapServer.execute(template, "CREATE SCHEMA tap; SET search_path = tap");
            TapServer.execute(template, TapServer.pgTap());
        }
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    private void read(String name, String sdl) {
        if (!sdl.isBlank()) {
            schemas.put(name, Compiler.compile(List.of(new SourceFile(name + ".graphql", sdl)), SdlOptions.DEFAULT).value());
        }
    }

    @TestFactory
    Stream<DynamicTest> theSuitePassesOn() {
        return schemas.entrySet().stream().filter(e -> !e.getValue().schema().isEmpty()).map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
            try (Connection admin = server.connect()) {
                TapServer.execute(admin, "CREATE DATABASE \"" + e.getKey() + "\"");
            }
            try (Connection connection = server.connect(e.getKey())) {
                for (Statement statement : SchemaSql.statements(e.getValue().schema())) {
                    TapServer.execute(connection, statement.sql());
                }
                TapServer.execute(connection, "SET search_path = tap, public");
                TapServer.Tap tap = TapServer.run(connection, PgTapSuite.generate(e.getValue()).text());
                assertThat(tap.error()).isEmpty();
                assertThat(tap.failed()).isEmpty();
                assertThat(tap.green()).isTrue();
            }
        }));
    }

    /// One run of the compiler for all of them.
    @Test
    void theClientCodeCompiles() {
        ClientProject all = ClientProject.of("corpus-test", CompiledSchema.empty());
        schemas.forEach((name, schema) -> all.folder(name).write(TypeScriptTypes.generate(schema)).write(ZodSchemas.generate(schema)));
        String[] files = schemas.keySet().stream().flatMap(n -> Stream.of(n + "/types.ts", n + "/zod.ts")).toArray(String[]::new);
        assertThat(all.compileForNode(files)).isEqualTo(new Npm.Result(0, ""));
    }

    @Test
    void everyColumnIsRealisedInEveryArtifact() {
        schemas.forEach((name, schema) -> {
            List<ElementSpan> spans = Stream.of(TypeScriptTypes.generate(schema), ZodSchemas.generate(schema), PgTapSuite.generate(schema))
                    .map(GeneratedFile::spans)
                    .flatMap(List::stream)
                    .toList();
            schema.schema().tables().forEach(t -> t.columns().forEach(c -> assertThat(List.of(ArtifactKind.TS, ArtifactKind.ZOD, ArtifactKind.TESTS))
                    .as(name + " " + t.name() + "." + c.name())
                    .allSatisfy(kind -> assertThat(spans).anyMatch(s -> s.kind() == kind && s.uid().equals(Uids.column(t, c))))));
        });
    }
}
