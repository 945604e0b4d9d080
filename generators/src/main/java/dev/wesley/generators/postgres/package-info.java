/// Steps and schemas in Postgres' words: the only place that knows jOOQ.
///
/// [PostgresSpelling] spells a plan, [SchemaSql] a whole schema; both take their clauses from `Ddl`, and every character of SQL
/// passes through `Template`, where names and texts are quoted and where alone unquoted text may enter. What the planned server
/// cannot say, or what no quoting can carry, ends in an [UnspellableException] instead of in SQL that means something else.
@NullMarked
package dev.wesley.generators.postgres;

import org.jspecify.annotations.NullMarked;
