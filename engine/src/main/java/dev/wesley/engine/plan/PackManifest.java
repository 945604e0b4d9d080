package dev.wesley.engine.plan;

import java.util.List;

/// What a rule pack says of itself. The first seven parts are written by hand; the build adds the others.
///
/// @param id as users name it: `base`
/// @param version semantic: `1.4.0`
/// @param engine the versions of Wesley that it works with
/// @param prefix the package that the pack owns: no other pack may have a rule in it
/// @param codes the letters that its rule codes begin with, such as `WES`
/// @param kind `base` for the shipped packs; `extend` for a team's; `tighten` for one that can only refuse, warn and add risk
/// @param owners who answers for it
/// @param sha256 over the hand-written part and all DRL texts, lower-case hex; empty before the build
/// @param drools the version that compiled it; empty before the build
/// @param rules sorted by package and name; empty before the build
public record PackManifest(
        String id,
        String version,
        VersionRange engine,
        String prefix,
        List<String> codes,
        String kind,
        List<String> owners,
        String sha256,
        String drools,
        List<PackRule> rules) {

    public PackManifest {
        codes = codes.stream().sorted().toList();
        owners = List.copyOf(owners);
        rules = rules.stream().sorted().toList();
    }

    /// The pack as plans name it.
    public PackId packId() {
        return new PackId(id, version, sha256);
    }

    /// The same pack after its build.
    public PackManifest built(String digest, String droolsVersion, List<PackRule> compiled) {
        return new PackManifest(id, version, engine, prefix, codes, kind, owners, digest, droolsVersion, compiled);
    }
}
