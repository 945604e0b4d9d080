package dev.wesley.engine.inference;

import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.json.DiagnosticJson;
import dev.wesley.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Compiles one team pack in a JVM of its own, so that the JVM that plans never loads the compiler.
public final class TeamPackBuild {
    /// How to start that JVM.
    public static final List<String> JVM_OPTIONS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx768m",
            "-Ddrools.lang.level=DRL10", "-XX:ActiveProcessorCount=1");

    /// What is wrong with the pack, if anything is: as [DiagnosticJson] writes it.
    public static final String PROBLEMS = "problems.json";

    private TeamPackBuild() {}

    /// Writes the compiled pack to a folder, or [#PROBLEMS].
    ///
    /// @param args the folder of the pack; the same as messages show it; the folder to write to; names of packs on the class path that the
    ///     pack will be used beside
    public static void main(String[] args) throws IOException {
        if (args.length < 3) {
            throw new IllegalArgumentException("usage: TeamPackBuild <pack folder> <shown as> <output folder> <pack>…");
        }
        Path output = Path.of(args[2]);
        List<PackSource> beside = Arrays.stream(args).skip(3)
                .map(name -> PackSource.of(RulePack.load(TeamPackBuild.class.getClassLoader(), name))).toList();
        PackSource source = PackSource.read(Path.of(args[0], "pack.json"), args[1]);
        switch (PackCompiler.compile(List.of(source), beside)) {
            case Outcome.Done<List<CompiledPack>>(List<CompiledPack> packs, var ignored) -> packs.getFirst().write(output);
            case Outcome.Refused<List<CompiledPack>>(var problems) -> {
                Files.createDirectories(output);
                Files.writeString(output.resolve(PROBLEMS), Json.pretty(DiagnosticJson.write(problems)));
            }
        }
    }
}
