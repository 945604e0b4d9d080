package dev.wesley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.cli.project.Configuration;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.engine.testing.Corpus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/cli/README.md` is what the commands say of themselves.
class DocumentationTest {
    private static final List<String> COMMANDS = List.of("demo", "validate", "transform", "plan", "explain", "rehearse", "prove", "cert create", "cert sign",
            "cert verify", "cert badge", "deploy", "policy list", "policy explain", "policy test", "drift", "drift detect", "drift repair",
            "import", "snapshot", "stats", "keygen", "init", "init keys", "validate-bundle", "completion");

    @TempDir
    private Path folder;

    @Test
    void theReferenceIsWhatTheCommandsSay() {
        Corpus.expect(Corpus.root().resolve("docs/cli/README.md"), reference());
    }

    @Test
    void theReferenceNamesEveryCommand() {
        List<String> listed = new ArrayList<>();
        boolean commands = false;
        for (String line : help("").lines().toList()) {
            if (commands && line.matches("  [a-z].*")) {
                listed.add(line.strip().split("[ ,]")[0]);
            }
            commands = line.equals("Commands:") || (commands && !line.isBlank());
        }
        assertThat(COMMANDS.stream().map(c -> c.split(" ")[0]).distinct()).containsExactlyInAnyOrderElementsOf(listed);
    }

    private String reference() {
        List<String> lines = new ArrayList<>();
        lines.add("# Command line");
        lines.add("");
        lines.add("Generated from the commands' own help; `./mvnw -pl cli -am test -Dtest=DocumentationTest -Dgolden.update=true` rewrites it.");
        lines.add("");
        lines.add("A success is said on stdout, with `--json` as exactly one document that has `success: true` and a `timestamp`. A failure is said on stderr:");
        lines.add("`❌ [CODE] message`, the place in your schema, and what to try; with `--json` as exactly one document");
        lines.add("`{success: false, code, error, hint, diagnostics, exitCode, timestamp}`. What a command found before it failed joins that document.");
        lines.add("");
        lines.add("## Exit codes");
        lines.add("");
        lines.add("| code | meaning |");
        lines.add("|---|---|");
        for (ExitCode code : ExitCode.values()) {
            lines.add("| " + code.number() + " | " + code.meaning() + " |");
        }
        lines.add("| 130, 143 | interrupted, terminated |");
        lines.add("");
        lines.add("## Settings");
        lines.add("");
        lines.add("A flag wins over the environment, the environment over the configuration file, and that over the default. The file is one of `"
                + String.join("`, `", Configuration.FILES) + "`; two are an error.");
        lines.add("");
        lines.add("| key in the file | what it sets |");
        lines.add("|---|---|");
        Configuration.KEYS.forEach((key, meaning) -> lines.add("| `" + key + "` | " + meaning + " |"));
        lines.add("");
        lines.add("| environment variable | what it sets |");
        lines.add("|---|---|");
        for (String[] variable : new String[][] {
            {"WESLEY_SCHEMA_DIR", "default of --schema"}, {"WESLEY_OUTPUT_DIR", "default of transform --out"}, {"WESLEY_ENV", "default of --env"},
            {"WESLEY_CONFIG", "default of --config"}, {"WESLEY_DATABASE_URL, DATABASE_URL", "default of --dsn of deploy, drift and import; the base of a plan where there is no snapshot"},
            {"SHADOW_DSN", "default of rehearse --dsn; where expressions are compared if no embedded server will do"}, {"WESLEY_STRICT_DIRECTIVES", "1: directive aliases and unknown directives are errors"},
            {"WESLEY_MAX_SCHEMA_BYTES", "largest schema that is read (default 5242880)"},
            {"WESLEY_HOLMES_WEIGHTS, WESLEY_HOLMES_WEIGHT_FILE", "score weights as JSON, or a file with them; kept in .wesley/weights.json"},
            {"WESLEY_KEY_PASSPHRASE", "of an encrypted private key"}, {"SOURCE_DATE_EPOCH", "the time in artifacts, in seconds"},
            {"NO_COLOR", "no colour"}, {"WESLEY_JAVA_HOME, JAVA_HOME", "the JDK of the launcher, 25 or newer"}
        }) {
            lines.add("| `" + variable[0] + "` | " + variable[1] + " |");
        }
        block(lines, "wesley", help(""));
        for (String command : COMMANDS) {
            block(lines, "wesley " + command, help(command));
        }
        return String.join("\n", lines) + "\n";
    }

    private static void block(List<String> lines, String title, String help) {
        lines.add("");
        lines.add("## " + title);
        lines.add("");
        lines.add("```");
        help.stripTrailing().lines().forEach(line -> lines.add(line.stripTrailing()));
        lines.add("```");
    }

    private String help(String command) {
        List<String> words = new ArrayList<>();
        if (!command.isEmpty()) {
            words.addAll(List.of(command.split(" ")));
        }
        words.add("--help");
        return new Shell(folder).run(words.toArray(String[]::new)).exits(0).out();
    }
}
