package dev.wesley.cli.project;

import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/// Reading and writing whole files. A write is atomic: readers see the old or the new content, never a part.
public final class TextFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private TextFile() {}

    /// @throws Failure if it cannot be read or is not UTF-8
    public static String read(Path file) {
        byte[] bytes = bytes(file);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw Failure.of(ExitCode.INPUT, "EENCODING", file + " is not UTF-8 text", "iconv -t UTF-8 " + file.getFileName()).causedBy(e);
        }
    }

    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw Failure.of(ExitCode.INPUT, "ENOENT", "there is no file " + file, "a path that exists").causedBy(e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /// The content of a file that may be absent.
    public static Optional<String> readIfPresent(Path file) {
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    /// Writes through a temporary file in the same folder and a rename; makes the folder.
    public static void write(Path file, String text) {
        write(file, text, false);
    }

    /// The same for a private key: only the owner may read it, from the first byte on.
    public static void writePrivate(Path file, String text) {
        write(file, text, true);
    }

    /// Makes a folder and those above it.
    public static void folder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw Failure.of(ExitCode.INPUT, "EWRITE", "cannot make the folder " + folder + ": " + reason(e), "another place, or its permissions").causedBy(e);
        }
    }

    /// Removes a file that may be absent.
    public static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw Failure.of(ExitCode.INPUT, "EWRITE", "cannot remove " + file + ": " + reason(e), "its permissions").causedBy(e);
        }
    }

    /// Writes only if the content differs.
    ///
    /// @return whether it was written
    public static boolean update(Path file, String text) {
        try {
            if (Files.isRegularFile(file) && Files.readString(file).equals(text)) {
                return false;
            }
        } catch (IOException e) {
            // Unreadable or not text: it differs.
            write(file, text);
            return true;
        }
        write(file, text);
        return true;
    }

    private static void write(Path file, String text, boolean secret) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw Failure.of(ExitCode.INPUT, "EPATH", file + " is not a file name", "a path to a file");
        }
        Path temporary = folder.resolve("." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.createDirectories(folder);
            boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
            Files.deleteIfExists(temporary);
            if (secret && posix) {
                Files.createFile(temporary, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
                Files.writeString(temporary, text, StandardOpenOption.WRITE);
            } else {
                Files.writeString(temporary, text, StandardOpenOption.CREATE_NEW);
            }
            try {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw Failure.of(ExitCode.INPUT, "EWRITE", "cannot write " + file + ": " + reason(e), "another folder, or its permissions").causedBy(e);
        } finally {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException e) {
                // The rename has happened or the write has failed with its own message; a left-over temporary file harms nobody.
                temporary.toFile().deleteOnExit();
            }
        }
    }

    private static Failure unreadable(Path file, IOException e) {
        return Failure.of(ExitCode.INPUT, "EREAD", "cannot read " + file + ": " + reason(e), "a readable file").causedBy(e);
    }

    private static String reason(IOException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        return e.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").replace(" Exception", "").toLowerCase(java.util.Locale.ROOT)
                + (message.isEmpty() ? "" : " (" + message + ")");
    }
}
