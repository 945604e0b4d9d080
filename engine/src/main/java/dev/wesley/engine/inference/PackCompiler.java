package dev.wesley.engine.inference;

import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.json.PackJson;
import dev.wesley.engine.plan.PackManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drools.base.util.Drools;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;

/// Turns the DRL of packs into classes: checks first, so that complaints have a place in a file of the author, then compiles to the
/// executable model. Equal sources give equal bytes.
public final class PackCompiler {
    /// How to start a JVM that compiles packs. Drools builds the rules of a larger package in parallel, and which of them comes first shows
    /// in the bytes; one processor makes two builds equal.
    static final List<String> JVM_OPTIONS = List.of("-Ddrools.lang.level=DRL10", "-XX:TieredStopAtLevel=1", "-XX:ActiveProcessorCount=1");

    private static final String GROUP = "wesley.pack";
    private static final String GENERATED = "Java source of ";

    static {
        if (System.getProperty("drools.lang.level") == null) {
            System.setProperty("drools.lang.level", "DRL10");
        }
    }

    private PackCompiler() {}

    /// Compiles every pack of a resources folder into a folder of classes, unless they are there and made from the same things.
    ///
    /// @throws PackException with everything that is wrong
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException("usage: PackCompiler <resources folder> <output folder>");
        }
        List<PackSource> packs = PackSource.find(Path.of(args[0]));
        Path output = Path.of(args[1]);
        Path memory = output.resolveSibling("packs.sha256");
        String key = PackKey.of(packs.stream().map(PackSource::sha256).toList());
        if (Files.exists(memory) && Files.readString(memory).equals(key) && packs.stream().allMatch(p -> isBuilt(p, output))) {
            return;
        }
        List<CompiledPack> compiled = switch (compile(packs)) {
            case Outcome.Done<List<CompiledPack>> done -> done.result();
            case Outcome.Refused<List<CompiledPack>> refused -> throw new PackException(refused.diagnostics());
        };
        for (CompiledPack pack : compiled) {
            pack.write(output);
        }
        Files.createDirectories(memory.toAbsolutePath().getParent());
        Files.writeString(memory, key);
    }

    /// Whether a pack's classes are all there.
    private static boolean isBuilt(PackSource pack, Path output) {
        Path folder = output.resolve("META-INF/wesley/" + pack.manifest().id());
        try {
            return Files.exists(folder.resolve("pack.json"))
                    && Files.readAllLines(folder.resolve("models")).stream().filter(l -> !l.contains(":") && !l.isBlank())
                            .allMatch(l -> Files.exists(output.resolve(l.strip().replace('.', '/') + ".class")));
        } catch (IOException e) {
            return false;
        }
    }

    /// Compiles packs that will be used together, or says everything that is wrong with them.
    public static Outcome<List<CompiledPack>> compile(List<PackSource> packs) {
        return compile(packs, List.of());
    }

    /// @param beside packs that are compiled already and will be used together with these
    public static Outcome<List<CompiledPack>> compile(List<PackSource> packs, List<PackSource> beside) {
        PackCheck check = new PackCheck();
        return check.manifests(packs, beside).then(manifests -> compile(packs, manifests, check));
    }

    private static Outcome<List<CompiledPack>> compile(List<PackSource> packs, List<PackManifest> manifests, PackCheck check) {
        List<Diagnostic> problems = new ArrayList<>();
        List<CompiledPack> compiled = new ArrayList<>();
        for (int i = 0; i < packs.size(); i++) {
            switch (compile(packs.get(i), manifests.get(i), check)) {
                case Outcome.Done<CompiledPack> done -> compiled.add(done.result());
                case Outcome.Refused<CompiledPack> refused -> problems.addAll(refused.diagnostics());
            }
        }
        return problems.isEmpty() ? Outcome.done(compiled) : Outcome.refused(problems);
    }

    /// Compiles one pack that stands alone.
    public static Outcome<CompiledPack> compile(PackSource pack) {
        return compile(List.of(pack)).then(all -> Outcome.done(all.getFirst()));
    }

    /// Complaints about one generated class come in two messages: what is wrong, and the text of the class.
    private static List<Diagnostic> complaints(PackSource pack, List<Message> errors, PackCheck check) {
        Map<String, String> generated = new HashMap<>();
        errors.stream().filter(m -> m.getText().startsWith(GENERATED)).forEach(m -> {
            String[] parts = m.getText().substring(GENERATED.length()).strip().split("\\s+", 2);
            generated.put(parts[0], parts.length > 1 ? parts[1] : "");
        });
        return errors.stream().filter(m -> !m.getText().startsWith(GENERATED) || errors.size() == 1)
                .map(m -> check.located(pack, m.getPath(), m.getLine(), m.getText(), generated.getOrDefault(String.valueOf(m.getPath()), "")))
                .distinct().toList();
    }

    private static Outcome<CompiledPack> compile(PackSource pack, PackManifest manifest, PackCheck check) {
        KieServices services = KieServices.get();
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(services.newReleaseId(GROUP, manifest.id(), manifest.version()));
        pack.drl().forEach((file, text) -> files.write("src/main/resources/" + file, text));
        KieBuilder builder;
        try {
            builder = services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
        } catch (RuntimeException e) {
            return Outcome.refused(Diagnostic.error(Code.INVALID_PACK,
                    "pack " + manifest.id() + " cannot be compiled: " + e.getMessage(), "compare the literals of its constraints with the types of the facts"));
        }
        List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
        if (!errors.isEmpty()) {
            return Outcome.refused(complaints(pack, errors, check));
        }
        InternalKieModule module = (InternalKieModule) builder.getKieModule();
        String folder = "META-INF/wesley/" + manifest.id() + "/";
        SortedMap<String, byte[]> written = new TreeMap<>();
        for (String name : new TreeSet<>(module.getFileNames())) {
            if (name.endsWith(".class") && name.startsWith(manifest.prefix().replace('.', '/') + "/")) {
                written.put(name, module.getBytes(name));
            } else if (name.equals("META-INF/kie/" + GROUP + "/" + manifest.id() + "/drools-model")) {
                written.put(folder + "models", module.getBytes(name));
            }
        }
        PackManifest built = manifest.built(pack.sha256(), Drools.getFullVersion(), manifest.rules());
        written.put(folder + "pack.json", Json.pretty(PackJson.write(built)).getBytes(StandardCharsets.UTF_8));
        return Outcome.done(new CompiledPack(built, written));
    }
}
