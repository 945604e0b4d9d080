/// Options that several commands share, and the settings that they resolve to: flag, environment, configuration file, default.
/// Start at [GlobalOptions].
@NullMarked
package dev.wesley.cli.option;

import org.jspecify.annotations.NullMarked;
