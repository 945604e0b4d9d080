/// Zod 4 validators of what travels over the wire, over the same model as the types. Start at [ZodSchemas].
@NullMarked
package dev.wesley.generators.zod;

import org.jspecify.annotations.NullMarked;
