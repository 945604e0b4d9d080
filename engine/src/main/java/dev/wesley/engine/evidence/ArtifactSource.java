package dev.wesley.engine.evidence;

import java.util.Optional;

/// Where the bytes of artifacts are. The engine opens no files: whoever calls it says how a name becomes bytes.
@FunctionalInterface
public interface ArtifactSource {
    /// The bytes as they are stored, never re-encoded; empty if there is no such artifact.
    Optional<byte[]> bytes(String name);
}
