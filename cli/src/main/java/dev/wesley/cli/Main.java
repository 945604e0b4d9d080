package dev.wesley.cli;

import dev.wesley.cli.command.CommandTree;
import dev.wesley.cli.command.Session;
import dev.wesley.cli.option.GlobalOptions;
import dev.wesley.cli.project.Surroundings;
import dev.wesley.cli.report.Answer;
import dev.wesley.cli.report.Console;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.cli.report.Style;
import dev.wesley.engine.json.Json;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// `wesley …`: words in, words out, an exit code. The only class that ends the process.
public final class Main {
    private final Console console;
    private final GlobalOptions options = new GlobalOptions();
    private final Surroundings surroundings;

    private Main(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.console = new Console(surroundings.stdout(), surroundings.stderr(), surroundings.terminal(), surroundings.clock());
    }

    public static void main(String[] arguments) {
        Surroundings process = new Surroundings(System.getenv(), Path.of(""), System.in, Console.standardOutput(),
                Console.standardError(), Console.onTerminal(), Clock.systemUTC(), new SecureRandom());
        System.exit(run(List.of(arguments), process));
    }

    /// Runs one command line.
    ///
    /// @return the exit code, see [ExitCode]
    public static int run(List<String> arguments, Surroundings surroundings) {
        return new Main(surroundings).run(arguments);
    }

    private int run(List<String> arguments) {
        boolean json = arguments.contains("--json");
        boolean debug = arguments.contains("--debug");
        console.behave(new Console.Manner(json, false, false, debug, Style.PLAIN));
        try {
            CommandLine tree = CommandTree.build(options, new Session(surroundings, console, options, Main::run));
            tree.setParameterExceptionHandler((e, ignored) -> fail(usage(e)));
            tree.setExecutionExceptionHandler((e, commandLine, parsed) -> fail(failure(e)));
            tree.setExecutionStrategy(parsed -> execute(parsed));
            return tree.execute(arguments.toArray(String[]::new));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return fail(failure(e));
        }
    }

    private int execute(CommandLine.ParseResult parsed) {
        console.behave(new Console.Manner(options.json(), options.quiet(), options.verbose(), options.debug(), style()));
        Optional<Answer> help = help(parsed);
        if (help.isPresent()) {
            console.answer(help.get());
            return ExitCode.SUCCESS.number();
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private Optional<Answer> help(CommandLine.ParseResult parsed) {
        for (CommandLine commandLine : parsed.asCommandLineList()) {
            if (commandLine.isUsageHelpRequested()) {
                String plain = commandLine.getUsageMessage(Ansi.OFF);
                return Optional.of(Answer.of(commandLine.getUsageMessage(style().help()).stripTrailing(), Json.object().put("help", plain)));
            }
            if (commandLine.isVersionHelpRequested()) {
                return Optional.of(Answer.of("wesley " + CommandTree.version(), Json.object().put("version", CommandTree.version())));
            }
        }
        return Optional.empty();
    }

    /// Colour only for a person who has not refused it.
    private Style style() {
        boolean colour = surroundings.terminal()
                && !options.plain()
                && !options.json()
                && surroundings.variable("NO_COLOR").isEmpty()
                && !surroundings.variable("TERM").equals(Optional.of("dumb"));
        return colour ? Style.COLOUR : Style.PLAIN;
    }

    private int fail(Failure failure) {
        console.failure(failure);
        return failure.exit().number();
    }

    private static Failure usage(ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        List<String> similar = e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        String message = String.valueOf(e.getMessage()).strip();
        String help = similar.isEmpty()
                ? command + " --help"
                : "did you mean " + String.join(" or ", similar.subList(0, Math.min(3, similar.size()))) + "? See " + command + " --help";
        return Failure.of(ExitCode.INPUT, "USAGE", message, help).causedBy(e);
    }

    /// A failure as it is; anything else is a bug of ours and says so.
    private static Failure failure(Throwable thrown) {
        if (thrown instanceof Failure failure) {
            return failure;
        }
        String what = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
        return Failure.of(ExitCode.INTERNAL, "INTERNAL", "Wesley has a bug here: " + what.lines().findFirst().orElse(what),
                "the same command with --debug, and report what it prints").causedBy(thrown);
    }
}
