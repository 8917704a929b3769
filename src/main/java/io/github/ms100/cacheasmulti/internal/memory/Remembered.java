package io.github.ms100.cacheasmulti.internal.memory;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of things of which an application may make any number while it runs: classes, methods, names of caches.
 * When it has become too much, everything is forgotten, to be found out or said once more. Reading costs no more than
 * from a map. Thread-safe.
 */
public final class Remembered<K, V> {

    /** More than any application names itself, and little enough to keep. */
    private static final int LIMIT = 10_000;

    private final Map<K, V> known = new ConcurrentHashMap<>();

    /** Returns what is known of something; {@code null} if nothing. */
    public @Nullable V get(K about) {
        return known.get(about);
    }

    /**
     * Remembers something, unless something is known already.
     *
     * @return whether nothing was known
     */
    public boolean put(K about, V what) {
        if (known.containsKey(about)) {
            return false;
        }
        if (known.size() >= LIMIT) {
            known.clear();
        }
        return known.putIfAbsent(about, what) == null;
    }

    /** Returns what is known of something; if nothing is, makes it and remembers it. */
    public V getOrPut(K about, Supplier<? extends V> what) {
        V found = known.get(about);
        if (found != null) {
            return found;
        }
        V made = what.get();
        put(about, made);
        // Another thread may have been first, or everything may have been forgotten in between.
        return Objects.requireNonNullElse(known.get(about), made);
    }

    /** Returns all that is known. */
    public Collection<V> values() {
        return known.values();
    }
}
