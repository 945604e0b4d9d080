package dev.wesley.cli.project;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The git work tree around a folder, asked through the `git` program. Variables that could point git elsewhere are not passed on:
/// a commit is never taken from the environment.
public final class Git {
    private final Path directory;

    public Git(Path directory) {
        this.directory = directory;
    }

    /// What a certificate binds to.
    ///
    /// @param sha of HEAD
    /// @param tree of HEAD
    /// @param dirty whether the work tree differs from HEAD, untracked files included, outputs of Wesley not
    /// @param repository the remote `origin` without credentials, or the folder's name
    public record Commit(String sha, String tree, boolean dirty, String repository) {}

    /// HEAD; empty without git, outside a work tree, or before the first commit.
    ///
    /// @param outputs files and folders that do not make the tree dirty
    public Optional<Commit> head(List<Path> outputs) {
        Optional<String> sha = run("rev-parse", "--verify", "HEAD^{commit}").filter(s -> s.matches("[0-9a-f]{40}([0-9a-f]{24})?"));
        Optional<String> tree = run("rev-parse", "--verify", "HEAD^{tree}");
        Optional<String> top = run("rev-parse", "--show-toplevel");
        if (sha.isEmpty() || tree.isEmpty() || top.isEmpty()) {
            return Optional.empty();
        }
        List<String> status = new ArrayList<>(List.of("status", "--porcelain", "--untracked-files=all", "--", ":/"));
        Path root = Path.of(top.get());
        for (Path output : outputs) {
            Path absolute = real(output);
            if (absolute.startsWith(root) && !absolute.equals(root)) {
                status.add(":(top,exclude,literal)" + root.relativize(absolute).toString().replace('\\', '/'));
            }
        }
        boolean dirty = run(status.toArray(String[]::new)).map(s -> !s.isEmpty()).orElse(true);
        return Optional.of(new Commit(sha.get(), tree.get(), dirty, repository(root)));
    }

    /// The commit that a revision names; empty if there is none such, or no repository.
    public Optional<String> commit(String revision) {
        return revision.startsWith("-") ? Optional.empty() : run("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}").filter(s -> !s.isEmpty());
    }

    /// The content of a file at a commit, by its path from the folder of this object.
    public Optional<String> file(String commit, String path) {
        return output(false, "show", "--end-of-options", commit + ":./" + path);
    }

    /// The files below a folder at a commit, by their paths from the folder of this object.
    public List<String> files(String commit, String folder) {
        return output(true, "ls-tree", "-r", "-z", "--name-only", commit, "--", folder).stream().flatMap(names -> java.util.stream.Stream.of(names.split("\0")))
                .filter(name -> !name.isEmpty()).sorted().toList();
    }

    /// Whether `git add --all` would take a file of this name here.
    public boolean wouldAdd(String file) {
        return run("rev-parse", "--is-inside-work-tree").filter("true"::equals).isPresent() && run("check-ignore", "--quiet", "--", file).isEmpty();
    }

    /// Makes the folder a repository; for throw-away folders only.
    ///
    /// @return whether it worked
    public boolean initialise() {
        return run("init", "--quiet").isPresent();
    }

    /// Commits everything that is not ignored; for throw-away folders only.
    ///
    /// @return whether it worked
    public boolean commitAll(String message) {
        return run("add", "--all").isPresent() && run("-c", "user.name=Wesley demo", "-c", "user.email=demo@wesley.invalid", "-c", "commit.gpgSign=false",
                "-c", "core.hooksPath=/dev/null", "commit", "--allow-empty", "--quiet", "--message", message).isPresent();
    }

    private String repository(Path root) {
        return run("config", "--get", "remote.origin.url")
                .filter(url -> !url.isEmpty())
                .map(url -> url.replaceAll("://[^/@]*@", "://"))
                .filter(url -> !url.startsWith("/") && !url.startsWith("file:") && !url.startsWith("."))
                .orElseGet(() -> String.valueOf(root.getFileName()));
    }

    /// With symbolic links resolved as git does, also for a file that is not there yet.
    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            return absolute.toRealPath();
        } catch (IOException e) {
            Path parent = absolute.getParent();
            return parent == null ? absolute : real(parent).resolve(absolute.getFileName());
        }
    }

    /// The output of a git command; empty if it failed or there is no git.
    private Optional<String> run(String... arguments) {
        return output(true, arguments);
    }

    /// @param stripped without blanks at both ends
    private Optional<String> output(boolean stripped, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("GIT_") && !name.equals("GIT_CEILING_DIRECTORIES"));
        environment.put("LC_ALL", "C");
        environment.put("GIT_OPTIONAL_LOCKS", "0");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            try (InputStream output = process.getInputStream()) {
                String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
                return process.waitFor() == 0 ? Optional.of(stripped ? text.strip() : text) : Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
