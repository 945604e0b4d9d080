package dev.wesley.engine.certificate;

import static dev.wesley.engine.certificate.Certified.HOLMES;
import static dev.wesley.engine.certificate.Certified.NOW;
import static dev.wesley.engine.certificate.Certified.STRANGER;
import static dev.wesley.engine.certificate.Certified.WATSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wesley.engine.certificate.VerificationRequest.LiveTarget;
import dev.wesley.engine.evidence.RehearsalReport;
import dev.wesley.engine.evidence.RehearsalReport.ObservedLock;
import dev.wesley.engine.evidence.RehearsalReport.ObservedStep;
import dev.wesley.engine.evidence.RehearsalReport.Proof;
import dev.wesley.engine.evidence.RehearsalReport.ProofStatus;
import dev.wesley.engine.evidence.RehearsalReport.Tests;
import dev.wesley.engine.evidence.RehearsalReport.Verdict;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.json.PlanJson;
import dev.wesley.engine.json.RealmJson;
import dev.wesley.engine.plan.LockMode;
import dev.wesley.engine.testing.JsonSchemas;
import dev.wesley.engine.testing.Shop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;

/// The negative tests of the certificate, numbered as in its reference, and what they are the negation of.
class VerificationTest {

    private static AbstractStringAssert<?> refused(Verification verification, Check check) {
        assertThat(verification).isInstanceOf(Verification.Invalid.class);
        Verification.Invalid invalid = (Verification.Invalid) verification;
        assertThat(invalid.check()).as(invalid.reason()).isEqualTo(check);
        assertThat(invalid.help()).isNotBlank();
        return assertThat(invalid.reason());
    }

    private static Verification.Valid accepted(Verification verification) {
        assertThat(verification).isInstanceOf(Verification.Valid.class);
        return (Verification.Valid) verification;
    }

    // ---- 1 to 4: signatures

    @Test
    void verifiesInEitherOrderOfSigning() {
        Certified shop = new Certified();
        ShipmeDocument holmesFirst = shop.signed();
        ShipmeDocument watsonFirst = shop.sign(shop.sign(shop.unsigned(), Role.WAT_SUM, WATSON), Role.HOLMES, HOLMES);
        Verification.Valid valid = accepted(shop.verify(holmesFirst));
        accepted(shop.verify(watsonFirst));
        assertThat(valid.badge()).isEqualTo("[REALM] Rehearsed Environment for Approval of Lock-free Migrations — PASS ✅");
        assertThat(valid.scores().testCoverage()).isEqualByComparingTo("1");
        assertThat(valid.notes()).anyMatch(n -> n.contains("temporary"));
        assertThat(holmesFirst.signatures()).containsExactlyInAnyOrderElementsOf(watsonFirst.signatures());
        assertThat(shop.signed()).isEqualTo(holmesFirst);
    }

    @Test
    void refusesOneSignatureOfTwo() {
        Certified shop = new Certified();
        refused(shop.verify(shop.unsigned()), Check.SIGNATURES).contains("0 of 1 signatures by HOLMES");
        refused(shop.verify(shop.sign(shop.unsigned(), Role.HOLMES, HOLMES)), Check.SIGNATURES).contains("0 of 1 signatures by WAT-SUM");
        refused(shop.verify(shop.signed(), r -> with(r, Certified.trust(HOLMES.getPublic()))), Check.SIGNATURES)
                .contains("no key is trusted as WAT-SUM");
    }

    @Test
    void refusesOneKeyTwice() {
        Certified shop = new Certified();
        ShipmeDocument signed = shop.signed();
        List<Signature> twice = new ArrayList<>(signed.signatures());
        twice.add(signed.signatures().getFirst());
        refused(shop.verify(new ShipmeDocument(signed.certificate(), twice)), Check.SIGNATURES).contains("listed twice");

        ShipmeDocument both = new ShipmeDocument(signed.certificate(),
                List.of(Certified.forge(signed.certificate(), "HOLMES", HOLMES), Certified.forge(signed.certificate(), "WAT-SUM", HOLMES)));
        refused(shop.verify(both), Check.SIGNATURES).contains("listed twice");
        assertThatThrownBy(() -> Certified.trust(HOLMES.getPublic(), HOLMES.getPublic())).hasMessageContaining("no key counts for two roles");

        String pem = Keys.pem(HOLMES.getPublic());
        String unwrapped = pem.replace("\n", "").replace("KEY-----", "KEY-----\r\n").replace("-----END", "\r\n-----END");
        assertThatThrownBy(() -> Certified.trust(Keys.readPublic(pem), Keys.readPublic(unwrapped))).hasMessageContaining("no key counts for two roles");

        assertThat(shop.certifier().sign(shop.sign(shop.unsigned(), Role.HOLMES, HOLMES), Role.WAT_SUM, HOLMES, NOW).diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.message()).contains("has signed as HOLMES already"));
        assertThat(shop.sign(signed, Role.HOLMES, HOLMES).signatures()).as("signing again replaces").hasSize(2);
    }

    @Test
    void refusesAKeyUnderTheLabelOfAnotherRole() {
        Certified shop = new Certified();
        Certificate c = shop.certificate();
        refused(shop.verify(new ShipmeDocument(c, List.of(Certified.forge(c, "WAT-SUM", HOLMES), Certified.forge(c, "HOLMES", WATSON)))), Check.SIGNATURES)
                .contains("a key of HOLMES signs as WAT-SUM");
        refused(shop.verify(new ShipmeDocument(c, List.of(Certified.forge(c, "holmes", HOLMES), Certified.forge(c, "WAT-SUM", WATSON)))), Check.SIGNATURES)
                .contains("signs as holmes");
    }

    @Test
    void ignoresAnUnknownKeyButSaysSo() {
        Certified shop = new Certified();
        ShipmeDocument signed = shop.signed();
        List<Signature> three = new ArrayList<>(signed.signatures());
        three.add(Certified.forge(signed.certificate(), "HOLMES", STRANGER));
        assertThat(accepted(shop.verify(new ShipmeDocument(signed.certificate(), three))).notes())
                .anyMatch(n -> n.contains(Keys.id(STRANGER.getPublic())) && n.contains("ignored"));
        ShipmeDocument instead = new ShipmeDocument(signed.certificate(), List.of(three.get(2), three.get(1)));
        refused(shop.verify(instead), Check.SIGNATURES).contains("0 of 1 signatures by HOLMES");
    }

    // ---- 5: the file

    @Test
    void refusesAnyOtherText() {
        Certified shop = new Certified();
        String text = shop.signed().text();
        refused(shop.verify(bytes(text.replace("| Tests | 42", "| Tests | 43"))), Check.WHOLE_FILE).contains("line");
        refused(shop.verify(bytes(text + "\n")), Check.WHOLE_FILE);
        refused(shop.verify(bytes(text + "signed by me")), Check.WHOLE_FILE);
        refused(shop.verify(bytes("\uFEFF" + text)), Check.WHOLE_FILE);
        refused(shop.verify(bytes(text.replace("\"version\" : 1", "\"version\": 1"))), Check.WHOLE_FILE);
        refused(shop.verify(bytes(text.replace("\"version\" : 1", "\"version\" : 1.0"))), Check.FORMAT);
        refused(shop.verify(bytes(text + "<!-- WESLEY_CERT:BEGIN -->")), Check.FORMAT).contains("once each");
        refused(shop.verify(bytes(text + "<!-- WESLEY_CERT:END -->")), Check.FORMAT).contains("once each");
        refused(shop.verify(bytes("")), Check.FORMAT);
        refused(shop.verify(new byte[] {(byte) 0xff}), Check.FORMAT).contains("not UTF-8");
    }

    @Test
    void hintsAtLineEndsThatACheckoutChanged() {
        Certified shop = new Certified();
        Verification crlf = shop.verify(bytes(shop.signed().text().replace("\n", "\r\n")));
        refused(crlf, Check.WHOLE_FILE).contains("CRLF");
        assertThat(((Verification.Invalid) crlf).help()).contains(".gitattributes");
    }

    // ---- 6, 7: artifacts, commit

    @Test
    void refusesAnArtifactThatWasChangedOrIsMissing() {
        for (String name : new Certified().disk.keySet()) {
            Certified shop = new Certified();
            ShipmeDocument signed = shop.signed();
            shop.disk.put(name, bytes(shop.text(name) + " "));
            refused(shop.verify(signed), Check.ARTIFACTS).contains(name + " was changed");
            shop.disk.remove(name);
            refused(shop.verify(signed), Check.ARTIFACTS).contains(name + " is missing");
        }
    }

    @Test
    void certifiesNothingThatWasGeneratedAndLeftOut() {
        Certified shop = new Certified();
        CertificateRequest r = shop.request();
        r.artifacts().remove("zod.ts");
        assertThat(shop.certifier().create(r).diagnostics().getFirst().message()).contains("zod.ts was generated, but is not among");
        for (String name : Certifier.REQUIRED) {
            CertificateRequest without = shop.request();
            without.artifacts().remove(name);
            assertThat(shop.certifier().create(without).diagnostics().getFirst().message()).isEqualTo(name + " is not among the certified artifacts");
        }
        CertificateRequest empty = shop.request();
        empty.artifacts().clear();
        assertThat(shop.certifier().create(empty).isDone()).isFalse();
    }

    @Test
    void certifiesNothingWithoutACommitOrWithAHiddenChange() {
        Certified shop = new Certified();
        CertificateRequest r = shop.request();
        assertThat(shop.certifier().create(request(r, Optional.empty(), r.source(), false)).diagnostics())
                .extracting(d -> d.message()).containsExactly("nothing can be certified without a commit");
        Certificate.Source dirty = new Certificate.Source(r.source().repo(), r.source().treeSha(), true);
        assertThat(shop.certifier().create(request(r, r.commitSha(), dirty, false)).diagnostics().getFirst().help()).contains("--allow-dirty");
        Certificate allowed = shop.certifier().create(request(r, r.commitSha(), dirty, true)).value();
        assertThat(allowed.source().dirty()).isTrue();
        assertThat(new ShipmeDocument(allowed, List.of()).text()).contains("with uncommitted changes");
        for (String no : List.of("uncommitted", "HEAD", "0123456", "", "0".repeat(39) + "g")) {
            assertThat(shop.certifier().create(request(r, Optional.of(no), r.source(), false)).isDone()).as(no).isFalse();
        }
        assertThatThrownBy(() -> new Certificate.Source("https://me:secret@example.org/shop.git", "f".repeat(40), false))
                .hasMessageContaining("without credentials")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    @Test
    void refusesAnotherHead() {
        Certified shop = new Certified();
        ShipmeDocument signed = shop.signed();
        refused(shop.verify(signed, r -> change(r, Optional.of("9".repeat(40)), r.environment(), r.now(), r.live())), Check.ARTIFACTS)
                .contains("HEAD is 999");
        assertThat(accepted(shop.verify(signed, r -> change(r, Optional.empty(), r.environment(), r.now(), r.live()))).notes())
                .contains("the commit was not compared with a repository");
    }

    @Test
    void certifiesNoStaleEvidence() {
        Certified otherPlan = new Certified();
        otherPlan.put("plan.json", Json.pretty(PlanJson.write(Shop.spelled(Shop.plan(6)))));
        assertThat(otherPlan.certifier().create(otherPlan.request()).diagnostics().getFirst().message()).contains("the rehearsal is of another plan");

        Certified otherSchema = new Certified();
        otherSchema.put("schema.ir.json", otherSchema.text("schema.ir.json").replace("orders_total_check", "orders_total_positive"));
        assertThat(otherSchema.certifier().create(otherSchema.request()).diagnostics().getFirst().message()).contains("the plan leads to another schema");

        Certified otherCommit = new Certified();
        otherCommit.put("evidence-map.json", otherCommit.text("evidence-map.json").replace(Shop.COMMIT, "9".repeat(40)));
        assertThat(otherCommit.certifier().create(otherCommit.request()).diagnostics().getFirst().message()).contains("the evidence is of commit 999");

        Certified regenerated = new Certified();
        regenerated.put("schema.sql", regenerated.text("schema.sql").replace("customers", "clients"));
        assertThat(regenerated.certifier().create(regenerated.request()).diagnostics().getFirst().message())
                .contains("schema.sql is not what artifacts.json says");

        Certified forged = new Certified();
        forged.put("evidence-map.json", forged.text("evidence-map.json").replaceFirst("\"sha\" : \"[0-9a-f]{64}", "\"sha\" : \"" + "0".repeat(64)));
        assertThat(forged.certifier().create(forged.request()).diagnostics().getFirst().message()).contains("the evidence for", "is not at lines");
    }

    // ---- 8, 9: times, places

    @Test
    void holdsOnlyInItsTime() {
        Certified shop = new Certified();
        ShipmeDocument signed = shop.signed();
        Instant end = NOW.plus(Duration.ofHours(24));
        accepted(shop.verify(signed, at(end.minusSeconds(1))));
        refused(shop.verify(signed, at(end)), Check.TIMES).contains("expired at 2026-11-21T12:00:00Z");
        accepted(shop.verify(signed, at(NOW.minusSeconds(60))));
        refused(shop.verify(signed, at(NOW.minusSeconds(61))), Check.TIMES).contains("in the future");

        refused(shop.verify(signed, r -> with(r, TrustPolicy.temporary(List.of(HOLMES.getPublic(), WATSON.getPublic()), Duration.ofHours(23)))), Check.TIMES)
                .contains("longer than the PT23H");
        assertThat(shop.certifier().sign(signed, Role.HOLMES, HOLMES, end).diagnostics().getFirst().message()).contains("expired");

        Certificate later = rewritten(signed.certificate(), NOW.plusSeconds(3600), signed.certificate().expiresAt());
        refused(shop.verify(resigned(later)), Check.TIMES).contains("valid only from");
        Certificate earlier = rewritten(signed.certificate(), NOW.minusSeconds(3600), signed.certificate().expiresAt());
        refused(shop.verify(resigned(earlier)), Check.TIMES);
        refused(shop.verify(bytes(signed.text().replaceFirst(" {2}\"expires_at\" : \"[^\"]*\",\n", ""))), Check.FORMAT).contains("$.expires_at is missing");
    }

    private static UnaryOperator<VerificationRequest> at(Instant now) {
        return r -> change(r, r.headCommit(), r.environment(), now, r.live());
    }

    private static Certificate rewritten(Certificate c, Instant notBefore, Instant expiresAt) {
        return new Certificate(c.certificateId(), c.commitSha(), c.source(), c.timestamp(), notBefore, expiresAt, c.environment(), c.target(), c.artifacts(),
                c.plan(), c.policy(), c.evidence(), c.tests(), c.realm(), c.builder(), c.waivers());
    }

    private static ShipmeDocument resigned(Certificate c) {
        return new ShipmeDocument(c, List.of(Certified.forge(c, "HOLMES", HOLMES), Certified.forge(c, "WAT-SUM", WATSON)));
    }

    @Test
    void holdsOnlyForItsEnvironmentAndTarget() {
        Certified shop = new Certified();
        ShipmeDocument signed = shop.signed();
        refused(shop.verify(signed, r -> change(r, r.headCommit(), Optional.of("staging"), r.now(), r.live())), Check.ENVIRONMENT)
                .contains("for production, not for staging");

        Optional<String> start = Optional.of("1".repeat(64));
        Optional<String> system = Optional.of("7391234567890123456");
        accepted(shop.verify(signed, live(new LiveTarget("shop-eu-1", start, 180001, system))));
        accepted(shop.verify(signed, live(new LiveTarget("shop-eu-1", Optional.empty(), 180001, system))));
        refused(shop.verify(signed, live(new LiveTarget("shop-us-1", start, 180001, system))), Check.TARGET).contains("shop-us-1");
        refused(shop.verify(signed, live(new LiveTarget("shop-eu-1", Optional.of("9".repeat(64)), 180001, system))), Check.TARGET).contains("starts from");
        refused(shop.verify(signed, live(new LiveTarget("shop-eu-1", start, 170009, system))), Check.TARGET).contains("the target is 17");
        refused(shop.verify(signed, live(new LiveTarget("shop-eu-1", start, 180001, Optional.of("1")))), Check.TARGET).contains("another cluster");
        refused(shop.verify(signed, live(new LiveTarget("shop-eu-1", start, 180001, Optional.empty()))), Check.TARGET).contains("another cluster");
    }

    private static UnaryOperator<VerificationRequest> live(LiveTarget target) {
        return r -> change(r, r.headCommit(), r.environment(), r.now(), Optional.of(target));
    }

    // ---- 10: rehearsal

    @Test
    void certifiesNoRehearsalThatProvesNothing() {
        Map<String, UnaryOperator<RehearsalReport>> spoiled = new TreeMap<>();
        spoiled.put("the verdict of the rehearsal is FAIL", r -> Shop.with(r, Verdict.FAIL, r.tests(), r.steps(), r.proofs()));
        spoiled.put("executed no step", r -> Shop.with(r, Verdict.PASS, r.tests(), List.of(), r.proofs()));
        spoiled.put("the suite is not green: 0 passed", r -> Shop.with(r, Verdict.PASS, new Tests(0, 0, 0, 0, List.of()), r.steps(), r.proofs()));
        spoiled.put("the suite is not green: 41 passed, 1 failed", r -> Shop.with(r, Verdict.PASS, new Tests(42, 41, 1, 0, List.of("x")), r.steps(), r.proofs()));
        spoiled.put("the suite is not green: 41 passed, 0 failed, 0 skipped of 42", r -> Shop.with(r, Verdict.PASS, new Tests(42, 41, 0, 0, List.of()), r.steps(), r.proofs()));
        spoiled.put("the step validate-01 was not rehearsed", r -> Shop.with(r, Verdict.PASS, r.tests(), r.steps().subList(0, 2), r.proofs()));
        spoiled.put("took ACCESS EXCLUSIVE on public.orders, which was not predicted", r -> Shop.with(r, Verdict.PASS, r.tests(), unpredicted(r.steps()), r.proofs()));
        spoiled.put("the proof P3 is FAIL: stronger", r -> Shop.with(r, Verdict.PASS, r.tests(), r.steps(), Map.of("P3", new Proof(ProofStatus.FAIL, "stronger"))));
        spoiled.put("the proof P1 is NOT_COMPARABLE", r -> Shop.with(r, Verdict.PASS, r.tests(), r.steps(), Map.of("P1", new Proof(ProofStatus.NOT_COMPARABLE, "17"))));
        spoiled.put("the rehearsal ran on 17", r -> new RehearsalReport(r.verdict(), r.tests(), r.provider(), new RehearsalReport.Server(170001, "given", Map.of()),
                r.planSha256(), r.packs(), r.timestamp(), r.durationMs(), r.steps(), r.proofs(), r.notes(), r.error()));
        spoiled.put("PASS: connection lost", r -> new RehearsalReport(r.verdict(), r.tests(), r.provider(), r.server(), r.planSha256(), r.packs(), r.timestamp(),
                r.durationMs(), r.steps(), r.proofs(), r.notes(), Optional.of("connection lost")));
        spoiled.forEach((reason, change) -> {
            Certified shop = new Certified(Shop.plan(), change);
            assertThat(shop.certifier().create(shop.request()).diagnostics()).as(reason).hasSize(1).first()
                    .satisfies(d -> assertThat(d.message()).contains("has not passed its rehearsal", reason));
        });
    }

    private static List<ObservedStep> unpredicted(List<ObservedStep> steps) {
        List<ObservedStep> changed = new ArrayList<>(steps);
        ObservedStep s = steps.get(1);
        changed.set(1, new ObservedStep(s.id(), s.phase(), s.op(), s.ms(), 1,
                List.of(new ObservedLock("public.orders", Optional.of(LockMode.SHARE_UPDATE_EXCLUSIVE), Optional.of(LockMode.ACCESS_EXCLUSIVE))), List.of(), 1, 1));
        return changed;
    }

    @Test
    void refusesARehearsalThatWasChangedTogetherWithItsHashes() {
        Certified shop = new Certified();
        Certificate c = shop.certificate();
        RehearsalReport r = RealmJson.read(shop.text("realm.json"));
        shop.put("realm.json", Json.pretty(RealmJson.write(Shop.with(r, Verdict.PASS, r.tests(), unpredicted(r.steps()), r.proofs()))));
        shop.score();
        Map<String, String> artifacts = new TreeMap<>(c.artifacts());
        List.of("realm.json", "scores.json").forEach(n -> artifacts.put(n, Json.sha256(shop.text(n))));
        Certificate forged = new Certificate(c.certificateId(), c.commitSha(), c.source(), c.timestamp(), c.notBefore(), c.expiresAt(), c.environment(), c.target(),
                new TreeMap<>(artifacts), c.plan(), c.policy(), c.evidence(), c.tests(), c.realm(), c.builder(), c.waivers());
        refused(shop.verify(resigned(forged)), Check.ARTIFACTS).contains("the field evidence of the certificate is not what the artifacts say");
        assertThat(shop.certifier().sign(new ShipmeDocument(forged, List.of()), Role.HOLMES, HOLMES, NOW).isDone()).isFalse();
    }

    // ---- 11: scores

    @Test
    void refusesScoresBelowTheirLimits() {
        Certified risky = new Certified(Shop.plan(41), UnaryOperator.identity());
        assertThat(risky.certifier().create(risky.request()).diagnostics().getFirst().message()).contains("will not verify: MRI is 0.41");
        refused(risky.verify(risky.signed()), Check.THRESHOLDS).isEqualTo("MRI is 0.41 and must be at most 0.4");
        Certified exact = new Certified(Shop.plan(40), UnaryOperator.identity());
        accepted(exact.verify(exact.signed()));
    }

    @Test
    void refusesScoresThatWereEdited() {
        Certified shop = new Certified(Shop.plan(41), UnaryOperator.identity());
        shop.put("scores.json", shop.text("scores.json").replace("\"mri\" : 0.41", "\"mri\" : 0.1"));
        assertThat(shop.certifier().create(shop.request()).diagnostics().getFirst().message()).contains("the scores in scores.json are not those of the evidence");

        Certified honest = new Certified(Shop.plan(41), UnaryOperator.identity());
        Certificate c = honest.certificate();
        Certificate forged = new Certificate(c.certificateId(), c.commitSha(), c.source(), c.timestamp(), c.notBefore(), c.expiresAt(), c.environment(), c.target(),
                c.artifacts(), c.plan(), c.policy(),
                new Certificate.EvidenceSummary(c.evidence().schemaCoverage(), new java.math.BigDecimal("0.1"), c.evidence().testCoverage(),
                        c.evidence().thresholds(), c.evidence().evidenceMapSha256()),
                c.tests(), c.realm(), c.builder(), c.waivers());
        refused(honest.verify(resigned(forged)), Check.ARTIFACTS).contains("the field evidence");
        assertThat(honest.certifier().sign(new ShipmeDocument(forged, List.of()), Role.HOLMES, HOLMES, NOW).diagnostics().getFirst().message())
                .contains("the field evidence");
        assertThat(honest.certifier().sign(new ShipmeDocument(forged, List.of()), Role.WAT_SUM, WATSON, NOW).isDone()).isTrue();
    }

    // ---- 12: badge

    @Test
    void showsNoPassBeforeItIsSigned() {
        Certified shop = new Certified();
        assertThat(header(shop.unsigned())).contains("not valid for a deployment").doesNotContain("PASS ✅");
        assertThat(header(shop.sign(shop.unsigned(), Role.HOLMES, HOLMES))).doesNotContain("PASS ✅");
        assertThat(header(shop.signed())).contains("— PASS ✅");
    }

    private static String header(ShipmeDocument document) {
        return document.text().substring(0, document.text().indexOf("<!--"));
    }

    // ---- 14 to 16: numbers, keys, encodings

    @Test
    void refusesNumbersThatJsonDoesNotCarry() {
        Certified shop = new Certified();
        String text = shop.signed().text();
        for (String number : List.of("9007199254740993", "-9007199254740993", "123456789012345678901234567890")) {
            refused(shop.verify(bytes(text.replace("\"totalMs\" : 8123", "\"totalMs\" : " + number))), Check.FORMAT).contains("beyond 2^53");
        }
        refused(shop.verify(bytes(text.replace("\"totalMs\" : 8123", "\"totalMs\" : 8.123e3"))), Check.FORMAT);
    }

    @Test
    void refusesDuplicateKeysAtEveryDepth() {
        Certified shop = new Certified();
        String text = shop.signed().text();
        refused(shop.verify(bytes(text.replace("\"version\" : 1,", "\"version\" : 1, \"version\" : 1,"))), Check.FORMAT).contains("not valid JSON");
        refused(shop.verify(bytes(text.replace("\"passed\" : 42,", "\"passed\" : 42, \"passed\" : 42,"))), Check.FORMAT).contains("not valid JSON");
        refused(shop.verify(bytes(text.replace("\"version\" : 1,", "\"version\" : 1, \"extra\" : null,"))), Check.FORMAT).contains("$.extra");
    }

    @Test
    void refusesMalformedSignatures() {
        Certified shop = new Certified();
        ShipmeDocument signed = shop.signed();
        byte[] good = signed.signatures().getFirst().bytes();
        assertThat(good).hasSize(64);
        byte[] plusOrder = good.clone();
        addGroupOrder(plusOrder);
        for (byte[] bad : List.of(java.util.Arrays.copyOf(good, 63), java.util.Arrays.copyOf(good, 65), plusOrder, new byte[64], new byte[0])) {
            refused(shop.verify(withFirst(signed, Certified.base64(bad))), Check.SIGNATURES).contains("the signature of HOLMES is not valid");
        }
        String base64 = Certified.base64(good);
        for (String bad : List.of(" " + base64, base64 + "\n", base64.substring(0, 40) + " " + base64.substring(40), base64.substring(0, 86), "%%%",
                base64.substring(0, 85) + (char) (base64.charAt(85) + 1) + "==")) {
            refused(shop.verify(withFirst(signed, bad)), Check.SIGNATURES);
        }
        accepted(shop.verify(withFirst(signed, Base64.getUrlEncoder().encodeToString(good))));
        accepted(shop.verify(withFirst(signed, base64)));
    }

    /// S + L is the same scalar written differently (RFC 8032, section 5.1.7, forbids it).
    private static void addGroupOrder(byte[] signature) {
        byte[] order = HexFormat.of().parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        int carry = 0;
        for (int i = 0; i < 32; i++) {
            int sum = (signature[32 + i] & 0xff) + (order[i] & 0xff) + carry;
            signature[32 + i] = (byte) sum;
            carry = sum >> 8;
        }
    }

    private static ShipmeDocument withFirst(ShipmeDocument document, String sig) {
        Signature first = document.signatures().getFirst();
        return new ShipmeDocument(document.certificate(), List.of(new Signature(first.signer(), first.keyId(), sig), document.signatures().get(1)));
    }

    // ---- 18, 19: what is signed

    @Test
    void refusesASignatureOverAnythingButTheEncodedStatement() {
        Certified shop = new Certified();
        ShipmeDocument signed = shop.signed();
        byte[] statement = Dsse.statement(signed.certificate());
        for (byte[] message : List.of(
                statement,
                Dsse.preAuthenticationEncoding("application/json", statement),
                Dsse.preAuthenticationEncoding(Dsse.TRUST_TYPE, statement),
                signed.bytes())) {
            refused(shop.verify(withFirst(signed, Certified.base64(Keys.sign(HOLMES.getPrivate(), message)))), Check.SIGNATURES);
        }
        accepted(shop.verify(withFirst(signed, Certified.base64(
                Keys.sign(HOLMES.getPrivate(), Dsse.preAuthenticationEncoding("application/vnd.in-toto+json", statement))))));
    }

    @Test
    void signsAnInTotoStatementInItsEncoding() {
        Certificate c = new Certified().certificate();
        String statement = new String(Dsse.statement(c), StandardCharsets.UTF_8);
        assertThat(statement).startsWith("{\"_type\":\"https://in-toto.io/Statement/v1\",\"predicate\":{\"badge\":")
                .contains("\"predicateType\":\"https://wesley.dev/attestation/shipme/v1\"")
                .contains("\"subject\":[{\"digest\":{\"sha256\":\"" + c.artifacts().get("artifacts.json") + "\"},\"name\":\"artifacts.json\"}")
                .doesNotContain("\"signatures\"", "\"artifacts\":");
        byte[] body = statement.getBytes(StandardCharsets.UTF_8);
        assertThat(new String(Dsse.signedBytes(c), StandardCharsets.UTF_8)).isEqualTo("DSSEv1 28 application/vnd.in-toto+json " + body.length + " " + statement);
        assertThat(new String(Dsse.preAuthenticationEncoding("http://example.com/HelloWorld", bytes("hello world")), StandardCharsets.UTF_8))
                .as("the vector of the DSSE protocol").isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    }

    // ---- 26: size

    @Test
    void refusesHugeFilesQuickly() {
        Certified shop = new Certified();
        ShipmeDocument signed = shop.signed();
        byte[] huge = new byte[10 << 20];
        java.util.Arrays.fill(huge, (byte) ' ');
        refused(shop.verify(huge), Check.FORMAT).contains("at most 1048576");

        List<Signature> many = java.util.stream.IntStream.range(0, 4000).mapToObj(i -> new Signature("HOLMES", "k" + i, "")).toList();
        refused(shop.verify(new ShipmeDocument(signed.certificate(), many)), Check.FORMAT).contains("4000 entries, more than 32");
        List<Signature> tooMany = java.util.stream.IntStream.range(0, 10_000).mapToObj(i -> Certified.forge(signed.certificate(), "HOLMES", HOLMES)).limit(1)
                .flatMap(s -> java.util.Collections.nCopies(10_000, s).stream()).toList();
        refused(shop.verify(new ShipmeDocument(signed.certificate(), tooMany)), Check.FORMAT).contains("bytes");

        String deep = "<!-- WESLEY_CERT:BEGIN -->" + "{\"a\":".repeat(100_000) + "<!-- WESLEY_CERT:END -->";
        refused(shop.verify(bytes(deep)), Check.FORMAT).contains("not valid JSON");
    }

    // ---- 28: every byte, every field

    @Test
    void refusesEveryVariantWithOneFlippedByte() {
        Certified shop = new Certified();
        byte[] file = shop.signed().bytes();
        VerificationRequest request = shop.standard();
        accepted(Verification.of(file, request));
        for (int i = 0; i < file.length; i++) {
            byte[] flipped = file.clone();
            flipped[i] ^= (byte) (1 << (i * 5 % 8));
            int at = i;
            assertThat(Verification.of(flipped, request)).as(() -> "byte " + at + " of: " + context(file, at)).isInstanceOf(Verification.Invalid.class);
        }
    }

    private static String context(byte[] file, int at) {
        return new String(file, Math.max(0, at - 20), Math.min(40, file.length - Math.max(0, at - 20)), StandardCharsets.UTF_8);
    }

    @Test
    void refusesEveryChangedFieldEvenWhereTheFileIsRenderedAgain() {
        Certified shop = new Certified();
        String text = shop.signed().text();
        String block = text.substring(text.indexOf("```json\n") + 8, text.lastIndexOf("```"));
        String[] lines = block.split("\n");
        int changed = 0;
        for (int i = 0; i < lines.length; i++) {
            for (String[] swap : new String[][] {{"0", "1"}, {"a", "b"}, {"e", "f"}, {"P", "Q"}, {"3", "4"}, {"false", "true"}}) {
                int value = lines[i].lastIndexOf(" : ");
                int at = lines[i].indexOf(swap[0], Math.max(value, 0));
                if (value < 0 || at < 0 || lines[i].contains("\"signer\"") || lines[i].contains("\"keyId\"") || lines[i].contains("\"sig\"")) {
                    continue;
                }
                String[] edited = lines.clone();
                edited[i] = lines[i].substring(0, at) + swap[1] + lines[i].substring(at + swap[0].length());
                Verification verification = shop.verify(rendered(String.join("\n", edited)));
                assertThat(verification).as(edited[i]).isInstanceOf(Verification.Invalid.class);
                changed++;
            }
        }
        assertThat(changed).isGreaterThan(100);
    }

    /// The file that somebody makes who edits the block and renders the page again; the block alone if it is no certificate any more.
    private static byte[] rendered(String block) {
        String bare = "<!-- WESLEY_CERT:BEGIN -->\n```json\n" + block + "```\n<!-- WESLEY_CERT:END -->\n";
        try {
            var object = dev.wesley.engine.json.JsonObject.read(block);
            return new ShipmeDocument(CertificateJson.readCertificate(object), CertificateJson.readSignatures(object)).bytes();
        } catch (IllegalArgumentException e) {
            return bytes(bare);
        }
    }

    // ---- the document

    @Test
    void rendersADocumentThatValidatesAndReadsBack() {
        Certified shop = new Certified();
        ShipmeDocument signed = shop.signed();
        String json = CertificateJson.write(signed.certificate(), signed.signatures()).pretty();
        assertThat(JsonSchemas.errors("shipme", json)).isEmpty();
        assertThat(ShipmeDocument.read(signed.bytes()).value()).isEqualTo(signed);
        for (String field : List.of("commitSha", "timestamp", "environment", "evidence", "plan", "tests", "realm", "signatures", "badge", "target", "expires_at")) {
            String without = json.replace("\n  \"" + field + "\" :", "\n  \"_" + field + "\" :");
            assertThat(JsonSchemas.errors("shipme", without)).as(field).isNotEmpty();
            refused(shop.verify(bytes(signed.text().replace("\n  \"" + field + "\" :", "\n  \"_" + field + "\" :"))), Check.FORMAT).contains(field);
        }
        assertThat(Dsse.envelope(signed)).contains("\"payloadType\" : \"application/vnd.in-toto+json\"", "\"keyid\" : \"" + Keys.id(HOLMES.getPublic()) + "\"");
    }

    @Test
    void keepsMarkupInNamesOutOfThePage() {
        Certified shop = new Certified();
        Certificate c = shop.certificate();
        Certificate.PlanSummary p = c.plan();
        Certificate odd = new Certificate(c.certificateId(), c.commitSha(), c.source(), c.timestamp(), c.notBefore(), c.expiresAt(), c.environment(), c.target(),
                c.artifacts(),
                new Certificate.PlanSummary(p.sha256(), p.phases(), List.of(new Certificate.LockHighlight("a`|\n<b>", List.of(LockMode.SHARE))), 1,
                        p.strongestLock(), List.of(), List.of()),
                c.policy(), c.evidence(), c.tests(), c.realm(), c.builder(), c.waivers());
        ShipmeDocument document = new ShipmeDocument(odd, List.of());
        assertThat(document.text()).contains("| Locks | `a{U+60}{U+7c}{U+a}{U+3c}b{U+3e}` SHARE |");
        assertThat(ShipmeDocument.read(document.bytes()).value()).isEqualTo(document);
        for (String name : List.of("prod`", "prod|x", "a\nb", "<!-- x -->", "")) {
            assertThatThrownBy(() -> new Certificate(c.certificateId(), c.commitSha(), c.source(), c.timestamp(), c.notBefore(), c.expiresAt(), name, c.target(),
                            c.artifacts(), c.plan(), c.policy(), c.evidence(), c.tests(), c.realm(), c.builder(), c.waivers()))
                    .hasMessageContaining("environment must be a plain name");
        }
    }

    @Test
    void changesNothingBetweenTwoRuns() {
        assertThat(new Certified().unsigned().text()).isEqualTo(new Certified().unsigned().text());
        assertThat(new Certified().signed().text()).isEqualTo(new Certified().signed().text());
    }

    // ---- helpers

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static VerificationRequest with(VerificationRequest r, TrustPolicy trust) {
        return new VerificationRequest(trust, r.artifacts(), r.formats(), r.headCommit(), r.environment(), r.now(), r.highestTrustVersion(), r.pinnedRoots(), r.live());
    }

    private static VerificationRequest change(
            VerificationRequest r, Optional<String> head, Optional<String> environment, Instant now, Optional<LiveTarget> live) {
        return new VerificationRequest(r.trust(), r.artifacts(), r.formats(), head, environment, now, r.highestTrustVersion(), r.pinnedRoots(), live);
    }

    private static CertificateRequest request(CertificateRequest r, Optional<String> commit, Certificate.Source source, boolean allowDirty) {
        return new CertificateRequest(r.certificateId(), commit, source, allowDirty, r.environment(), r.targetId(), r.systemIdentifier(), r.now(), r.life(),
                r.artifacts(), r.builder(), r.waivers());
    }
}
