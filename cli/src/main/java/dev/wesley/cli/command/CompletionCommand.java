package dev.wesley.cli.command;

import dev.wesley.cli.report.Answer;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.engine.json.Json;
import java.util.List;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/// Prints a completion script. The same script serves bash and zsh.
@CommandLine.Command(
        name = "completion",
        description = "Print a completion script for your shell.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(wesley completion bash)",
            "  wesley completion zsh > ~/.wesley-completion && echo 'source ~/.wesley-completion' >> ~/.zshrc",
        })
final class CompletionCommand extends Command {
    enum Shell {
        BASH,
        ZSH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final CommandLine root;

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.BASH;

    CompletionCommand(Session session, CommandLine root) {
        super(session);
        this.root = root;
    }

    @Override
    List<ExitCode> failures() {
        return List.of(ExitCode.INPUT);
    }

    @Override
    Answer answer() {
        String script = AutoComplete.bash("wesley", root);
        return Answer.of(script.stripTrailing(), Json.object().put("shell", shell.toString()).put("script", script));
    }
}
