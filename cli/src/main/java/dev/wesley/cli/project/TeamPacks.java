package dev.wesley.cli.project;

import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.inference.PackException;
import dev.wesley.engine.inference.PackKey;
import dev.wesley.engine.inference.PackSource;
import dev.wesley.engine.inference.RulePack;
import dev.wesley.engine.inference.TeamPackBuild;
import dev.wesley.engine.json.DiagnosticJson;
import dev.wesley.engine.json.Json;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Rule packs of teams: folders of DRL and pages, compiled once by a JVM of its own and kept in `.wesley/cache/packs`, each under a name
/// made from everything that its bytes depend on. Planning with a pack that is kept loads no compiler.
public final class TeamPacks {
    private static final long MOST_SECONDS = 120;
    private static final long MOST_BYTES = 4_000_000;
    private static final String CONTENT = "content.sha256";

    private final Surroundings surroundings;
    private final Path cache;
    private final Consumer<String> remark;

    /// A pack with the folder that its rules and pages are in.
    ///
    /// @param shown the folder, as messages show it
    public record TeamPack(RulePack pack, Path rules, String shown) {
        /// A page, by its path below the folder of the rules.
        public Optional<String> page(String path) {
            return TextFile.readIfPresent(rules.resolve(path));
        }
    }

    /// @param remark says what takes long
    public TeamPacks(Surroundings surroundings, Project project, Consumer<String> remark) {
        this.surroundings = surroundings;
        this.cache = project.folder().resolve("cache");
        this.remark = remark;
    }

    /// Loads a pack, and compiles it first if that was not done yet.
    ///
    /// @param folder as the user wrote it
    /// @param shipped the packs that it will be used beside
    /// @throws Failure with everything that is wrong with it, exit code 2
    public TeamPack load(String folder, List<RulePack> shipped) {
        Path path = surroundings.path(folder);
        String shown = folder.endsWith("/") && folder.length() > 1 ? folder.substring(0, folder.length() - 1) : folder;
        if (!Files.isRegularFile(path.resolve("pack.json"))) {
            throw Failure.of(ExitCode.INPUT, Code.INVALID_PACK, "there is no rule pack in " + shown + ": it has no pack.json",
                    "name the folder that holds the manifest; docs/policy.md shows one");
        }
        try {
            PackSource source = PackSource.read(path.resolve("pack.json"), shown);
            long size = source.drl().values().stream().mapToLong(String::length).sum();
            if (size > MOST_BYTES) {
                throw Failure.of(ExitCode.INPUT, Code.INVALID_PACK, "the rule pack in " + shown + " has " + size + " characters of DRL, more than " + MOST_BYTES,
                        "split it");
            }
            List<String> digests = new ArrayList<>(shipped.stream().map(p -> p.id().sha256()).toList());
            digests.add(source.sha256());
            Path compiled = cache.resolve("packs").resolve(PackKey.of(digests));
            if (!whole(compiled)) {
                compile(path, shown, source, compiled, shipped);
            }
            return new TeamPack(loaded(compiled, source), PackSource.rules(path, source.manifest()), shown);
        } catch (IllegalArgumentException e) {
            throw Failure.of(ExitCode.INPUT, Code.INVALID_PACK, "this is not a rule pack: " + e.getMessage(), "correct its manifest; docs/policy.md shows one").causedBy(e);
        } catch (PackException e) {
            throw Failure.of(ExitCode.INPUT, e.diagnostics()).causedBy(e);
        } catch (IOException e) {
            throw Failure.of(ExitCode.INPUT, Code.INVALID_PACK, "the rule pack in " + shown + " cannot be read or kept: " + e.getMessage(),
                    "make its folder readable, and " + cache + " writable").causedBy(e);
        }
    }

    /// The loader stays open: rules load classes while they run.
    private static RulePack loaded(Path compiled, PackSource source) throws IOException {
        URLClassLoader loader = new URLClassLoader(new URL[] {compiled.toUri().toURL()}, TeamPacks.class.getClassLoader());
        return RulePack.load(loader, source.manifest().id());
    }

    // ---- the cache

    private static boolean whole(Path folder) throws IOException {
        Path content = folder.resolve(CONTENT);
        return Files.isRegularFile(content) && Files.readString(content).equals(digest(folder));
    }

    private static String digest(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).filter(f -> !f.endsWith(CONTENT)).sorted().toList()) {
                all.append(folder.relativize(file)).append(' ').append(Json.sha256(Files.readAllBytes(file))).append('\n');
            }
        }
        return Json.sha256(all.toString());
    }

    private void compile(Path path, String shown, PackSource source, Path compiled, List<RulePack> shipped) throws IOException {
        remark.accept("compiling the rule pack " + source.manifest().id() + ", once for these sources");
        Files.createDirectories(compiled.getParent());
        Files.writeString(cache.resolve(".gitignore"), "*\n");
        Path unfinished = Files.createTempDirectory(cache, "compiling-");
        try {
            Path classes = unfinished.resolve("classes");
            fork(path, shown, classes, unfinished.resolve("output.txt"), shipped);
            Path problems = classes.resolve(TeamPackBuild.PROBLEMS);
            if (Files.exists(problems)) {
                throw Failure.of(ExitCode.INPUT, DiagnosticJson.read(Files.readString(problems)));
            }
            Files.writeString(classes.resolve(CONTENT), digest(classes));
            keep(classes, compiled);
        } finally {
            remove(unfinished);
        }
    }

    /// Another run may have kept the same meanwhile, which is as good; what is there and damaged goes.
    private static void keep(Path classes, Path compiled) throws IOException {
        if (Files.exists(compiled) && !whole(compiled)) {
            remove(compiled);
        }
        try {
            Files.move(classes, compiled, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            if (!whole(compiled)) {
                throw e;
            }
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(classes, compiled);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- the other JVM

    private static void fork(Path path, String shown, Path classes, Path output, List<RulePack> shipped) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(TeamPackBuild.JVM_OPTIONS);
        command.addAll(List.of("-cp", classPath(), TeamPackBuild.class.getName(), path.toString(), shown, classes.toString()));
        shipped.forEach(p -> command.add(p.id().name()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().clear();
        Process process = builder.start();
        try {
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw Failure.of(ExitCode.INPUT, Code.INVALID_PACK, "the rule pack in " + shown + " was not compiled after " + MOST_SECONDS + " seconds",
                        "look for conditions that are nested deeply");
            }
            if (process.exitValue() != 0) {
                throw Failure.of(ExitCode.INPUT, Code.INVALID_PACK, "the rule pack in " + shown + " cannot be compiled: "
                        + Files.readString(output, StandardCharsets.UTF_8).strip(), "report this if the pack looks right");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(ExitCode.INTERNAL, "INTERRUPTED", "the compilation of " + shown + " was interrupted", "run it again").causedBy(e);
        } finally {
            process.destroyForcibly();
        }
    }

    /// What this JVM runs, and the jars of the compiler, which lie beside those of the engine in a folder that no launcher names.
    private static String classPath() throws IOException {
        String own = System.getProperty("java.class.path");
        Path compiler = PackKey.home().resolveSibling("compiler");
        if (!Files.isDirectory(compiler)) {
            return own;
        }
        try (Stream<Path> jars = Files.list(compiler)) {
            return own + jars.map(Path::toString).sorted().map(jar -> File.pathSeparator + jar).collect(Collectors.joining());
        }
    }
}
