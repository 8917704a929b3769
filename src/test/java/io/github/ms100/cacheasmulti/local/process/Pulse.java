package io.github.ms100.cacheasmulti.local.process;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Does something again and again that should be quick, and notes how long it was not: of a thread that does nothing, the time in
 * which its process had no processor; of one that asks Redis, the time without an answer.
 */
final class Pulse implements Runnable {

    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(20);

    /** What takes no longer is not worth a line. */
    private static final long QUICK = TimeUnit.MILLISECONDS.toNanos(3);

    private final Runnable beat;

    private final Journal journal;

    private volatile boolean stopped;

    Pulse(Runnable beat, Journal journal) {
        this.beat = beat;
        this.journal = journal;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        long last = System.nanoTime();
        while (!stopped) {
            LockSupport.parkNanos(EVERY);
            boolean answered = true;
            try {
                beat.run();
            } catch (RuntimeException ex) {
                answered = false;
            }
            long now = System.nanoTime();
            if (now - last > EVERY + QUICK) {
                journal.stalled(last + EVERY, now);
            }
            // As long as there is no answer the time goes on.
            last = answered ? now : last;
        }
        journal.close();
    }
}
