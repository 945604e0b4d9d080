package dev.wesley.engine.fact;

import dev.wesley.engine.ir.QualifiedName;

/// How busy a table is: what would wait if it were locked.
///
/// @param readsPerSecond scans begun a second, at least 0
/// @param writesPerSecond rows written a second, at least 0
public record Traffic(QualifiedName table, long readsPerSecond, long writesPerSecond) implements Fact {
    public Traffic {
        if (readsPerSecond < 0 || writesPerSecond < 0) {
            throw new IllegalArgumentException("traffic is never negative: " + readsPerSecond + ", " + writesPerSecond);
        }
    }
}
