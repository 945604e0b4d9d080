package dev.wesley.engine.inference;

import dev.wesley.engine.json.Json;
import dev.wesley.engine.json.PackJson;
import dev.wesley.engine.plan.PackManifest;
import dev.wesley.engine.plan.PackRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A pack as its authors keep it: a manifest and DRL files.
///
/// @param manifest the hand-written part
/// @param folder where the files are, as messages show it; empty for a pack that is on no disk
/// @param drl path below the folder of the pack → text
public record PackSource(PackManifest manifest, String folder, SortedMap<String, String> drl) {
    public PackSource {
        drl = Collections.unmodifiableSortedMap(new TreeMap<>(drl));
    }

    /// Reads the folder that holds `pack.json`. Rules may lie beside it, or below it in folders named as the pack's prefix.
    ///
    /// @throws IllegalArgumentException if the manifest is not one
    public static PackSource read(Path manifestFile) throws IOException {
        return read(manifestFile, String.valueOf(manifestFile.toAbsolutePath().getParent()));
    }

    /// @param shown the folder of the manifest, as messages show it
    /// @throws IllegalArgumentException if the manifest is not one
    public static PackSource read(Path manifestFile, String shown) throws IOException {
        PackManifest manifest;
        try {
            manifest = PackJson.read(Files.readString(manifestFile));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(shown + "/" + manifestFile.getFileName() + ": " + e.getMessage(), e);
        }
        Path folder = manifestFile.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException("a pack lies in a folder: " + manifestFile);
        }
        Path root = rules(folder, manifest);
        SortedMap<String, String> drl = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".drl")).toList()) {
                drl.put(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return new PackSource(manifest, root.equals(folder) ? shown : shown + "/" + folder.relativize(root).toString().replace('\\', '/'), drl);
    }

    /// Where the folders of the stages are: below the pack's folder in folders named as its prefix, or directly in it.
    public static Path rules(Path folder, PackManifest manifest) {
        Path below = folder.resolve(manifest.prefix().replace('.', '/'));
        return Files.isDirectory(below) ? below : folder;
    }

    /// The sources of a compiled pack, which lie beside its classes.
    public static PackSource of(RulePack pack) {
        PackManifest built = pack.manifest();
        String folder = built.prefix().replace('.', '/');
        SortedMap<String, String> drl = new TreeMap<>();
        built.rules().stream().map(PackRule::file).distinct().forEach(file -> drl.put(file, pack.resource(folder + "/" + file)));
        return new PackSource(built.built("", "", List.of()), folder, drl);
    }

    /// Every pack of a resources folder: `dev/wesley/rules/<pack>/pack.json`, sorted.
    public static List<PackSource> find(Path resources) throws IOException {
        List<PackSource> packs = new ArrayList<>();
        Path rules = resources.resolve("dev/wesley/rules");
        if (Files.isDirectory(rules)) {
            try (Stream<Path> folders = Files.list(rules)) {
                for (Path folder : folders.sorted().toList()) {
                    Path manifest = folder.resolve("pack.json");
                    if (Files.isRegularFile(manifest)) {
                        packs.add(read(manifest));
                    }
                }
            }
        }
        return packs;
    }

    /// Over the hand-written manifest and all DRL texts, lower-case hex.
    public String sha256() {
        StringBuilder all = new StringBuilder();
        all.append(new String(Json.canonical(PackJson.write(manifest.built("", "", List.of()))), StandardCharsets.UTF_8)).append('\n');
        for (Map.Entry<String, String> file : drl.entrySet()) {
            all.append(file.getKey()).append('\n').append(Json.sha256(file.getValue())).append('\n');
        }
        return Json.sha256(all.toString());
    }

    /// Where a file is, for messages.
    String path(String file) {
        return folder.isEmpty() ? file : folder + "/" + file;
    }
}
