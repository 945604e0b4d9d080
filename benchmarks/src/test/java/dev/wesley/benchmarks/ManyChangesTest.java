package dev.wesley.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.PlanRequest;
import dev.wesley.engine.Planner;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.diff.Change;
import dev.wesley.engine.diff.Differ;
import dev.wesley.engine.inference.RulePack;
import dev.wesley.engine.plan.Plan;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ManyChangesTest {
    private static final ManyChanges MANY = ManyChanges.atLeast(100);

    /// Kinds that lose something, or that no statement can do: the rules may refuse them, so a benchmark of plans has none.
    private static final List<String> OTHERS = List.of("CheckChanged", "ColumnGenerationChanged", "ColumnIdentityChanged", "ColumnRemoved", "ColumnRenamed",
            "EnumLabelsReplaced", "ForeignKeyChanged", "IndexChanged", "PartitioningChanged", "PrimaryKeyChanged", "PrimaryKeyRemoved", "TableRemoved",
            "TableRenamed", "UniqueChanged");

    @Test
    void hasAChangeOfEveryOtherKind() {
        TreeSet<String> kinds = Differ.diff(MANY.before(), MANY.after()).stream().map(Change::kind).collect(Collectors.toCollection(TreeSet::new));
        TreeSet<String> all = Stream.of(Change.class.getPermittedSubclasses()).map(Class::getSimpleName).collect(Collectors.toCollection(TreeSet::new));
        OTHERS.forEach(all::remove);
        assertThat(kinds).isEqualTo(all);
    }

    @Test
    void isPlanned() {
        Outcome<Plan> plan = new Planner(List.of(RulePack.load(getClass().getClassLoader(), "base")))
                .plan(new PlanRequest(MANY.before(), MANY.after(), 18, List.of()));
        assertThat(plan.isDone()).as("%s", plan.diagnostics()).isTrue();
        assertThat(plan.value().changes()).hasSize(MANY.changes());
    }
}
