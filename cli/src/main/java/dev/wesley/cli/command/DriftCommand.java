package dev.wesley.cli.command;

import picocli.CommandLine;

/// `wesley drift` alone detects.
@CommandLine.Command(
        name = "drift",
        description = "Compare the live database with what was last deployed there; find the way back.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  wesley drift --dsn postgres://reader@db/shop",
            "  wesley drift --fail-on-drift --json",
        })
final class DriftCommand extends DriftDetection {
    DriftCommand(Session session) {
        super(session);
    }
}
