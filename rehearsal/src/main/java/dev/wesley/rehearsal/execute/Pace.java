package dev.wesley.rehearsal.execute;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Time and chance, from outside, so that a test can say what they are.
public interface Pace {
    Instant now();

    /// Waits.
    void pause(Duration duration) throws InterruptedException;

    /// Spreads retries of several runners.
    RandomGenerator random();

    /// The machine's clock and an unpredictable seed.
    static Pace real() {
        RandomGenerator random = new SplittableRandom();
        return new Pace() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public void pause(Duration duration) throws InterruptedException {
                Thread.sleep(duration);
            }

            @Override
            public RandomGenerator random() {
                return random;
            }
        };
    }
}
