package io.github.ms100.cacheasmulti.flight;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A place in the code where one thread stops until the test lets it go on. Later threads pass. */
final class Hold {

    private final CountDownLatch reached = new CountDownLatch(1);

    private final CountDownLatch released = new CountDownLatch(1);

    /** Stops here, once somebody has arrived, until {@link #release}. */
    void here() {
        reached.countDown();
        await(released, "nobody let go");
    }

    /** Waits until a thread has stopped. */
    void awaitReached() {
        await(reached, "nobody came");
    }

    /** Lets the thread that stopped, and all that come later, go on. */
    void release() {
        released.countDown();
    }

    // The limit only ends a test that hangs.
    private static void await(CountDownLatch latch, String otherwise) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError(otherwise);
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
    }
}
