package dev.wesley.generators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The npm project of the tests (`src/test/npm`), installed once into `target/npm`: TypeScript, Zod, pgTAP.
public final class Npm {
    private static final Path SOURCE = Path.of(System.getProperty("basedir", "."), "src", "test", "npm");
    private static final Path HOME = Path.of(System.getProperty("basedir", "."), "target", "npm").toAbsolutePath();
    private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc");

    private Npm() {}

    /// @param output standard output and error together
    public record Result(int exitCode, String output) {}

    /// The installed project.
    public static synchronized Path home() {
        try {
            Path stamp = HOME.resolve("installed");
            String wanted = Files.readString(SOURCE.resolve("package-lock.json"));
            if (!Files.exists(stamp) || !Files.readString(stamp).equals(wanted)) {
                Files.createDirectories(HOME);
                for (String file : FILES) {
                    Files.copy(SOURCE.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
                }
                Result install = run(HOME, "npm", "ci", "--prefer-offline");
                if (install.exitCode() != 0) {
                    throw new IllegalStateException("npm ci failed in " + HOME + ":\n" + install.output());
                }
                Files.writeString(stamp, wanted);
            }
            return HOME;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// An empty folder inside the project, so that imports find its packages.
    public static Path folder(String name) {
        Path folder = home().resolve(name);
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs the TypeScript compiler with every strict option.
    public static Result tsc(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of("node", home().resolve("node_modules/typescript/bin/tsc").toString(), "--strict",
                "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--verbatimModuleSyntax", "--erasableSyntaxOnly", "--noUnusedLocals",
                "--noUnusedParameters", "--isolatedModules", "--target", "es2022", "--lib", "es2022", "--skipLibCheck", "--pretty", "false"));
        command.addAll(List.of(arguments));
        return run(folder, command.toArray(String[]::new));
    }

    /// Runs a program to its end.
    public static Result run(Path folder, String... command) {
        try {
            Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new IllegalStateException("these tests need Node 20 or later with npm on the PATH, because " + command[0] + " did not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command[0] + " ran", e);
        }
    }
}
