package dev.wesley.engine.certificate;

import static dev.wesley.engine.certificate.CertificateJson.ordered;

import dev.wesley.engine.certificate.TrustPolicy.EnvironmentRule;
import dev.wesley.engine.certificate.TrustPolicy.RoleKeys;
import dev.wesley.engine.certificate.TrustPolicy.TrustedKey;
import dev.wesley.engine.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The document `trust.json` (`schemas/trust.schema.json`).
public final class TrustJson {
    private TrustJson() {}

    public static JsonObject write(TrustPolicy policy) {
        Map<String, Object> keys = new LinkedHashMap<>();
        policy.keys().forEach((id, key) -> keys.put(id, ordered(
                "alg", "Ed25519",
                "pem", Keys.pem(key.key()),
                "validFrom", key.validFrom().toString(),
                "validUntil", key.validUntil().map(Instant::toString),
                "revokedAt", key.revokedAt().map(Instant::toString))));
        Map<String, Object> roles = new LinkedHashMap<>();
        policy.roles().forEach((role, of) -> roles.put(role.label(), ordered("keyIds", of.keyIds(), "threshold", of.threshold())));
        Map<String, Object> environments = new LinkedHashMap<>();
        policy.environments().forEach((name, rule) -> environments.put(name, ordered(
                "roles", rule.roles().stream().map(Role::label).toList(),
                "maxAge", rule.maxAge().toString(),
                "minProofs", rule.minProofs())));
        return JsonObject.of(ordered(
                "version", policy.version(),
                "expires", policy.expires().map(Instant::toString),
                "keys", keys,
                "roles", roles,
                "environments", environments,
                "signatures", CertificateJson.signatures(policy.signatures())));
    }

    /// Reads a file and every key in it.
    ///
    /// @throws IllegalArgumentException naming the place, a weak key, or a contradiction
    public static TrustPolicy read(String json) {
        JsonObject root = JsonObject.read(json);
        TreeMap<String, TrustedKey> keys = new TreeMap<>();
        JsonObject listed = root.object("keys");
        for (String id : listed.keys()) {
            JsonObject key = listed.object(id);
            if (!key.text("alg").equals("Ed25519")) {
                throw new IllegalArgumentException("the key " + id + " is for " + key.text("alg") + "; this Wesley knows Ed25519");
            }
            keys.put(id, new TrustedKey(
                    Keys.readPublic(key.text("pem")), key.instant("validFrom"), key.optionalInstant("validUntil"), key.optionalInstant("revokedAt")));
            key.end();
        }
        TreeMap<Role, RoleKeys> roles = new TreeMap<>();
        JsonObject named = root.object("roles");
        for (String label : named.keys()) {
            JsonObject role = named.object(label);
            roles.put(Role.of(label), new RoleKeys(role.texts("keyIds"), role.keys().contains("threshold") ? role.number("threshold", 1) : 1));
            role.end();
        }
        TreeMap<String, EnvironmentRule> environments = new TreeMap<>();
        JsonObject places = root.object("environments");
        for (String name : places.keys()) {
            JsonObject rule = places.object(name);
            environments.put(name, new EnvironmentRule(
                    rule.texts("roles").stream().map(Role::of).toList(), duration(rule.text("maxAge")), rule.texts("minProofs")));
            rule.end();
        }
        List<Signature> signatures = CertificateJson.readSignatures(root);
        if (signatures.size() > ShipmeDocument.MAX_SIGNATURES) {
            throw new IllegalArgumentException("$.signatures has " + signatures.size() + " entries, more than " + ShipmeDocument.MAX_SIGNATURES);
        }
        TrustPolicy policy = new TrustPolicy(
                root.number("version", 1), Optional.of(root.instant("expires")), keys, roles, environments, signatures);
        root.end();
        return policy;
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a duration such as PT24H: " + text, e);
        }
    }
}
