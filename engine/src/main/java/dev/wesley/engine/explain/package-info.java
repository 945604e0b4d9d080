/// A plan in words: what happens phase by phase, what it locks, who waits, and why. Knows plans only. Start at [Explanation].
@NullMarked
package dev.wesley.engine.explain;

import org.jspecify.annotations.NullMarked;
