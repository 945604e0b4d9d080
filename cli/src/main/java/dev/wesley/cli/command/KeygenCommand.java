package dev.wesley.cli.command;

import dev.wesley.cli.project.Git;
import dev.wesley.cli.project.SigningKeys;
import dev.wesley.cli.project.TextFile;
import dev.wesley.cli.report.Answer;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.certificate.Keys;
import dev.wesley.engine.certificate.Role;
import dev.wesley.engine.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes one Ed25519 key for each of the two roles. In earnest the two belong to two parties; each makes its own with `--signer`.
@CommandLine.Command(
        name = "keygen",
        description = "Make signing keys for HOLMES and WAT-SUM in ~/.wesley/keys, outside the repository.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  wesley keygen",
            "  wesley keygen --signer HOLMES --out ~/release-keys",
        })
final class KeygenCommand extends Command {
    @Option(names = "--signer", split = ",", paramLabel = "ROLE", description = "HOLMES, WAT-SUM (default: both).")
    private List<String> signers = List.of("HOLMES", "WAT-SUM");

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for the keys (default: ~/.wesley/keys).")
    private @Nullable String out;

    @Option(names = "--force", description = "Replace keys that are there: certificates signed by them no longer verify.")
    private boolean force;

    KeygenCommand(Session session) {
        super(session);
    }

    @Override
    List<ExitCode> failures() {
        return List.of(ExitCode.INPUT);
    }

    @Override
    Answer answer() {
        Path folder = out == null ? SigningKeys.folder(session().surroundings()) : session().surroundings().path(out);
        List<Role> roles = signers.stream().map(SigningKeys::signer).distinct().toList();
        for (Role role : roles) {
            Path file = folder.resolve(SigningKeys.fileName(role));
            if (Files.exists(file) && !force) {
                throw Failure.of(ExitCode.INPUT, "EEXIST", "there is already a key " + file, "--out with another folder, or --force");
            }
        }
        Path existing = folder;
        while (existing.getParent() != null && !Files.isDirectory(existing)) {
            existing = existing.getParent();
        }
        if (new Git(existing).wouldAdd(folder.resolve(SigningKeys.fileName(roles.getFirst())).toString())) {
            throw Failure.of(ExitCode.INPUT, "KEY_IN_REPOSITORY", folder + " is inside a git repository, where a private key would be committed",
                    "wesley keygen without --out, which uses ~/.wesley/keys");
        }

        ObjectNode json = Json.object();
        ArrayNode keys = json.putArray("keys");
        List<String> text = new ArrayList<>();
        for (Role role : roles) {
            KeyPair pair = Keys.generate(session().surroundings().random());
            Path secret = folder.resolve(SigningKeys.fileName(role));
            Path open = folder.resolve(SigningKeys.fileName(role) + ".pub");
            TextFile.writePrivate(secret, Keys.pem(pair.getPrivate()));
            TextFile.write(open, Keys.pem(pair.getPublic()));
            String id = Keys.id(pair.getPublic());
            keys.addObject().put("signer", role.label()).put("keyId", id).put("private", secret.toString()).put("public", open.toString());
            text.add("🔑 " + role.label() + " " + id);
            text.add("   " + secret + " (private, mode 0600) and " + open);
        }
        return Answer.of(text, json);
    }
}
