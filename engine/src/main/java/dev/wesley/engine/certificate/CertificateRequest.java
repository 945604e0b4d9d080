package dev.wesley.engine.certificate;

import dev.wesley.engine.certificate.Certificate.Builder;
import dev.wesley.engine.certificate.Certificate.Source;
import dev.wesley.engine.certificate.Certificate.Waiver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a certificate is to be made of, besides what it derives from the artifacts.
///
/// @param certificateId 128 random bits, lower-case hex
/// @param commitSha the real HEAD; empty outside a repository, which is refused
/// @param allowDirty whether uncommitted changes are accepted; they are recorded
/// @param now the certificate is valid from this second
/// @param life how long it is valid
/// @param targetId the name of the database that it is for
/// @param systemIdentifier of that cluster, if the certificate shall be bound to it
/// @param artifacts the names of everything that is certified: the required documents ([Certifier#REQUIRED]), the schema files and
///     every generated file
public record CertificateRequest(
        String certificateId,
        Optional<String> commitSha,
        Source source,
        boolean allowDirty,
        String environment,
        String targetId,
        Optional<String> systemIdentifier,
        Instant now,
        Duration life,
        SortedSet<String> artifacts,
        Builder builder,
        List<Waiver> waivers) {

    /// How long a certificate lives if nobody says otherwise.
    public static final Duration STANDARD_LIFE = Duration.ofHours(24);

    public CertificateRequest {
        artifacts = new TreeSet<>(artifacts);
        waivers = List.copyOf(waivers);
    }
}
