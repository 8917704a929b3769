package io.github.ms100.cacheasmulti.internal.store;

import java.io.Serializable;
import java.nio.file.Path;
import javax.cache.configuration.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.cache.Cache;
import org.springframework.cache.jcache.JCacheCache;

/** The contract for the caches of one JSR-107 provider, in one of its configurations. */
abstract class JCacheContractTests extends ConvertedCacheContractTests {

    @TempDir
    private Path directory;

    private JCaches caches;

    protected abstract JCaches newCaches(Path emptyDirectory);

    protected abstract Configuration<Integer, Serializable> configuration();

    @Override
    protected Cache newSource() {
        if (caches == null) {
            caches = newCaches(directory);
        }
        return wrap(caches.create(configuration()));
    }

    protected Cache wrap(javax.cache.Cache<Object, Object> created) {
        return new JCacheCache(created);
    }

    @AfterEach
    void closeCaches() {
        caches.close();
    }

    /** The contract on Ehcache. */
    abstract static class OnEhcache extends JCacheContractTests {
        @Override
        protected JCaches newCaches(Path emptyDirectory) {
            return JCaches.ofEhcache(emptyDirectory);
        }
    }

    /** The contract on Caffeine's JSR-107 provider. */
    abstract static class OnCaffeine extends JCacheContractTests {
        @Override
        protected JCaches newCaches(Path emptyDirectory) {
            return JCaches.ofCaffeine();
        }
    }
}
