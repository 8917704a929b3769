package io.github.ms100.cacheasmulti.internal.later;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.concurrent.ConcurrentMapCache;

@DisplayName("A5, A6 the threads in which asynchronous calls go on")
class CallThreadsTests {

    private static final Executor REFUSES = work -> {
        throw new RejectedExecutionException("busy");
    };

    @Test
    @DisplayName("A6 no more than 16 wait for stores at a time, and the others follow")
    void sixteenWait() {
        List<Runnable> given = new ArrayList<>();
        List<Integer> done = new ArrayList<>();
        try (CallThreads threads = new CallThreads(() -> given::add)) {
            for (int number = 0; number < 40; number++) {
                int each = number;
                threads.waiting().execute(() -> done.add(each));
            }
            assertThat(given).hasSize(16);

            given.forEach(Runnable::run);
        }
        assertThat(done).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("A6 work that fails holds up nothing that waits for its turn")
    void failingWork() {
        List<Runnable> given = new ArrayList<>();
        List<String> done = new ArrayList<>();
        try (CallThreads threads = new CallThreads(() -> given::add)) {
            for (int number = 0; number < 16; number++) {
                threads.waiting().execute(() -> {
                    throw new IllegalStateException("broken");
                });
            }
            threads.waiting().execute(() -> done.add("the last"));

            while (!given.isEmpty()) {
                Runnable next = given.remove(0);
                if (done.isEmpty()) {
                    runBroken(next);
                } else {
                    next.run();
                }
            }
        }
        assertThat(done).containsExactly("the last");
    }

    private static void runBroken(Runnable work) {
        try {
            work.run();
        } catch (IllegalStateException ex) {
            assertThat(ex).hasMessage("broken");
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    @DisplayName("A5 so it is where the application's fails, as its task decorator may, which is said once")
    void failingExecutor(CapturedOutput output) {
        try (CallThreads threads = new CallThreads(() -> work -> {
            throw new IllegalStateException("no request in this thread");
        })) {
            for (int attempt = 0; attempt < 40; attempt++) {
                assertThat(threadOf(threads).getName()).startsWith("cache-as-multi-call-");
                CompletableFuture<Void> waiting = new CompletableFuture<>();
                threads.waiting().execute(() -> waiting.complete(null));
                assertThat(waiting).succeedsWithin(60, TimeUnit.SECONDS);
            }
        }
        assertThat(output.getAll().split("no request in this thread", -1)).hasSize(2);
    }

    @Test
    @DisplayName("A5 what an executor has begun, or begins after it has failed, is not done twice")
    void doneOnce() {
        List<Runnable> given = new ArrayList<>();
        AtomicInteger done = new AtomicInteger();
        try (CallThreads threads = new CallThreads(() -> work -> {
            work.run();
            given.add(work);
            throw new IllegalStateException("afterwards");
        })) {
            threads.execute(done::incrementAndGet);
            given.forEach(Runnable::run);
        }
        assertThat(done).hasValue(1);
    }

    @Test
    @DisplayName("A5 without an executor of the application it is a thread of the library's own, which is a daemon")
    void ownThread() {
        try (CallThreads threads = new CallThreads(() -> null)) {
            Thread thread = threadOf(threads);

            assertThat(thread.getName()).startsWith("cache-as-multi-call-");
            assertThat(thread.isDaemon()).isTrue();
        }
    }

    @Test
    @DisplayName("A5 so it is where the application's refuses, for somebody waits for the call")
    void refused() {
        try (CallThreads threads = new CallThreads(() -> REFUSES)) {
            assertThat(threadOf(threads).getName()).startsWith("cache-as-multi-call-");
        }
    }

    @Test
    @DisplayName("A6 the own threads end with the context; calls under way end where they are")
    void ended() throws Exception {
        CallThreads threads = new CallThreads(() -> null);
        Thread thread = threadOf(threads);

        threads.close();

        thread.join(TimeUnit.SECONDS.toMillis(60));
        assertThat(thread.isAlive()).isFalse();
        assertThat(threadOf(threads)).isSameAs(Thread.currentThread());
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    @DisplayName("A6 of a cache that only blocks this is said once")
    void saidOnce(CapturedOutput output) {
        try (CallThreads threads = new CallThreads(() -> REFUSES)) {
            threads.tellOfWaiting(new ConcurrentMapCache("cars"));
            threads.tellOfWaiting(new ConcurrentMapCache("cars"));
            threads.tellOfWaiting(new ConcurrentMapCache("vans"));
        }
        assertThat(output.getAll().split("only answers who waits", -1)).hasSize(3);
        assertThat(output).contains("'cars'", "'vans'", ConcurrentMapCache.class.getName(), "16 at a time");
    }

    private static Thread threadOf(CallThreads threads) {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        threads.execute(() -> thread.complete(Thread.currentThread()));
        return thread.orTimeout(60, TimeUnit.SECONDS).join();
    }
}
