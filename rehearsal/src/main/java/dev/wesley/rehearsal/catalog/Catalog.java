package dev.wesley.rehearsal.catalog;

import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.Schema;
import java.util.List;

/// What a live database holds.
///
/// @param versionNum `server_version_num`, such as 180006
/// @param schema all that the IR can express, with expressions in the server's own spelling
/// @param facts what rules should know of the rest: partitions, estimated sizes, dependents
/// @param unmanaged everything else, by name; never silently left out
public record Catalog(int versionNum, Schema schema, List<Fact> facts, List<Unmanaged> unmanaged) {
    public Catalog {
        facts = List.copyOf(facts);
        unmanaged = unmanaged.stream().sorted().toList();
    }

    public int major() {
        return versionNum / 10_000;
    }

    /// An object that the IR cannot express.
    ///
    /// @param kind as a person says it: `view`, `function`, `domain`, `exclusion constraint`, `column`
    /// @param detail why, or what of it
    public record Unmanaged(String kind, QualifiedName name, String detail) implements Comparable<Unmanaged> {
        @Override
        public int compareTo(Unmanaged other) {
            int byKind = kind.compareTo(other.kind);
            int byName = byKind != 0 ? byKind : name.compareTo(other.name);
            return byName != 0 ? byName : detail.compareTo(other.detail);
        }
    }
}
