package io.github.ms100.cacheasmulti.cache.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.converter.EnhancedCacheConverter;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;

/** Which converter a cache gets (B2, B3). */
class EnhancedCacheConversionServiceTests {

    private final EnhancedCacheConversionService builtIn = new EnhancedCacheConversionService(List.of());

    @Test
    void cacheThatIsEnhancedIsUsedAsItIs() {
        EnhancedCache enhanced = new MarkedCache("enhanced", "own");

        assertThat(new EnhancedCacheConversionService(List.of(new OfAnyCache())).convert(enhanced))
                .isSameAs(enhanced);
    }

    @Nested
    @DisplayName("B3 a user's converter")
    class UserConverter {

        @Test
        void comesBeforeTheBuiltInOne() {
            assertThat(marker(serviceWith(new OfCaffeine()), caffeine())).isEqualTo("caffeine");
            assertThat(marker(serviceWith(new OfAnyCache()), caffeine())).isEqualTo("any");
        }

        @Test
        void takesSubclasses() {
            assertThat(marker(serviceWith(new OfCaffeine()), new LoudCache("loud")))
                    .isEqualTo("caffeine");
        }

        @Test
        void leavesOtherCachesToTheBuiltInOnes() {
            EnhancedCache converted = serviceWith(new OfCaffeine()).convert(new ConcurrentMapCache("map"));

            assertThat(converted).isNotInstanceOf(MarkedCache.class);
        }

        @Test
        void withTheMostSpecificTypeWinsInWhateverOrderTheyCome() {
            List<EnhancedCacheConverter<?>> converters =
                    new ArrayList<>(List.of(new OfAnyCache(), new OfLoud(), new OfCaffeine(), new OfMap()));
            for (int rotation = 0; rotation < 4; rotation++) {
                Collections.rotate(converters, 1);
                EnhancedCacheConversionService service = new EnhancedCacheConversionService(converters);

                assertThat(marker(service, new LoudCache("loud"))).isEqualTo("loud");
                assertThat(marker(service, caffeine())).isEqualTo("caffeine");
                assertThat(marker(service, new ConcurrentMapCache("map"))).isEqualTo("map");
                assertThat(marker(service, new TransactionAwareCacheDecorator(caffeine())))
                        .isEqualTo("any");
            }
        }

        @Test
        void ofTheSameTypeThatComesFirstWins() {
            assertThat(marker(serviceWith(new OfLoud(), new Quiet(), new OfCaffeine()), caffeine()))
                    .isEqualTo("quiet");
        }

        @Test
        void mayGetItsTypeFromAGenericSuperclassOrBehindAProxy() {
            EnhancedCacheConverter<?> proxy =
                    (EnhancedCacheConverter<?>) new ProxyFactory(new ProxyTarget()).getProxy();

            assertThat(marker(serviceWith(new Quiet()), new ConcurrentMapCache("map")))
                    .isEqualTo("built-in");
            assertThat(marker(serviceWith(proxy), caffeine())).isEqualTo("caffeine");
            assertThat(marker(serviceWith(proxy), new ConcurrentMapCache("map")))
                    .isEqualTo("built-in");
        }

        @Test
        void withoutATypeArgumentIsRefused() {
            EnhancedCacheConverter<CaffeineCache> lambda = cache -> new MarkedCache(cache.getName(), "lambda");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> serviceWith(lambda))
                    .withMessageContainingAll("EnhancedCacheConverter", "lambda", "EnhancedCacheConverter<");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> serviceWith(new Marking<>("open")))
                    .withMessageContaining("Marking");
        }

        @Test
        void thatReturnsNullIsNamed() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> serviceWith(new ReturningNull()).convert(caffeine()))
                    .withMessageContainingAll("ReturningNull", "'caffeine'");
        }

        @Test
        void isAskedForTheTargetOfATransactionAwareCache() {
            Cache decorated = new TransactionAwareCacheDecorator(new LoudCache("loud"));

            EnhancedCache converted = serviceWith(new OfLoud()).convert(decorated);

            assertThat(converted.multiGet(List.of("loud"))).containsOnlyKeys("loud");
        }
    }

    @Test
    @DisplayName("B2 a subclass of a known class is looped, because it may override single-key methods")
    void subclassIsLooped() {
        Cache loud = new LoudCache("loud");
        loud.put(1, "a");

        assertThat(builtIn.convert(loud).multiGet(List.of(1)).get(1).get())
                .isEqualTo("a!")
                .isEqualTo(loud.get(1).get());
    }

    @Test
    void conversionsOfOneCacheShareItsEntries() {
        Cache cache = caffeine();

        builtIn.convert(cache).multiPut(Map.of(1, "a"));

        assertThat(builtIn.convert(cache).multiGet(List.of(1))).containsOnlyKeys(1);
    }

    @Test
    void convertedCachesAreNotKept() {
        EnhancedCacheConversionService service = serviceWith(new OfAnyCache());
        List<WeakReference<Cache>> converted = new ArrayList<>();
        for (EnhancedCacheConversionService each : List.of(service, builtIn)) {
            Cache cache = new TransactionAwareCacheDecorator(caffeine());
            each.convert(cache);
            converted.add(new WeakReference<>(cache));
        }

        await().untilAsserted(() -> {
            System.gc();
            assertThat(converted)
                    .allSatisfy(reference -> assertThat(reference.get()).isNull());
        });
    }

    private static EnhancedCacheConversionService serviceWith(EnhancedCacheConverter<?>... converters) {
        return new EnhancedCacheConversionService(List.of(converters));
    }

    private static String marker(EnhancedCacheConversionService service, Cache cache) {
        return service.convert(cache) instanceof MarkedCache marked ? marked.marker : "built-in";
    }

    private static CaffeineCache caffeine() {
        return new CaffeineCache("caffeine", Caffeine.newBuilder().build());
    }

    static class LoudCache extends CaffeineCache {
        LoudCache(String name) {
            super(name, Caffeine.newBuilder().build());
        }

        @Override
        protected Object lookup(Object key) {
            Object value = super.lookup(key);
            return value != null ? value + "!" : null;
        }
    }

    /** Knows which converter made it. */
    private static final class MarkedCache extends ConcurrentMapCache implements EnhancedCache {
        private final String marker;

        MarkedCache(String name, String marker) {
            super(name);
            this.marker = marker;
        }

        @Override
        public Map<Object, ValueWrapper> multiGet(Collection<?> keys) {
            return Map.of(marker, () -> marker);
        }

        @Override
        public void multiPut(Map<?, ?> map) {
            map.forEach(this::put);
        }

        @Override
        public void multiEvict(Collection<?> keys) {
            keys.forEach(this::evict);
        }
    }

    private static class Marking<C extends Cache> implements EnhancedCacheConverter<C> {
        private final String marker;

        Marking(String marker) {
            this.marker = marker;
        }

        @Override
        public EnhancedCache convert(C cache) {
            return new MarkedCache(cache.getName(), marker);
        }
    }

    private static final class OfAnyCache extends Marking<Cache> {
        OfAnyCache() {
            super("any");
        }
    }

    private static final class OfMap extends Marking<ConcurrentMapCache> {
        OfMap() {
            super("map");
        }
    }

    private static final class OfCaffeine extends Marking<CaffeineCache> {
        OfCaffeine() {
            super("caffeine");
        }
    }

    private static final class OfLoud extends Marking<LoudCache> {
        OfLoud() {
            super("loud");
        }
    }

    private static final class Quiet extends Marking<CaffeineCache> {
        Quiet() {
            super("quiet");
        }
    }

    static class ProxyTarget extends Marking<CaffeineCache> {
        ProxyTarget() {
            super("caffeine");
        }
    }

    private static final class ReturningNull implements EnhancedCacheConverter<CaffeineCache> {
        @Override
        public EnhancedCache convert(CaffeineCache cache) {
            return null;
        }
    }
}
