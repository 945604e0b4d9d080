package dev.wesley.rehearsal.observe;

import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.plan.PlannedStep;
import dev.wesley.engine.plan.Work;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// The relations that existed before the plan and got another file: a table that was rewritten, an index that was rebuilt. Sequences are
/// left out, because a new file costs them nothing.
///
/// @param tables sorted
/// @param indexes index → its table; an index that came back under a new oid counts by its name
record FileNodes(SortedSet<QualifiedName> tables, Map<QualifiedName, QualifiedName> indexes) {
    FileNodes {
        tables = Collections.unmodifiableSortedSet(new TreeSet<>(tables));
        indexes = Map.copyOf(indexes);
    }

    /// @param existing what was there before the plan
    static FileNodes changed(Relations existing, Relations before, Relations after) {
        SortedSet<QualifiedName> tables = new TreeSet<>();
        Map<QualifiedName, QualifiedName> indexes = new HashMap<>();
        Map<QualifiedName, Relations.Relation> byName = new HashMap<>();
        // What was there before and took a name over has its own file, not a new one.
        after.byOid().values().stream().filter(r -> before.get(r.oid()).isEmpty()).forEach(r -> byName.put(r.name(), r));
        for (Relations.Relation was : before.byOid().values()) {
            Optional<Relations.Relation> table = before.get(was.table());
            if (was.file() == 0 || was.isSequence() || existing.get(was.table()).isEmpty() || table.isEmpty()) {
                continue;
            }
            Optional<Relations.Relation> is = after.get(was.oid()).or(() -> Optional.ofNullable(byName.get(was.name())));
            if (is.isPresent() && is.get().file() != was.file() && is.get().table() == was.table()) {
                if (was.isIndex() && !was.isToast()) {
                    indexes.put(was.name(), table.get().name());
                } else if (!was.isIndex() && !was.isToast()) {
                    tables.add(was.name());
                }
            }
        }
        return new FileNodes(tables, indexes);
    }

    /// Everything that changed its file, sorted.
    SortedSet<QualifiedName> all() {
        SortedSet<QualifiedName> all = new TreeSet<>(tables);
        all.addAll(indexes.keySet());
        return all;
    }

    /// What changed its file although the plan does not say so: a table needs a predicted rewrite, an index a build or a rewrite of it or
    /// of its table.
    SortedSet<QualifiedName> undeclared(PlannedStep step) {
        SortedSet<QualifiedName> undeclared = new TreeSet<>();
        for (QualifiedName table : tables) {
            if (!works(step, table, Work.REWRITE)) {
                undeclared.add(table);
            }
        }
        indexes.forEach((index, table) -> {
            if (!works(step, index, Work.BUILD) && !works(step, table, Work.BUILD)) {
                undeclared.add(index);
            }
        });
        return undeclared;
    }

    private static boolean works(PlannedStep step, QualifiedName relation, Work atLeast) {
        return step.locks().locks().stream().anyMatch(l -> l.relation().equals(relation) && l.work().compareTo(atLeast) >= 0);
    }
}
