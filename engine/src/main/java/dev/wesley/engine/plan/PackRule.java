package dev.wesley.engine.plan;

import java.util.List;

/// One rule of a pack, as its manifest lists it.
///
/// @param code permanent and unique: `WES-FK-001`
/// @param name a sentence, unique in its package
/// @param since the pack version that it came with
/// @param stage its folder and the last part of its package
/// @param packageName where it lives
/// @param file its DRL, relative to the folder of the pack
/// @param line of the word `rule`, from 1
/// @param sha256 of the file
/// @param replaces codes of rules of the same stage: what they say about something does not count where this rule speaks about it
public record PackRule(
        String code, String name, String since, String stage, String packageName, String file, int line, String sha256, List<String> replaces)
        implements Comparable<PackRule> {

    public PackRule {
        replaces = replaces.stream().sorted().toList();
    }

    /// `rewrite/add-foreign-key/rule.drl:12`.
    public String place() {
        return file + ":" + line;
    }

    @Override
    public int compareTo(PackRule other) {
        int byPackage = packageName.compareTo(other.packageName);
        return byPackage != 0 ? byPackage : name.compareTo(other.name);
    }
}
