/// TypeScript types of what travels over the wire. Start at [TypeScriptTypes].
@NullMarked
package dev.wesley.generators.typescript;

import org.jspecify.annotations.NullMarked;
