package io.github.ms100.cacheasmulti.internal.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Policy;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.caffeine.CaffeineCache;

/**
 * Reads a batch straight from the map, or with one {@code getAll} if the cache loads, and evicts it with one call; writes one
 * by one, as Caffeine's own {@code putAll} does.
 */
final class CaffeineView extends LoopingView {

    private final Cache<Object, Object> nativeCache;

    CaffeineView(CaffeineCache source) {
        super(source);
        this.nativeCache = source.getNativeCache();
    }

    @Override
    public void read(Object[] keys, @Nullable Object[] values) {
        if (nativeCache instanceof LoadingCache<Object, Object> loading) {
            load(loading, keys, values);
        } else {
            readStored(keys, values, nativeCache::getIfPresent);
        }
    }

    // A single get of a loading cache loads, so a batch must load too.
    private void load(LoadingCache<Object, Object> loading, Object[] keys, @Nullable Object[] values) {
        Map<Object, Object> loaded;
        try {
            loaded = loading.getAll(listOf(keys));
        } catch (RuntimeException ex) {
            // A failed loader does not say which keys it could load: ask for each.
            super.read(keys, values);
            return;
        }
        readStored(keys, values, loaded::get);
    }

    @Override
    public void evict(Object[] keys) {
        nativeCache.invalidateAll(listOf(keys));
    }

    @Override
    public void evictNow(Object[] keys) {
        evict(keys);
    }

    /** What a loading cache does for a miss may take its time. */
    @Override
    public boolean answersAtOnce() {
        return !(nativeCache instanceof LoadingCache);
    }

    @Override
    public StoreDetails details() {
        Policy<Object, Object> policy = nativeCache.policy();
        if (policy.expireVariably().isPresent()) {
            return new StoreDetails(StoreDetails.VARIES, null, null);
        }
        return StoreDetails.living(
                policy.expireAfterWrite().or(policy::expireAfterAccess).map(Policy.FixedExpiration::getExpiresAfter));
    }

    @Override
    public KeySample sample(int limit) {
        return KeySample.of(nativeCache.asMap().keySet(), limit);
    }

    // The native cache may be anybody's.
    private static List<Object> listOf(Object[] keys) {
        return Collections.unmodifiableList(Arrays.asList(keys));
    }
}
