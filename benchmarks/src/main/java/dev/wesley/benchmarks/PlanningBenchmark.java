package dev.wesley.benchmarks;

import dev.wesley.engine.PlanRequest;
import dev.wesley.engine.Planner;
import dev.wesley.engine.inference.RulePack;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.plan.Plan;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What a plan costs by the number of its changes. The secondary result `changes` is the time per change: it stays level while planning is
/// linear.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(value = 1, jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx3g"})
public class PlanningBenchmark {
    /// At least so many changes of all kinds in one schema.
    @Param({"100", "1000", "10000"})
    public int size = 100;

    private final Planner planner = new Planner(List.of(RulePack.load(PlanningBenchmark.class.getClassLoader(), "base")));
    private PlanRequest request = new PlanRequest(Schema.EMPTY, Schema.EMPTY, 18, List.of());
    private int changes;

    /// Counts what was planned, for the time per change.
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Counter {
        public long changes;
    }

    @Setup(Level.Trial)
    public void prepare() {
        ManyChanges many = ManyChanges.atLeast(size);
        changes = many.changes();
        request = new PlanRequest(many.before(), many.after(), 18, List.of());
    }

    @Benchmark
    public Plan plan(Counter counter) {
        Plan plan = planner.plan(request).value();
        counter.changes += changes;
        return plan;
    }
}
