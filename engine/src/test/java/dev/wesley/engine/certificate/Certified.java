package dev.wesley.engine.certificate;

import dev.wesley.engine.evidence.EvidenceMap;
import dev.wesley.engine.evidence.GeneratedFile;
import dev.wesley.engine.evidence.RehearsalReport;
import dev.wesley.engine.evidence.ScoreInput;
import dev.wesley.engine.evidence.Scores;
import dev.wesley.engine.evidence.Weights;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.json.EvidenceJson;
import dev.wesley.engine.json.IrJson;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.json.JsonObject;
import dev.wesley.engine.json.PlanJson;
import dev.wesley.engine.json.RealmJson;
import dev.wesley.engine.json.SchemaHash;
import dev.wesley.engine.plan.Plan;
import dev.wesley.engine.testing.Shop;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// The shop on an imagined disk, with keys, so that a test can certify it, spoil one thing and verify.
final class Certified {
    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    static final KeyPair HOLMES = Keys.generate(new SecureRandom());
    static final KeyPair WATSON = Keys.generate(new SecureRandom());
    static final KeyPair STRANGER = Keys.generate(new SecureRandom());

    final Map<String, byte[]> disk = new TreeMap<>();
    private final DocumentFormats formats = new DocumentFormats() {
        @Override
        public Schema schema(String json) {
            return IrJson.read(json);
        }

        @Override
        public Plan plan(String json) {
            return PlanJson.read(json).plan();
        }

        @Override
        public String fingerprint(Schema schema) {
            return SchemaHash.of(schema);
        }
    };

    Certified() {
        this(Shop.plan(), UnaryOperator.identity());
    }

    Certified(Plan plan, UnaryOperator<RehearsalReport> rehearsal) {
        for (GeneratedFile file : Shop.files()) {
            put(file.name(), file.text());
        }
        put("schema.graphql", "type Order { total: Int }\n");
        put("schema.ir.json", Json.pretty(IrJson.write(Shop.schema())));
        put("plan.json", Json.pretty(PlanJson.write(Shop.spelled(plan))));
        put("evidence-map.json", Json.pretty(EvidenceJson.write(Shop.evidence())));
        put("artifacts.json", Json.pretty(EvidenceJson.write(Shop.manifest())));
        put("realm.json", Json.pretty(RealmJson.write(rehearsal.apply(Shop.rehearsal(planSha256())))));
        score();
    }

    /// Writes the scores that the documents on disk have.
    void score() {
        EvidenceMap map = EvidenceJson.readMap(text("evidence-map.json"));
        Scores scores = Scores.of(new ScoreInput(
                Shop.schema(), map, formats.plan(text("plan.json")), planSha256(), Optional.of(RealmJson.read(text("realm.json"))), Weights.STANDARD));
        put("scores.json", Json.pretty(EvidenceJson.write(scores, map.commit(), planSha256())));
    }

    String planSha256() {
        return JsonObject.read(text("plan.json")).sha256();
    }

    void put(String name, String text) {
        disk.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    String text(String name) {
        return new String(disk.get(name), StandardCharsets.UTF_8);
    }

    Certifier certifier() {
        return new Certifier(this::bytes, formats);
    }

    private Optional<byte[]> bytes(String name) {
        return Optional.ofNullable(disk.get(name));
    }

    CertificateRequest request() {
        return new CertificateRequest(
                HexFormat.of().formatHex(new byte[16]),
                Optional.of(Shop.COMMIT),
                new Certificate.Source("git@example.org:shop.git", "f".repeat(40), false),
                false,
                "production",
                "shop-eu-1",
                Optional.of("7391234567890123456"),
                NOW,
                CertificateRequest.STANDARD_LIFE,
                new TreeSet<>(disk.keySet()),
                new Certificate.Builder("0.1.0", Optional.empty(), "25.0.1"),
                List.of());
    }

    Certificate certificate() {
        return certifier().create(request()).value();
    }

    ShipmeDocument unsigned() {
        return new ShipmeDocument(certificate(), List.of());
    }

    ShipmeDocument signed() {
        return sign(sign(unsigned(), Role.HOLMES, HOLMES), Role.WAT_SUM, WATSON);
    }

    ShipmeDocument sign(ShipmeDocument document, Role role, KeyPair key) {
        return certifier().sign(document, role, key, NOW).value();
    }

    /// Signs whatever it is, as somebody does who does not use Wesley.
    static Signature forge(Certificate certificate, String label, KeyPair key) {
        return new Signature(label, Keys.id(key.getPublic()), base64(Keys.sign(key.getPrivate(), Dsse.signedBytes(certificate))));
    }

    static String base64(byte[] bytes) {
        return java.util.Base64.getEncoder().encodeToString(bytes);
    }

    static TrustPolicy trust(PublicKey... keys) {
        return TrustPolicy.temporary(List.of(keys), Duration.ofHours(24));
    }

    VerificationRequest against(TrustPolicy trust, Instant now) {
        return new VerificationRequest(
                trust, this::bytes, formats, Optional.of(Shop.COMMIT), Optional.of("production"), now, 0, Set.of(), Optional.empty());
    }

    VerificationRequest standard() {
        return against(trust(HOLMES.getPublic(), WATSON.getPublic()), NOW.plusSeconds(60));
    }

    Verification verify(ShipmeDocument document) {
        return verify(document.bytes());
    }

    Verification verify(byte[] file) {
        return Verification.of(file, standard());
    }

    Verification verify(ShipmeDocument document, UnaryOperator<VerificationRequest> change) {
        return Verification.of(document.bytes(), change.apply(standard()));
    }
}
