/// What client code sees of a schema: SDL names, values that JSON can carry. Types and validators are both written from [WireShape],
/// so that they cannot tell different stories.
@NullMarked
package dev.wesley.generators.wire;

import org.jspecify.annotations.NullMarked;
