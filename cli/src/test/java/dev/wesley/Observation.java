package dev.wesley;

import dev.wesley.engine.plan.LockMode;
import dev.wesley.engine.plan.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What one step did to relations that existed before: by name, without those that it left alone.
record Observation(SortedMap<String, Touch> relations) {

    /// @param mode the strongest lock; empty for an index that was only looked at, as the query planner does
    /// @param holdsRows false for partitioned tables and indexes, views and sequences, on which work means nothing
    /// @param throughIndex whether all rows were read through an index: the counters do not tell a scan in the order of a key from lookups of
    ///   single rows, so it counts as the scan that was predicted, or as the lookups of which nothing was said
    record Touch(Optional<LockMode> mode, Work work, boolean holdsRows, boolean throughIndex) {}

    /// How a prediction differs.
    ///
    /// @param under what happened and was not predicted
    /// @param over what was predicted and did not happen
    record Difference(List<String> under, List<String> over) {}

    Observation {
        relations = new TreeMap<>(relations);
    }

    /// Compares with the mode and the work that were predicted for each relation.
    Difference against(Map<String, Touch> predicted) {
        List<String> under = new ArrayList<>();
        List<String> over = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(relations.keySet());
        names.addAll(predicted.keySet());
        for (String name : names) {
            Optional<Touch> said = Optional.ofNullable(predicted.get(name));
            Optional<Touch> seen = Optional.ofNullable(relations.get(name));
            Optional<LockMode> saidMode = said.flatMap(Touch::mode);
            Optional<LockMode> seenMode = seen.flatMap(Touch::mode);
            if (seenMode.isPresent() && saidMode.filter(m -> m.covers(seenMode.get())).isEmpty()) {
                under.add(name + " took " + words(seenMode) + ", not " + words(saidMode));
            } else if (!saidMode.equals(seenMode)) {
                over.add(name + " took " + words(seenMode) + ", not " + words(saidMode));
            }
            Work saidWork = said.map(Touch::work).orElse(Work.CATALOGUE);
            Work seenWork = seen.map(Touch::work).orElse(Work.CATALOGUE);
            if (seenWork == Work.SCAN && seen.filter(Touch::throughIndex).isPresent()) {
                continue;
            }
            if (seenWork.compareTo(saidWork) > 0) {
                under.add(name + ": " + words(seenWork) + ", not " + words(saidWork));
            } else if (seenWork != saidWork && seen.map(Touch::holdsRows).orElse(true)) {
                over.add(name + ": " + words(seenWork) + ", not " + words(saidWork));
            }
        }
        return new Difference(under, over);
    }

    private static String words(Optional<LockMode> mode) {
        return mode.map(LockMode::shortName).orElse("nothing");
    }

    static String words(Work work) {
        return work.name().toLowerCase(java.util.Locale.ROOT);
    }
}
