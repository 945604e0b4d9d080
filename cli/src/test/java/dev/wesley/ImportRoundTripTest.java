package dev.wesley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.diff.Differ;
import dev.wesley.engine.drift.Spelling;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.plan.Statement;
import dev.wesley.engine.sdl.CompiledSchema;
import dev.wesley.engine.testing.Corpus;
import dev.wesley.generators.postgres.SchemaSql;
import dev.wesley.generators.sdl.SdlText;
import dev.wesley.rehearsal.catalog.Catalog;
import dev.wesley.rehearsal.catalog.CatalogReader;
import dev.wesley.rehearsal.connect.Database;
import dev.wesley.rehearsal.shadow.Durability;
import dev.wesley.rehearsal.shadow.Shadow;
import dev.wesley.rehearsal.shadow.ShadowSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every schema of the corpus, built on a server, comes back: in the server's words as the schema that was written, and as SDL that
/// means the same database.
class ImportRoundTripTest {
    /// `-Dlive.majors=11,12,…,18`; the binaries must be in the local Maven repository.
    private static final List<Integer> MAJORS = Arrays.stream(System.getProperty("live.majors", "13,18").split(",")).map(Integer::valueOf).toList();

    /// One schema that holds everything that the SDL can say and the corpus does not.
    private static final String EVERYTHING = """
            enum Mood { GOOD BAD }
            type Team @wes_table(name: "team", schema: "sales") @wes_pk(fields: ["org", "no"], name: "team_key") {
              org: ID!
              no: Int!
              "what it is called"
              name: String @wes_type(name: "varchar(40)") @wes_unique(nullsNotDistinct: false, name: "team_name_once")
            }
            "Who works where."
            type Person @wes_table
              @wes_rls(force: false)
              @wes_policy(name: "readers", command: SELECT, using: "name = CURRENT_USER")
              @wes_policy(name: "border", permissive: false, using: "age > 0", check: "age > 1", roles: ["clerk"])
              @wes_fk(fields: ["org", "teamNo"], ref: "Team", refFields: ["org", "no"], onDelete: SET_NULL, deferrable: true)
              @wes_index(fields: ["name"], unique: true, name: "person_name", where: "age > 17")
              @wes_index(expressions: ["lower(name)"], fields: ["age"], include: ["org"])
            {
              id: BigInt! @wes_pk @wes_identity(always: true)
              org: ID
              teamNo: Int
              name: String! @wes_default(value: "it's new")
              age: Int @wes_check(expr: "age BETWEEN 0 AND 150 OR age IS NULL")
              mood: Mood! @wes_default(value: GOOD)
              size: String @wes_enum(values: ["2 XL", "n/a"], name: "sales.size")
              other: [String!] @wes_enum(values: ["2 XL", "n/a"], name: "sales.size")
              tags: [String!]! @wes_default(value: "{}")
              at: DateTime! @wes_default(value: "2026-01-31T12:00:00Z")
              price: Decimal @wes_type(name: "numeric(12,2)") @wes_default(value: "1.50")
              note: JSON @wes_default(value: "{\\"a\\": [1]}")
            }
            type Closed @wes_table @wes_rls(preset: "deny-all") { id: ID! @wes_pk }
            type Reading @wes_table @wes_pk(fields: ["id", "at"]) @wes_partitionBy(strategy: RANGE, fields: ["at"]) {
              id: ID!
              at: DateTime!
            }
            """;

    private record Sample(String name, CompiledSchema schema) {}

    private static List<Sample> samples() {
        return Stream.concat(
                        Corpus.examples().stream().flatMap(e -> Stream.of(new Sample(e.name() + " before", Road.compile("before.graphql", e.before())),
                                new Sample(e.name() + " after", Road.compile("after.graphql", e.after())))),
                        Stream.of(new Sample("everything else", Road.compile("everything.graphql", EVERYTHING))))
                .toList();
    }

    @TestFactory
    Stream<DynamicContainer> everySchemaComesBack() {
        List<Sample> samples = samples();
        return MAJORS.stream().map(major -> {
            Shadow[] shadow = new Shadow[1];
            Stream<DynamicTest> open = Stream.of(DynamicTest.dynamicTest("server", () -> shadow[0] = new ShadowSource.Embedded(major, Durability.NONE).open()));
            Stream<DynamicTest> tests = samples.stream().filter(s -> knows(major, s.schema().schema())).map(s -> DynamicTest.dynamicTest(s.name(), () -> comesBack(s.schema().schema(), shadow[0])));
            Stream<DynamicTest> close = Stream.of(DynamicTest.dynamicTest("close", () -> shadow[0].close()));
            return DynamicContainer.dynamicContainer("Postgres " + major, Stream.concat(open, Stream.concat(tests, close)));
        });
    }

    /// Virtual columns exist since 18.
    private static boolean knows(int major, Schema schema) {
        return major >= 18 || schema.tables().stream().flatMap(t -> t.columns().stream()).noneMatch(Column::virtualGenerated);
    }

    private static void comesBack(Schema written, Shadow shadow) throws SQLException {
        Catalog first = built(written, shadow);
        assertThat(first.unmanaged()).filteredOn(u -> !u.kind().equals("function") && !u.kind().equals("extension")).isEmpty();
        assertThat(Differ.diff(new Spelling(written, first.schema()).inWrittenWords(first.schema()), written)).isEmpty();

        SdlText text = SdlText.of(first.schema());
        assertThat(text.leftOut()).isEmpty();
        String sdl = text.enums() + "\n" + String.join("\n", text.tables().values());
        if (!written.tables().isEmpty()) {
            Schema imported = Road.compile("imported.graphql", sdl).schema();
            assertThat(Differ.diff(first.schema(), imported)).as(sdl).isEmpty();
            Catalog second = built(imported, shadow);
            assertThat(Differ.diff(first.schema(), second.schema())).as("a server spells its own spelling as it is").isEmpty();
        }
    }

    private static Catalog built(Schema schema, Shadow shadow) throws SQLException {
        Database database = shadow.createDatabase("import");
        try (Connection connection = database.open("wesley-test")) {
            try (java.sql.Statement statement = connection.createStatement()) {
                for (Statement each : SchemaSql.statements(schema)) {
                    statement.execute(each.sql());
                }
            }
            return CatalogReader.read(connection);
        } finally {
            shadow.drop(database);
        }
    }
}
