package dev.wesley.rehearsal.execute;

import java.time.Duration;

/// A step that is done.
///
/// @param attempts executions, retries included
/// @param elapsed of the attempt that worked, without the pauses before it
/// @param waited for locks, in failed attempts and pauses
/// @param rows written by a backfill, else 0
public record ExecutedStep(String id, int attempts, Duration elapsed, Duration waited, long rows) {}
