package io.github.ms100.cacheasmulti.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.fixture.RecordingCache;
import io.github.ms100.cacheasmulti.internal.flight.Flights;
import io.github.ms100.cacheasmulti.internal.later.CallThreads;
import io.github.ms100.cacheasmulti.internal.store.StoreView;
import io.github.ms100.cacheasmulti.internal.store.Stores;
import io.github.ms100.cacheasmulti.support.SingleFlightSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;

@DisplayName("views of caches that an operation keeps from call to call")
class KeptViewsTests {

    private final Cache cars = new ConcurrentMapCache("cars");

    private final Cache trucks = new ConcurrentMapCache("trucks");

    private final List<Cache> converted = new ArrayList<>();

    private EnhancedCache form = new RecordingCache("own");

    private final CallCache.Factory caches = factory();

    @Test
    void keptForTheSameCaches() {
        List<StoreView> first = views(cars, trucks);

        assertThat(views(cars, trucks))
                .usingElementComparator(KeptViewsTests::byIdentity)
                .isEqualTo(first);
        assertThat(caches.of(List.of(cars)).get(0))
                .isNotSameAs(caches.of(List.of(cars)).get(0));
    }

    @Test
    @DisplayName("B3 each cache has its own, whichever was at its place before")
    void otherCaches() {
        views(cars, trucks);

        assertThat(views(trucks)).extracting(StoreView::source).containsExactly(trucks);
        assertThat(views(trucks, cars)).extracting(StoreView::source).containsExactly(trucks, cars);
        assertThat(views(cars, cars, trucks)).extracting(StoreView::source).containsExactly(cars, cars, trucks);
        assertThat(views()).isEmpty();
        assertThat(views(new ConcurrentMapCache("cars")))
                .extracting(StoreView::source)
                .doesNotContain(cars);
    }

    @Test
    @DisplayName("B3 a user's converter is asked in each call, even if it chooses a view of the library")
    void userConverterThatChooses() {
        form = new Stores(List.of()).of(cars);

        userConverters();
    }

    @Test
    @DisplayName("B3 a user's converter is asked in each call: it may look at whoever calls")
    void userConverters() {
        Cache own = new OwnCache();
        Cache decorated = new TransactionAwareCacheDecorator(own);

        for (int call = 1; call <= 3; call++) {
            views(own, decorated);
            assertThat(converted).hasSize(2 * call);
        }
    }

    @Test
    @DisplayName("B3 the view of a batch form is not that of the cache behind it, whose converter may say otherwise")
    void cacheBehindABatchForm() {
        Cache own = new OwnCache();
        EnhancedCache looped = new Stores(List.of()).of(own);
        form = new RecordingCache("form");

        assertThat(views(looped)).extracting(StoreView::source).containsExactly(own);
        assertThat(converted).isEmpty();
        views(own);
        assertThat(converted).containsExactly(own);
    }

    @Test
    @DisplayName("a cache that works in batches by itself is its own view")
    void enhancedCache() {
        Cache own = new RecordingCache("own");

        assertThat(views(own).get(0)).isSameAs(views(own).get(0));
    }

    private List<StoreView> views(Cache... sources) {
        return caches.of(List.of(sources)).stream().map(CallCache::view).toList();
    }

    private static int byIdentity(StoreView one, StoreView other) {
        return (one == other) ? 0 : 1;
    }

    private CallCache.Factory factory() {
        return new BatchEngine(
                        new Stores(List.of(new OwnConverter())),
                        new Batches().feed,
                        Flights.inThisJvm(),
                        SingleFlightSettings.DEFAULT,
                        BatchListener.NO_OP,
                        new CallThreads(() -> null))
                .caches(null);
    }

    private final class OwnConverter implements EnhancedCacheConverter<OwnCache> {

        @Override
        public EnhancedCache convert(OwnCache cache) {
            converted.add(cache);
            return form;
        }
    }

    private static final class OwnCache extends ConcurrentMapCache {

        private OwnCache() {
            super("own");
        }
    }
}
