@NullMarked
package dev.wesley.generators.zod;

import org.jspecify.annotations.NullMarked;
