package dev.wesley.engine.evidence;

import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.plan.Plan;
import java.util.Optional;

/// Everything that scores are computed from; nothing else may move them.
///
/// @param schema the schema that the plan leads to, with uids and directives
/// @param plan with the migration risk and the thresholds that the rules set
/// @param planSha256 of the plan document; a rehearsal of another plan proves nothing about this one
/// @param rehearsal empty before the rehearsal: no assertion has run yet
public record ScoreInput(
        Schema schema, EvidenceMap evidence, Plan plan, String planSha256, Optional<RehearsalReport> rehearsal, Weights weights) {}
