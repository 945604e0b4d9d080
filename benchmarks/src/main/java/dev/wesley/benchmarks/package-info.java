/// What planning costs, by size. Knows the engine and the shipped rules; start at [PlanningBenchmark].
@NullMarked
package dev.wesley.benchmarks;

import org.jspecify.annotations.NullMarked;
