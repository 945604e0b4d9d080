/// Tests of the base pack: completeness, recipes, recorded locks, pages. Start at [BasePackTest].
@NullMarked
package dev.wesley.rules;

import org.jspecify.annotations.NullMarked;
