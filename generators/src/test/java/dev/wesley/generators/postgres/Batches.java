package dev.wesley.generators.postgres;

import dev.wesley.engine.plan.Statement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

/// The loop that an executor runs around the two statements of a backfill.
///
/// @param keys how many columns the key has
record Batches(Database database, List<Statement> statements, int keys) {

    /// Runs until a batch fills nothing, and once more from the start.
    ///
    /// @return how many rows were filled
    long run(int size) throws Exception {
        long all = 0;
        for (int pass = 0; pass < 2; pass++) {
            Batch batch = first(size);
            all += batch.n();
            while (batch.n() > 0) {
                batch = next(batch.key(), size);
                all += batch.n();
            }
        }
        return all;
    }

    Batch first(int size) throws Exception {
        return batch(statements.get(0), List.of(), size);
    }

    Batch next(List<String> key, int size) throws Exception {
        return batch(statements.get(1), key, size);
    }

    record Batch(long n, List<String> key) {}

    private Batch batch(Statement statement, List<String> key, int size) throws Exception {
        try (PreparedStatement s = database.connection().prepareStatement(statement.sql())) {
            int parameter = 1;
            for (String k : key) {
                s.setString(parameter++, k);
            }
            s.setInt(parameter, size);
            ResultSet row = s.executeQuery();
            row.next();
            List<String> highest = new ArrayList<>();
            for (int i = 1; i <= keys; i++) {
                highest.add(row.getString("k" + i));
            }
            Batch batch = new Batch(row.getLong("n"), highest);
            if (row.next()) {
                throw new AssertionError("more than one row");
            }
            return batch;
        }
    }
}
