package dev.wesley.rehearsal.shadow;

import dev.wesley.engine.evidence.RehearsalReport;
import dev.wesley.rehearsal.connect.Database;
import dev.wesley.rehearsal.connect.DatabaseUnavailableException;
import dev.wesley.rehearsal.connect.Dsn;
import dev.wesley.rehearsal.connect.Secret;
import dev.wesley.rehearsal.connect.ServerMessage;
import dev.wesley.rehearsal.connect.SqlNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// A Postgres of our own, on a free local port, with a copy of a prepared data directory. It is gone when closed, when the JVM ends, and
/// if the JVM was killed, when the next one starts.
public final class EmbeddedShadow implements Shadow {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int START_SECONDS = 60;

    private final PostgresBinaries binaries;
    private final ServerRoute route;
    private final Instance instance;
    private final Process postmaster;
    private final Dsn dsn;
    private final RehearsalReport.Server server;
    private final Thread hook;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private int databases;

    private EmbeddedShadow(PostgresBinaries binaries, ServerRoute route, Instance instance, Process postmaster, Dsn dsn) {
        this.binaries = binaries;
        this.route = route;
        this.instance = instance;
        this.postmaster = postmaster;
        this.dsn = dsn;
        this.hook = new Thread(this::stop, "wesley-shadow-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try (Connection connection = new Database(dsn).open("wesley-shadow")) {
            this.server = Shadow.describe(connection, route.word());
        } catch (SQLException | DatabaseUnavailableException e) {
            stop();
            Runtime.getRuntime().removeShutdownHook(hook);
            throw new ShadowUnavailableException("the embedded Postgres started but does not answer: " + dsn.password().hideIn(String.valueOf(e.getMessage())),
                    "name a shadow database with --dsn");
        }
    }

    /// Starts a server of a major without waiting for the disk.
    public static EmbeddedShadow start(int major) {
        return start(major, Durability.NONE);
    }

    /// One at a time: the locks on what is prepared hold between processes, not between the threads of one.
    ///
    /// @param major 11 to 18
    /// @throws ShadowUnavailableException if the programs are not here or the server does not start
    public static synchronized EmbeddedShadow start(int major, Durability durability) {
        ServerRoute route = ServerRoute.find();
        Path cache = PostgresBinaries.cache(route);
        PostgresBinaries binaries = PostgresBinaries.of(major, cache);
        try {
            Instance.sweep(cache);
            Template template = Template.of(binaries, route, cache);
            // The free port may be taken by somebody else before the server has it.
            for (int attempt = 1; ; attempt++) {
                Instance instance = Instance.create(cache);
                copy(template.data(), instance.data());
                own(route, instance.folder());
                int port = freePort();
                Process postmaster = launch(binaries, route, instance, port, durability.settings());
                if (ready(postmaster, instance)) {
                    return new EmbeddedShadow(binaries, route, instance, postmaster,
                            new Dsn("127.0.0.1:" + port, "postgres", "postgres", template.password(), new TreeMap<>()));
                }
                postmaster.destroyForcibly().onExit().join();
                String log = Files.readString(instance.log());
                instance.remove();
                if (attempt == 3 || !log.contains("Address already in use")) {
                    throw new ShadowUnavailableException("the embedded Postgres " + major + " did not start (" + route.word() + "): " + lastLine(log),
                            "name a shadow database with --dsn");
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new ShadowUnavailableException("the embedded Postgres " + major + " cannot be prepared in " + cache + ": " + e.getMessage(),
                    "make room or set XDG_CACHE_HOME to a folder that can be written to");
        }
    }

    @Override
    public String provider() {
        return "embedded";
    }

    @Override
    public RehearsalReport.Server server() {
        return server;
    }

    @Override
    public synchronized Database createDatabase(String purpose) {
        String name = "wesley_" + purpose + "_" + ++databases;
        administer("CREATE DATABASE " + SqlNames.quoted(name));
        return new Database(dsn.withDatabase(name));
    }

    /// A copy of a database that nobody is connected to.
    public synchronized Database copyDatabase(Database template, String purpose) {
        String name = "wesley_" + purpose + "_" + ++databases;
        administer("CREATE DATABASE " + SqlNames.quoted(name) + " TEMPLATE " + SqlNames.quoted(template.name()));
        return new Database(dsn.withDatabase(name));
    }

    @Override
    public void drop(Database database) {
        administer("DROP DATABASE IF EXISTS " + SqlNames.quoted(database.name()));
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook itself stops the server, once.
        }
        stop();
    }

    private void administer(String sql) {
        try (Connection connection = new Database(dsn).open("wesley-shadow"); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new ShadowUnavailableException("the embedded Postgres refuses " + sql + ": " + ServerMessage.of(e), "name a shadow database with --dsn");
        }
    }

    private void stop() {
        if (!stopped.compareAndSet(false, true)) {
            return;
        }
        try {
            Process stop = new ProcessBuilder(route.command(List.of(binaries.program("pg_ctl").toString(), "stop", "-m", "immediate", "-s", "-W",
                    "-D", instance.data().toString()))).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (!stop.waitFor(10, TimeUnit.SECONDS) || !postmaster.waitFor(10, TimeUnit.SECONDS)) {
                postmaster.destroyForcibly().onExit().join();
            }
        } catch (IOException e) {
            postmaster.destroyForcibly().onExit().join();
        } catch (InterruptedException e) {
            postmaster.destroyForcibly().onExit().join();
            Thread.currentThread().interrupt();
        }
        instance.remove();
    }

    private static Process launch(PostgresBinaries binaries, ServerRoute route, Instance instance, int port, SortedMap<String, String> settings)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(binaries.program("postgres").toString(), "-D", instance.data().toString(), "-p", String.valueOf(port)));
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            command.addAll(List.of("-c", setting.getKey() + "=" + setting.getValue()));
        }
        ProcessBuilder builder = new ProcessBuilder(route.command(command)).directory(instance.folder().toFile()).redirectErrorStream(true)
                .redirectOutput(instance.log().toFile());
        quiet(builder);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /// A server takes its time zone, language and defaults from its environment: give it none of ours.
    private static void quiet(ProcessBuilder builder) {
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_") || name.equals("LANG") || name.equals("LANGUAGE") || name.equals("TZ"));
        builder.environment().put("LC_ALL", "C");
    }

    /// Waits for the word that the postmaster writes into its pid file when it takes connections (10+).
    private static boolean ready(Process postmaster, Instance instance) throws IOException {
        Path pidFile = instance.data().resolve("postmaster.pid");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < deadline) {
            if (Files.exists(pidFile)) {
                List<String> lines = Files.readAllLines(pidFile);
                if (lines.size() >= 8 && lines.get(7).strip().equals("ready")) {
                    return true;
                }
            }
            try {
                if (postmaster.waitFor(5, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String lastLine(String log) {
        return log.lines().reduce((a, b) -> b).orElse("it said nothing");
    }

    private static void own(ServerRoute route, Path folder) throws IOException {
        if (route == ServerRoute.SETPRIV) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Files.setAttribute(file, "unix:uid", ServerRoute.NOBODY);
                    Files.setAttribute(file, "unix:gid", ServerRoute.NOBODY);
                }
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path target = to.resolve(from.relativize(folder).toString());
                Files.createDirectory(target);
                if (target.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @org.jspecify.annotations.Nullable IOException error) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /// A data directory as `initdb` leaves it, made once for each build of the programs; a server gets a copy.
    private record Template(Path data, Secret password) {
        static Template of(PostgresBinaries binaries, ServerRoute route, Path cache) throws IOException {
            // Raise the number when the arguments of initdb change.
            Path folder = cache.resolve("template-1-" + binaries.sha256());
            if (!Files.isDirectory(folder)) {
                try (FileChannel channel = FileChannel.open(cache.resolve("template.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    if (lock.isValid() && !Files.isDirectory(folder)) {
                        make(binaries, route, cache, folder);
                    }
                }
            }
            return new Template(folder.resolve("data"), new Secret(Files.readString(folder.resolve("password")).strip()));
        }

        private static void make(PostgresBinaries binaries, ServerRoute route, Path cache, Path folder) throws IOException {
            Path unfinished = Files.createTempDirectory(cache, "initdb-");
            byte[] bytes = new byte[24];
            RANDOM.nextBytes(bytes);
            Path password = Files.writeString(unfinished.resolve("password"), HexFormat.of().formatHex(bytes) + "\n");
            own(route, unfinished);
            ProcessBuilder builder = new ProcessBuilder(route.command(List.of(binaries.program("initdb").toString(), "-D", unfinished.resolve("data").toString(),
                    "-U", "postgres", "-A", "scram-sha-256", "--pwfile=" + password, "-E", "UTF8", "--locale=C", "--no-sync")));
            quiet(builder);
            Process initdb = builder.redirectErrorStream(true).redirectOutput(unfinished.resolve("log").toFile()).start();
            initdb.getOutputStream().close();
            if (initdb.onExit().join().exitValue() != 0) {
                String log = Files.readString(unfinished.resolve("log"));
                delete(unfinished);
                throw new IOException("initdb failed (" + route.word() + "): " + lastLine(log));
            }
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /// The folder of one running server. A lock on the file beside it is held as long as its JVM lives, so that another one can tell.
    private record Instance(Path folder, FileChannel ownership) {
        /// Those of this JVM. Its own locks must not be tried: on POSIX systems closing any channel of a file gives up every lock that the
        /// process holds on it, and the next JVM would take the running server for an orphan.
        private static final Set<String> OURS = ConcurrentHashMap.newKeySet();

        Path data() {
            return folder.resolve("data");
        }

        Path log() {
            return folder.resolve("log");
        }

        static Instance create(Path cache) throws IOException {
            Path instances = cache.resolve("instances");
            Files.createDirectories(instances);
            byte[] bytes = new byte[8];
            RANDOM.nextBytes(bytes);
            String id = HexFormat.of().formatHex(bytes);
            OURS.add(id);
            FileChannel ownership = FileChannel.open(instances.resolve(id + ".lock"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (ownership.tryLock() == null) {
                throw new IOException("somebody else holds the new " + instances.resolve(id));
            }
            return new Instance(Files.createDirectory(instances.resolve(id)), ownership);
        }

        void remove() {
            try {
                delete(folder);
                Files.deleteIfExists(folder.resolveSibling(folder.getFileName() + ".lock"));
                ownership.close();
            } catch (IOException e) {
                // The next start sweeps it.
            }
        }

        /// Removes the servers of JVMs that were killed.
        static void sweep(Path cache) throws IOException {
            Path instances = cache.resolve("instances");
            if (!Files.isDirectory(instances)) {
                return;
            }
            List<Path> locks;
            try (Stream<Path> files = Files.list(instances)) {
                locks = files.filter(f -> f.toString().endsWith(".lock")).toList();
            }
            for (Path file : locks) {
                if (OURS.contains(file.getFileName().toString().replace(".lock", ""))) {
                    continue;
                }
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE); FileLock lock = channel.tryLock()) {
                    if (lock != null) {
                        String name = file.getFileName().toString();
                        Path folder = instances.resolve(name.substring(0, name.length() - ".lock".length()));
                        kill(folder.resolve("data"));
                        delete(folder);
                        Files.deleteIfExists(file);
                    }
                } catch (OverlappingFileLockException | java.nio.file.NoSuchFileException e) {
                    // Ours, or swept by another JVM just now.
                }
            }
        }

        /// Its children end when they see it gone.
        private static void kill(Path data) throws IOException {
            Path pidFile = data.resolve("postmaster.pid");
            if (!Files.exists(pidFile)) {
                return;
            }
            List<String> lines = Files.readAllLines(pidFile);
            if (!lines.isEmpty() && lines.getFirst().strip().matches("[0-9]+")) {
                ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                        .filter(p -> p.info().commandLine().orElse("").contains(data.toString()))
                        .filter(ProcessHandle::destroyForcibly)
                        .ifPresent(p -> p.onExit().join());
            }
        }
    }
}
