package io.github.ms100.cacheasmulti.sync;

import static io.github.ms100.cacheasmulti.fixture.Growth.assertLinear;
import static io.github.ms100.cacheasmulti.fixture.Growth.cpuTime;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.Hold;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cache.annotation.Cacheable;

@DisplayName("S19 the effort of a call that waits grows with its keys, not with their square")
@Tag("slow")
class WaiterGrowthTests {

    private final CachingContext context = CachingContext.of(Cars.class);

    private final Cars cars = context.bean(Cars.class);

    private final Callers callers = new Callers();

    @AfterEach
    void stop() throws Exception {
        callers.close();
        context.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("S19, S16 with elements that share awaited keys, whether the owner succeeds or fails")
    void sharedKeys(boolean fails) {
        assertLinear(size -> {
            context.cache("cars").clear();
            List<Integer> ids = IntStream.range(0, size).boxed().toList();
            try {
                return wait(ids, fails);
            } catch (Exception ex) {
                throw new AssertionError(ex);
            }
        });
    }

    private long wait(List<Integer> ids, boolean fails) throws Exception {
        Hold hold = new Hold();
        cars.hold(hold, fails);
        callers.start(() -> cars.find(ids));
        hold.awaitReached();
        List<Integer> found = new ArrayList<>();
        var waiter = callers.start(() -> cpuTime(() -> found.addAll(cars.find(ids))));
        waiter.awaitWaiting();
        hold.release();

        long time = waiter.result();
        assertThat(found).hasSameSizeAs(ids);
        return time;
    }

    static class Cars {

        private Hold hold;

        private boolean fails;

        public void hold(Hold hold, boolean fails) {
            this.hold = hold;
            this.fails = fails;
        }

        @Cacheable(cacheNames = "cars", sync = true, key = "#ids / 2")
        public List<Integer> find(@CacheAsMulti List<Integer> ids) {
            Hold first = hold;
            hold = null;
            if (first != null) {
                first.here();
                if (fails) {
                    throw new IllegalStateException("no connection");
                }
            }
            return new ArrayList<>(ids);
        }
    }
}
