package io.github.ms100.cacheasmulti.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.cache.Cache;

/** Two caches of one kind, of which one is used in batches and the other key by key; and what the store is able to do. */
abstract class ComparedCaches extends StoreContract {

    /** None, a few, and more than a batch that is split may hold. */
    private static final int[] SIZES = {1, 2, 100};

    /** The cache that is used key by key. */
    @SuppressWarnings("NullAway.Init")
    Cache looped;

    /** The cache that is used in batches, itself. */
    @SuppressWarnings("NullAway.Init")
    Cache source;

    /** The batch form of {@link #source}. */
    @SuppressWarnings("NullAway.Init")
    EnhancedCache batch;

    /** Returns whether a {@code null} that is put is stored, and is a hit then; {@code true} unless this is overridden. */
    protected boolean takesNull() {
        return true;
    }

    /**
     * Returns whether a {@code get} of a key that is not cached loads it; {@code false} unless this is overridden. Where it
     * does, the value must depend on nothing but the key, and some of the keys 10 to 99 must have one.
     */
    protected boolean loads() {
        return false;
    }

    /**
     * Returns whether the store keeps copies, so that a {@code get} never hands out the object that was put; {@code false}
     * unless this is overridden.
     */
    protected boolean byValue() {
        return false;
    }

    /**
     * Returns a new value of a kind that the store copies if it copies any, an {@code ArrayList} of {@code String}s unless
     * this is overridden.
     */
    protected Object mutableValue() {
        return new ArrayList<>(List.of("a", "b"));
    }

    /**
     * Returns what the store keeps of an entry beside its value, in a form that can be compared, as whether it expires;
     * {@code null}, unless this is overridden, if that is nothing.
     *
     * @param cache what {@link #newCache} has made; it holds the key
     */
    protected @Nullable Object settingsOf(Cache cache, Object key) {
        return null;
    }

    /**
     * Returns the statistics of a cache in a form that can be compared, as a list of counts; {@code null}, unless this is
     * overridden, if there are none.
     *
     * @param cache what {@link #newCache} has made
     */
    protected @Nullable Object statisticsOf(Cache cache) {
        return null;
    }

    /**
     * Returns how often a cache has called its store so far; empty, unless this is overridden, if nobody counts that.
     *
     * @param cache what {@link #newCache} has made
     */
    protected OptionalLong callsToStore(Cache cache) {
        return OptionalLong.empty();
    }

    @BeforeEach
    void createCaches() {
        looped = newCache();
        source = newCache();
        batch = batchFormOf(source);
    }

    /** Does something for batches of different sizes, each with new caches. */
    final void forEachSize(IntConsumer test) {
        for (int size : SIZES) {
            createCaches();
            test.accept(size);
        }
    }

    final void putInBoth(Map<Object, @Nullable Object> entries) {
        entries.forEach(looped::put);
        entries.forEach(source::put);
    }

    /** Asserts that single calls find the same in both caches. */
    final void assertSameContents(String demand, Collection<?> keys) {
        assertThat(contents(source, keys)).as(demand).isEqualTo(contents(looped, keys));
    }

    /** Asserts that a call for no keys does not reach the store. */
    final void assertNoCallToStore(String method, Runnable call) {
        OptionalLong before = callsToStore(source);

        must(method + " must take an empty batch, and do nothing", call);

        assertThat(callsToStore(source))
                .as("%s must return at once for an empty batch, and not call the store", method)
                .isEqualTo(before);
    }
}
