package dev.wesley.rehearsal.execute;

import dev.wesley.engine.ir.QualifiedName;
import java.time.Duration;

/// A session, or a prepared transaction, in the way of a step.
///
/// @param holder a pid, or `prepared` and its name
/// @param mode as in `pg_locks`
/// @param age of its transaction; zero where the role may not see it
public record LockHolder(String holder, QualifiedName relation, String mode, String application, String state, Duration age) {
    @Override
    public String toString() {
        return holder + (application.isEmpty() ? "" : " (" + application + ")") + " holds " + mode + " on " + relation
                + (state.isEmpty() ? "" : ", " + state) + (age.isZero() ? "" : " for " + age.toMillis() + " ms");
    }
}
