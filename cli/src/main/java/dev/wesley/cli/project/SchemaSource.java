package dev.wesley.cli.project;

import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.sdl.SourceFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Where SDL text comes from: one file, every `*.graphql`, `*.graphqls` and `*.gql` below a folder, or standard input.
public final class SchemaSource {
    public static final String STDIN = "-";
    private static final long DEFAULT_LIMIT = 5L << 20;

    private final Surroundings surroundings;

    public SchemaSource(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// @param name a file or folder as the user wrote it, or `-`
    /// @throws Failure with exit code 2 if it is absent, empty or larger than `WESLEY_MAX_SCHEMA_BYTES`
    public List<SourceFile> read(String name) {
        long limit = limit();
        List<SourceFile> files = new ArrayList<>();
        try {
            if (name.equals(STDIN)) {
                files.add(text("<stdin>", read(surroundings.stdin(), limit)));
            } else {
                long left = limit;
                for (Path file : files(name)) {
                    byte[] bytes;
                    try (InputStream input = Files.newInputStream(file)) {
                        bytes = read(input, left);
                    }
                    left -= bytes.length;
                    files.add(text(shown(file), bytes));
                }
            }
        } catch (IOException e) {
            throw Failure.of(ExitCode.INPUT, "EREAD", "cannot read " + name + ": " + e.getMessage(), "a readable file").causedBy(e);
        }
        if (files.stream().allMatch(f -> f.text().isBlank())) {
            throw Failure.of(ExitCode.INPUT, Code.EMPTY_SCHEMA, (name.equals(STDIN) ? "standard input" : name) + " holds no schema",
                    "echo 'type Note @wes_table { id: ID! @wes_pk text: String! }' | wesley transform --stdin");
        }
        return files;
    }

    private List<Path> files(String name) throws IOException {
        Path path = surroundings.path(name);
        if (Files.isDirectory(path)) {
            try (Stream<Path> below = Files.walk(path)) {
                List<Path> found = below.filter(SchemaSource::isSdl).filter(p -> !hidden(path.relativize(p))).sorted().toList();
                if (found.isEmpty()) {
                    throw Failure.of(ExitCode.INPUT, Code.EMPTY_SCHEMA, "the folder " + name + " holds no .graphql file",
                            "wesley transform --schema path/to/schema.graphql");
                }
                return found;
            }
        }
        if (!Files.exists(path)) {
            throw Failure.of(ExitCode.INPUT, Code.FILE_NOT_FOUND, "there is no schema " + name,
                    "wesley transform --schema path/to/schema.graphql");
        }
        return List.of(path);
    }

    private static boolean isSdl(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return (name.endsWith(".graphql") || name.endsWith(".graphqls") || name.endsWith(".gql")) && Files.isRegularFile(file);
    }

    private static boolean hidden(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".") || part.toString().equals("node_modules")) {
                return true;
            }
        }
        return false;
    }

    /// At most `limit` bytes; one more is a failure, so that an endless stream ends.
    private static byte[] read(InputStream input, long limit) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        int n;
        while ((n = input.read(buffer)) >= 0) {
            bytes.write(buffer, 0, n);
            if (bytes.size() > limit) {
                throw Failure.of(ExitCode.INPUT, Code.INPUT_TOO_LARGE, "the schema is larger than the limit of WESLEY_MAX_SCHEMA_BYTES",
                        "splitting it, or WESLEY_MAX_SCHEMA_BYTES=20971520");
            }
        }
        return bytes.toByteArray();
    }

    /// Without byte order mark and NUL bytes.
    private static SourceFile text(String name, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return new SourceFile(name, text.replace("\uFEFF", "").replace("\0", ""));
        } catch (CharacterCodingException e) {
            throw Failure.of(ExitCode.INPUT, Code.PARSE_FAILED, name + " is not UTF-8 text", "saving it as UTF-8").causedBy(e);
        }
    }

    /// Relative to the working folder where that is shorter; `/` on every platform.
    private String shown(Path file) {
        Path directory = surroundings.directory();
        Path shown = file.startsWith(directory) ? directory.relativize(file) : file;
        return shown.toString().replace('\\', '/');
    }

    /// The most bytes that a schema may have: `WESLEY_MAX_SCHEMA_BYTES`.
    public long limit() {
        return surroundings.variable("WESLEY_MAX_SCHEMA_BYTES")
                .map(value -> {
                    try {
                        long limit = Long.parseLong(value.strip());
                        if (limit > 0) {
                            return limit;
                        }
                    } catch (NumberFormatException e) {
                        throw notANumber(value).causedBy(e);
                    }
                    throw notANumber(value);
                })
                .orElse(DEFAULT_LIMIT);
    }

    private static Failure notANumber(String value) {
        return Failure.of(ExitCode.INPUT, "ECONFIG", "WESLEY_MAX_SCHEMA_BYTES is not a positive number: " + value,
                "WESLEY_MAX_SCHEMA_BYTES=" + DEFAULT_LIMIT);
    }
}
