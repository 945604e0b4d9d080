package dev.wesley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.diff.Change;
import dev.wesley.engine.inference.CompiledPack;
import dev.wesley.engine.inference.PackCompiler;
import dev.wesley.engine.inference.PackSource;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.plan.Plan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerTest {
    @Test
    void plansANewColumn() throws Exception {
        Outcome<CompiledPack> pack = PackCompiler.compile(PackSource.read(Path.of("src/test/resources/packs/small/pack.json")));
        assertThat(pack.diagnostics()).isEmpty();
        Planner planner = new Planner(List.of(pack.value().load(getClass().getClassLoader())));
        Outcome<Plan> plan = planner.planChanges(List.of(new Change.ColumnAdded(QualifiedName.of("orders"), Column.of("note", SqlType.of("text"), true))),
                new PlanRequest(Schema.EMPTY, Schema.EMPTY, 18, List.of()));
        assertThat(plan.diagnostics()).isEmpty();
        assertThat(plan.value().steps()).hasSize(1);
    }
}
