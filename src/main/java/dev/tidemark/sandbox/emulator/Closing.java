package dev.tidemark.sandbox.emulator;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells waiting requests that the emulator is about to stop, so that none of them holds it up. */
final class Closing {
    private final CountDownLatch begun = new CountDownLatch(1);

    void begin() {
        begun.countDown();
    }

    /** Waits; answers false when the wait was cut short and the request must not go on. */
    boolean passes(Duration wait) {
        try {
            return !begun.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
