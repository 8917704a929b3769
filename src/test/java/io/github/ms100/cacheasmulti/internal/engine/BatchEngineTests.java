package io.github.ms100.cacheasmulti.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.internal.flight.Flights;
import io.github.ms100.cacheasmulti.internal.later.CallThreads;
import io.github.ms100.cacheasmulti.internal.store.Stores;
import io.github.ms100.cacheasmulti.support.SingleFlightSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;

class BatchEngineTests {

    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final Batches batches = new Batches();

    private final Cache cache = new ConcurrentMapCache("cars");

    @Test
    @DisplayName("S19 loads are shared by methods that say so, or by all")
    void loads() {
        BatchEngine some = engine(false);
        BatchEngine all = engine(true);

        assertThat(some.loading(7, false, false).flights()).isNull();
        assertThat(some.loading(7, true, false).flights()).isSameAs(Flights.inThisJvm());
        assertThat(all.loading(7, false, false).flights()).isSameAs(Flights.inThisJvm());
        assertThat(all.loading(7, true, false))
                .isEqualTo(new Loading(7, batches.feed.loads(), Flights.inThisJvm(), LIMIT, false));
    }

    @Test
    @DisplayName("S22 what a cache throws goes to the handler of the call")
    void guards() {
        FakeView view = new FakeView("cars");
        view.down = new IllegalStateException("down");

        engine(false).guard(batches.errors, new FakeCoolDown()).clear(batches.cache(view), false);

        assertThat(batches.errors.heard()).containsExactly("clear down");
    }

    @Test
    @DisplayName("S22 a cache of a call knows the user's own")
    void caches() {
        CallCache own = cache(cache);

        assertThat(own.source()).isSameAs(cache);
        assertThat(own.view().source()).isSameAs(cache);
        assertThat(own.refusesNull()).isFalse();
        assertThat(cache(new ConcurrentMapCache("cars", false)).refusesNull()).isTrue();
    }

    private CallCache cache(Cache source) {
        return engine(false).caches(null).of(List.of(source)).get(0);
    }

    private BatchEngine engine(boolean always) {
        return new BatchEngine(
                new Stores(List.of()),
                batches.feed,
                Flights.inThisJvm(),
                new SingleFlightSettings(always, LIMIT),
                BatchListener.NO_OP,
                new CallThreads(() -> null));
    }
}
