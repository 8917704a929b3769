package io.github.ms100.cacheasmulti.flight;

import java.util.Arrays;
import org.springframework.cache.Cache;
import org.springframework.cache.support.SimpleCacheManager;

/** A cache manager of caches that the test has made. */
final class GivenCaches extends SimpleCacheManager {

    GivenCaches(Cache... caches) {
        setCaches(Arrays.asList(caches));
        initializeCaches();
    }
}
