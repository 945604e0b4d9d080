/// What differs between two schemas, without any remedy. Start at [Change].
@NullMarked
package dev.wesley.engine.diff;

import org.jspecify.annotations.NullMarked;
