/// The front door: words in, words out, an exit code. Start at [Main].
@NullMarked
package dev.wesley.cli;

import org.jspecify.annotations.NullMarked;
