package io.github.ms100.cacheasmulti.internal.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one operation asks its caches, one after another, each about what is still not known (S18). */
final class Questions implements Task.Read {

    private final ReadStep read;

    private final Iterator<CallCache> caches;

    private final Values values;

    private final boolean again;

    /** The elements that are asked about. */
    private final int[] asked;

    /** The elements that are not known yet, as many as are left. */
    private final int[] pending;

    private int left;

    private @Nullable CallCache cache;

    private Object[] keys = {};

    /** What was found for the elements that are left. */
    private @Nullable Object[] found = {};

    /** What takes the answer: {@link #found}, unless keys may be equal. */
    private @Nullable Object[] answer = {};

    /** Where the key of each element is among distinct ones; {@code null} if all are. */
    private int @Nullable [] places;

    /**
     * Creates them.
     *
     * @param pending the elements that are not known, which it uses up
     * @param again whether they have been looked up before
     */
    Questions(ReadStep read, List<CallCache> caches, Values values, int[] pending, boolean again) {
        this.read = read;
        this.caches = caches.iterator();
        this.values = values;
        this.pending = pending;
        this.left = pending.length;
        this.again = again;
        this.asked = again ? pending.clone() : pending;
    }

    /** Prepares the next question, the one before having been answered; returns whether there is any. */
    boolean next() {
        if (cache != null) {
            take();
        }
        if (left == 0 || !caches.hasNext()) {
            return false;
        }
        cache = caches.next();
        keys = read.keys(pending, left);
        // Where nothing is known yet, what is found goes straight to its place.
        found = (left == values.size()) ? values.array() : Values.misses(left);
        answer = found;
        if (!read.rules.keysAreDistinct()) {
            askOnce();
        }
        return true;
    }

    /** Asks for each of several equal keys once. */
    private void askOnce() {
        Map<Object, Integer> indexes = new HashMap<>(keys.length * 2);
        int[] placed = new int[keys.length];
        Object[] distinct = new Object[keys.length];
        for (int k = 0; k < keys.length; k++) {
            int next = indexes.size();
            Integer known = indexes.putIfAbsent(keys[k], next);
            placed[k] = (known == null) ? next : known;
            distinct[placed[k]] = (known == null) ? keys[k] : distinct[placed[k]];
        }
        int size = indexes.size();
        keys = (size < keys.length) ? Arrays.copyOf(distinct, size) : keys;
        answer = Values.misses(size);
        places = placed;
    }

    /** Takes what was found; what was not is left. */
    private void take() {
        if (places != null) {
            for (int k = 0; k < left; k++) {
                found[k] = answer[places[k]];
            }
        }
        int missed = 0;
        for (int k = 0; k < left; k++) {
            if (found[k] == Values.MISS) {
                pending[missed++] = pending[k];
            } else {
                values.set(pending[k], found[k]);
            }
        }
        left = missed;
    }

    /** Tells a lookup which of the elements are known by now. */
    void tellFound(BatchLookup lookup) {
        for (int index : asked) {
            if (values.has(index)) {
                lookup.found(index, values.get(index), read);
                values.cached(index);
            }
        }
    }

    /** Notes which of the elements that no cache knows share their keys. */
    void noteSharedKeys(SharedKeys sharedKeys) {
        sharedKeys.note(read, pending, left);
    }

    /** Returns whether elements are left that no cache knows, and may share their keys. */
    boolean leavesSharedKeys() {
        return left > 0 && !read.rules.keysAreDistinct();
    }

    @Override
    @SuppressWarnings("NullAway") // asked for when there is a question
    public CallCache cache() {
        return cache;
    }

    @Override
    public Object[] keys() {
        return keys;
    }

    @Override
    public @Nullable Object[] answer() {
        return answer;
    }

    @Override
    public boolean again() {
        return again;
    }
}
