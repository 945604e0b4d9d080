/// The canonical schema: tables, columns, keys, indexes, policies, enums. Immutable, sorted, equal by value. Start at [Schema].
@NullMarked
package dev.wesley.engine.ir;

import org.jspecify.annotations.NullMarked;
