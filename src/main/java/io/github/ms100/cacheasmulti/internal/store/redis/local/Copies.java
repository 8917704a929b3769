package io.github.ms100.cacheasmulti.internal.store.redis.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The local copies of the entries of one cache (L3 to L5). Their size is bounded; whether a copy may be served is judged when it
 * is asked for, so that neither a change nor the end of a life costs anything: the dead are {@linkplain #sweep swept} now and then.
 * Thread-safe.
 */
public final class Copies {

    private static final int[] NONE = {};

    private final Cache<Object, Copy> copies;

    private final Fence fence;

    private final long timeToLive;

    private final LongSupplier clock;

    /**
     * Creates copies.
     *
     * @param size bounds them, and nothing else
     * @param timeToLive how long one lives at most, in nanoseconds
     * @param clock tells the time as {@link System#nanoTime()} does
     */
    public Copies(Caffeine<Object, Object> size, Fence fence, long timeToLive, LongSupplier clock) {
        this.copies = size.executor(Runnable::run).build();
        this.fence = fence;
        this.timeToLive = timeToLive;
        this.clock = clock;
    }

    /**
     * Looks copies up.
     *
     * @param keys local keys
     * @param prefixIndex of the prefix that all of them have
     * @param values where the hits are taken to
     * @param hits takes what is found
     * @return the positions of what was not found
     */
    public int[] read(Object[] keys, int prefixIndex, @Nullable Object[] values, Hits hits) {
        long now = clock.getAsLong();
        long floor = fence.floor(prefixIndex);
        int[] missed = NONE;
        int count = 0;
        for (int position = 0; position < keys.length; position++) {
            Copy copy = copies.getIfPresent(keys[position]);
            boolean hit = copy != null
                    && copy.moment() >= floor
                    && copy.isAlive(now)
                    && !fence.hasChanged(copy)
                    && hits.hit(values, position, copy.value());
            if (!hit) {
                missed = (count == 0) ? new int[keys.length - position] : missed;
                missed[count++] = position;
            }
        }
        return (count == missed.length) ? missed : Arrays.copyOf(missed, count);
    }

    /**
     * Keeps a copy, unless its entry is gone.
     *
     * @param moment before it was read
     * @param index where changes of its key are found
     */
    public void keep(Object key, @Nullable Object value, long moment, int index, Life life) {
        long nanos = life.within(timeToLive);
        if (nanos > 0) {
            copies.put(key, new Copy(value, moment, index, life.start() + nanos));
        }
    }

    /** Drops the copy of a key. */
    public void drop(Object key) {
        copies.invalidate(key);
    }

    /** Drops what will not be served any more because its life has ended or its key has changed. */
    public void sweep() {
        long now = clock.getAsLong();
        copies.asMap().values().removeIf(copy -> !copy.isAlive(now) || fence.hasChanged(copy));
    }

    /** Returns about how many there are, void ones included. */
    public long size() {
        return copies.estimatedSize();
    }

    /** Takes what is found. */
    @FunctionalInterface
    public interface Hits {

        /** Takes what the copy of a key holds; returns whether it can be used. */
        boolean hit(@Nullable Object[] values, int position, @Nullable Object value);
    }

    /**
     * What is known of the life of an entry.
     *
     * @param start since when it is counted, by {@link System#nanoTime()}: before anything was sent
     * @param millis how long it lasts; negative for good
     */
    public record Life(long start, long millis) {

        private long within(long longest) {
            return (millis < 0 || millis > longest / 1_000_000) ? longest : millis * 1_000_000;
        }
    }
}
