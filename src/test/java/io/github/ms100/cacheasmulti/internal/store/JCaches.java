package io.github.ms100.cacheasmulti.internal.store;

import com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.ehcache.config.CacheConfiguration;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.jsr107.Eh107Configuration;
import org.ehcache.jsr107.EhcacheCachingProvider;

/** Caches of one JSR-107 provider, for keys and values of the contract; each with a name of its own. */
final class JCaches implements AutoCloseable {

    /** The providers, for tests that hold for each of them. */
    enum Provider {
        CAFFEINE,
        EHCACHE;

        JCaches open() {
            return this == CAFFEINE ? ofCaffeine() : ofEhcache();
        }
    }

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final CacheManager manager;

    private JCaches(CacheManager manager) {
        this.manager = manager;
    }

    static JCaches ofCaffeine() {
        return new JCaches(new CaffeineCachingProvider().getCacheManager());
    }

    static JCaches ofEhcache() {
        return new JCaches(new EhcacheCachingProvider().getCacheManager());
    }

    /** Settings for any provider; Ehcache needs the types to choose its serializers. */
    static MutableConfiguration<Integer, Serializable> settings() {
        return new MutableConfiguration<Integer, Serializable>().setTypes(Integer.class, Serializable.class);
    }

    /** Settings for Ehcache, in tiers that the standard does not know. */
    static Configuration<Integer, Serializable> tiers(ResourcePoolsBuilder pools) {
        return Eh107Configuration.fromEhcacheCacheConfiguration(tieredCache(pools));
    }

    static CacheConfigurationBuilder<Integer, Serializable> tieredCache(ResourcePoolsBuilder pools) {
        return CacheConfigurationBuilder.newCacheConfigurationBuilder(Integer.class, Serializable.class, pools);
    }

    static Configuration<Integer, Serializable> of(CacheConfiguration<Integer, Serializable> configuration) {
        return Eh107Configuration.fromEhcacheCacheConfiguration(configuration);
    }

    /** Creates a cache, typed as Spring types them. */
    @SuppressWarnings("unchecked")
    Cache<Object, Object> create(Configuration<Integer, Serializable> configuration) {
        Cache<?, ?> created = manager.createCache("cars" + COUNT.incrementAndGet(), configuration);
        return (Cache<Object, Object>) created;
    }

    /** Returns hits, misses, puts and removals as the provider counts them. */
    static List<Object> statistics(Cache<?, ?> cache) throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Set<ObjectName> found = server.queryNames(
                new ObjectName("javax.cache:type=CacheStatistics,Cache=%s,*".formatted(cache.getName())), null);
        List<Object> counts = new ArrayList<>();
        for (String count : List.of("CacheHits", "CacheMisses", "CachePuts", "CacheRemovals")) {
            counts.add(server.getAttribute(found.iterator().next(), count));
        }
        return counts;
    }

    @Override
    public void close() {
        manager.getCachingProvider().close();
    }
}
