package dev.wesley.engine.plan;

/// A rule pack as the plan names it.
///
/// @param sha256 over its manifest and DRL texts, lower-case hex
public record PackId(String name, String version, String sha256) implements Comparable<PackId> {
    @Override
    public int compareTo(PackId other) {
        return name.compareTo(other.name);
    }
}
