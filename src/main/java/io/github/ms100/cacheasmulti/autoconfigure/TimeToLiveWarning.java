package io.github.ms100.cacheasmulti.autoconfigure;

import io.github.ms100.cacheasmulti.internal.store.OriginalCaches;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.cache.CacheManager;

/** Says that a time to live is set where no cache can have it. */
final class TimeToLiveWarning implements SmartInitializingSingleton {

    private static final Log logger = LogFactory.getLog(TimeToLiveWarning.class);

    /** Their caches are known never to be on Redis; others may have some. */
    private static final Map<String, String> SETTINGS_OF_OTHERS = Map.of(
            "org.springframework.cache.concurrent.ConcurrentMapCacheManager", "a map has none",
            "org.springframework.cache.caffeine.CaffeineCacheManager", "set spring.cache.caffeine.spec",
            "org.springframework.cache.jcache.JCacheCacheManager", "set it where the JSR-107 provider is configured");

    private final Set<String> names;

    private final OriginalCaches originals;

    TimeToLiveWarning(CacheAsMultiProperties properties, OriginalCaches originals) {
        this.names = properties.timesToLive().keySet();
        this.originals = originals;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Collection<CacheManager> managers = originals.managers();
        if (names.isEmpty() || managers.isEmpty()) {
            return;
        }
        Map<String, String> known = SETTINGS_OF_OTHERS;
        if (managers.stream()
                .allMatch(manager -> known.containsKey(manager.getClass().getName()))) {
            String manager = managers.iterator().next().getClass().getName();
            logger.warn(
                    ("The time to live of %s (%s.caches.<name>.time-to-live) has no effect: only caches on Redis have it,"
                                    + " and the cache manager is a %s; %s")
                            .formatted(names, CacheAsMultiProperties.PREFIX, manager, known.get(manager)));
        }
    }
}
