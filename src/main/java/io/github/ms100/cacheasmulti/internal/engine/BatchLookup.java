package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.support.Printable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** What the caches of one call know of its elements, and which of them must be loaded (S18). */
final class BatchLookup {

    private static final Log logger = LogFactory.getLog(BatchExecution.class);

    private static final int[] NONE = {};

    private final Guard guard;

    private final Values values;

    /** Elements that share keys; {@code null} if none do. */
    private @Nullable SharedKeys sharedKeys;

    BatchLookup(int size, Guard guard) {
        this.guard = guard;
        this.values = new Values(size);
    }

    /** Asks the caches of all operations, one after another, each for what is not known yet. */
    void read(List<Step.Read> reads) {
        Step.Read first = reads.get(0);
        boolean begun = readWhole(first);
        if (begun && values.hasAll()) {
            return;
        }
        for (Step.Read read : reads) {
            read(read, (begun && read == first) ? 1 : 0);
        }
        if (values.hasAll()) {
            // Whoever shares a key of one operation was found by another, so nothing will be stored under it.
            sharedKeys = null;
            return;
        }
        values.endLookup();
        if (sharedKeys != null) {
            sharedKeys.assumeStored();
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
        guard.read(cache, keys, values.array(), false);
        log(cache, keys, values.array());
        return true;
    }

    /** Returns the values of the elements, as far as they are known. */
    Values values() {
        return values;
    }

    /** Asks the caches once more for some elements that they did not know. */
    void readAgain(List<Step.Read> reads, int[] indexes) {
        if (indexes.length == 0) {
            return;
        }
        for (Step.Read read : reads) {
            int[] pending = Arrays.stream(indexes)
                    .filter(index -> !values.has(index) && !read.skipsLookup && read.passes(index))
                    .toArray();
            int[] asked = pending.clone();
            askAll(read, read.caches, pending, pending.length, true);
            for (int index : asked) {
                if (values.has(index)) {
                    found(index, values.get(index), read);
                }
            }
        }
    }

    /** Notes what an operation knows of an element by now; {@link BatchExecution#ABSENT} if others have found nothing. */
    void found(int index, @Nullable Object value, Step.Read read) {
        values.found(index, value);
        if (sharedKeys != null) {
            sharedKeys.found(index, read);
        }
    }

    /** Adds loaded values. */
    void add(int[] indexes, @Nullable Object[] loaded) {
        for (int i = 0; i < indexes.length; i++) {
            values.set(indexes[i], loaded[i]);
            if (sharedKeys != null) {
                sharedKeys.loaded(indexes[i]);
            }
        }
    }

    /** Changes the values of some elements that have been added. */
    void change(int[] indexes, Consumer<@Nullable Object[]> change) {
        @Nullable Object[] changed = new Object[indexes.length];
        for (int i = 0; i < indexes.length; i++) {
            changed[i] = values.get(indexes[i]);
        }
        change.accept(changed);
        for (int i = 0; i < indexes.length; i++) {
            values.set(indexes[i], changed[i]);
        }
    }

    /**
     * Gives elements that share a key the value of the first that is to be stored.
     *
     * @return the elements that must be loaded after all, because what they were to find is not to be stored
     */
    int[] settle(ResultStorage storage) {
        return (sharedKeys == null) ? NONE : sharedKeys.settle(storage);
    }

    /**
     * Returns what is stored under the key of an element from now on, as far as this call knows: its own value, or that
     * of another element with this key.
     *
     * @return {@link Values#MISS} if nothing is, {@link BatchExecution#ABSENT} if the element is missing
     */
    @Nullable
    Object stored(int index, Step.Read read) {
        Object value = values.get(index);
        if (sharedKeys != null && sharedKeys.isShared(index, read)) {
            int holder = sharedKeys.holder(index, read);
            return (holder >= 0) ? values.get(holder) : (value == BatchExecution.ABSENT) ? value : Values.MISS;
        }
        boolean known = value == BatchExecution.ABSENT || !values.isMissed(index) || read.hasAccepted(index, value);
        return known ? value : Values.MISS;
    }

    /** Asks the caches of an operation, but for the first few, for what is not known yet. */
    private void read(Step.Read read, int asked) {
        int[] pending = new int[values.size()];
        int count = 0;
        for (int i = 0; i < values.size(); i++) {
            if (!values.has(i) && read.passes(i)) {
                pending[count++] = i;
            }
        }
        if (read.skipsLookup) {
            // Only the keys, for a null key must be known before anything is done.
            read.keys(pending, count);
            return;
        }
        int left = askAll(read, read.caches.subList(asked, read.caches.size()), pending, count, false);
        if (left > 0 && !read.rules.keysAreDistinct()) {
            noteSharedKeys(read, pending, left);
        }
    }

    /** Asks some caches of an operation; leaves in {@code pending} what none knows, and returns how many these are. */
    private int askAll(Step.Read read, List<BatchCache> caches, int[] pending, int count, boolean again) {
        int left = count;
        for (BatchCache cache : caches) {
            if (left == 0) {
                break;
            }
            Object[] keys = read.keys(pending, left);
            // Where nothing is known yet, what is found goes straight to its place.
            @Nullable Object[] found = (left == values.size()) ? values.array() : Values.misses(left);
            if (read.rules.keysAreDistinct()) {
                ask(cache, keys, found, again);
            } else {
                askForDistinct(cache, keys, found, again);
            }
            left = take(found, pending, left);
        }
        return left;
    }

    /** Takes what was found for some elements; leaves the others in {@code pending}, and returns how many these are. */
    private int take(@Nullable Object[] found, int[] pending, int count) {
        int left = 0;
        for (int k = 0; k < count; k++) {
            if (found[k] == Values.MISS) {
                pending[left++] = pending[k];
            } else {
                values.set(pending[k], found[k]);
            }
        }
        return left;
    }

    private void askForDistinct(BatchCache cache, Object[] keys, @Nullable Object[] found, boolean again) {
        Map<Object, Integer> indexes = new HashMap<>(keys.length * 2);
        int[] places = new int[keys.length];
        Object[] distinct = new Object[keys.length];
        for (int k = 0; k < keys.length; k++) {
            int next = indexes.size();
            Integer known = indexes.putIfAbsent(keys[k], next);
            places[k] = (known == null) ? next : known;
            distinct[places[k]] = (known == null) ? keys[k] : distinct[places[k]];
        }
        int size = indexes.size();
        @Nullable Object[] hits = Values.misses(size);
        ask(cache, (size < keys.length) ? Arrays.copyOf(distinct, size) : keys, hits, again);
        for (int k = 0; k < keys.length; k++) {
            found[k] = hits[places[k]];
        }
    }

    private void ask(BatchCache cache, Object[] keys, @Nullable Object[] found, boolean again) {
        guard.read(cache, keys, found, again);
        log(cache, keys, found);
    }

    private static void log(BatchCache cache, Object[] keys, @Nullable Object[] found) {
        if (logger.isDebugEnabled()) {
            String name = cache.source().getName();
            long hits =
                    Arrays.stream(found).filter(value -> value != Values.MISS).count();
            logger.debug("Found %d of %d entries in cache '%s'".formatted(hits, keys.length, name));
            if (logger.isTraceEnabled()) {
                logger.trace("Keys looked up in cache '%s': %s".formatted(name, Printable.all(Arrays.asList(keys))));
            }
        }
    }

    private void noteSharedKeys(Step.Read read, int[] pending, int count) {
        SharedKeys noted = (sharedKeys == null) ? new SharedKeys(values) : sharedKeys;
        noted.note(read, pending, count);
        sharedKeys = noted.isEmpty() ? null : noted;
    }
}
