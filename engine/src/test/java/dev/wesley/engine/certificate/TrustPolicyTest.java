package dev.wesley.engine.certificate;

import static dev.wesley.engine.certificate.Certified.HOLMES;
import static dev.wesley.engine.certificate.Certified.NOW;
import static dev.wesley.engine.certificate.Certified.STRANGER;
import static dev.wesley.engine.certificate.Certified.WATSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wesley.engine.certificate.TrustPolicy.EnvironmentRule;
import dev.wesley.engine.certificate.TrustPolicy.RoleKeys;
import dev.wesley.engine.certificate.TrustPolicy.TrustedKey;
import dev.wesley.engine.testing.JsonSchemas;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrustPolicyTest {
    private static final KeyPair ROOT_1 = Keys.generate(new SecureRandom());
    private static final KeyPair ROOT_2 = Keys.generate(new SecureRandom());
    private static final KeyPair NEW_1 = Keys.generate(new SecureRandom());
    private static final KeyPair NEW_2 = Keys.generate(new SecureRandom());
    private static final Instant EXPIRES = Instant.parse("2027-01-01T00:00:00Z");

    private static String id(KeyPair pair) {
        return Keys.id(pair.getPublic());
    }

    private static TrustedKey key(KeyPair pair, Optional<Instant> until, Optional<Instant> revoked) {
        return new TrustedKey(pair.getPublic(), Instant.parse("2026-01-01T00:00:00Z"), until, revoked);
    }

    private static TrustPolicy unsigned(int version, KeyPair root1, KeyPair root2, TrustedKey holmes, String... minProofs) {
        TreeMap<String, TrustedKey> keys = new TreeMap<>();
        for (KeyPair pair : List.of(WATSON, STRANGER, root1, root2)) {
            keys.put(id(pair), key(pair, Optional.empty(), Optional.empty()));
        }
        keys.put(id(HOLMES), holmes);
        TreeMap<Role, RoleKeys> roles = new TreeMap<>();
        roles.put(Role.HOLMES, new RoleKeys(List.of(id(HOLMES)), 1));
        roles.put(Role.WAT_SUM, new RoleKeys(List.of(id(WATSON)), 1));
        roles.put(Role.WAIVER, new RoleKeys(List.of(id(STRANGER)), 1));
        roles.put(Role.ROOT, new RoleKeys(List.of(id(root1), id(root2)), 2));
        EnvironmentRule production = new EnvironmentRule(List.of(Role.HOLMES, Role.WAT_SUM), Duration.ofHours(24), List.of(minProofs));
        return new TrustPolicy(version, Optional.of(EXPIRES), keys, roles, new TreeMap<>(Map.of("production", production)), List.of());
    }

    private static TrustPolicy signed(TrustedKey holmes, String... minProofs) {
        return unsigned(3, ROOT_1, ROOT_2, holmes, minProofs).signedBy(ROOT_1).signedBy(ROOT_2);
    }

    private static TrustPolicy signed() {
        return signed(key(HOLMES, Optional.empty(), Optional.empty()), "P3", "P7");
    }

    private static Verification verify(TrustPolicy trust, Instant now) {
        Certified shop = new Certified();
        return Verification.of(shop.signed().bytes(), shop.against(trust, now));
    }

    private static String refused(TrustPolicy trust, Instant now, Check check) {
        Verification verification = verify(trust, now);
        assertThat(verification).isInstanceOf(Verification.Invalid.class);
        Verification.Invalid invalid = (Verification.Invalid) verification;
        assertThat(invalid.check()).as(invalid.reason()).isEqualTo(check);
        return invalid.reason();
    }

    @Test
    void writesAndReadsAFileThatValidates() {
        TrustPolicy policy = signed(key(HOLMES, Optional.of(EXPIRES), Optional.of(EXPIRES)), "P3");
        String json = TrustJson.write(policy).pretty();
        assertThat(JsonSchemas.errors("trust", json)).isEmpty();
        assertThat(TrustJson.read(json)).isEqualTo(policy);
        assertThat(TrustJson.write(TrustJson.read(json)).pretty()).isEqualTo(json);
    }

    @Test
    void verifiesWithATrustFile() {
        assertThat(verify(signed(), NOW)).isInstanceOf(Verification.Valid.class);
        assertThat(((Verification.Valid) verify(signed(), NOW)).notes()).isEmpty();
    }

    @Test
    void asksForTheProofsOfTheEnvironment() {
        TrustedKey holmes = key(HOLMES, Optional.empty(), Optional.empty());
        assertThat(refused(signed(holmes, "P3", "P12"), NOW, Check.REHEARSAL)).isEqualTo("the environment asks for the proof P12, which is NOT_RUN");
        assertThat(refused(signed(holmes, "P5"), NOW, Check.REHEARSAL)).contains("P5, which is NOT_RUN");
    }

    @Test
    void refusesAnUnknownEnvironment() {
        TrustPolicy policy = signed();
        TrustPolicy other = new TrustPolicy(policy.version(), policy.expires(), policy.keys(), policy.roles(),
                new TreeMap<>(Map.of("staging", policy.environments().get("production"))), List.of()).signedBy(ROOT_1).signedBy(ROOT_2);
        assertThat(refused(other, NOW, Check.ENVIRONMENT)).isEqualTo("the trust file knows no environment production");
    }

    @Test
    void refusesATrustFileThatIsOldUnsignedOrEdited() {
        TrustedKey holmes = key(HOLMES, Optional.empty(), Optional.empty());
        assertThat(refused(unsigned(3, ROOT_1, ROOT_2, holmes), NOW, Check.TRUST)).contains("0 valid signatures", "needs 2");
        assertThat(refused(unsigned(3, ROOT_1, ROOT_2, holmes).signedBy(ROOT_1), NOW, Check.TRUST)).contains("1 valid signatures");
        assertThat(refused(unsigned(3, ROOT_1, ROOT_2, holmes).signedBy(ROOT_1).signedBy(ROOT_1), NOW, Check.TRUST)).contains("1 valid signatures");
        assertThat(refused(unsigned(3, ROOT_1, ROOT_2, holmes).signedBy(ROOT_1).signedBy(HOLMES), NOW, Check.TRUST)).contains("1 valid signatures");
        TrustPolicy edited = new TrustPolicy(4, signed().expires(), signed().keys(), signed().roles(), signed().environments(), signed().signatures());
        assertThat(refused(edited, NOW, Check.TRUST)).contains("0 valid signatures");

        TrustPolicy base = unsigned(3, ROOT_1, ROOT_2, holmes);
        TreeMap<String, TrustedKey> keys = new TreeMap<>(base.keys());
        keys.put(id(ROOT_2), key(ROOT_2, Optional.empty(), Optional.of(NOW)));
        TrustPolicy revoked = new TrustPolicy(3, base.expires(), keys, base.roles(), base.environments(), List.of());
        assertThat(refused(revoked.signedBy(ROOT_1).signedBy(ROOT_2), NOW, Check.TRUST)).contains("1 valid signatures");

        TrustPolicy good = signed();
        assertThat(good.objection(NOW, 3, Set.of())).isEmpty();
        assertThat(good.objection(NOW, 4, Set.of())).hasValueSatisfying(o -> assertThat(o).contains("rolled back"));
        assertThat(good.objection(EXPIRES.minusSeconds(1), 3, Set.of())).isEmpty();
        assertThat(good.objection(EXPIRES, 3, Set.of())).hasValueSatisfying(o -> assertThat(o).contains("expired"));
        assertThat(good.objection(NOW, 3, Set.of(id(ROOT_1), id(ROOT_2)))).isEmpty();
        assertThat(good.objection(NOW, 3, Set.of(id(ROOT_1)))).hasValueSatisfying(o -> assertThat(o).contains("not those that were named"));
    }

    @Test
    void isReplacedOnlyWithTheKeysOfBothVersions() {
        TrustedKey holmes = key(HOLMES, Optional.empty(), Optional.empty());
        TrustPolicy now = signed();
        TrustPolicy next = unsigned(4, NEW_1, NEW_2, holmes);
        assertThat(now.objectionTo(next.signedBy(NEW_1).signedBy(NEW_2))).hasValueSatisfying(o -> assertThat(o).contains("ROOT keys of version 3"));
        assertThat(now.objectionTo(next.signedBy(ROOT_1).signedBy(ROOT_2))).hasValueSatisfying(o -> assertThat(o).contains("ROOT keys of version 4"));
        assertThat(now.objectionTo(next.signedBy(ROOT_1).signedBy(NEW_1).signedBy(NEW_2))).isPresent();
        assertThat(now.objectionTo(next.signedBy(ROOT_1).signedBy(ROOT_2).signedBy(NEW_1).signedBy(NEW_2))).isEmpty();
        TrustPolicy jump = unsigned(5, ROOT_1, ROOT_2, holmes).signedBy(ROOT_1).signedBy(ROOT_2);
        assertThat(now.objectionTo(jump)).contains("version 5 does not follow version 3");
    }

    @Test
    void refusesARevokedKeyFromThatTimeOn() {
        Instant made = NOW;
        for (Instant revoked : List.of(made.minusSeconds(1), made)) {
            assertThat(refused(signed(key(HOLMES, Optional.empty(), Optional.of(revoked))), made, Check.SIGNATURES)).contains("was revoked at " + revoked);
        }
        TrustPolicy later = signed(key(HOLMES, Optional.empty(), Optional.of(made.plusSeconds(600))));
        assertThat(verify(later, made.plusSeconds(599))).as("history, seen at its time").isInstanceOf(Verification.Valid.class);
        assertThat(refused(later, made.plusSeconds(600), Check.SIGNATURES)).contains("was revoked");
    }

    @Test
    void refusesAKeyOutsideItsValidity() {
        assertThat(refused(signed(key(HOLMES, Optional.of(NOW), Optional.empty())), NOW, Check.SIGNATURES)).contains("was not valid at");
        assertThat(verify(signed(key(HOLMES, Optional.of(NOW.plusSeconds(1)), Optional.empty())), NOW)).isInstanceOf(Verification.Valid.class);
        TrustedKey tomorrow = new TrustedKey(HOLMES.getPublic(), NOW.plusSeconds(1), Optional.empty(), Optional.empty());
        assertThat(refused(signed(tomorrow), NOW, Check.SIGNATURES)).contains("was not valid at");
    }

    @Test
    void refusesAFileThatContradictsItself() {
        String json = TrustJson.write(signed()).pretty();
        assertThatThrownBy(() -> TrustJson.read(json.replace(id(WATSON), id(HOLMES)))).isInstanceOf(IllegalArgumentException.class);
        String roles = json.substring(json.indexOf("\"roles\""));
        String twoRoles = json.substring(0, json.indexOf("\"roles\"")) + roles.replaceFirst(id(WATSON), id(HOLMES));
        assertThatThrownBy(() -> TrustJson.read(twoRoles)).hasMessageContaining("no key counts for two roles");
        String unknown = json.substring(0, json.indexOf("\"roles\"")) + roles.replaceFirst(id(WATSON), "0".repeat(64));
        assertThatThrownBy(() -> TrustJson.read(unknown)).hasMessageContaining("which is not in the file");
        assertThatThrownBy(() -> TrustJson.read(json.replaceFirst("\"threshold\" : 2", "\"threshold\" : 3"))).hasMessageContaining("asks for 3 keys and has 2");
        assertThatThrownBy(() -> TrustJson.read(json.replace("\"Ed25519\"", "\"none\""))).hasMessageContaining("this Wesley knows Ed25519");
        assertThatThrownBy(() -> TrustJson.read(json.replace("PT24H", "a day"))).hasMessageContaining("not a duration");
        assertThatThrownBy(() -> TrustJson.read(json.replace("[ \"HOLMES\", \"WAT-SUM\" ]", "[ \"HOLMES\" ]"))).hasMessageContaining("HOLMES and for WAT-SUM");
        String weak = "-----BEGIN PUBLIC KEY-----\\nMCowBQYDK2VwAyEAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\\n-----END PUBLIC KEY-----\\n";
        assertThatThrownBy(() -> TrustJson.read(json.replaceFirst("-----BEGIN PUBLIC KEY-----[^\"]*", java.util.regex.Matcher.quoteReplacement(weak))))
                .hasMessageContaining("low order");
    }

    // ---- waivers

    @Test
    void acceptsAWaiverOnlyFromItsSigner() {
        Certified shop = new Certified();
        Instant later = NOW.plusSeconds(3600);
        assertThat(waived(shop, id(STRANGER), later, Role.WAIVER)).isInstanceOf(Verification.Valid.class);
        assertThat(((Verification.Valid) waived(shop, id(STRANGER), later, Role.WAIVER)).notes()).contains("waived: WES-X-001, accepted in the meeting");
        for (Verification no : List.of(
                waived(shop, id(STRANGER), later, Role.HOLMES),
                waived(shop, id(WATSON), later, Role.WAIVER),
                waived(shop, id(STRANGER), NOW, Role.WAIVER))) {
            assertThat(no).isInstanceOf(Verification.Invalid.class);
            assertThat(((Verification.Invalid) no).check()).isEqualTo(Check.THRESHOLDS);
        }
    }

    /// @param alsoSigns WAIVER to let the stranger sign, HOLMES to let nobody else sign
    private static Verification waived(Certified shop, String approver, Instant expires, Role alsoSigns) {
        CertificateRequest r = shop.request();
        CertificateRequest request = new CertificateRequest(r.certificateId(), r.commitSha(), r.source(), false, r.environment(), r.targetId(), r.systemIdentifier(),
                r.now(), r.life(), r.artifacts(), r.builder(), List.of(new Certificate.Waiver("WES-X-001", "accepted in the meeting", approver, expires)));
        ShipmeDocument document = new ShipmeDocument(shop.certifier().create(request).value(), List.of());
        document = shop.sign(shop.sign(document, Role.HOLMES, HOLMES), Role.WAT_SUM, WATSON);
        if (alsoSigns == Role.WAIVER) {
            document = shop.sign(document, Role.WAIVER, STRANGER);
        }
        return Verification.of(document.bytes(), shop.against(signed(), NOW));
    }
}
