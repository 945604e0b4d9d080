/// SDL text to schema: the only place that knows graphql-java. Start at [SdlReader].
@NullMarked
package dev.wesley.engine.sdl;

import org.jspecify.annotations.NullMarked;
