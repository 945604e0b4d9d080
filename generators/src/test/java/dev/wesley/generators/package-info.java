/// Who may know whom among the generators.
@NullMarked
package dev.wesley.generators;

import org.jspecify.annotations.NullMarked;
