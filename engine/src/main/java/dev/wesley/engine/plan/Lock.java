package dev.wesley.engine.plan;

import dev.wesley.engine.ir.QualifiedName;

/// What one step takes on one relation: `relation` is a table, an index or a sequence that existed before the plan.
public record Lock(QualifiedName relation, LockMode mode, Work work) implements Comparable<Lock> {

    @Override
    public int compareTo(Lock other) {
        int byMode = other.mode.compareTo(mode);
        return byMode != 0 ? byMode : relation.compareTo(other.relation);
    }
}
