/// A schema as GraphQL SDL, for a database that existed before its schema language did. Start at [SdlText].
@NullMarked
package dev.wesley.generators.sdl;

import org.jspecify.annotations.NullMarked;
