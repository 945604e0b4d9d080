package dev.wesley.generators;

import dev.wesley.engine.evidence.GeneratedFile;
import dev.wesley.engine.sdl.CompiledSchema;
import dev.wesley.generators.typescript.TypeScriptTypes;
import dev.wesley.generators.zod.ZodSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A folder with generated client code, to be compiled and run.
public final class ClientProject {
    private final Path folder;

    private ClientProject(Path folder) {
        this.folder = folder;
    }

    public static ClientProject of(String name, CompiledSchema schema) {
        ClientProject project = new ClientProject(Npm.folder(name));
        project.write(TypeScriptTypes.generate(schema)).write(ZodSchemas.generate(schema));
        return project.write("package.json", "{\"type\": \"module\"}\n");
    }

    public ClientProject write(GeneratedFile file) {
        return write(file.name(), file.text());
    }

    public ClientProject write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A folder inside.
    public ClientProject folder(String name) {
        try {
            return new ClientProject(Files.createDirectories(folder.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Compiles as Node does, into `out/`.
    public Npm.Result compileForNode(String... files) {
        return Npm.tsc(folder, with(files, "--module", "nodenext", "--moduleResolution", "nodenext", "--outDir", "out"));
    }

    /// Checks as a bundler does.
    public Npm.Result checkForBundler(String... files) {
        return Npm.tsc(folder, with(files, "--module", "esnext", "--moduleResolution", "bundler", "--noEmit"));
    }

    private static String[] with(String[] files, String... options) {
        return Stream.concat(Stream.of(options), Stream.of(files)).toArray(String[]::new);
    }

    /// Runs a script with Node.
    public Npm.Result node(String script) {
        write("run.mjs", script);
        return Npm.run(folder, "node", "run.mjs");
    }
}
