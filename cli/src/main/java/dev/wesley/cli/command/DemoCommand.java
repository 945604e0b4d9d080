package dev.wesley.cli.command;

import dev.wesley.cli.project.Git;
import dev.wesley.cli.project.Surroundings;
import dev.wesley.cli.project.TextFile;
import dev.wesley.cli.report.Answer;
import dev.wesley.cli.report.Console;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.cli.report.Style;
import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The whole road on a small shop. Every stage is a command line that the reader can type: the demo runs it with `--json` and tells
/// what the document says.
@CommandLine.Command(
        name = "demo",
        description = "Take a shop from its first schema to a signed certificate of its second, on a real Postgres.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  wesley demo",
            "  wesley demo --out /tmp/shop --pg 16",
        })
final class DemoCommand extends Command {
    private static final String ENVIRONMENT = "demo";

    @Option(names = "--out", paramLabel = "DIR", description = "A new folder for the demo (default: wesley-demo, or wesley-demo-2, …).")
    private @Nullable String out;

    @Option(names = "--pg", paramLabel = "MAJOR", description = "Postgres version, 11 to 18 (default: 18).")
    private @Nullable Integer major;

    private final ObjectNode told = Json.object();
    private final ArrayNode stages = Json.array();

    DemoCommand(Session session) {
        super(session);
    }

    @Override
    List<ExitCode> failures() {
        return List.of(ExitCode.INPUT, ExitCode.REFUSED, ExitCode.CERTIFICATE, ExitCode.REHEARSAL, ExitCode.UNREACHABLE);
    }

    @Override
    Answer answer() {
        long begun = System.nanoTime();
        Path folder = folder();
        Path shop = folder.resolve("shop");
        Console console = session().console();
        console.say(style().bold("From schema to SHIPME") + " — a small shop gets refunds, reviews and public order numbers.");
        console.say(style().dim("Every line that begins with $ is a command you can type in " + shown(shop)));
        console.say("");

        git(shop);
        deployedSchema(shop);
        newSchema(shop);

        JsonNode transform = stage("Generate", shop, "transform", "--emit-bundle");
        tell(Words.count(transform.path("artifacts").size(), "artifact") + ": " + names(transform.path("artifacts"), "file"));

        JsonNode plan = major == null ? stage("Plan", shop, "plan") : stage("Plan", shop, "plan", "--pg", Integer.toString(major));
        plan(plan);

        JsonNode realm = stage("Rehearse", shop, "rehearse");
        realm(plan, realm);

        JsonNode created = stage("Certify", shop, "cert", "create", "--env", ENVIRONMENT);
        tell(created.path("certificate").asString() + " binds commit " + start(created.path("commitSha")) + ", plan " + start(created.path("planSha256"))
                + ", rules, files and rehearsal, until " + created.path("expires_at").asString());

        JsonNode made = stage("Make keys", shop, "keygen", "--out", "../keys");
        made.path("keys").forEach(k -> tell(k.path("signer").asString() + " " + start(k.path("keyId"))));
        stage("Sign", shop, "cert", "sign", "--signer", "HOLMES", "--key", "../keys/holmes");
        tell("HOLMES computed every hash and score again, and says: the evidence is true");
        stage("Sign", shop, "cert", "sign", "--signer", "WAT-SUM", "--key", "../keys/wat");
        tell("WAT-SUM says: it may ship to " + ENVIRONMENT);

        JsonNode verified =
                stage("Verify", shop, "cert", "verify", "--env", ENVIRONMENT, "--pub", "../keys/holmes.pub", "--pub", "../keys/wat.pub");
        verdict(verified);

        double milliseconds = (System.nanoTime() - begun) / 1e6;
        console.say(style().bold(style().green(verified.path("badge").asString())));
        console.say("");
        told.put("folder", folder.toString());
        told.put("badge", verified.path("badge").asString());
        told.put("milliseconds", Math.round(milliseconds));
        told.set("stages", stages);
        return Answer.of(List.of(
                        "The certificate verifies. " + Words.duration(milliseconds) + " in all; everything is in " + shown(folder) + ":",
                        "  " + shown(shop.resolve("SHIPME.md")) + "               the certificate",
                        "  " + shown(shop.resolve(".wesley/plan.json")) + "       the plan; `wesley explain` puts it into words",
                        "  " + shown(shop.resolve(".wesley/realm.json")) + "      what the rehearsal saw",
                        "  " + shown(shop.resolve("out")) + "                     schema.sql, types.ts, zod.ts, tests.sql",
                        "Change one byte of any of them, and `wesley cert verify` says which."),
                told);
    }

    // ---- stages

    /// Runs a command as its own process would, in `directory`, and gives the document that it answers with.
    private JsonNode stage(String title, Path directory, String... arguments) {
        String typed = "wesley " + String.join(" ", arguments);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        Surroundings inner = session().surroundings().inside(directory, output, errors);
        long begun = System.nanoTime();
        int exit = session().console().during(title.toLowerCase(Locale.ROOT), () -> session().runner().run(all, inner));
        double milliseconds = (System.nanoTime() - begun) / 1e6;
        stages.addObject().put("command", typed).put("exitCode", exit).put("milliseconds", Math.round(milliseconds));
        if (exit != ExitCode.SUCCESS.number()) {
            throw failed(typed, exit, errors.toString(StandardCharsets.UTF_8));
        }
        session().console().say(style().green("✔ ") + style().bold(padded(title, 10)) + style().dim(" $ " + typed) + "  "
                + style().cyan(Words.duration(milliseconds)));
        return Json.read(output.toString(StandardCharsets.UTF_8));
    }

    /// The stage's own failure, with the same exit code.
    private Failure failed(String typed, int exit, String document) {
        ExitCode code = Stream.of(ExitCode.values()).filter(c -> c.number() == exit).findFirst().orElse(ExitCode.INTERNAL);
        List<Diagnostic> diagnostics = new ArrayList<>();
        try {
            Json.read(document).path("diagnostics").forEach(d -> diagnostics.add(Diagnostic.error(
                    new Code(d.path("code").asString()), d.path("message").asString(), d.path("help").asString(""))));
        } catch (IllegalArgumentException e) {
            return Failure.of(code, "DEMO_FAILED", "`" + typed + "` failed without saying why", typed + " --debug").causedBy(e);
        }
        diagnostics.add(Diagnostic.error(new Code("DEMO_FAILED"), "the demo stopped at `" + typed + "`", typed + " --debug, in the demo's folder"));
        return Failure.of(code, diagnostics);
    }

    private void git(Path shop) {
        Git git = new Git(shop);
        TextFile.write(shop.resolve(".gitignore"), ".wesley/\nout/\nSHIPME.md\n");
        if (!git.initialise()) {
            throw Failure.of(ExitCode.INPUT, "NO_GIT", "the demo needs git, because a certificate is bound to a commit", "installing git");
        }
    }

    private void deployedSchema(Path shop) {
        TextFile.write(shop.resolve("schema.graphql"), resource("before.graphql"));
        commit(shop, "The shop as it is deployed");
        JsonNode snapshot = stage("Yesterday", shop, "snapshot");
        tell("the shop's first schema is what is deployed (ir@" + start(snapshot.path("hash")) + ")");
    }

    private void newSchema(Path shop) {
        TextFile.write(shop.resolve("schema.graphql"), resource("after.graphql"));
        commit(shop, "Refunds, reviews, public order numbers");
    }

    private static void commit(Path shop, String message) {
        if (!new Git(shop).commitAll(message)) {
            throw Failure.of(ExitCode.INPUT, "NO_GIT", "the demo could not commit its schema", "git -C " + shop + " commit");
        }
    }

    // ---- telling

    private void plan(JsonNode plan) {
        tell(Words.count(plan.path("mapping").size(), "change") + " → " + Words.count(plan.path("radar").path("counts").path("steps").asInt(), "step")
                + " for Postgres " + plan.path("serverMajor").asInt() + ", migration risk " + plan.path("risk").path("index").asString() + ", highest step "
                + plan.path("risk").path("level").asString());
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode phase : plan.path("plan").path("phases")) {
            if (!phase.path("steps").isEmpty()) {
                Map<String, Integer> ops = new LinkedHashMap<>();
                phase.path("steps").forEach(s -> ops.merge(s.path("op").asString(), 1, Integer::sum));
                List<String> listed = new ArrayList<>();
                ops.forEach((op, n) -> listed.add(n == 1 ? op : n + " × " + op));
                rows.add(List.of(phase.path("name").asString(), Words.count(phase.path("steps").size(), "step"), String.join(", ", listed)));
            }
        }
        table(rows);
    }

    /// What was predicted beside what a second session saw.
    private void realm(JsonNode plan, JsonNode realm) {
        JsonNode tests = realm.path("tests");
        tell("REALM verdict: " + realm.path("verdict").asString() + " — pgTAP: " + tests.path("passed").asInt() + " passed, " + tests.path("failed").asInt()
                + " failed, " + tests.path("skipped").asInt() + " skipped");
        Map<String, String> subjects = new LinkedHashMap<>();
        plan.path("plan").path("phases").forEach(phase -> phase.path("steps").forEach(s -> subjects.put(s.path("id").asString(),
                s.path("op").asString() + " " + s.path("table").asString() + (s.has("element") ? "." + s.path("element").asString() : ""))));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("step", "what", "time", "locks predicted → observed"));
        for (JsonNode step : realm.path("observed")) {
            List<String> locks = new ArrayList<>();
            for (JsonNode lock : step.path("locks")) {
                locks.add(lock.path("relation").asString() + " " + lock.path("predicted").asString("–") + " → " + lock.path("observed").asString("–"));
            }
            String id = step.path("step").asString();
            rows.add(List.of(id, subjects.getOrDefault(id, ""), Words.duration(step.path("ms").asDouble()),
                    locks.isEmpty() ? "only what the plan creates" : String.join(", ", locks)));
        }
        table(rows);
        List<String> passed = new ArrayList<>();
        realm.path("proofs").properties().forEach(p -> {
            if (p.getValue().path("status").asString().equals("PASS")) {
                passed.add(p.getKey());
            }
        });
        tell("proofs that passed: " + String.join(" ", passed));
    }

    private void verdict(JsonNode verified) {
        JsonNode limits = verified.path("thresholds");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("schema coverage", "SCS", limits.path("scs").path("score").asString(), "≥ " + limits.path("scs").path("atLeast").asString()));
        rows.add(List.of("migration risk", "MRI", limits.path("mri").path("score").asString(), "≤ " + limits.path("mri").path("atMost").asString()));
        rows.add(List.of("test coverage", "TCI", limits.path("tci").path("score").asString(), "≥ " + limits.path("tci").path("atLeast").asString()));
        table(rows);
        tell(verified.path("verdict").asString());
        session().console().say("");
    }

    private void tell(String line) {
        session().console().say("    " + line);
    }

    private void table(List<List<String>> rows) {
        Words.table(rows).forEach(line -> session().console().say("    " + line));
    }

    private Style style() {
        return session().console().style();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String names(JsonNode items, String key) {
        List<String> names = new ArrayList<>();
        items.forEach(i -> names.add(i.path(key).asString()));
        return String.join(", ", names);
    }

    private static String start(JsonNode hash) {
        String text = hash.asString("");
        return text.substring(0, Math.min(7, text.length()));
    }

    // ---- folders

    /// The folder that was named, which must be empty or new, or the first free `wesley-demo`.
    private Path folder() {
        Path folder = session().surroundings().path(out == null ? "wesley-demo" : out);
        for (int n = 2; out == null && Files.exists(folder); n++) {
            folder = session().surroundings().path("wesley-demo-" + n);
        }
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> entries = Files.list(folder)) {
                    if (entries.findAny().isPresent()) {
                        throw Failure.of(ExitCode.INPUT, "EEXIST", folder + " is not empty, and the demo overwrites nothing", "--out with a new folder");
                    }
                }
            }
            Files.createDirectories(folder.resolve("shop"));
        } catch (IOException e) {
            throw Failure.of(ExitCode.INPUT, "EWRITE", "cannot make the folder " + folder + ": " + e.getMessage(), "--out with another folder").causedBy(e);
        }
        // If the folder lies inside a repository, nothing in it is to be committed there: least of all the keys.
        TextFile.write(folder.resolve(".gitignore"), "*\n");
        return folder;
    }

    private String shown(Path path) {
        return session().project().shown(path);
    }

    private static String resource(String name) {
        try (InputStream stream = DemoCommand.class.getResourceAsStream("/dev/wesley/cli/demo/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("the distribution lacks the demo's " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the distribution is damaged: " + name, e);
        }
    }
}
