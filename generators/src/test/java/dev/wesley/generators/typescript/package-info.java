@NullMarked
package dev.wesley.generators.typescript;

import org.jspecify.annotations.NullMarked;
