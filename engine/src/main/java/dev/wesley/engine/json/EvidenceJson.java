package dev.wesley.engine.json;

import dev.wesley.engine.evidence.ArtifactKind;
import dev.wesley.engine.evidence.ArtifactManifest;
import dev.wesley.engine.evidence.Evidence;
import dev.wesley.engine.evidence.EvidenceMap;
import dev.wesley.engine.evidence.Scores;
import dev.wesley.engine.evidence.Scores.Readiness;
import dev.wesley.engine.evidence.Weights;
import dev.wesley.engine.plan.RiskShare;
import dev.wesley.engine.plan.ThresholdSet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The documents `evidence-map.json`, `artifacts.json`, `scores.json` and `weights.json`.
public final class EvidenceJson {
    private static final String VERSION = "1.0.0";
    private static final Pattern LINES = Pattern.compile("([1-9][0-9]{0,8})-([1-9][0-9]{0,8})");

    private EvidenceJson() {}

    // ---- evidence-map.json

    public static ObjectNode write(EvidenceMap map) {
        ObjectNode root = Json.object();
        root.put("version", VERSION);
        map.commit().ifPresentOrElse(c -> root.put("commit", c), () -> root.putNull("commit"));
        ObjectNode artifacts = root.putObject("artifacts");
        for (Evidence e : map.entries()) {
            ObjectNode entry = artifacts.withObjectProperty(e.uid()).withArrayProperty(e.kind().key()).addObject();
            entry.put("file", e.file()).put("lines", e.firstLine() + "-" + e.lastLine()).put("sha", e.sha256());
            entry.put("aspect", e.aspect());
            if (!e.element().isEmpty()) {
                entry.put("element", e.element());
            }
        }
        return root;
    }

    /// @throws IllegalArgumentException naming the place
    public static EvidenceMap readMap(String json) {
        JsonObject root = JsonObject.read(json);
        String version = root.text("version");
        if (!version.equals("1") && !version.startsWith("1.")) {
            throw new IllegalArgumentException("$.version is " + version + "; this Wesley reads version 1");
        }
        Optional<String> commit = root.optionalText("commit");
        JsonObject artifacts = root.object("artifacts");
        root.end();
        List<Evidence> entries = new ArrayList<>();
        for (String uid : artifacts.keys()) {
            JsonObject kinds = artifacts.object(uid);
            for (String key : kinds.keys()) {
                ArtifactKind kind = kind(key);
                for (JsonObject entry : kinds.objects(key)) {
                    Matcher lines = LINES.matcher(entry.text("lines"));
                    if (!lines.matches()) {
                        throw new IllegalArgumentException("the lines of " + uid + " are not of the form 3-9: " + entry.text("lines"));
                    }
                    entries.add(new Evidence(
                            uid,
                            kind,
                            entry.text("aspect"),
                            entry.optionalText("element").orElse(""),
                            entry.text("file"),
                            Integer.parseInt(lines.group(1)),
                            Integer.parseInt(lines.group(2)),
                            entry.text("sha")));
                    entry.end();
                }
            }
        }
        return new EvidenceMap(commit, entries);
    }

    private static ArtifactKind kind(String key) {
        for (ArtifactKind kind : ArtifactKind.values()) {
            if (kind.key().equals(key)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("not a kind of artifact: " + key);
    }

    // ---- artifacts.json

    public static ObjectNode write(ArtifactManifest manifest) {
        ObjectNode root = Json.object();
        root.put("bundleVersion", "2.0.0");
        ObjectNode artifacts = root.putObject("artifacts");
        manifest.files().forEach((name, sha) -> artifacts.putObject(name).put("sha256", sha));
        return root;
    }

    /// @throws IllegalArgumentException naming the place
    public static ArtifactManifest readManifest(String json) {
        JsonObject root = JsonObject.read(json);
        if (!root.text("bundleVersion").startsWith("2.")) {
            throw new IllegalArgumentException("$.bundleVersion is " + root.text("bundleVersion") + "; this Wesley reads version 2");
        }
        JsonObject artifacts = root.object("artifacts");
        root.end();
        return new ArtifactManifest(hashes(artifacts));
    }

    /// `{name: {sha256}}` as the manifest and the certificate have it.
    public static SortedMap<String, String> hashes(JsonObject artifacts) {
        SortedMap<String, String> hashes = new TreeMap<>();
        for (String name : artifacts.keys()) {
            JsonObject hash = artifacts.object(name);
            hashes.put(name, hash.text("sha256"));
            hash.end();
        }
        return hashes;
    }

    // ---- weights.json

    /// The overrides of a team over the standard weights.
    ///
    /// @throws IllegalArgumentException naming the place
    public static Weights readWeights(String json) {
        JsonObject root = JsonObject.read(json);
        TreeMap<String, Integer> directives = new TreeMap<>(Weights.STANDARD.directives());
        weights(root, "directives").forEach((name, weight) -> directives.put(name.startsWith("wes_") ? name.substring(4) : name, weight));
        Weights weights = new Weights(
                weights(root, "overrides"),
                directives,
                weights(root, "substrings"),
                root.keys().contains("default") ? root.number("default", 0) : Weights.STANDARD.standard());
        root.end();
        return weights;
    }

    private static SortedMap<String, Integer> weights(JsonObject root, String key) {
        SortedMap<String, Integer> weights = new TreeMap<>();
        root.optionalObject(key).ifPresent(o -> o.keys().forEach(name -> weights.put(name, o.number(name, 0))));
        return weights;
    }

    // ---- scores.json

    /// @param commit HEAD when the evidence was made, as in [EvidenceMap]
    /// @param planSha256 of the plan document that the scores are for
    public static ObjectNode write(Scores scores, Optional<String> commit, String planSha256) {
        ObjectNode root = Json.object();
        ObjectNode three = root.putObject("scores");
        three.set("scs", JsonObject.decimalNode(scores.schemaCoverage()));
        three.set("mri", JsonObject.decimalNode(scores.migrationRisk()));
        three.set("tci", JsonObject.decimalNode(scores.testCoverage()));

        ObjectNode breakdown = root.putObject("breakdown");
        ArrayNode elements = breakdown.putObject("scs").putArray("elements");
        for (Scores.CoveredElement e : scores.elements()) {
            elements.addObject().put("uid", e.uid()).put("weight", e.weight()).put("sql", e.sql()).put("types", e.types()).put("validation", e.validation());
        }
        ArrayNode shares = breakdown.putObject("mri").putArray("shares");
        for (RiskShare share : scores.risks()) {
            shares.addObject().put("step", share.step()).put("points", share.points()).put("reason", share.reason()).put("rule", share.because().code());
        }
        ObjectNode groups = breakdown.putObject("tci");
        for (Scores.CoveredGroup g : scores.groups()) {
            ObjectNode group = groups.putObject(g.group().key()).put("share", g.share()).put("covered", g.covered()).put("total", g.total());
            ArrayNode missing = group.putArray("missing");
            g.missing().forEach(missing::add);
        }

        Readiness verdict = scores.readiness();
        ObjectNode readiness = root.putObject("readiness").put("ready", verdict == Readiness.ELEMENTARY).put("verdict", verdict.words());
        ArrayNode missed = readiness.putArray("missed");
        scores.missed().forEach(missed::add);

        ObjectNode metadata = root.putObject("metadata");
        metadata.put("version", VERSION);
        commit.ifPresentOrElse(c -> metadata.put("commit", c), () -> metadata.putNull("commit"));
        metadata.put("planSha256", planSha256);
        metadata.set("thresholds", write(scores.thresholds()).node());
        return root;
    }

    /// The three scores that a document claims: schema coverage, migration risk, test coverage.
    ///
    /// @throws IllegalArgumentException naming the place
    public static List<BigDecimal> claimedScores(String json) {
        JsonObject scores = JsonObject.read(json).object("scores");
        return List.of(scores.decimal("scs"), scores.decimal("mri"), scores.decimal("tci"));
    }

    /// `{scs, mri, tci}` limits, as in scores and certificates.
    public static JsonObject write(ThresholdSet thresholds) {
        SortedMap<String, Object> limits = new TreeMap<>();
        limits.put("scs", BigDecimal.valueOf(thresholds.schemaCoverage()));
        limits.put("mri", BigDecimal.valueOf(thresholds.migrationRisk()));
        limits.put("tci", BigDecimal.valueOf(thresholds.testCoverage()));
        return JsonObject.of(limits);
    }

    public static ThresholdSet readThresholds(JsonObject limits) {
        ThresholdSet thresholds = new ThresholdSet(
                limits.decimal("scs").doubleValue(), limits.decimal("mri").doubleValue(), limits.decimal("tci").doubleValue());
        limits.end();
        return thresholds;
    }
}
