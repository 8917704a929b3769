package io.github.ms100.cacheasmulti.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.Database;
import io.github.ms100.cacheasmulti.fixture.Hold;
import io.github.ms100.cacheasmulti.support.SingleFlightSettings;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;

@DisplayName("S19 how a call waits for another one")
class WaitingTests {

    private final List<AutoCloseable> open = new ArrayList<>();

    private Database database;

    private SyncCars cars;

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    /** Platform threads, and virtual ones where there are any (Java 21 and later). */
    private static List<ThreadFactory> kindsOfThreads() throws ReflectiveOperationException {
        if (Runtime.version().feature() < 21) {
            return List.of(Thread::new);
        }
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        Method factory = Class.forName("java.lang.Thread$Builder").getMethod("factory");
        return List.of(Thread::new, (ThreadFactory) factory.invoke(builder));
    }

    @Test
    @DisplayName("S19 an interrupted call fails clearly, keeps its status, and leaves nothing behind")
    void interrupted() throws Exception {
        for (ThreadFactory kind : kindsOfThreads()) {
            interrupted(kind);
        }
    }

    private void interrupted(ThreadFactory kind) throws Exception {
        Callers callers = start(kind);
        Hold hold = database.holdQueriesFor(1);
        var owner = callers.start(() -> cars.find(List.of(1)));
        hold.awaitReached();
        AtomicReference<Boolean> status = new AtomicReference<>();
        var waiter = callers.start(() -> {
            try {
                return cars.find(List.of(2, 1));
            } finally {
                status.set(Thread.currentThread().isInterrupted());
            }
        });
        waiter.awaitWaiting();
        waiter.thread().interrupt();

        assertThatIllegalStateException()
                .isThrownBy(waiter::result)
                .withMessageContainingAll("Interrupted", "another call", "key 1", "cache 'cars'")
                .withCauseInstanceOf(InterruptedException.class);
        assertThat(status.get()).isTrue();
        assertThat(cars.find(List.of(2))).containsOnlyKeys(2);
        hold.release();
        assertThat(owner.result()).containsOnlyKeys(1);
        assertThat(database.loads()).isEqualTo(Map.of(1, 1, 2, 1));
    }

    @Test
    @DisplayName("S19 many calls wait for one, on threads of any kind")
    void manyWaiters() throws Exception {
        for (ThreadFactory kind : kindsOfThreads()) {
            manyWaiters(kind);
        }
    }

    private void manyWaiters(ThreadFactory kind) throws Exception {
        Callers callers = start(kind);
        Hold hold = database.holdQueriesFor(1);
        List<Callers.Call<Map<Integer, String>>> calls = new ArrayList<>();
        calls.add(callers.start(() -> cars.find(List.of(1))));
        hold.awaitReached();
        for (int i = 0; i < 50; i++) {
            List<Integer> ids = List.of(1, 100 + i);
            calls.add(callers.start(() -> cars.find(ids)));
        }
        for (var call : calls.subList(1, calls.size())) {
            call.awaitWaiting();
        }
        hold.release();

        for (var call : calls) {
            assertThat(call.result()).containsEntry(1, "car 1");
        }
        assertThat(database.loads()).containsEntry(1, 1).hasSize(51);
    }

    @Test
    @DisplayName("S19 after the wait limit a call loads for itself what it waited for")
    void limit() throws Exception {
        Callers callers = start(Thread::new, ShortLimit.class);
        Hold hold = database.holdQueriesFor(1);
        var owner = callers.start(() -> cars.find(List.of(1, 2)));
        hold.awaitReached();
        database.during = ids -> {};

        // The query of the owner goes on only after this has returned.
        assertThat(callers.start(() -> cars.find(List.of(2, 1, 3))).result())
                .isEqualTo(Map.of(1, "car 1", 2, "car 2", 3, "car 3"));

        hold.release();
        assertThat(owner.result()).containsOnlyKeys(1, 2);
        assertThat(database.queries).containsExactly(List.of(1, 2), List.of(3), List.of(2, 1));
    }

    @Test
    @DisplayName("S19 a limit that is as long as durations can be is no limit")
    void endlessLimit() throws Exception {
        Callers callers = start(Thread::new, EndlessLimit.class);
        Hold hold = database.holdQueriesFor(1);
        var owner = callers.start(() -> cars.find(List.of(1)));
        hold.awaitReached();
        var waiter = callers.start(() -> cars.find(List.of(1)));
        waiter.awaitWaiting();
        hold.release();

        assertThat(waiter.result()).isEqualTo(owner.result());
        assertThat(database.queries).hasSize(1);
    }

    @Test
    @DisplayName("S19 a limit that is not positive is refused")
    void limitIsPositive() {
        for (Duration limit : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SingleFlightSettings(false, limit))
                    .withMessageContainingAll(limit.toString(), "must be positive");
        }
    }

    private Callers start(ThreadFactory kind, Class<?>... settings) {
        List<Class<?>> beans = new ArrayList<>(List.of(SyncCars.class, Database.class));
        beans.addAll(List.of(settings));
        CachingContext context = CachingContext.of(beans.toArray(Class<?>[]::new));
        cars = context.bean(SyncCars.class);
        database = context.bean(Database.class);
        Callers callers = new Callers(kind);
        open.add(callers);
        open.add(context);
        return callers;
    }

    static class ShortLimit {

        @Bean
        SingleFlightSettings settings() {
            return new SingleFlightSettings(false, Duration.ofMillis(20));
        }
    }

    static class EndlessLimit {

        @Bean
        SingleFlightSettings settings() {
            return new SingleFlightSettings(false, Duration.ofSeconds(Long.MAX_VALUE));
        }
    }
}
