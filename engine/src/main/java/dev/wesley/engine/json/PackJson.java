package dev.wesley.engine.json;

import dev.wesley.engine.plan.PackManifest;
import dev.wesley.engine.plan.PackRule;
import dev.wesley.engine.plan.VersionRange;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The manifest of a rule pack, `pack.json`: as written by hand and as completed by the build.
public final class PackJson {
    private static final List<String> KINDS = List.of("base", "extend", "tighten");
    private static final List<String> MEMBERS = List.of("id", "version", "engine", "prefix", "codes", "kind", "owners", "sha256", "drools", "rules");

    private PackJson() {}

    /// @throws IllegalArgumentException naming the member that is missing or has another type
    public static PackManifest read(String text) {
        JsonNode root = Json.read(text);
        if (!root.isObject()) {
            throw new IllegalArgumentException("a pack manifest is one JSON object");
        }
        for (String member : root.propertyNames()) {
            if (!MEMBERS.contains(member)) {
                throw new IllegalArgumentException("a pack manifest has no member \"" + member + "\"; it has " + String.join(", ", MEMBERS.subList(0, 7)));
            }
        }
        List<PackRule> rules = new ArrayList<>();
        for (JsonNode rule : root.path("rules")) {
            rules.add(new PackRule(text(rule, "code"), text(rule, "name"), text(rule, "since"), text(rule, "stage"),
                    text(rule, "package"), text(rule, "file"), rule.path("line").asInt(1), text(rule, "sha256"),
                    rule.has("replaces") ? strings(rule, "replaces") : List.of()));
        }
        return new PackManifest(text(root, "id"), version(root), engine(root), text(root, "prefix"), strings(root, "codes"),
                kind(root), strings(root, "owners"), optional(root, "sha256"), optional(root, "drools"), rules);
    }

    /// The completed manifest.
    public static ObjectNode write(PackManifest manifest) {
        ObjectNode root = Json.object();
        root.put("id", manifest.id()).put("version", manifest.version()).put("engine", manifest.engine().text()).put("prefix", manifest.prefix());
        addAll(root.putArray("codes"), manifest.codes());
        root.put("kind", manifest.kind());
        addAll(root.putArray("owners"), manifest.owners());
        root.put("sha256", manifest.sha256()).put("drools", manifest.drools());
        ArrayNode rules = root.putArray("rules");
        for (PackRule rule : manifest.rules()) {
            ObjectNode entry = rules.addObject().put("code", rule.code()).put("name", rule.name()).put("since", rule.since())
                    .put("stage", rule.stage()).put("package", rule.packageName()).put("file", rule.file())
                    .put("line", rule.line()).put("sha256", rule.sha256());
            if (!rule.replaces().isEmpty()) {
                addAll(entry.putArray("replaces"), rule.replaces());
            }
        }
        return root;
    }

    private static String version(JsonNode root) {
        String version = text(root, "version");
        if (!VersionRange.isVersion(version)) {
            throw new IllegalArgumentException("the \"version\" of a pack manifest is semantic, such as 1.0.0, not " + version);
        }
        return version;
    }

    private static VersionRange engine(JsonNode root) {
        return new VersionRange(text(root, "engine"));
    }

    private static String kind(JsonNode root) {
        String kind = text(root, "kind");
        if (!KINDS.contains(kind)) {
            throw new IllegalArgumentException("the \"kind\" of a pack manifest is one of " + String.join(", ", KINDS) + ", not " + kind);
        }
        return kind;
    }

    private static void addAll(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }

    private static String text(JsonNode node, String member) {
        JsonNode value = node.path(member);
        if (!value.isString() || value.asString().isBlank()) {
            throw new IllegalArgumentException("a pack manifest needs the text \"" + member + "\"");
        }
        return value.asString();
    }

    private static String optional(JsonNode node, String member) {
        return node.has(member) ? text(node, member) : "";
    }

    private static List<String> strings(JsonNode node, String member) {
        JsonNode array = node.path(member);
        if (!array.isArray() || array.isEmpty()) {
            throw new IllegalArgumentException("a pack manifest needs the list \"" + member + "\"");
        }
        List<String> result = new ArrayList<>();
        for (JsonNode value : array) {
            if (!value.isString()) {
                throw new IllegalArgumentException("\"" + member + "\" of a pack manifest lists texts");
            }
            result.add(value.asString());
        }
        return result;
    }
}
