package io.github.ms100.cacheasmulti.internal.later;

import io.github.ms100.cacheasmulti.internal.memory.Remembered;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The threads in which asynchronous calls go on once they have waited, and those that wait for stores that only block (A5, A6): the
 * application's, else a bounded pool of the library's own, which ends with the context. Thread-safe.
 */
public final class CallThreads implements AutoCloseable {

    /** How many threads may wait for stores at a time. */
    private static final int WAITING = 16;

    private static final Log logger = LogFactory.getLog(CallThreads.class);

    private final Remembered<String, Boolean> told = new Remembered<>();

    private final AtomicBoolean complained = new AtomicBoolean();

    private final Supplier<@Nullable Executor> application;

    private final Executor waiting = new Bounded(this::execute, WAITING);

    private final Object lock = new Object();

    private volatile @Nullable Executor chosen;

    private @Nullable ThreadPoolExecutor own;

    private boolean closed;

    /**
     * Creates them.
     *
     * @param application gives the executor of the application, {@code null} if it has none; asked when a thread is first needed
     */
    public CallThreads(Supplier<@Nullable Executor> application) {
        this.application = application;
    }

    /**
     * Runs work in which a call goes on, which throws nothing; in the thread that gives it only if there is no other any more. An executor
     * of the application that fails, as its task decorator may, has refused.
     */
    public void execute(Runnable work) {
        Once once = new Once(work);
        try {
            chosen().execute(once);
        } catch (RuntimeException | Error ex) {
            // Whoever waits for the call must not wait for ever.
            if (!(ex instanceof RejectedExecutionException) && complained.compareAndSet(false, true)) {
                logger.warn("The executor that calls go on in has failed; other threads do its work (logged once)", ex);
            }
            executeAnyway(once);
        }
    }

    private void executeAnyway(Runnable work) {
        try {
            own().execute(work);
        } catch (RejectedExecutionException ex) {
            work.run();
        }
    }

    /** Returns what runs work that waits for a store, so much of it at a time. */
    public Executor waiting() {
        return waiting;
    }

    /** Says once of a cache that threads wait for it. */
    public void tellOfWaiting(Cache cache) {
        if (logger.isInfoEnabled() && told.put(cache.getName(), true)) {
            logger.info(
                    "Cache '%s' (%s) only answers who waits: asynchronous batches do that in other threads, %d at a time"
                            .formatted(cache.getName(), cache.getClass().getName(), WAITING));
        }
    }

    private Executor chosen() {
        Executor known = chosen;
        if (known == null) {
            Executor given = application.get();
            known = (given == null) ? own() : given;
            chosen = known;
        }
        return known;
    }

    private Executor own() {
        synchronized (lock) {
            if (closed) {
                throw new RejectedExecutionException("The application context has been closed");
            }
            if (own == null) {
                int size = WAITING + Runtime.getRuntime().availableProcessors();
                CustomizableThreadFactory threads = new CustomizableThreadFactory("cache-as-multi-call-");
                threads.setDaemon(true);
                own = new ThreadPoolExecutor(size, size, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
                own.allowCoreThreadTimeOut(true);
            }
            return own;
        }
    }

    /** Ends the library's own threads when they have done what they have been given. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            if (own != null) {
                own.shutdown();
            }
        }
    }

    /** Runs once, whoever has been given it. */
    private static final class Once extends AtomicBoolean implements Runnable {

        private static final long serialVersionUID = 1L;

        private final transient Runnable work;

        Once(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            if (compareAndSet(false, true)) {
                work.run();
            }
        }
    }

    /** Runs so much at a time, the rest when its turn comes. */
    private static final class Bounded implements Executor {

        private final Executor threads;

        private final int limit;

        private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();

        private final AtomicInteger running = new AtomicInteger();

        Bounded(Executor threads, int limit) {
            this.threads = threads;
            this.limit = limit;
        }

        @Override
        public void execute(Runnable work) {
            queue.add(work);
            startAnother();
        }

        private void startAnother() {
            int now = running.get();
            while (now < limit && !queue.isEmpty()) {
                if (running.compareAndSet(now, now + 1)) {
                    start();
                    return;
                }
                now = running.get();
            }
        }

        private void start() {
            try {
                threads.execute(this::runAll);
            } catch (RuntimeException | Error ex) {
                running.decrementAndGet();
                throw ex;
            }
        }

        private void runAll() {
            try {
                for (Runnable work = queue.poll(); work != null; work = queue.poll()) {
                    work.run();
                }
            } finally {
                running.decrementAndGet();
                // What was added meanwhile may have found all threads busy.
                startAnother();
            }
        }
    }
}
