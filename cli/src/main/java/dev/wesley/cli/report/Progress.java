package dev.wesley.cli.report;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A line on stderr about work that takes more than a second; on a terminal it counts and then vanishes.
final class Progress implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 1;

    private final CountDownLatch done = new CountDownLatch(1);
    private final String what;
    private final PrintStream err;
    private final boolean terminal;
    private final Thread thread;

    Progress(String what, PrintStream err, boolean terminal) {
        this.what = what;
        this.err = err;
        this.terminal = terminal;
        this.thread = Thread.ofPlatform().daemon().name("progress").unstarted(this::watch);
    }

    void start() {
        thread.start();
    }

    private void watch() {
        try {
            long seconds = PATIENCE_SECONDS;
            while (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                if (terminal) {
                    err.print("\r⏳ " + what + " … " + seconds + " s ");
                    err.flush();
                } else if (seconds == PATIENCE_SECONDS) {
                    err.println("⏳ " + what + " …");
                }
                seconds += PATIENCE_SECONDS;
            }
            if (terminal && seconds > PATIENCE_SECONDS) {
                err.print("\r" + " ".repeat(what.length() + 16) + "\r");
                err.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
        if (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
