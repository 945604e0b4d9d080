package dev.wesley.cli.command;

import dev.wesley.cli.option.GlobalOptions;
import dev.wesley.cli.report.ExitCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/// Every command, in the order in which help lists them: the order in which one uses them.
public final class CommandTree {
    private static final int WIDTH = 100;

    private CommandTree() {}

    /// The version as `--version` prints it.
    public static String version() {
        return Optional.ofNullable(CommandTree.class.getPackage().getImplementationVersion()).orElse("development");
    }

    public static CommandLine build(GlobalOptions options, Session session) {
        CommandLine root = new CommandLine(new Wesley(options));
        root.addSubcommand(new DemoCommand(session));
        root.addSubcommand(new ValidateCommand(session));
        root.addSubcommand(new TransformCommand(session));
        root.addSubcommand(new PlanCommand(session));
        root.addSubcommand(new ExplainCommand(session));
        root.addSubcommand(new RehearseCommand(session));
        root.addSubcommand(new ProveCommand(session));
        group(root, new CertGroup(), new CertCreateCommand(session), new CertSignCommand(session), new CertVerifyCommand(session),
                new CertBadgeCommand(session));
        root.addSubcommand(new DeployCommand(session));
        group(root, new PolicyGroup(), new PolicyListCommand(session), new PolicyExplainCommand(session), new PolicyTestCommand(session));
        CommandLine drift = new CommandLine(new DriftCommand(session));
        root.addSubcommand(drift);
        drift.addSubcommand(new DriftDetectCommand(session));
        drift.addSubcommand(new DriftRepairCommand(session));
        root.addSubcommand(new ImportCommand(session));
        root.addSubcommand(new SnapshotCommand(session));
        root.addSubcommand(new StatsCommand(session));
        root.addSubcommand(new KeygenCommand(session));
        CommandLine init = new CommandLine(new InitCommand(session));
        root.addSubcommand(init);
        init.addSubcommand("keys", new KeygenCommand(session));
        root.addSubcommand(new ValidateBundleCommand(session));
        root.addSubcommand(new CompletionCommand(session, root));
        dress(root);
        return root;
    }

    private static void group(CommandLine root, Object group, Command... members) {
        CommandLine line = new CommandLine(group);
        root.addSubcommand(line);
        for (Command member : members) {
            line.addSubcommand(member);
        }
    }

    private static void dress(CommandLine line) {
        line.setUsageHelpWidth(WIDTH);
        line.setUsageHelpAutoWidth(false);
        line.setUsageHelpLongOptionsMaxWidth(28);
        CommandLine.Model.UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        usage.abbreviateSynopsis(true);
        usage.sortOptions(false);
        usage.optionListHeading("%nOptions:%n");
        usage.commandListHeading("%nCommands:%n");
        if (line.getCommandSpec().userObject() instanceof Command command) {
            Map<String, String> codes = new LinkedHashMap<>();
            codes.put("0", ExitCode.SUCCESS.meaning());
            command.failures().forEach(exit -> codes.put(Integer.toString(exit.number()), exit.meaning()));
            usage.exitCodeListHeading("%nExit codes:%n");
            usage.exitCodeList(codes);
        }
        line.getSubcommands().values().stream().distinct().forEach(CommandTree::dress);
    }

    @CommandLine.Command(
            name = "wesley",
            description = "One GraphQL schema becomes SQL, types and tests, a phased Postgres migration with its locks and reasons,"
                    + " a rehearsal on a real server, and a signed certificate.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  wesley demo                                 the whole road on an e-commerce schema",
                "  wesley transform --schema schema.graphql    write schema.sql, types.ts, zod.ts, tests.sql",
                "  wesley plan --explain                       what would change, which locks, why",
                "  wesley rehearse                             play the plan on a throw-away Postgres",
            })
    static final class Wesley {
        @Mixin
        private final GlobalOptions options;

        Wesley(GlobalOptions options) {
            this.options = options;
        }

        GlobalOptions options() {
            return options;
        }
    }

    @CommandLine.Command(name = "cert", description = "Make, sign and check the certificate SHIPME.md.")
    static final class CertGroup {}

    @CommandLine.Command(name = "policy", description = "Read and test the rules that decide.")
    static final class PolicyGroup {}
}
