package dev.wesley.engine.plan;

import dev.wesley.engine.ir.QualifiedName;
import java.util.List;
import java.util.Optional;

/// Every lock that a step takes on relations that existed before the plan, strongest first. Empty means that the step touches only
/// what the plan itself creates.
public record LockSet(List<Lock> locks) {
    public LockSet {
        locks = locks.stream().sorted().toList();
    }

    public Optional<Lock> on(QualifiedName relation) {
        return locks.stream().filter(l -> l.relation().equals(relation)).findFirst();
    }

    public Optional<LockMode> strongest() {
        return locks.isEmpty() ? Optional.empty() : Optional.of(locks.getFirst().mode());
    }

    public boolean blocksReads() {
        return locks.stream().anyMatch(l -> l.mode().blocksReads());
    }

    public boolean blocksWrites() {
        return locks.stream().anyMatch(l -> l.mode().blocksWrites());
    }
}
