package dev.wesley.engine.certificate;

import dev.wesley.engine.json.JsonObject;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Who may sign what, where and for how long: `trust.json`. Only it gives a key authority.
///
/// @param version counts up; 0 is a temporary policy made from `--pub` files
/// @param expires empty only for a temporary policy
/// @param keys key id → key
/// @param roles the keys of each role; no key has two roles
/// @param environments name → what it asks for; empty for a temporary policy, which asks the same of every environment
public record TrustPolicy(
        int version,
        Optional<Instant> expires,
        SortedMap<String, TrustedKey> keys,
        SortedMap<Role, RoleKeys> roles,
        SortedMap<String, EnvironmentRule> environments,
        List<Signature> signatures) {

    /// @throws IllegalArgumentException naming the role or key that contradicts itself
    public TrustPolicy {
        keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
        roles = Collections.unmodifiableSortedMap(new TreeMap<>(roles));
        environments = Collections.unmodifiableSortedMap(new TreeMap<>(environments));
        signatures = List.copyOf(signatures);
        keys.forEach((id, key) -> {
            if (!Keys.id(key.key()).equals(id)) {
                throw new IllegalArgumentException("the key listed as " + id + " has the id " + Keys.id(key.key()));
            }
        });
        Set<String> taken = new HashSet<>();
        for (var entry : roles.entrySet()) {
            RoleKeys role = entry.getValue();
            String name = entry.getKey().label();
            for (String id : role.keyIds()) {
                if (!keys.containsKey(id)) {
                    throw new IllegalArgumentException("the role " + name + " names the key " + id + ", which is not in the file");
                }
                if (!taken.add(id)) {
                    throw new IllegalArgumentException("the key " + id + " is listed twice: no key counts for two roles, nor twice for one");
                }
            }
            if (role.threshold() > role.keyIds().size() && entry.getKey() != Role.WAIVER) {
                throw new IllegalArgumentException("the role " + name + " asks for " + role.threshold() + " keys and has " + role.keyIds().size());
            }
        }
    }

    /// @param revokedAt from then on the key signs nothing; what it signed before is history, not executable
    public record TrustedKey(PublicKey key, Instant validFrom, Optional<Instant> validUntil, Optional<Instant> revokedAt) {}

    /// @param threshold how many distinct keys must sign, at least 1
    public record RoleKeys(List<String> keyIds, int threshold) {
        public RoleKeys {
            keyIds = List.copyOf(keyIds);
            if (threshold < 1) {
                throw new IllegalArgumentException("a role asks for at least one key");
            }
        }
    }

    /// @param roles that must sign
    /// @param maxAge longest life of a certificate
    /// @param minProofs proofs of the rehearsal that must be PASS, such as `P3`
    public record EnvironmentRule(List<Role> roles, Duration maxAge, List<String> minProofs) {
        public EnvironmentRule {
            roles = List.copyOf(roles);
            minProofs = List.copyOf(minProofs);
            if (!roles.containsAll(List.of(Role.HOLMES, Role.WAT_SUM))) {
                throw new IllegalArgumentException("every environment asks for HOLMES and for WAT-SUM");
            }
        }
    }

    /// The policy of `cert verify --pub first --pub second`: the first key is HOLMES, the second WAT-SUM, valid everywhere.
    ///
    /// @param maxAge longest life of a certificate
    /// @throws IllegalArgumentException for one key in both roles, or for more than two keys
    public static TrustPolicy temporary(List<PublicKey> publicKeys, Duration maxAge) {
        if (publicKeys.isEmpty() || publicKeys.size() > 2) {
            throw new IllegalArgumentException("give one or two public keys: the first is HOLMES, the second WAT-SUM");
        }
        TreeMap<String, TrustedKey> keys = new TreeMap<>();
        TreeMap<Role, RoleKeys> roles = new TreeMap<>();
        for (int i = 0; i < publicKeys.size(); i++) {
            String id = Keys.id(publicKeys.get(i));
            keys.put(id, new TrustedKey(publicKeys.get(i), Instant.EPOCH, Optional.empty(), Optional.empty()));
            roles.put(i == 0 ? Role.HOLMES : Role.WAT_SUM, new RoleKeys(List.of(id), 1));
        }
        EnvironmentRule everywhere = new EnvironmentRule(List.of(Role.HOLMES, Role.WAT_SUM), maxAge, List.of());
        return new TrustPolicy(0, Optional.empty(), keys, roles, new TreeMap<>(Map.of("*", everywhere)), List.of());
    }

    public boolean temporary() {
        return version == 0;
    }

    public Optional<EnvironmentRule> environment(String name) {
        return Optional.ofNullable(environments.get(temporary() ? "*" : name));
    }

    /// The role of a key; empty if the policy gives it none.
    public Optional<Role> roleOf(String keyId) {
        return roles.entrySet().stream()
                .filter(e -> e.getValue().keyIds().contains(keyId))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// This policy with the signature of one of its ROOT keys.
    public TrustPolicy signedBy(KeyPair root) {
        String id = Keys.id(root.getPublic());
        List<Signature> all = new ArrayList<>(signatures.stream().filter(s -> !s.keyId().equals(id)).toList());
        all.add(new Signature(Role.ROOT.label(), id, Base64.getEncoder().encodeToString(Keys.sign(root.getPrivate(), signedBytes()))));
        return new TrustPolicy(version, expires, keys, roles, environments, all);
    }

    /// Why this file must not be used; empty if it may.
    ///
    /// @param highestSeen the highest version that was ever accepted; 0 if none was
    /// @param pinnedRoots key ids that the user named (`--trust-root`); empty to accept the file's own
    public Optional<String> objection(Instant now, int highestSeen, Set<String> pinnedRoots) {
        if (temporary()) {
            return Optional.empty();
        }
        if (version < highestSeen) {
            return Optional.of("the trust file has version " + version + ", but version " + highestSeen + " has been seen: it was rolled back");
        }
        if (expires.filter(now::isBefore).isEmpty()) {
            return Optional.of("the trust file expired at " + expires.map(Instant::toString).orElse("no time"));
        }
        RoleKeys root = roles.get(Role.ROOT);
        if (root == null) {
            return Optional.of("the trust file has no ROOT keys");
        }
        if (!pinnedRoots.isEmpty() && !pinnedRoots.containsAll(root.keyIds())) {
            return Optional.of("the ROOT keys of the trust file are not those that were named");
        }
        return unsigned(this, root);
    }

    /// Why `next` must not replace this file: it needs the ROOT keys of both.
    public Optional<String> objectionTo(TrustPolicy next) {
        if (next.version() != version + 1) {
            return Optional.of("version " + next.version() + " does not follow version " + version);
        }
        RoleKeys own = roles.get(Role.ROOT);
        RoleKeys theirs = next.roles().get(Role.ROOT);
        if (own == null || theirs == null) {
            return Optional.of("a trust file without ROOT keys cannot be replaced");
        }
        Optional<String> byOld = signedEnough(own, next);
        return byOld.isPresent() ? byOld : unsigned(next, theirs);
    }

    private static Optional<String> unsigned(TrustPolicy policy, RoleKeys root) {
        return policy.signedEnough(root, policy);
    }

    /// Counts signatures on `signed` by keys of this policy that it does not list as revoked.
    private Optional<String> signedEnough(RoleKeys root, TrustPolicy signed) {
        byte[] message = signed.signedBytes();
        Set<String> valid = new HashSet<>();
        for (Signature s : signed.signatures()) {
            TrustedKey key = keys.get(s.keyId());
            if (key != null && key.revokedAt().isEmpty() && root.keyIds().contains(s.keyId()) && Keys.verifies(key.key(), message, s)) {
                valid.add(s.keyId());
            }
        }
        return valid.size() >= root.threshold()
                ? Optional.empty()
                : Optional.of("the trust file version " + signed.version() + " has " + valid.size() + " valid signatures by ROOT keys of version " + version
                        + " and needs " + root.threshold());
    }

    private byte[] signedBytes() {
        JsonObject unsigned = TrustJson.write(new TrustPolicy(version, expires, keys, roles, environments, List.of()));
        return Dsse.preAuthenticationEncoding(Dsse.TRUST_TYPE, unsigned.canonical());
    }
}
