/// The façades: [Compiler] (text to schema) and [Planner] (two schemas to a plan).
///
/// The engine decides and is pure: no JDBC, no SQL, no output, no clock, no randomness. Start reading at [Planner].
@NullMarked
package dev.wesley.engine;

import org.jspecify.annotations.NullMarked;
