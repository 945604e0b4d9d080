/// Watches an execution from a second session: which locks each step takes on what, and which files it rewrites. Start at
/// [LockObserver]. It compares with the plan's prediction and knows nothing about how that came to be.
@NullMarked
package dev.wesley.rehearsal.observe;

import org.jspecify.annotations.NullMarked;
