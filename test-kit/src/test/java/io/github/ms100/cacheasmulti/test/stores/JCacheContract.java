package io.github.ms100.cacheasmulti.test.stores;

import java.io.Serializable;
import java.nio.file.Path;
import javax.cache.configuration.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.cache.Cache;
import org.springframework.cache.jcache.JCacheCache;

/** The contract for the caches of one JSR-107 provider, in one of its configurations. */
abstract class JCacheContract extends ConvertedContract {

    private final boolean byValue;

    private final Configuration<Integer, Serializable> configuration;

    @TempDir
    private Path directory;

    private JCaches caches;

    JCacheContract(boolean byValue, Configuration<Integer, Serializable> configuration) {
        this.byValue = byValue;
        this.configuration = configuration;
    }

    abstract JCaches open(Path emptyDirectory);

    @Override
    protected final Cache newCache() {
        if (caches == null) {
            caches = open(directory);
        }
        return wrap(caches.create(configuration));
    }

    Cache wrap(javax.cache.Cache<Object, Object> created) {
        return new JCacheCache(created, takesNull());
    }

    @Override
    protected final boolean byValue() {
        return byValue;
    }

    @AfterEach
    final void closeCaches() {
        caches.close();
    }

    /** The contract on Ehcache. */
    abstract static class OnEhcache extends JCacheContract {

        OnEhcache(boolean byValue, Configuration<Integer, Serializable> configuration) {
            super(byValue, configuration);
        }

        @Override
        final JCaches open(Path emptyDirectory) {
            return JCaches.ofEhcache(emptyDirectory);
        }
    }

    /** The contract on Caffeine's JSR-107 provider. */
    abstract static class OnCaffeine extends JCacheContract {

        OnCaffeine(boolean byValue, Configuration<Integer, Serializable> configuration) {
            super(byValue, configuration);
        }

        @Override
        final JCaches open(Path emptyDirectory) {
            return JCaches.ofCaffeine();
        }
    }
}
