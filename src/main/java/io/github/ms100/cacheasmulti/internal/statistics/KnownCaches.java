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
        @Nullable
        T instead() {
            List<Instance<T>> known = all;
            boolean room = known.size() < INSTANCES || known.stream().anyMatch(Instance::isCollected);
            return room ? null : known.get(0).kept;
        }

        /** Keeps what has been found for an instance; returns what others have found before. */
        synchronized T add(Cache cache, T found) {
            T before = find(cache);
            T instead = (before == null) ? instead() : before;
            if (instead != null) {
                return instead;
            }
            List<Instance<T>> more = new ArrayList<>(all);
            more.removeIf(Instance::isCollected);
            more.add(new Instance<>(new WeakReference<>(cache), found));
            all = List.copyOf(more);
            return found;
        }
    }

    private record Instance<T>(WeakReference<Cache> cache, T kept) {

        boolean isCollected() {
            return cache.refersTo(null);
        }
    }
}
