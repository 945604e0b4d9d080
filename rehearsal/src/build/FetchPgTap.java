import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// Takes pgTAP from its npm package and lays it among the generated resources: `pgtap.sql` and its licence notice.
///
/// A Java source file run by the build, so that a machine without Node gets a sentence instead of a stack trace.
/// Arguments: a work folder that is removed again, and the output folder.
final class FetchPgTap {
    private static final String PACKAGE = "@electric-sql/pglite-pgtap@0.0.15";
    private static final String TARBALL = "electric-sql-pglite-pgtap-0.0.15.tgz";
    private static final String SQL = "share/postgresql/extension/pgtap--1.3.5.sql";
    private static final String MANUAL = "share/doc/postgresql/extension/pgtap.md";
    private static final String SHA256 = "92ee8ada9672e6201105a78614be8d07b8a76e5c17c85b42c279f6e48c84da68";
    private static final boolean WINDOWS = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

    private FetchPgTap() {}

    public static void main(String[] arguments) throws Exception {
        Path work = Path.of(arguments[0]);
        Path output = Path.of(arguments[1]);
        Path sql = output.resolve("pgtap.sql");
        Path notice = output.resolve("LICENSE.pgtap");
        if (Files.exists(sql) && Files.exists(notice) && sha256(sql).equals(SHA256)) {
            return;
        }
        Files.createDirectories(work);
        Files.createDirectories(output);
        run(work, "Node 20 with npm is needed to build Wesley from source: npm was not found.",
                "npm could not fetch " + PACKAGE + ", which carries pgTAP", WINDOWS ? "npm.cmd" : "npm", "pack", "--silent", PACKAGE);
        unpack(work, TARBALL, "package/dist/pgtap.tar.gz");
        unpack(work, "package/dist/pgtap.tar.gz", SQL, MANUAL);
        String found = sha256(work.resolve(SQL));
        if (!found.equals(SHA256)) {
            stop("pgTAP from " + PACKAGE + " is not the text that Wesley was tested with: SHA-256 " + found + ", expected " + SHA256 + ".");
        }
        String manual = Files.readString(work.resolve(MANUAL));
        Files.writeString(notice, "pgTAP 1.3.5, https://pgtap.org/\n\n" + manual.substring(manual.indexOf("Copyright and License")));
        Files.move(work.resolve(SQL), sql, StandardCopyOption.REPLACE_EXISTING);
        try (var files = Files.walk(work)) {
            for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void unpack(Path work, String archive, String... members) throws Exception {
        List<String> command = new ArrayList<>(List.of("tar", "-xzf", archive));
        command.addAll(List.of(members));
        run(work, "tar is needed to build Wesley from source and was not found.", "tar could not unpack " + archive,
                command.toArray(String[]::new));
    }

    private static void run(Path folder, String missing, String failed, String... command) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        } catch (IOException e) {
            stop(missing);
            return;
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            stop(failed + ": " + said);
        }
    }

    private static void stop(String sentence) {
        System.err.println(sentence);
        System.exit(1);
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
