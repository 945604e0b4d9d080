/// Tests of the generators against real compilers and a real Postgres. [Shop] is the schema that most of them use.
@NullMarked
package dev.wesley.generators;

import org.jspecify.annotations.NullMarked;
