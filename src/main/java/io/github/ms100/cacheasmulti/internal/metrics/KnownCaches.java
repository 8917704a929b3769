package io.github.ms100.cacheasmulti.internal.metrics;

import io.github.ms100.cacheasmulti.internal.memory.Remembered;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/**
 * What is kept for the caches that events name, found by their instances. Keeps no cache from being collected; where an
 * application makes new instances of one name all the time, they are taken for one cache. Thread-safe.
 */
final class KnownCaches<T> {

    /** More than there are managers with a cache of one name. */
    private static final int INSTANCES = 8;

    private final Remembered<String, Instances<T>> byName = new Remembered<>();

    private final Function<Cache, T> finder;

    /** Begins with none; {@code finder} finds what belongs to a cache. */
    KnownCaches(Function<Cache, T> finder) {
        this.finder = finder;
    }

    T of(Cache cache) {
        Instances<T> instances = byName.getOrPut(cache.getName(), Instances::new);
        T found = instances.find(cache);
        return (found == null) ? instances.add(cache, finder) : found;
    }

    private static final class Instances<T> {

        /** Never modified. */
        private volatile List<Instance<T>> all = List.of();

        @Nullable
        T find(Cache cache) {
            for (Instance<T> instance : all) {
                if (instance.cache.refersTo(cache)) {
                    return instance.kept;
                }
            }
            return null;
        }

        synchronized T add(Cache cache, Function<Cache, T> finder) {
            T found = find(cache);
            if (found != null) {
                return found;
            }
            List<Instance<T>> live = new ArrayList<>(all);
            live.removeIf(instance -> instance.cache.refersTo(null));
            if (live.size() >= INSTANCES) {
                return live.get(0).kept;
            }
            Instance<T> instance = new Instance<>(new WeakReference<>(cache), finder.apply(cache));
            live.add(instance);
            all = List.copyOf(live);
            return instance.kept;
        }
    }

    private record Instance<T>(WeakReference<Cache> cache, T kept) {}
}
