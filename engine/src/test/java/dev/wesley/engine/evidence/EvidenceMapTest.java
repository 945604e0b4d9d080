package dev.wesley.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvidenceMapTest {
    private static final GeneratedFile FILE = new GeneratedFile(
            "a.sql",
            "one\ntwo ä\nthree\n",
            List.of(new ElementSpan("tbl:A", ArtifactKind.SQL, "table", "", 1, 3), new ElementSpan("col:A.b", ArtifactKind.SQL, "column", "", 2, 2)));
    private static final EvidenceMap MAP = EvidenceMap.of(Optional.empty(), List.of(FILE));

    @Test
    void hashesExactlyTheLines() {
        assertThat(MAP.entries()).extracting(Evidence::uid).containsExactly("col:A.b", "tbl:A");
        assertThat(MAP.entries().get(0).sha256()).isEqualTo(Sha256.of("two ä\n"));
        assertThat(MAP.entries().get(1).sha256()).isEqualTo(Sha256.of(FILE.text()));
    }

    @Test
    void noticesAChangedLineAShorterFileAndAMissingFile() {
        assertThat(contradicted(FILE.text())).isEmpty();
        assertThat(contradicted("one\ntwo ä\nthree!\n")).containsExactly("tbl:A");
        assertThat(contradicted("one\ntwo ä\n")).containsExactly("tbl:A");
        assertThat(contradicted("one\n")).containsExactly("col:A.b", "tbl:A");
        assertThat(contradicted("zero\none\ntwo ä\nthree\n")).containsExactly("col:A.b", "tbl:A");
        assertThat(MAP.contradictedBy(name -> Optional.empty())).hasSize(2);
    }

    private static List<String> contradicted(String text) {
        return MAP.contradictedBy(name -> Optional.of(text.getBytes(StandardCharsets.UTF_8))).stream().map(Evidence::uid).toList();
    }

    @Test
    void listsEveryFileWithItsHash() {
        ArtifactManifest manifest = ArtifactManifest.of(List.of(FILE)).with("b.json", new byte[] {1});
        assertThat(manifest.files()).containsOnlyKeys("a.sql", "b.json").containsEntry("a.sql", Sha256.of(FILE.text()));
        assertThatThrownBy(() -> ArtifactManifest.of(List.of(FILE, FILE))).hasMessage("two files have one name: a.sql");
    }
}
