@NullMarked
package dev.wesley.engine.diff;

import org.jspecify.annotations.NullMarked;
