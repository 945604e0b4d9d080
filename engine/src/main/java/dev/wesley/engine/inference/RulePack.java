package dev.wesley.engine.inference;

import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.json.PackJson;
import dev.wesley.engine.plan.PackId;
import dev.wesley.engine.plan.PackManifest;
import dev.wesley.engine.plan.PackRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.drools.base.util.Drools;
import org.drools.model.Model;
import org.drools.model.Rule;
import org.jspecify.annotations.Nullable;

/// A compiled pack, checked against its manifest: exactly the rules that the manifest lists, in the pack's own packages.
public final class RulePack {
    private final PackManifest manifest;
    private final List<Model> models;
    private final ClassLoader loader;

    private RulePack(PackManifest manifest, List<Model> models, ClassLoader loader) {
        this.manifest = manifest;
        this.loader = loader;
        this.models = List.copyOf(models);
    }

    /// Loads a pack that the build has compiled: `META-INF/wesley/<name>/pack.json` and `models`.
    ///
    /// @throws PackException if it is not there, was compiled by another Drools, or is not what its manifest says
    public static RulePack load(ClassLoader loader, String name) {
        String folder = "META-INF/wesley/" + name + "/";
        PackManifest manifest;
        try {
            manifest = PackJson.read(resource(loader, folder + "pack.json", name));
        } catch (IllegalArgumentException e) {
            throw invalid("the manifest of pack " + name + " cannot be read: " + e.getMessage(), "build the pack again");
        }
        List<Model> models = new ArrayList<>();
        for (String line : resource(loader, folder + "models", name).lines().filter(l -> !l.isBlank()).toList()) {
            if (line.startsWith("Drools-Model-Version:")) {
                String version = line.substring(line.indexOf(':') + 1).strip();
                if (!version.equals(Drools.getFullVersion())) {
                    throw invalid("pack " + name + " was compiled by Drools " + version + ", but this is " + Drools.getFullVersion(),
                            "build the pack again");
                }
            } else {
                models.add(model(loader, name, line.strip()));
            }
        }
        RulePack pack = new RulePack(manifest, models, loader);
        List<Diagnostic> problems = pack.problems();
        if (!problems.isEmpty()) {
            throw new PackException(problems);
        }
        return pack;
    }

    public PackId id() {
        return manifest.packId();
    }

    public PackManifest manifest() {
        return manifest;
    }

    /// A text that lies beside the classes of the pack.
    ///
    /// @throws PackException if it is not there
    public String resource(String path) {
        return resource(loader, path, manifest.id());
    }

    List<Model> models() {
        return models;
    }

    /// The same pack with its models in the opposite order, which must make no difference.
    RulePack reversed() {
        return new RulePack(manifest, models.reversed(), loader);
    }

    private List<Diagnostic> problems() {
        List<Diagnostic> problems = new ArrayList<>(unsuited(manifest).stream().toList());
        Map<String, PackRule> listed = manifest.rules().stream()
                .collect(Collectors.toMap(r -> r.packageName() + "/" + r.name(), Function.identity(), (a, b) -> a));
        Set<String> found = new HashSet<>();
        for (Model model : models) {
            if (!model.getPackageName().equals(manifest.prefix()) && !model.getPackageName().startsWith(manifest.prefix() + ".")) {
                problems.add(problem("package " + model.getPackageName() + " is outside the prefix " + manifest.prefix()
                        + " of pack " + manifest.id()));
            }
            for (Rule rule : model.getRules()) {
                String name = rule.getPackage() + "/" + rule.getName();
                @Nullable PackRule entry = listed.get(name);
                if (entry == null) {
                    problems.add(problem("the compiled pack " + manifest.id() + " holds the rule \"" + rule.getName() + "\" of package "
                            + rule.getPackage() + ", which its manifest does not list"));
                } else if (!unquoted(rule.getMetaData("code")).equals(entry.code())) {
                    problems.add(problem("the rule \"" + rule.getName() + "\" has code " + unquoted(rule.getMetaData("code"))
                            + ", but the manifest says " + entry.code()));
                }
                if (!found.add(name)) {
                    problems.add(problem("the compiled pack " + manifest.id() + " holds the rule \"" + rule.getName() + "\" twice"));
                }
            }
        }
        for (PackRule rule : manifest.rules()) {
            if (!found.contains(rule.packageName() + "/" + rule.name())) {
                problems.add(problem("the compiled pack " + manifest.id() + " lacks the rule " + rule.code() + " \"" + rule.name()
                        + "\", which its manifest lists"));
            }
        }
        return problems;
    }

    /// Why this engine is not one that the pack was written for.
    static Optional<Diagnostic> unsuited(PackManifest manifest) {
        return manifest.engine().contains(EngineVersion.CURRENT) ? Optional.empty() : Optional.of(Diagnostic.error(Code.INVALID_PACK,
                "pack " + manifest.id() + " " + manifest.version() + " is made for Wesley " + manifest.engine() + ", but this is " + EngineVersion.CURRENT,
                "take a version of the pack that suits, or widen \"engine\" in its pack.json after running its tests"));
    }

    /// Compiled without `drools-mvel` on the class path, metadata values keep the quotes of the DRL text.
    static String unquoted(@Nullable Object metadata) {
        String text = String.valueOf(metadata);
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"") ? text.substring(1, text.length() - 1) : text;
    }

    private static Model model(ClassLoader loader, String pack, String className) {
        try {
            return (Model) Class.forName(className, true, loader).getConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw invalid("pack " + pack + " names the model " + className + ", which cannot be loaded: " + e, "build the pack again");
        }
    }

    private static String resource(ClassLoader loader, String path, String pack) {
        try (@Nullable InputStream in = loader.getResourceAsStream(path)) {
            if (in == null) {
                throw invalid("there is no rule pack " + pack + ": " + path + " is missing", "put the pack's jar on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PackException invalid(String message, String help) {
        return new PackException(List.of(Diagnostic.error(Code.INVALID_PACK, message, help)));
    }

    private static Diagnostic problem(String message) {
        return Diagnostic.error(Code.INVALID_PACK, message, "build the pack again from its sources");
    }
}
