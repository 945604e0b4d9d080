package dev.wesley.cli.project;

import dev.wesley.engine.evidence.ArtifactSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Where the files of a certificate are: its documents in `.wesley/`, everything else by its path in the working folder.
public final class EvidenceFiles implements ArtifactSource {
    private static final Set<String> DOCUMENTS =
            Set.of("schema.ir.json", "plan.json", "realm.json", "evidence-map.json", "scores.json", "artifacts.json", "weights.json");

    private final Surroundings surroundings;

    public EvidenceFiles(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Optional<byte[]> bytes(String name) {
        Path file = DOCUMENTS.contains(name)
                ? surroundings.directory().resolve(Project.FOLDER).resolve(name)
                : surroundings.path(name);
        return Files.isRegularFile(file) ? Optional.of(TextFile.bytes(file)) : Optional.empty();
    }
}
