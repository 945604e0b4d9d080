package dev.wesley.engine.inference;

import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.json.PackJson;
import dev.wesley.engine.plan.PackManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    private static final String GROUP = "wesley.pack";

    static {
        if (System.getProperty("drools.lang.level") == null) {
            System.setProperty("drools.lang.level", "DRL10");
        }
    }

    private PackCompiler() {}

    /// Compiles every pack of a resources folder into a folder of classes.
    ///
    /// @throws PackException with everything that is wrong
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException("usage: PackCompiler <resources folder> <output folder>");
        }
        List<CompiledPack> compiled = switch (compile(PackSource.find(Path.of(args[0])))) {
            case Outcome.Done<List<CompiledPack>> done -> done.result();
            case Outcome.Refused<List<CompiledPack>> refused -> throw new PackException(refused.diagnostics());
        };
        for (CompiledPack pack : compiled) {
            pack.write(Path.of(args[1]));
        }
    }

    /// Compiles packs that will be used together, or says everything that is wrong with them.
    public static Outcome<List<CompiledPack>> compile(List<PackSource> packs) {
        PackCheck check = new PackCheck();
        List<Outcome<PackManifest>> checked = packs.stream().map(check::manifest).toList();
        List<Diagnostic> problems = new ArrayList<>();
        checked.forEach(c -> problems.addAll(c.diagnostics()));
        if (problems.stream().anyMatch(Diagnostic::isError)) {
            return Outcome.refused(problems);
        }
        List<CompiledPack> compiled = new ArrayList<>();
        for (int i = 0; i < packs.size(); i++) {
            switch (compile(packs.get(i), checked.get(i).value(), check)) {
                case Outcome.Done<CompiledPack> done -> compiled.add(done.result());
                case Outcome.Refused<CompiledPack> refused -> problems.addAll(refused.diagnostics());
            }
        }
        return problems.stream().anyMatch(Diagnostic::isError) ? Outcome.refused(problems) : Outcome.done(compiled, problems);
    }

    /// Compiles one pack that stands alone.
    public static Outcome<CompiledPack> compile(PackSource pack) {
        return compile(List.of(pack)).then(all -> Outcome.done(all.getFirst()));
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
            return Outcome.refused(errors.stream().map(m -> check.located(pack, m.getPath(), m.getLine(), m.getText())).distinct().toList());
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
