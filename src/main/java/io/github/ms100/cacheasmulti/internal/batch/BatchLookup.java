package io.github.ms100.cacheasmulti.internal.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache.ValueWrapper;

/** What the caches of one call know of its elements, and which of them must be loaded. */
final class BatchLookup {

    /** Stands for a value that is not known yet. */
    static final Object MISS = new Object();

    private static final Log logger = LogFactory.getLog(BatchExecution.class);

    private static final boolean[] NONE_MISSED = {};

    private final GuardedCaches guarded;

    private final @Nullable Object[] values;

    /** Which elements are in no cache; empty if none is. */
    private boolean[] missed = NONE_MISSED;

    private List<KeyUse> sharedKeys = List.of();

    private List<Follower> followers = List.of();

    BatchLookup(int size, GuardedCaches guarded) {
        this.guarded = guarded;
        this.values = new Object[size];
    }

    /** Asks the caches of all operations, one after another, each for what is not known yet. */
    void read(List<Step.Read> reads) {
        Arrays.fill(values, MISS);
        Step.Read first = reads.get(0);
        boolean begun = readWhole(first);
        if (begun && knowsAll()) {
            return;
        }
        for (Step.Read read : reads) {
            read(read, (begun && read == first) ? 1 : 0);
        }
        if (!knowsAll()) {
            missed = new boolean[values.length];
            for (int i = 0; i < values.length; i++) {
                missed[i] = values[i] == MISS;
            }
            settleSharedKeys();
        }
    }

    /** Asks the first cache of the first operation for all elements at once, if that can be done without indexes. */
    private boolean readWhole(Step.Read read) {
        boolean whole = !read.skipsLookup && read.rules.unconditional() && read.rules.keysAreDistinct();
        if (!whole || read.caches.isEmpty()) {
            return false;
        }
        BatchCache cache = read.caches.get(0);
        Object[] keys = read.keys();
        boolean done = guarded.readInto(cache, keys, values, MISS);
        if (done) {
            log(cache, keys, values);
        }
        return done;
    }

    private boolean knowsAll() {
        for (Object value : values) {
            if (value == MISS) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the values by index: {@link #MISS} where it is not known, and known for all once those that were missed
     * are {@linkplain #add added}.
     */
    @Nullable
    Object[] values() {
        return values;
    }

    /** Returns whether the value of an element is known. */
    boolean isKnown(int index) {
        return values[index] != MISS;
    }

    /** Lets the value of an element be unknown again. */
    void forget(int index) {
        values[index] = MISS;
    }

    /** Asks the caches once more for some elements that they did not know. */
    void readAgain(List<Step.Read> reads, int[] indexes) {
        if (indexes.length == 0) {
            return;
        }
        for (Step.Read read : reads) {
            int[] pending = Arrays.stream(indexes)
                    .filter(index -> values[index] == MISS && !read.skipsLookup && read.passes(index))
                    .toArray();
            askAll(read, read.caches, pending, pending.length);
        }
        for (int index : indexes) {
            missed[index] = values[index] == MISS;
        }
        settleFollowers();
    }

    /** Returns whether every element was found in a cache. */
    boolean isComplete() {
        return missed.length == 0;
    }

    /** Returns whether an element is in no cache, and would not be even if the ones before it had been stored. */
    boolean isMissed(int index) {
        return missed.length > 0 && missed[index];
    }

    /** Adds loaded values; elements that share the key of a loaded one get its value, as if they had found it cached. */
    void add(int[] indexes, @Nullable Object[] loaded) {
        for (int i = 0; i < indexes.length; i++) {
            values[indexes[i]] = loaded[i];
        }
        settleFollowers();
    }

    private void settleFollowers() {
        for (Follower follower : followers) {
            if (values[follower.index] == MISS) {
                values[follower.index] = values[follower.leader];
            }
        }
    }

    // Called one by one, an element would find under a shared key what an element before it had to load.
    private void settleSharedKeys() {
        if (sharedKeys.isEmpty()) {
            return;
        }
        followers = new ArrayList<>();
        // Stable: the keys of one element stay in the order of the operations.
        sharedKeys.sort(Comparator.comparingInt(KeyUse::index));
        int from = 0;
        while (from < sharedKeys.size()) {
            int index = sharedKeys.get(from).index;
            int to = from;
            while (to < sharedKeys.size() && sharedKeys.get(to).index == index) {
                to++;
            }
            settle(index, sharedKeys.subList(from, to));
            from = to;
        }
    }

    private void settle(int index, List<KeyUse> uses) {
        for (KeyUse use : uses) {
            if (use.key.leader >= 0) {
                // Also if a later operation knows it: the earlier one would have been asked first.
                followers.add(new Follower(index, use.key.leader));
                missed[index] = false;
                values[index] = MISS;
                return;
            }
        }
        if (missed[index]) {
            uses.forEach(use -> use.key.leader = index);
        }
    }

    /** Asks the caches of an operation, but for the first few, for what is not known yet. */
    private void read(Step.Read read, int asked) {
        int[] pending = new int[values.length];
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] == MISS && read.passes(i)) {
                pending[count++] = i;
            }
        }
        if (read.skipsLookup) {
            // Only the keys, for a null key must be known before anything is done.
            read.keys(pending, count);
            return;
        }
        int left = askAll(read, read.caches.subList(asked, read.caches.size()), pending, count);
        if (left > 0 && !read.rules.keysAreDistinct()) {
            noteSharedKeys(read, pending, left);
        }
    }

    /** Asks some caches of an operation; leaves in {@code pending} what none knows, and returns how many these are. */
    private int askAll(Step.Read read, List<BatchCache> caches, int[] pending, int count) {
        int left = count;
        for (BatchCache cache : caches) {
            if (left > 0) {
                left = ask(cache, read, pending, left);
            }
        }
        return left;
    }

    /** Asks one cache; leaves in {@code pending} what it does not know, and returns how many these are. */
    private int ask(BatchCache cache, Step.Read read, int[] pending, int count) {
        Object[] keys = read.keys(pending, count);
        // Where nothing is known yet, what is found goes straight to its place.
        @Nullable Object[] found = (count == values.length) ? values : misses(count);
        if (!read.rules.keysAreDistinct() || !guarded.readInto(cache, keys, found, MISS)) {
            List<Object> all = Collections.unmodifiableList(Arrays.asList(keys));
            Map<Object, ValueWrapper> hits =
                    guarded.get(cache, read.rules.keysAreDistinct() ? all : new LinkedHashSet<>(all));
            for (int k = 0; k < count; k++) {
                ValueWrapper hit = hits.get(keys[k]);
                found[k] = (hit == null) ? MISS : hit.get();
            }
        }
        log(cache, keys, found);
        int left = 0;
        for (int k = 0; k < count; k++) {
            if (found[k] == MISS) {
                pending[left++] = pending[k];
            } else {
                values[pending[k]] = found[k];
            }
        }
        return left;
    }

    private static void log(BatchCache cache, Object[] keys, @Nullable Object[] found) {
        if (logger.isDebugEnabled()) {
            String name = cache.source().getName();
            long hits = Arrays.stream(found).filter(value -> value != MISS).count();
            logger.debug("Found %d of %d entries in cache '%s'".formatted(hits, keys.length, name));
            if (logger.isTraceEnabled()) {
                logger.trace("Keys looked up in cache '%s': %s".formatted(name, Arrays.asList(keys)));
            }
        }
    }

    private static @Nullable Object[] misses(int count) {
        @Nullable Object[] misses = new Object[count];
        Arrays.fill(misses, MISS);
        return misses;
    }

    private void noteSharedKeys(Step.Read read, int[] pending, int count) {
        Map<Object, SharedKey> keys = new HashMap<>();
        sharedKeys = sharedKeys.isEmpty() ? new ArrayList<>() : sharedKeys;
        for (int k = 0; k < count; k++) {
            int index = pending[k];
            SharedKey key = keys.computeIfAbsent(read.key(index), any -> new SharedKey(index));
            if (key.first != index) {
                if (!key.shared) {
                    key.shared = true;
                    sharedKeys.add(new KeyUse(key.first, key));
                }
                sharedKeys.add(new KeyUse(index, key));
            }
        }
    }

    /** A key of one operation that no cache knows. */
    private static final class SharedKey {

        private final int first;

        private boolean shared;

        /** The element that is loaded and stored under this key before the others look it up; -1 if there is none. */
        private int leader = -1;

        SharedKey(int first) {
            this.first = first;
        }
    }

    /** An element, by index, and a key that it shares with others. */
    private record KeyUse(int index, SharedKey key) {}

    /** An element that takes its value from another one, by index. */
    private record Follower(int index, int leader) {}
}
