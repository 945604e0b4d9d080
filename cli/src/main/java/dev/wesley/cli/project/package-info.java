/// The user's working folder: schema files, `.wesley/`, the configuration file, the git commit. Start at [Project].
@NullMarked
package dev.wesley.cli.project;

import org.jspecify.annotations.NullMarked;
