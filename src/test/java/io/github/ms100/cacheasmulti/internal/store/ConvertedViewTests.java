package io.github.ms100.cacheasmulti.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import io.github.ms100.cacheasmulti.fixture.RecordingCache;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.Cache.ValueWrapper;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;

@DisplayName("B3 a user's converter may choose a view of the library for what lies behind his cache")
class ConvertedViewTests {

    private final Metered cache = new Metered();

    private final Stores stores = Stores.of(
            new EnhancedCacheConversionService(List.of(new OfMetered(new EnhancedCacheConversionService(List.of())))));

    @Test
    void batchesGoToWhatLiesBehind() {
        StoreView view = stores.view(cache);

        view.write(new Object[] {1, 2}, new Object[] {"a", "b"});
        view.evict(new Object[] {2});

        assertThat(cache.behind.get(1).get()).isEqualTo("a");
        assertThat(cache.behind.get(2)).isNull();
    }

    @Test
    @DisplayName("S7 the user's own cache is cleared, and is what error handlers see")
    void clearIsTheUsersOwn() {
        stores.view(cache).clear();
        stores.view(cache).clearNow();
        stores.view(new TransactionAwareCacheDecorator(cache)).clear();

        assertThat(cache.clears).isEqualTo(3);
        assertThat(stores.view(cache).source()).isSameAs(cache);
    }

    @Test
    @DisplayName("S11 what the user's own cache says of null counts")
    void nullsAreRefusedByEither() {
        assertThat(stores.view(cache).refusesNull()).isTrue();
        assertThat(stores.view(new TransactionAwareCacheDecorator(cache)).refusesNull())
                .isTrue();
    }

    @Test
    @DisplayName("B1 what the engine reads of a batch cache of the user's own is what its single gets find")
    void engineReadsWhatSingleGetsFind() {
        RecordingCache own = new RecordingCache("cars");
        own.put(1, "a");
        own.put(2, null);
        Object[] values = {"miss", "miss", "miss"};

        new EnhancedView(own, own).read(new Object[] {1, 2, 3}, values);

        assertThat(values).containsExactly("a", null, "miss");
    }

    @Test
    @DisplayName("S23 a wrapper that throws fails for its key alone")
    void wrapperThatThrows() {
        EnhancedCache lazy = mock();
        ValueWrapper broken = () -> {
            throw new IllegalStateException("broken");
        };
        when(lazy.multiGet(any())).thenReturn(Map.of(1, () -> "a", 2, broken));
        Object[] values = {"miss", "miss", "miss"};

        PartialBatchException failure = catchThrowableOfType(
                PartialBatchException.class, () -> new EnhancedView(lazy, lazy).read(new Object[] {1, 2, 3}, values));

        assertThat(failure.getFailures()).containsOnlyKeys(2);
        assertThat(values).containsExactly("a", "miss", "miss");
    }

    private static final class Metered extends ConcurrentMapCache {

        private final Cache behind = new ConcurrentMapCache("behind");

        private int clears;

        Metered() {
            super("metered", false);
        }

        @Override
        public void clear() {
            clears++;
        }

        @Override
        public boolean invalidate() {
            clears++;
            return true;
        }
    }

    private record OfMetered(EnhancedCacheConversionService service) implements EnhancedCacheConverter<Metered> {

        @Override
        public EnhancedCache convert(Metered cache) {
            return service.convert(cache.behind);
        }
    }
}
