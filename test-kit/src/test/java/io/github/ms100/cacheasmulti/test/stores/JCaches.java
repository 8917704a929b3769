package io.github.ms100.cacheasmulti.test.stores;

import com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.core.config.DefaultConfiguration;
import org.ehcache.impl.config.persistence.DefaultPersistenceConfiguration;
import org.ehcache.jsr107.Eh107Configuration;
import org.ehcache.jsr107.EhcacheCachingProvider;

/** Caches of one JSR-107 provider, for keys and values of the contract; each with a name of its own. */
final class JCaches implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final CacheManager manager;

    private JCaches(CacheManager manager) {
        this.manager = manager;
    }

    static JCaches ofCaffeine() {
        return new JCaches(new CaffeineCachingProvider().getCacheManager());
    }

    /** Caches of Ehcache that may have a tier on disk. */
    static JCaches ofEhcache(Path directory) {
        EhcacheCachingProvider provider = new EhcacheCachingProvider();
        DefaultConfiguration persistent = new DefaultConfiguration(
                provider.getDefaultClassLoader(), new DefaultPersistenceConfiguration(directory.toFile()));
        return new JCaches(provider.getCacheManager(provider.getDefaultURI(), persistent));
    }

    /** Settings for any provider, by value; Ehcache needs the types to choose its serializers. */
    static MutableConfiguration<Integer, Serializable> settings() {
        return new MutableConfiguration<Integer, Serializable>().setTypes(Integer.class, Serializable.class);
    }

    /** Settings for Ehcache, in tiers that the standard does not know. */
    static Configuration<Integer, Serializable> tiers(ResourcePoolsBuilder pools) {
        return Eh107Configuration.fromEhcacheCacheConfiguration(
                CacheConfigurationBuilder.newCacheConfigurationBuilder(Integer.class, Serializable.class, pools));
    }

    /** Creates a cache, typed as Spring types them. */
    @SuppressWarnings("unchecked")
    Cache<Object, Object> create(Configuration<Integer, Serializable> configuration) {
        Cache<?, ?> created = manager.createCache("cars" + COUNT.incrementAndGet(), configuration);
        return (Cache<Object, Object>) created;
    }

    @Override
    public void close() {
        manager.getCachingProvider().close();
    }
}
