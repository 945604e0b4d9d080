package dev.wesley.rehearsal;

import dev.wesley.engine.evidence.GeneratedFile;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.engine.plan.Statement;
import dev.wesley.rehearsal.shadow.ShadowSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What to rehearse and where.
///
/// @param before builds the schema that the plan starts from, on an empty database
/// @param target builds the schema that it should end in, on an empty database
/// @param planSha256 of the plan document, for the report
/// @param pgTap the generated suite, run at the end
/// @param timeout bounds everything but the start of the server
/// @param batchSize rows of the first backfill batch
/// @param replanning plans again from the live end, for P9
public record RehearsalRequest(
        List<Statement> before,
        SpelledPlan plan,
        String planSha256,
        List<Statement> target,
        GeneratedFile pgTap,
        ShadowSource shadow,
        Duration timeout,
        int batchSize,
        Optional<Replanning> replanning) {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(300);
    public static final int DEFAULT_BATCH_SIZE = 1000;

    public RehearsalRequest {
        before = List.copyOf(before);
        target = List.copyOf(target);
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the time limit has to be positive: " + timeout);
        }
    }

    /// With the defaults, and without planning again.
    public RehearsalRequest(List<Statement> before, SpelledPlan plan, String planSha256, List<Statement> target, GeneratedFile pgTap, ShadowSource shadow) {
        this(before, plan, planSha256, target, pgTap, shadow, DEFAULT_TIMEOUT, DEFAULT_BATCH_SIZE, Optional.empty());
    }

    /// Plans again from the live end to the target, both read from the same server, so that expressions are spelled alike.
    @FunctionalInterface
    public interface Replanning {
        /// @return what is still different, in words; empty if nothing is left to plan
        List<String> changesLeft(Schema live, Schema target);
    }
}
