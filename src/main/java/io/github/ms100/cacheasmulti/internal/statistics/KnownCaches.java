package io.github.ms100.cacheasmulti.internal.statistics;

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
public final class KnownCaches<T> {

    /** More than there are managers with a cache of one name. */
    private static final int INSTANCES = 8;

    private final Remembered<String, Instances<T>> byName = new Remembered<>();

    private final Function<Cache, T> finder;

    /** Begins with none; {@code finder} finds what belongs to a cache. */
    public KnownCaches(Function<Cache, T> finder) {
        this.finder = finder;
    }

    public T of(Cache cache) {
        Instances<T> instances = byName.getOrPut(cache.getName(), Instances::new);
        T found = instances.find(cache);
        if (found == null) {
            found = instances.instead();
        }
        // Found by nobody under a lock: beans of the application may be asked for.
        return (found == null) ? instances.add(cache, finder.apply(cache)) : found;
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

        /** Returns what is taken for a further instance; {@code null} while there is room for more. */
        synchronized @Nullable T instead() {
            List<Instance<T>> live = new ArrayList<>(all);
            live.removeIf(instance -> instance.cache.refersTo(null));
            all = List.copyOf(live);
            return (live.size() < INSTANCES) ? null : live.get(0).kept;
        }

        synchronized T add(Cache cache, T found) {
            List<Instance<T>> more = new ArrayList<>(all);
            more.add(new Instance<>(new WeakReference<>(cache), found));
            all = List.copyOf(more);
            return found;
        }
    }

    private record Instance<T>(WeakReference<Cache> cache, T kept) {}
}
