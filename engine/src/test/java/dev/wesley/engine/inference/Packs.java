package dev.wesley.engine.inference;

import dev.wesley.engine.plan.PackManifest;
import dev.wesley.engine.plan.VersionRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Packs for tests: the small one of the test resources, and packs made of texts.
public final class Packs {
    private static final String IMPORTS = """

            import dev.wesley.engine.diff.Change;
            import dev.wesley.engine.diff.Change.ColumnAdded;
            import dev.wesley.engine.diff.Change.IndexAdded;
            import dev.wesley.engine.diff.Change.TableAdded;
            import dev.wesley.engine.fact.ExistingTable;
            import dev.wesley.engine.fact.ServerVersion;
            import dev.wesley.engine.inference.Answered;
            import dev.wesley.engine.inference.ChangeClass;
            import dev.wesley.engine.inference.Classified;
            import dev.wesley.engine.inference.LocksNothing;
            import dev.wesley.engine.inference.Proposals;
            import dev.wesley.engine.inference.Refusal;
            import dev.wesley.engine.inference.Refused;
            import dev.wesley.engine.inference.StepLock;
            import dev.wesley.engine.inference.StepRisk;
            import dev.wesley.engine.inference.StepRun;
            import dev.wesley.engine.inference.TotalRisk;
            import dev.wesley.engine.plan.Boundary;
            import dev.wesley.engine.plan.LockMode;
            import dev.wesley.engine.plan.Phase;
            import dev.wesley.engine.plan.Reversibility;
            import dev.wesley.engine.plan.RiskLevel;
            import dev.wesley.engine.plan.Step;
            import dev.wesley.engine.plan.Step.AddColumn;
            import dev.wesley.engine.plan.Step.Analyze;
            import dev.wesley.engine.plan.Step.CreateTable;
            import dev.wesley.engine.plan.Step.SetNotNull;
            import dev.wesley.engine.plan.StepClass;
            import dev.wesley.engine.plan.ThresholdSet;
            import dev.wesley.engine.plan.Work;

            global Proposals proposals;
            """;

    private Packs() {}

    /// A complete little pack: additive changes only.
    public static PackSource small() {
        try {
            return PackSource.read(Path.of("src/test/resources/packs/small/pack.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same pack with more rules of one stage.
    public static PackSource smallWith(String stage, String... rules) {
        PackSource small = small();
        SortedMap<String, String> files = new TreeMap<>(small.drl());
        files.put(stage + "/more.drl", file("t", stage, rules).replace("package test.t.", "package dev.wesley.rules.small."));
        return new PackSource(small.manifest(), "", files);
    }

    /// A pack of this id: prefix `test.<id>`, code letters the id in capitals.
    ///
    /// @param drl path and text in turns
    public static PackSource of(String id, String... drl) {
        SortedMap<String, String> files = new TreeMap<>();
        for (int i = 0; i < drl.length; i += 2) {
            files.put(drl[i], drl[i + 1]);
        }
        return new PackSource(manifest(id, ">=0.1.0", id.toUpperCase(java.util.Locale.ROOT), "extend"), "", files);
    }

    /// A hand-written manifest with the prefix `test.<id>`.
    public static PackManifest manifest(String id, String engine, String letters, String kind) {
        return new PackManifest(id, "1.0.0", new VersionRange(engine), "test." + id, List.of(letters), kind, List.of("tests"), "", "", List.of());
    }

    /// A file with every import that the tests need.
    public static String file(String pack, String stage, String... rules) {
        return "package test." + pack + "." + stage + ";\n" + IMPORTS + "\n" + String.join("\n", rules);
    }

    public static String rule(String name, String code, String stage, String when, String then) {
        return """
                rule "%s"
                  @code("%s") @since("1.0")
                  ruleflow-group "%s"
                when
                  %s
                then
                  %s
                end
                """.formatted(name, code, stage, when, then);
    }

    /// Compiles and loads packs that belong together.
    public static List<RulePack> load(PackSource... packs) {
        return PackCompiler.compile(List.of(packs)).value().stream().map(p -> p.load(Packs.class.getClassLoader())).toList();
    }
}
