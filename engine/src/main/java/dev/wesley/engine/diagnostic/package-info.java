/// What Wesley complains about, where, and what to do. Knows nothing else of Wesley. Start at [Diagnostic].
@NullMarked
package dev.wesley.engine.diagnostic;

import org.jspecify.annotations.NullMarked;
