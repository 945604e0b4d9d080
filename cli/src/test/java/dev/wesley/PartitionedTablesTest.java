package dev.wesley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.plan.Statement;
import dev.wesley.rehearsal.execute.Pace;
import dev.wesley.rehearsal.law.Judgement;
import dev.wesley.rehearsal.law.Laws;
import dev.wesley.rehearsal.law.SchemaPair;
import dev.wesley.rehearsal.law.Stage;
import dev.wesley.rehearsal.shadow.Durability;
import dev.wesley.rehearsal.shadow.Shadow;
import dev.wesley.rehearsal.shadow.ShadowSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Recipes that go from partition to partition, from live databases that have some: they obey the laws.
///
/// `-Dpartitions.majors=11,12` asks other servers than 11 and 18.
class PartitionedTablesTest {
    private static final List<Integer> MAJORS = Arrays.stream(System.getProperty("partitions.majors", "11,18").split(",")).map(Integer::valueOf).toList();

    private static final List<String> BASE = List.of("CREATE TABLE sensor (id bigint PRIMARY KEY)", "INSERT INTO sensor SELECT generate_series(1, 200)",
            "CREATE TABLE reading (id bigint NOT NULL, at date NOT NULL, sensor bigint, label varchar(20)) PARTITION BY RANGE (id)",
            "CREATE TABLE reading_1 PARTITION OF reading FOR VALUES FROM (0) TO (100)",
            "CREATE TABLE reading_2 PARTITION OF reading FOR VALUES FROM (100) TO (200)", "CREATE TABLE reading_rest PARTITION OF reading DEFAULT",
            "INSERT INTO reading SELECT g, '2026-01-01', 1 + g % 200, 'l' || g FROM generate_series(0, 299) g");

    private static final String INDEX = "CREATE INDEX reading_sensor ON reading (sensor)";
    private static final String UNIQUE = "ALTER TABLE reading ADD CONSTRAINT reading_once UNIQUE (id, at)";

    /// Name → what is added to the base before, what is after.
    private static Map<String, List<List<String>>> pairs() {
        Map<String, List<List<String>>> pairs = new TreeMap<>();
        pairs.put("add an index", List.of(List.of(), List.of(INDEX)));
        pairs.put("add an index on an expression, with a predicate", List.of(List.of(), List.of("CREATE INDEX reading_label ON reading (lower(label)) WHERE sensor > 5")));
        pairs.put("redefine an index", List.of(List.of(INDEX), List.of("CREATE INDEX reading_sensor ON reading (sensor, at)")));
        pairs.put("drop an index", List.of(List.of(INDEX), List.of()));
        pairs.put("add a unique constraint", List.of(List.of(), List.of(UNIQUE)));
        pairs.put("redefine a unique constraint", List.of(List.of(UNIQUE), List.of("ALTER TABLE reading ADD CONSTRAINT reading_once UNIQUE (at, id)")));
        pairs.put("drop a unique constraint", List.of(List.of(UNIQUE), List.of()));
        pairs.put("add a primary key", List.of(List.of(), List.of("ALTER TABLE reading ADD CONSTRAINT reading_pkey PRIMARY KEY (id)")));
        pairs.put("add a foreign key", List.of(List.of(), List.of("ALTER TABLE reading ADD CONSTRAINT reading_sensor_fk FOREIGN KEY (sensor) REFERENCES sensor (id)")));
        pairs.put("add a column and a check", List.of(List.of(), List.of("ALTER TABLE reading ADD COLUMN note text", "ALTER TABLE reading ADD CONSTRAINT reading_sane CHECK (sensor > 0)")));
        return pairs;
    }

    @TestFactory
    Stream<DynamicTest> everyRecipeObeysTheLaws() {
        return MAJORS.stream().map(major -> DynamicTest.dynamicTest("Postgres " + major, () -> {
            List<String> broken = new ArrayList<>();
            try (Shadow shadow = new ShadowSource.Embedded(major, Durability.NONE).open()) {
                Laws laws = new Laws(new Stage.Fresh(shadow), Road::plan, Pace.real());
                pairs().forEach((name, pair) -> {
                    Judgement judgement = laws.prove(new SchemaPair(name, statements(pair.getFirst()), statements(pair.getLast()), UnaryOperator.identity()));
                    if (!(judgement instanceof Judgement.Converged)) {
                        broken.add(name + ": " + judgement);
                    }
                });
            }
            assertThat(broken).isEmpty();
        }));
    }

    private static List<Statement> statements(List<String> more) {
        return Stream.concat(BASE.stream(), more.stream()).map(Statement::new).toList();
    }
}
