/// The plan: steps, phases, lock sets, order, transactions. Start at [Plan].
@NullMarked
package dev.wesley.engine.plan;

import org.jspecify.annotations.NullMarked;
