/// Everything that is said: answers, failures, warnings, progress. The only package that prints. Start at [Console].
@NullMarked
package dev.wesley.cli.report;

import org.jspecify.annotations.NullMarked;
