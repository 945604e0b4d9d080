package dev.wesley.engine.certificate;

import dev.wesley.engine.evidence.ArtifactSource;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// What a certificate is verified against.
///
/// @param artifacts where the certified files are now
/// @param headCommit of the repository; empty to verify apart from one (`--detached`)
/// @param environment that it is to be used for; empty to take the certificate's own
/// @param now the time to judge by
/// @param highestTrustVersion the highest version of the trust file that was ever accepted; 0 if none was
/// @param pinnedRoots key ids of the trust file's ROOT keys, if the user named them
/// @param live the database that is about to be migrated; empty where none is
public record VerificationRequest(
        TrustPolicy trust,
        ArtifactSource artifacts,
        DocumentFormats formats,
        Optional<String> headCommit,
        Optional<String> environment,
        Instant now,
        int highestTrustVersion,
        Set<String> pinnedRoots,
        Optional<LiveTarget> live) {

    public VerificationRequest {
        pinnedRoots = Set.copyOf(pinnedRoots);
    }

    /// What an executor sees of the database that it is about to migrate.
    ///
    /// @param fingerprint of the live schema; empty when a run is resumed, whose state its own ledger judges
    /// @param versionNum `server_version_num`
    /// @param systemIdentifier needed only if the certificate is bound to one
    public record LiveTarget(String id, Optional<String> fingerprint, int versionNum, Optional<String> systemIdentifier) {}
}
