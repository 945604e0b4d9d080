/// What rules may know besides changes and steps: the server, sizes, objects that exist already. Start at [Fact].
@NullMarked
package dev.wesley.engine.fact;

import org.jspecify.annotations.NullMarked;
