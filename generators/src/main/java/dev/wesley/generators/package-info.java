/// A schema or a step in, text out. Generators decide nothing: what is safe, what waits and what is refused has been settled by the
/// rules before. They know the engine's vocabulary and neither a database nor each other; what they share is [Uids].
///
/// Start at [dev.wesley.generators.postgres.SchemaSql] for a whole schema and at
/// [dev.wesley.generators.postgres.PostgresSpelling] for a plan.
@NullMarked
package dev.wesley.generators;

import org.jspecify.annotations.NullMarked;
