package dev.wesley.cli.command;

import picocli.CommandLine;

/// Compares the database with what was deployed there.
@CommandLine.Command(
        name = "detect",
        description = "Compare the live database with what was last deployed there.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  wesley drift detect --dsn postgres://reader@db/shop --fail-on-drift",
            "  wesley drift detect --from git:v1.4 --format markdown",
        })
final class DriftDetectCommand extends DriftDetection {
    DriftDetectCommand(Session session) {
        super(session);
    }
}
