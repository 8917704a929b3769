package io.github.ms100.cacheasmulti.internal.engine;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the caches of one call know of its elements, and which of them must be loaded (S18). */
final class BatchLookup implements Task.Read {

    private static final int[] NONE = {};

    private final List<ReadStep> reads;

    private final Values values;

    /** Elements that share keys; {@code null} if none do. */
    private @Nullable SharedKeys sharedKeys;

    private boolean begun;

    /** Whether the first cache is asked for all elements at once. */
    private boolean whole;

    /** Which operation asks next. */
    private int position;

    /** What an operation asks; {@code null} if none does. */
    private @Nullable Questions questions;

    BatchLookup(List<ReadStep> reads, int size) {
        this.reads = reads;
        this.values = new Values(size);
    }

    /** Returns the values of the elements, as far as they are known. */
    Values values() {
        return values;
    }

    /**
     * Returns the next question to a cache, the one before having been answered: those of all operations, one after another, each about
     * what is not known yet. {@code null} if there is none.
     */
    @Nullable
    Read next() {
        if (!begun) {
            begun = true;
            whole = asksWhole(reads.get(0));
            if (whole) {
                // Nearly always that is all that the operation asks.
                position = (reads.get(0).caches.size() == 1) ? 1 : 0;
                return this;
            }
        } else if (questions == null && values.hasAll()) {
            return null;
        }
        while (questions == null || !questions.next()) {
            if (questions != null && questions.leavesSharedKeys()) {
                sharedKeys = (sharedKeys == null) ? new SharedKeys(values) : sharedKeys;
                questions.noteSharedKeys(sharedKeys);
            }
            if (position == reads.size()) {
                end();
                return null;
            }
            questions = questions(reads.get(position), (whole && position == 0) ? 1 : 0);
            position++;
        }
        return questions;
    }

    /** Returns whether the first cache of an operation can be asked for all elements without indexes. */
    private static boolean asksWhole(ReadStep read) {
        return !read.skipsLookup
                && read.rules.unconditional()
                && read.rules.keysAreDistinct()
                && !read.caches.isEmpty();
    }

    /** Returns what an operation asks its caches, but for the first few; {@code null} if it asks none. */
    private @Nullable Questions questions(ReadStep read, int asked) {
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
            return null;
        }
        List<CallCache> caches = read.caches.subList(asked, read.caches.size());
        int[] unknown = (count == pending.length) ? pending : Arrays.copyOf(pending, count);
        return new Questions(read, caches, values, unknown, false);
    }

    private void end() {
        if (values.hasAll()) {
            // Whoever shares a key of one operation was found by another, so nothing will be stored under it.
            sharedKeys = null;
            return;
        }
        values.endLookup();
        if (sharedKeys != null && sharedKeys.isEmpty()) {
            sharedKeys = null;
        }
        if (sharedKeys != null) {
            sharedKeys.assumeStored();
        }
    }

    @Override
    public CallCache cache() {
        return reads.get(0).caches.get(0);
    }

    @Override
    public Object[] keys() {
        return reads.get(0).keys();
    }

    @Override
    public @Nullable Object[] answer() {
        return values.array();
    }

    /** Returns what an operation asks its caches once more, about some elements that they did not know. */
    Questions questionsAgain(ReadStep read, int[] indexes) {
        int[] pending = Arrays.stream(indexes)
                .filter(index -> !values.has(index) && !read.skipsLookup && read.passes(index))
                .toArray();
        return new Questions(read, read.caches, values, pending, true);
    }

    /** Returns those of some elements that are not known. */
    int[] unknown(int[] indexes) {
        return Arrays.stream(indexes).filter(index -> !values.has(index)).toArray();
    }

    /** Notes what an operation knows of an element by now; {@link BatchExecution#ABSENT} if others have found nothing. */
    void found(int index, @Nullable Object value, ReadStep read) {
        values.found(index, value);
        if (sharedKeys != null) {
            sharedKeys.found(index, read);
        }
    }

    /** Adds loaded values; of some there may be none. */
    void add(int[] indexes, @Nullable Object[] loaded) {
        for (int i = 0; i < indexes.length; i++) {
            values.set(indexes[i], loaded[i]);
            if (sharedKeys != null) {
                if (loaded[i] == BatchExecution.UNKNOWN) {
                    sharedKeys.failed(indexes[i]);
                } else {
                    sharedKeys.loaded(indexes[i]);
                }
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
    Object stored(int index, ReadStep read) {
        Object value = values.get(index);
        if (sharedKeys != null && sharedKeys.isShared(index, read)) {
            int holder = sharedKeys.holder(index, read);
            return (holder >= 0) ? values.get(holder) : (value == BatchExecution.ABSENT) ? value : Values.MISS;
        }
        boolean known = value == BatchExecution.ABSENT || !values.isMissed(index) || read.hasAccepted(index, value);
        return known ? value : Values.MISS;
    }
}
