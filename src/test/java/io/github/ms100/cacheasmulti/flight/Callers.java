package io.github.ms100.cacheasmulti.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.internal.flight.Flights;
import io.github.ms100.cacheasmulti.internal.store.StoreIdentities;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls in threads of their own. What is measured in time here only ends a test that hangs. */
final class Callers implements AutoCloseable {

    private static final Duration HANG = Duration.ofSeconds(60);

    private final List<Thread> threads = new ArrayList<>();

    private final ThreadFactory factory;

    Callers() {
        this(Thread::new);
    }

    Callers(ThreadFactory factory) {
        this.factory = factory;
    }

    <T> Call<T> start(Callable<T> body) {
        FutureTask<T> task = new FutureTask<>(body);
        Thread thread = factory.newThread(task);
        threads.add(thread);
        thread.start();
        return new Call<>(thread, task);
    }

    /** Waits until nothing is in flight any more, and no load runs: otherwise something has leaked. */
    static void assertNothingIsLeft() {
        assertThat(Flights.inThisJvm().isEmpty()).as("no flight is left").isTrue();
        assertThat(StoreIdentities.feed().loads().isListening())
                .as("a running load is left")
                .isFalse();
    }

    @Override
    public void close() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(HANG.toMillis());
            assertThat(thread.isAlive()).as("%s has ended", thread).isFalse();
        }
        assertNothingIsLeft();
    }

    /** One call. */
    record Call<T>(Thread thread, FutureTask<T> task) {

        T result() throws Exception {
            try {
                return task.get(HANG.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException ex) {
                if (ex.getCause() instanceof Exception cause) {
                    throw cause;
                }
                throw ex;
            } catch (TimeoutException ex) {
                throw new AssertionError(
                        "%s hangs at %s".formatted(thread, Arrays.toString(thread.getStackTrace())), ex);
            }
        }

        /** Waits until the call has failed, and returns with what. */
        Throwable failure() {
            return catchThrowable(this::result);
        }

        /** Waits until the call waits for a load of another call. */
        void awaitWaiting() {
            await().atMost(HANG).pollInterval(Duration.ofMillis(2)).until(() -> Arrays.stream(thread.getStackTrace())
                    .anyMatch(frame -> frame.getClassName().endsWith(".Flight")
                            && frame.getMethodName().equals("await")));
        }

        boolean isDone() {
            return task.isDone();
        }
    }
}
