/// Pages of rules: prose for people whose examples are tests. Runs them against any packs; start at [PageTrial].
@NullMarked
package dev.wesley.engine.page;

import org.jspecify.annotations.NullMarked;
