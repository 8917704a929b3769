package io.github.ms100.cacheasmulti.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.WrappedCache;
import io.github.ms100.cacheasmulti.internal.change.CacheIdentity;
import io.github.ms100.cacheasmulti.redis.RedisManagers;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.jcache.JCacheCacheManager;
import org.springframework.cache.support.CompositeCacheManager;
import org.springframework.cache.support.NoOpCacheManager;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.cache.transaction.TransactionAwareCacheManagerProxy;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnectionFactory;

class CacheDirectoryTests {

    private final Map<String, CacheManager> managers = new LinkedHashMap<>();

    private final CacheDirectory directory = new CacheDirectory(StoreIdentities.feed(), () -> managers);

    static Stream<CacheManager> kinds() {
        return Stream.of(
                new ConcurrentMapCacheManager(),
                new CaffeineCacheManager(),
                jcache(),
                redis(RedisCacheConfiguration.defaultCacheConfig()),
                redis(RedisCacheConfiguration.defaultCacheConfig().disableKeyPrefix()),
                new GivenCaches(new ConcurrentMapCache("bikes"), new ConcurrentMapCache("cars")),
                new CompositeCacheManager(
                        new GivenCaches(new ConcurrentMapCache("bikes")), new ConcurrentMapCacheManager()),
                new TransactionAwareCacheManagerProxy(new ConcurrentMapCacheManager()),
                new NoOpCacheManager());
    }

    static Stream<Named<UnaryOperator<Cache>>> wrappers() {
        return Stream.of(
                Named.of("decorator", TransactionAwareCacheDecorator::new),
                Named.of("view", cache -> new EnhancedCacheConversionService(List.of()).convert(cache)),
                Named.of("view of a decorator", cache -> new EnhancedCacheConversionService(List.of())
                        .convert(new TransactionAwareCacheDecorator(cache))),
                Named.of("cache of the user's own", WrappedCache::new));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void cacheAndIdentityLeadToEachOther(CacheManager manager) {
        managers.put("others", new ConcurrentMapCacheManager("bikes", "cars"));
        managers.put("manager", manager);
        Cache bikes = manager.getCache("bikes");
        Cache cars = manager.getCache("cars");

        assertThat(directory.identityOf(bikes)).isEqualTo(new CacheIdentity("manager", "bikes"));
        assertThat(directory.identityOf(cars)).isEqualTo(new CacheIdentity("manager", "cars"));
        Cache found = directory.find(new CacheIdentity("manager", "cars"));
        assertThat(found.getName()).isEqualTo("cars");
        assertThat(found.getNativeCache()).isSameAs(cars.getNativeCache());
    }

    @ParameterizedTest
    @MethodSource("wrappers")
    void wrapperHasTheIdentityOfItsCache(UnaryOperator<Cache> wrapper) {
        CacheManager manager = new ConcurrentMapCacheManager();
        managers.put("manager", manager);

        assertThat(directory.identityOf(wrapper.apply(manager.getCache("cars"))))
                .isEqualTo(new CacheIdentity("manager", "cars"));
    }

    @Test
    void cacheOfNoManagerHasNone() {
        managers.put("manager", new ConcurrentMapCacheManager("cars"));

        assertThat(directory.identityOf(new ConcurrentMapCache("cars"))).isNull();
        assertThat(directory.identityOf(new ConcurrentMapCache("bikes"))).isNull();
    }

    @Test
    void cacheOfTwoManagersHasThatOfTheFirst() {
        Cache cars = new ConcurrentMapCache("cars");
        managers.put("second in the alphabet", new GivenCaches(cars));
        managers.put("first in the alphabet", new TransactionAwareCacheManagerProxy(new GivenCaches(cars)));

        assertThat(directory.identityOf(cars)).isEqualTo(new CacheIdentity("second in the alphabet", "cars"));
    }

    @Test
    void cacheHasTheNameByWhichItsManagerKnowsIt() {
        Cache cars = new ConcurrentMapCache("cars of version 2");
        managers.put("manager", new Renaming(cars));

        assertThat(directory.identityOf(cars)).isEqualTo(new CacheIdentity("manager", "cars"));
        assertThat(directory.find(new CacheIdentity("manager", "cars"))).isSameAs(cars);
    }

    @Test
    void oneNameIsBetterThanAnotherOfEqualEntries() {
        RedisConnectionFactory connections = mock();
        CacheManager first =
                redis(connections, RedisCacheConfiguration.defaultCacheConfig().disableKeyPrefix());
        CacheManager second =
                redis(connections, RedisCacheConfiguration.defaultCacheConfig().disableKeyPrefix());
        managers.put("first", first);
        managers.put("second", second);
        first.getCache("bikes");

        assertThat(directory.identityOf(second.getCache("cars"))).isEqualTo(new CacheIdentity("second", "cars"));
    }

    @Test
    void cacheThatNobodyHasAskedForIsNotMade() {
        ConcurrentMapCacheManager manager = new ConcurrentMapCacheManager();
        managers.put("manager", manager);

        assertThat(directory.find(new CacheIdentity("manager", "cars"))).isNull();
        assertThat(directory.identityOf(new ConcurrentMapCache("cars"))).isNull();
        assertThat(manager.getCacheNames()).isEmpty();
    }

    @Test
    void managerThatIsNotThereHasNoCache() {
        assertThat(directory.find(new CacheIdentity("manager", "cars"))).isNull();
    }

    private static CacheManager jcache() {
        JCacheCacheManager manager = new JCacheCacheManager(new CaffeineCachingProvider().getCacheManager());
        for (String name : List.of("bikes", "cars")) {
            manager.getCacheManager().createCache(name, JCaches.settings());
        }
        manager.afterPropertiesSet();
        return manager;
    }

    private static CacheManager redis(RedisCacheConfiguration configuration) {
        return redis(mock(), configuration);
    }

    private static CacheManager redis(RedisConnectionFactory connections, RedisCacheConfiguration configuration) {
        return RedisManagers.of(RedisCacheWriter.nonLockingRedisCacheWriter(connections), configuration);
    }

    /** Has one cache, under another name than the cache's own. */
    private record Renaming(Cache cars) implements CacheManager {

        @Override
        public Cache getCache(String name) {
            return name.equals("cars") ? cars : null;
        }

        @Override
        public Collection<String> getCacheNames() {
            return List.of("cars");
        }
    }
}
