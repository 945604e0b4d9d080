package dev.wesley.rehearsal.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wesley.engine.ir.ApiSchema;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.ForeignKey;
import dev.wesley.engine.ir.GeneratedColumn;
import dev.wesley.engine.ir.IdentityColumn;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.Policy;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.ReferentialAction;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.ir.UniqueConstraint;
import dev.wesley.engine.plan.Boundary;
import dev.wesley.engine.plan.LockSet;
import dev.wesley.engine.plan.MigrationRisk;
import dev.wesley.engine.plan.Phase;
import dev.wesley.engine.plan.Plan;
import dev.wesley.engine.plan.PlannedStep;
import dev.wesley.engine.plan.Reversibility;
import dev.wesley.engine.plan.RiskLevel;
import dev.wesley.engine.plan.SampleSteps;
import dev.wesley.engine.plan.SpelledStep;
import dev.wesley.engine.plan.Statement;
import dev.wesley.engine.plan.Step;
import dev.wesley.engine.plan.StepClass;
import dev.wesley.engine.plan.ThresholdSet;
import dev.wesley.engine.sdl.CompiledSchema;
import dev.wesley.engine.testing.RandomPairs;
import dev.wesley.generators.postgres.PostgresSpelling;
import dev.wesley.generators.postgres.SchemaSql;
import dev.wesley.generators.postgres.UnspellableException;
import dev.wesley.rehearsal.shadow.Durability;
import dev.wesley.rehearsal.shadow.Shadow;
import dev.wesley.rehearsal.shadow.ShadowSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every statement that can be spelled is understood by the server that it is spelled for. The server reads each one inside a block that
/// returns before it, and so executes none (reference: generators, section 5).
///
/// `-Dsyntax.majors=11,12,13,14,15,16,17,18` asks all.
class SpelledSqlTest {
    private static final List<Integer> MAJORS = Arrays.stream(System.getProperty("syntax.majors", "13,18").split(",")).map(Integer::valueOf).toList();
    private static final int SCHEMAS = 60;
    private static final QualifiedName ORDERS = QualifiedName.of("orders");

    @TestFactory
    Stream<DynamicTest> everyStatementIsUnderstood() {
        return MAJORS.stream().map(major -> DynamicTest.dynamicTest("Postgres " + major, () -> isUnderstoodBy(major)));
    }

    private static void isUnderstoodBy(int major) throws SQLException {
        List<String> misunderstood = new ArrayList<>();
        Set<String> read = new HashSet<>();
        try (Shadow shadow = new ShadowSource.Embedded(major, Durability.NONE).open();
                Connection connection = shadow.createDatabase("syntax").open("wesley-syntax")) {
            for (Statement statement : statements(major)) {
                if (read.add(statement.sql())) {
                    try (java.sql.Statement jdbc = connection.createStatement()) {
                        jdbc.execute("DO $wesley_syntax$ BEGIN RETURN; " + statement.sql() + "; END $wesley_syntax$");
                    } catch (SQLException e) {
                        misunderstood.add(e.getMessage() + "\n  in: " + statement.sql());
                    }
                }
            }
        }
        assertThat(misunderstood).isEmpty();
        assertThat(read).hasSizeGreaterThan(400);
    }

    @Test
    void whatAServerDoesNotKnowIsNotSpelledForIt() {
        Column stored = generated(true);
        Column virtual = generated(false);
        refuses(11, new Step.AddColumn(ORDERS, stored), "12");
        refuses(17, new Step.AddColumn(ORDERS, virtual), "18");
        refuses(14, new Step.AddUnique(ORDERS, new UniqueConstraint("u", List.of("a"), true)), "15");
        refuses(14, new Step.CreateIndex(ORDERS, new Index("i", List.of("a"), List.of(), true, "btree", Optional.empty(), List.of(), Optional.empty(), true, true),
                Step.Build.CONCURRENTLY), "15");
        refuses(17, new Step.AddNotNullConstraint(ORDERS, "a", "orders_a_not_null"), "18");
        GeneratedColumn sum = new GeneratedColumn(Expression.of("a + b"), true);
        refuses(16, new Step.SetExpression(ORDERS, "a", sum, sum), "17");
        refuses(12, new Step.DropExpression(ORDERS, "a"), "13");
    }

    private static void refuses(int major, Step step, String needed) {
        assertThatThrownBy(() -> PostgresSpelling.spell(plan(major, step))).isInstanceOf(UnspellableException.class).hasMessageContaining("needs Postgres " + needed);
        assertThat(PostgresSpelling.spell(plan(major + 1, step)).steps()).hasSize(1);
    }

    // ---- what is spelled

    private static List<Statement> statements(int major) {
        List<Statement> all = new ArrayList<>();
        for (Step step : Stream.concat(SampleSteps.all().stream(), variants().stream()).toList()) {
            try {
                SpelledStep spelled = PostgresSpelling.spell(plan(major, step)).steps().getFirst();
                Stream.concat(spelled.statements().stream(), spelled.inverse().stream())
                        .forEach(s -> all.add(step instanceof Step.Backfill ? new Statement(s.sql().replace("?", "NULL")) : s));
            } catch (UnspellableException e) {
                assertThat(major).as(e.getMessage()).isLessThan(18);
            }
        }
        for (long seed = 0; seed < SCHEMAS; seed++) {
            Schema schema = RandomPairs.schema(seed, major);
            all.addAll(SchemaSql.statements(schema));
            all.addAll(SchemaSql.script(new CompiledSchema(schema, new ApiSchema(List.of(), List.of(), List.of()), new TreeMap<>())));
            all.addAll(SchemaSql.prelude(schema));
        }
        return all;
    }

    private static Plan plan(int major, Step step) {
        PlannedStep planned = new PlannedStep("expand-1", step, Phase.EXPAND, StepClass.SHORT, Boundary.OWN, 1, new LockSet(List.of()), List.of(), RiskLevel.LOW,
                Reversibility.REVERSIBLE, List.of(), List.of(), List.of());
        return new Plan(major, "from", "to", List.of(), List.of(), List.of(planned), new MigrationRisk(0, RiskLevel.LOW, List.of()), new ThresholdSet(0.8, 0.4, 0.7), List.of());
    }

    private static Column generated(boolean stored) {
        Column c = Column.of("twice", SqlType.of("integer"), true);
        return new Column(c.name(), c.uid(), c.type(), true, true, Optional.empty(), Optional.of(new GeneratedColumn(Expression.of("a * 2"), stored)), Optional.empty(),
                Optional.empty(), Optional.empty(), c.directives());
    }

    private static List<Step> variants() {
        List<Step> all = new ArrayList<>();
        Expression some = Expression.of("\"a\" > 0");
        for (String type : List.of("integer", "bigint", "numeric(12,2)", "double precision", "varchar(3)", "char(3)", "timestamptz", "timestamp", "timestamp(3) with time zone",
                "time with time zone", "interval", "uuid", "jsonb", "bytea", "bit(3)", "bit varying(3)", "inet", "int4range", "text[]", "numeric(3,1)[]")) {
            all.add(new Step.AddColumn(ORDERS, Column.of("c", SqlType.of(type), false).withDefault(Optional.of(Expression.of("NULL")))));
            all.add(new Step.ChangeColumnType(ORDERS, "c", SqlType.of("text"), SqlType.of(type), Optional.empty()));
        }
        for (boolean always : new boolean[] {true, false}) {
            all.add(new Step.AddColumn(ORDERS, Column.of("n", SqlType.of("bigint"), false).withIdentity(Optional.of(new IdentityColumn(always)))));
            all.add(new Step.AddIdentity(ORDERS, "n", new IdentityColumn(always)));
            all.add(new Step.AddColumn(ORDERS, generated(always)));
            all.add(new Step.AddIdentityAbove(ORDERS, "odd 'n\"", new IdentityColumn(always)));
            all.add(new Step.SetIdentity(ORDERS, "n", new IdentityColumn(!always), new IdentityColumn(always)));
            all.add(new Step.SetExpression(ORDERS, "n", new GeneratedColumn(some, always), new GeneratedColumn(Expression.of("\"a\" > 1"), always)));
            all.add(new Step.ChangeColumnType(ORDERS, "c", SqlType.of("text"), SqlType.of("integer"), always ? Optional.of(some) : Optional.empty(), Optional.of(Expression.of("'x'"))));
        }
        for (ReferentialAction action : ReferentialAction.values()) {
            for (Step.Validity validity : Step.Validity.values()) {
                for (boolean deferred : new boolean[] {true, false}) {
                    all.add(new Step.AddForeignKey(ORDERS, new ForeignKey("fk", List.of("a", "b"), SampleSteps.ODD, List.of("x", "y"), action, action, true, deferred, true), validity));
                }
            }
        }
        for (Policy.Command command : Policy.Command.values()) {
            for (boolean permissive : new boolean[] {true, false}) {
                all.add(new Step.CreatePolicy(ORDERS, new Policy("p", command, permissive, permissive ? List.of() : List.of("someone \"odd\""),
                        command == Policy.Command.INSERT ? Optional.empty() : Optional.of(some),
                        command == Policy.Command.SELECT || command == Policy.Command.DELETE ? Optional.empty() : Optional.of(some))));
            }
        }
        for (String method : List.of("btree", "hash", "gin", "gist", "spgist", "brin")) {
            for (Step.Build build : Step.Build.values()) {
                for (boolean nulls : new boolean[] {true, false}) {
                    all.add(new Step.CreateIndex(ORDERS, new Index("i", List.of("a"), List.of(Expression.of("lower(\"b\")")), false, method, Optional.of(some), List.of("c"),
                            Optional.of("text_ops"), nulls, true), build));
                }
            }
        }
        for (boolean enabled : new boolean[] {true, false}) {
            for (boolean forced : new boolean[] {true, false}) {
                all.add(new Step.SetRowSecurity(ORDERS, enabled, forced));
            }
            all.add(new Step.DropIndex(ORDERS, Index.of("i", List.of("a"), false), enabled));
        }
        all.add(new Step.AddEnumLabel(ORDERS, "new", Optional.empty()));
        for (long seed = 0; seed < SCHEMAS; seed++) {
            for (Table table : RandomPairs.schema(seed, 18).tables()) {
                all.add(new Step.CreateTable(table.core()));
                table.indexes().forEach(i -> all.add(new Step.CreateIndex(table.name(), i, Step.Build.CONCURRENTLY)));
                table.uniques().forEach(u -> all.add(new Step.AddUniqueUsingIndex(table.name(), u)));
                table.checks().forEach(c -> all.add(new Step.AddCheck(table.name(), c, Step.Validity.NOT_VALID)));
                table.rowSecurity().policies().forEach(p -> all.add(new Step.CreatePolicy(table.name(), p)));
                table.columns().forEach(c -> all.add(new Step.AddColumn(table.name(), c)));
                table.primaryKey().ifPresent(k -> all.add(new Step.AddPrimaryKeyUsingIndex(table.name(), k)));
            }
        }
        return all;
    }
}
