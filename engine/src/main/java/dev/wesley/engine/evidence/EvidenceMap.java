package dev.wesley.engine.evidence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where every element of a schema was realised: `.wesley/evidence-map.json`.
///
/// @param commit HEAD when the artifacts were generated; empty outside a repository
/// @param entries sorted, without duplicates
public record EvidenceMap(Optional<String> commit, List<Evidence> entries) {
    public EvidenceMap {
        entries = entries.stream().sorted().distinct().toList();
    }

    public static EvidenceMap of(Optional<String> commit, List<GeneratedFile> files) {
        List<Evidence> entries = new ArrayList<>();
        for (GeneratedFile file : files) {
            List<String> lines = lines(file.text());
            for (ElementSpan span : file.spans()) {
                String sha = hash(lines, span.firstLine(), span.lastLine())
                        .orElseThrow(() -> new IllegalArgumentException("the span of " + span.uid() + " ends at line " + span.lastLine() + " of "
                                + file.name() + ", which has " + lines.size() + " lines"));
                entries.add(new Evidence(
                        span.uid(), span.kind(), span.aspect(), span.element(), file.name(), span.firstLine(), span.lastLine(), sha));
            }
        }
        return new EvidenceMap(commit, entries);
    }

    /// Entries that the artifacts do not bear out: the file is missing, shorter, or has other lines there.
    public List<Evidence> contradictedBy(ArtifactSource artifacts) {
        Map<String, Optional<List<String>>> read = new HashMap<>();
        return entries.stream()
                .filter(e -> {
                    Optional<List<String>> lines = read.computeIfAbsent(
                            e.file(), name -> artifacts.bytes(name).map(bytes -> lines(new String(bytes, StandardCharsets.UTF_8))));
                    return lines.flatMap(l -> hash(l, e.firstLine(), e.lastLine()))
                            .filter(e.sha256()::equals)
                            .isEmpty();
                })
                .toList();
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            lines.add(text.substring(from, end + 1));
            from = end + 1;
        }
        if (from < text.length()) {
            lines.add(text.substring(from));
        }
        return lines;
    }

    private static Optional<String> hash(List<String> lines, int first, int last) {
        return last > lines.size() ? Optional.empty() : Optional.of(Sha256.of(String.join("", lines.subList(first - 1, last))));
    }
}
