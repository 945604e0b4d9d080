package dev.wesley.rehearsal.observe;

import dev.wesley.engine.evidence.RehearsalReport.ObservedLock;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.plan.Lock;
import dev.wesley.engine.plan.LockMode;
import dev.wesley.engine.plan.PlannedStep;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The modes that a step was seen with, on relations that existed before the plan. Asked for is as good as granted: whoever comes later
/// queues behind it.
final class SeenLocks {
    private final SortedMap<QualifiedName, Set<LockMode>> modes = new TreeMap<>();
    private final Map<QualifiedName, QualifiedName> tables = new HashMap<>();

    /// Weak modes on an index come with its use by a query plan, on a sequence with nextval: nobody predicts them, nobody waits for them.
    ///
    /// @param table what an index belongs to, else the relation itself
    void add(Relations.Relation relation, QualifiedName table, boolean strongOnly, LockMode mode) {
        tables.put(relation.name(), table);
        if (!strongOnly || mode.compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) >= 0) {
            modes.computeIfAbsent(relation.name(), k -> EnumSet.noneOf(LockMode.class)).add(mode);
        }
    }

    /// Beside the prediction: first what was seen, then what was predicted and not seen, each sorted by relation.
    List<ObservedLock> besides(PlannedStep step) {
        List<ObservedLock> locks = new ArrayList<>();
        modes.forEach((relation, seen) -> {
            // Whoever wants an index needs its table first: ACCESS EXCLUSIVE there says all. The plan knows no indexes of partitions.
            Optional<LockMode> predicted = step.locks().on(relation).map(Lock::mode).or(() -> step.locks().on(tables.getOrDefault(relation, relation))
                    .map(Lock::mode).filter(m -> m == LockMode.ACCESS_EXCLUSIVE));
            for (LockMode mode : seen) {
                if (seen.stream().noneMatch(other -> other != mode && other.covers(mode))) {
                    locks.add(new ObservedLock(relation.toString(), predicted, Optional.of(mode)));
                }
            }
        });
        for (Lock lock : step.locks().locks()) {
            if (!modes.containsKey(lock.relation())) {
                locks.add(new ObservedLock(lock.relation().toString(), Optional.of(lock.mode()), Optional.empty()));
            }
        }
        return locks;
    }
}
