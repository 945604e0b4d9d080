/// Canonical reading and writing: the only place that knows Jackson. Start at [Json].
@NullMarked
package dev.wesley.engine.json;

import org.jspecify.annotations.NullMarked;
