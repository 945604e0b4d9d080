package dev.wesley.cli.project;

import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A folder of schema pairs in SQL: `NAME/old.sql` beside `NAME/new.sql`, or `NAME.old.sql` beside `NAME.new.sql`, at any depth.
public final class PairFolder {
    private static final String OLD = "old.sql";
    private static final String NEW = "new.sql";

    private PairFolder() {}

    /// @param name path of the pair in the folder, with `/`
    public record Pair(String name, String before, String after) {}

    /// All pairs, sorted by name.
    ///
    /// @throws Failure if there is no such folder, no pair in it, or half of one
    public static List<Pair> read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw Failure.of(ExitCode.INPUT, "ENOENT", "there is no folder " + folder, "--pairs with a folder of NAME/old.sql and NAME/new.sql");
        }
        List<Path> olds;
        List<Path> news;
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
            olds = all.stream().filter(f -> is(f, OLD)).toList();
            news = all.stream().filter(f -> is(f, NEW)).toList();
        } catch (IOException e) {
            throw Failure.of(ExitCode.INPUT, "EREAD", "cannot read the folder " + folder, "--pairs with a folder that can be read").causedBy(e);
        }
        List<Pair> pairs = new ArrayList<>();
        for (Path old : olds) {
            Path now = partner(old, OLD, NEW);
            if (!news.contains(now)) {
                throw alone(old, now);
            }
            pairs.add(new Pair(name(folder, old), TextFile.read(old), TextFile.read(now)));
        }
        news.stream().filter(n -> !olds.contains(partner(n, NEW, OLD))).findFirst().ifPresent(n -> {
            throw alone(n, partner(n, NEW, OLD));
        });
        if (pairs.isEmpty()) {
            throw Failure.of(ExitCode.INPUT, "ENOENT", "there is no pair in " + folder, "a pair is NAME/old.sql and NAME/new.sql, or NAME.old.sql and NAME.new.sql");
        }
        return pairs;
    }

    private static boolean is(Path file, String ending) {
        String name = file.getFileName().toString();
        return name.equals(ending) || name.endsWith("." + ending);
    }

    private static Path partner(Path file, String ending, String other) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.length() - ending.length()) + other);
    }

    private static String name(Path folder, Path old) {
        String path = folder.relativize(old).toString().replace('\\', '/');
        String cut = path.substring(0, path.length() - OLD.length());
        return cut.isEmpty() ? "." : cut.substring(0, cut.length() - 1);
    }

    private static Failure alone(Path file, Path missing) {
        return Failure.of(ExitCode.INPUT, "ENOENT", "half of a pair is missing: " + file + " is there, " + missing + " is not", "add it, or take the other one away");
    }
}
