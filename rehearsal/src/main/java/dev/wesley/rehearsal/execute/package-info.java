/// Runs a spelled plan on a live database and stops cleanly: migration lock, transactions, timeouts by step class, retries, backfill.
/// Rehearsals and deployments use the same code. Start at [Executor]; a deployment is [Deployment]. It decides nothing about a plan.
@NullMarked
package dev.wesley.rehearsal.execute;

import org.jspecify.annotations.NullMarked;
