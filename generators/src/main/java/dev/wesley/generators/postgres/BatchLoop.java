package dev.wesley.generators.postgres;

import static dev.wesley.generators.postgres.Template.expressionBesideParameters;
import static dev.wesley.generators.postgres.Template.joined;
import static dev.wesley.generators.postgres.Template.name;
import static dev.wesley.generators.postgres.Template.names;
import static dev.wesley.generators.postgres.Template.parameter;
import static dev.wesley.generators.postgres.Template.sql;

import dev.wesley.engine.plan.Step;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jooq.QueryPart;

/// The two statements of a backfill, for JDBC: the first batch (parameter: its size) and the next one (parameters: the key of the last
/// row as texts, then the size). Each returns one row: `n`, the rows that it filled, and `k1`, `k2`, … the highest key among them as
/// texts, NULL if there is none.
///
/// A row is filled where the column is NULL and the value is not, so that a value that is NULL itself ends the loop instead of
/// repeating it. The rows are locked in key order, and the expression sees the columns of its own table only.
final class BatchLoop {
    private BatchLoop() {}

    static List<QueryPart> statements(Step.Backfill backfill) {
        QueryPart after = sql(" AND ({0}) > ({1})",
                names(backfill.key()), joined(", ", backfill.key().stream().map(k -> parameter()).toList()));
        return List.of(batch(backfill, sql("")), batch(backfill, after));
    }

    private static QueryPart batch(Step.Backfill backfill, QueryPart after) {
        List<Integer> positions = IntStream.rangeClosed(1, backfill.key().size()).boxed().toList();
        Function<Integer, QueryPart> key = i -> name("wes_k" + i);
        QueryPart keys = joined(", ", positions.stream().map(key).toList());
        QueryPart value = expressionBesideParameters(backfill.value());
        return sql("""
                WITH "wes_batch" AS (
                  SELECT {0}
                  FROM {1}
                  WHERE {2} IS NULL AND {3} IS NOT NULL{4}
                  ORDER BY {5} LIMIT {6} FOR NO KEY UPDATE
                ), "wes_done" AS (
                  UPDATE {1} SET {2} = {3}
                  FROM "wes_batch" WHERE {7}
                  RETURNING {8}
                )
                SELECT "wes_count"."n", {9}
                FROM (SELECT count(*) AS "n" FROM "wes_done") AS "wes_count"
                LEFT JOIN (SELECT {8} FROM "wes_done" ORDER BY {10} LIMIT 1) AS "wes_last" ON true""",
                joined(", ", positions.stream().map(i -> sql("{0} AS {1}", name(backfill.key().get(i - 1)), key.apply(i))).toList()),
                name(backfill.table()),
                name(backfill.column()),
                value,
                after,
                names(backfill.key()),
                parameter(),
                joined(" AND ", positions.stream()
                        .map(i -> sql("{0}.{1} = {2}", name(backfill.table().name()), name(backfill.key().get(i - 1)), key.apply(i)))
                        .toList()),
                keys,
                joined(", ", positions.stream().map(i -> sql("CAST({0} AS text) AS {1}", key.apply(i), name("k" + i))).toList()),
                joined(", ", positions.stream().map(i -> sql("{0} DESC", key.apply(i))).toList()));
    }
}
