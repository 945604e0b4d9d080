@NullMarked
package dev.wesley.generators.pgtap;

import org.jspecify.annotations.NullMarked;
