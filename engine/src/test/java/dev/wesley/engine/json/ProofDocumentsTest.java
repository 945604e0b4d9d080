package dev.wesley.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Span;
import dev.wesley.engine.evidence.EvidenceMap;
import dev.wesley.engine.evidence.RehearsalReport;
import dev.wesley.engine.evidence.Scores;
import dev.wesley.engine.testing.JsonSchemas;
import dev.wesley.engine.testing.Shop;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Every document of a proof: written, valid against its schema, read back.
class ProofDocumentsTest {

    @Test
    void writesAndReadsTheEvidenceMap() {
        String json = Json.pretty(EvidenceJson.write(Shop.evidence()));
        assertThat(JsonSchemas.errors("evidence-map", json)).isEmpty();
        assertThat(EvidenceJson.readMap(json)).isEqualTo(Shop.evidence());
        assertThat(json).isEqualTo(Json.pretty(EvidenceJson.write(EvidenceJson.readMap(json))));

        EvidenceMap outside = new EvidenceMap(Optional.empty(), Shop.evidence().entries());
        String withoutCommit = Json.pretty(EvidenceJson.write(outside));
        assertThat(JsonSchemas.errors("evidence-map", withoutCommit)).isEmpty();
        assertThat(EvidenceJson.readMap(withoutCommit)).isEqualTo(outside);
    }

    @Test
    void refusesAnEvidenceMapOfAnotherVersionOrForm() {
        String json = Json.pretty(EvidenceJson.write(Shop.evidence()));
        assertThatThrownBy(() -> EvidenceJson.readMap(json.replace("\"1.0.0\"", "\"2.0.0\""))).hasMessageContaining("this Wesley reads version 1");
        assertThatThrownBy(() -> EvidenceJson.readMap(json.replace("\"sql\"", "\"cobol\""))).hasMessageContaining("not a kind of artifact: cobol");
        assertThatThrownBy(() -> EvidenceJson.readMap(json.replaceFirst("\"lines\" : \"", "\"lines\" : \"x"))).hasMessageContaining("not of the form 3-9");
        assertThatThrownBy(() -> EvidenceJson.readMap("{}")).hasMessage("$.version is missing");
    }

    @Test
    void writesAndReadsTheManifest() {
        String json = Json.pretty(EvidenceJson.write(Shop.manifest()));
        assertThat(JsonSchemas.errors("artifacts", json)).isEmpty();
        assertThat(EvidenceJson.readManifest(json)).isEqualTo(Shop.manifest());
        assertThatThrownBy(() -> EvidenceJson.readManifest(json.replaceFirst("[0-9a-f]{64}", "beef"))).hasMessageContaining("not a SHA-256");
    }

    @Test
    void writesScoresThatValidate() {
        Scores scores = Scores.of(Shop.scoreInput());
        String json = Json.pretty(EvidenceJson.write(scores, Optional.of(Shop.COMMIT), Shop.PLAN_SHA256));
        assertThat(JsonSchemas.errors("scores", json)).isEmpty();
        assertThat(EvidenceJson.claimedScores(json)).containsExactly(scores.schemaCoverage(), scores.migrationRisk(), scores.testCoverage());
        assertThat(json).contains("\"scs\" : 1,", "\"mri\" : 0.05,", "\"verdict\" : \"ELEMENTARY\"");
        Scores low = new Scores(new BigDecimal("0.5"), new BigDecimal("0.1"), BigDecimal.ZERO, Shop.THRESHOLDS, List.of(), scores.groups(), List.of());
        String missed = Json.pretty(EvidenceJson.write(low, Optional.empty(), Shop.PLAN_SHA256));
        assertThat(JsonSchemas.errors("scores", missed)).isEmpty();
        assertThat(missed).contains("YOU SHALL NOT PASS", "SCS is 0.5 and must be at least 0.8");
    }

    @Test
    void writesAndReadsARehearsal() {
        RehearsalReport report = Shop.rehearsal();
        String json = Json.pretty(RealmJson.write(report));
        assertThat(JsonSchemas.errors("realm", json)).isEmpty();
        assertThat(RealmJson.read(json)).isEqualTo(report);
        assertThat(json).startsWith("{\n  \"verdict\" : \"PASS\",\n  \"tests\"").contains("\"observed\" : \"AX\"", "\"ms\" : 24.5");

        RehearsalReport failed = new RehearsalReport(RehearsalReport.Verdict.FAIL, new RehearsalReport.Tests(2, 1, 1, 0, List.of("orders exists")), "dsn",
                report.server(), "", List.of(), report.timestamp(), 0, List.of(), report.proofs(), List.of(), Optional.of("55P03 at expand-01"));
        String json2 = Json.pretty(RealmJson.write(failed));
        assertThat(JsonSchemas.errors("realm", json2)).isEmpty();
        assertThat(RealmJson.read(json2)).isEqualTo(failed);
    }

    @Test
    void refusesARehearsalThatContradictsItself() {
        String json = Json.pretty(RealmJson.write(Shop.rehearsal()));
        assertThatThrownBy(() -> RealmJson.read(json.replace("\"steps\" : 3", "\"steps\" : 4"))).hasMessageContaining("$.steps says 4, but 3");
        assertThatThrownBy(() -> RealmJson.read(json.replace("\"totalMs\" : 8123", "\"totalMs\" : 1"))).hasMessageContaining("$.timings.totalMs differs");
        assertThatThrownBy(() -> RealmJson.read(json.replaceFirst("\"ms\" : 24.5", "\"ms\" : 1"))).hasMessageContaining("$.timings.steps[0] differs");
        assertThatThrownBy(() -> RealmJson.read(json.replace("\"AX\"", "\"XA\""))).hasMessageContaining("cannot be \"XA\"");
        assertThatThrownBy(() -> RealmJson.read(json.replace("\"provider\"", "\"extra\" : 1, \"provider\""))).hasMessageContaining("$.extra is not a key");
        assertThatThrownBy(() -> RealmJson.read(json.replace("\"provider\"", "\"verdict\" : \"PASS\", \"provider\""))).hasMessageContaining("not valid JSON");
        assertThatThrownBy(() -> RealmJson.read(json.replace("8123", "9007199254740993"))).hasMessageContaining("beyond 2^53");
    }

    @Test
    void writesDiagnosticsThatValidate() {
        Diagnostic bare = Diagnostic.error(Code.CERTIFICATE_INVALID, "the file was changed", "");
        Diagnostic full = Diagnostic.warning(Code.PARSE_FAILED, new Span("schema.graphql", 14, 3, 5, "  total: Int!"), "it can lose data", "was Float!", "add a field");
        assertThat(JsonSchemas.errors("diagnostic", DiagnosticJson.write(bare).toString())).isEmpty();
        assertThat(JsonSchemas.errors("diagnostic", DiagnosticJson.write(full).toString())).isEmpty();
        assertThat(DiagnosticJson.write(full).toString())
                .isEqualTo("{\"code\":\"PARSE_FAILED\",\"severity\":\"warning\",\"message\":\"it can lose data\",\"span\":{\"file\":\"schema.graphql\",\"line\":14,"
                        + "\"column\":3,\"length\":5,\"text\":\"  total: Int!\"},\"label\":\"was Float!\",\"help\":\"add a field\"}");
        assertThat(JsonSchemas.errors("diagnostic", "{\"code\":\"X\"}")).isNotEmpty();
        assertThat(DiagnosticJson.write(List.of(bare, full))).hasSize(2);
    }
}
