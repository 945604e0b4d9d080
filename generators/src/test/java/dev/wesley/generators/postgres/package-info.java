/// Spellings are judged by a real server: what it accepts, what it has in its catalogue afterwards.
@NullMarked
package dev.wesley.generators.postgres;

import org.jspecify.annotations.NullMarked;
