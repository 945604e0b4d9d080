/// One class a command, named after the verb that the user types. Start at [Command]; [CommandTree] lists them all.
@NullMarked
package dev.wesley.cli.command;

import org.jspecify.annotations.NullMarked;
