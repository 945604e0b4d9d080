package dev.wesley.engine.evidence;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The SHA-256 of every artifact: `.wesley/artifacts.json`.
///
/// @param files name → SHA-256 of the bytes, sorted by name
public record ArtifactManifest(SortedMap<String, String> files) {
    public ArtifactManifest {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        files.forEach((name, sha) -> {
            if (!Sha256.isHex(sha)) {
                throw new IllegalArgumentException("the hash of " + name + " is not a SHA-256 in lower-case hex: " + sha);
            }
        });
    }

    public static ArtifactManifest of(List<GeneratedFile> files) {
        TreeMap<String, String> hashes = new TreeMap<>();
        for (GeneratedFile file : files) {
            if (hashes.put(file.name(), Sha256.of(file.text())) != null) {
                throw new IllegalArgumentException("two files have one name: " + file.name());
            }
        }
        return new ArtifactManifest(hashes);
    }

    /// This manifest and one more artifact, such as a document that is written after the others.
    public ArtifactManifest with(String name, byte[] bytes) {
        TreeMap<String, String> more = new TreeMap<>(files);
        more.put(name, Sha256.of(bytes));
        return new ArtifactManifest(more);
    }
}
