package io.github.ms100.cacheasmulti.internal.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The elements of one call that share a key that no cache knows (S16). Called one by one, an element would find what the first
 * before it that was to be stored has left under its key. So at first only one element of each key is loaded; the others
 * wait for what becomes of it, and those that would find nothing are loaded after it, all of them together.
 *
 * <p>An element that is loaded may still turn out to find what one before it has left, which it then takes instead of its
 * own. Elements by index.
 */
final class SharedKeys {

    private final Values values;

    /** By index; {@code null} where an element shares no key. Empty if none does. */
    private @Nullable Sharer[] sharers = {};

    private int round;

    /** Begins without any; {@code values} is what is known of the elements, and is completed by this. */
    SharedKeys(Values values) {
        this.values = values;
    }

    /** Notes which of some elements share a key of an operation whose caches know none of them. */
    void note(ReadStep read, int[] indexes, int count) {
        Map<Object, Key> keys = new HashMap<>(count * 2);
        for (int k = 0; k < count; k++) {
            int index = indexes[k];
            Key key = keys.computeIfAbsent(read.key(index), any -> new Key(read, index));
            if (key.first != index) {
                if (!key.shared) {
                    key.shared = true;
                    sharer(key.first).keys.add(key);
                }
                sharer(index).keys.add(key);
            }
        }
    }

    private Sharer sharer(int index) {
        sharers = (sharers.length == 0) ? new Sharer[values.size()] : sharers;
        Sharer sharer = sharers[index];
        if (sharer == null) {
            sharer = new Sharer();
            sharers[index] = sharer;
        }
        return sharer;
    }

    boolean isEmpty() {
        return sharers.length == 0;
    }

    /** Lets elements wait that will find what others are loaded for, if that is to be stored. */
    void assumeStored() {
        for (int index = 0; index < sharers.length; index++) {
            Sharer sharer = sharers[index];
            if (sharer == null) {
                continue;
            }
            // Also if a later operation knows it: the earlier one would have been asked first.
            sharer.hit = values.get(index);
            sharer.waits = sharer.keys.stream().anyMatch(key -> key.isLoaded);
            if (sharer.waits) {
                values.leaveOpen(index);
            } else if (values.isMissed(index)) {
                sharer.keys.forEach(key -> key.isLoaded = true);
            }
        }
    }

    /** Notes that an element has been loaded. */
    void loaded(int index) {
        Sharer sharer = sharers[index];
        if (sharer != null) {
            sharer.loaded = true;
            sharer.forced = !values.isMissed(index);
        }
    }

    /** Notes that an element could not be loaded: nobody will find anything of it. */
    void failed(int index) {
        Sharer sharer = sharers[index];
        if (sharer != null) {
            sharer.settled = true;
        }
    }

    /** Notes that an operation knows an element by now, or that others have found it to be missing. */
    void found(int index, ReadStep read) {
        Sharer sharer = sharers[index];
        if (sharer != null) {
            sharer.settled = true;
            if (values.get(index) != BatchExecution.ABSENT) {
                sharer.keys.stream().filter(key -> key.read == read).forEach(key -> key.holdBy(index));
            }
        }
    }

    /** Returns whether an element shares its key of an operation. */
    boolean isShared(int index, ReadStep read) {
        Sharer sharer = sharers[index];
        return sharer != null && sharer.keys.stream().anyMatch(key -> key.read == read);
    }

    /** Returns the element whose value is stored under the key of another one, if they share it; -1 if there is none. */
    int holder(int index, ReadStep read) {
        Sharer sharer = sharers[index];
        return (sharer == null)
                ? -1
                : sharer.keys.stream()
                        .filter(key -> key.read == read)
                        .mapToInt(key -> key.holder)
                        .findFirst()
                        .orElse(-1);
    }

    /**
     * Finds out, in argument order, what the elements have found and stored, as far as that is certain.
     *
     * @return the elements that must be loaded after all; none if it is called again when they have been
     */
    int[] settle(ResultStorage storage) {
        round++;
        int[] further = new int[sharers.length];
        int count = 0;
        for (int index = 0; index < sharers.length; index++) {
            Sharer sharer = sharers[index];
            if (sharer != null && !sharer.settled && isWanted(index, sharer, storage)) {
                values.miss(index);
                further[count++] = index;
            }
        }
        return Arrays.copyOf(further, count);
    }

    /** Settles an element if possible; returns whether it must be loaded for that. */
    private boolean isWanted(int index, Sharer sharer, ResultStorage storage) {
        Key key = sharer.decisiveKey(round);
        if (key != null && key.holder >= 0) {
            take(index, sharer, key.holder, storage);
            return false;
        }
        boolean awaited = (key == null) ? !sharer.waits : key.awaited == round;
        if (key == null && sharer.settles()) {
            settle(index, sharer, storage);
            return false;
        }
        if (sharer.hit == Values.MISS) {
            // What it may store, others may find.
            sharer.keys.forEach(own -> own.leaveOpen(round, awaited));
        }
        return sharer.hit == Values.MISS && !sharer.loaded && !awaited;
    }

    private void take(int index, Sharer sharer, int holder, ResultStorage storage) {
        // A put wants a loaded value of its own, also where the element has been found.
        boolean keepsOwn = sharer.loaded && (sharer.forced || (sharer.isFirst() && storage.isForced(index)));
        values.found(index, values.get(keepsOwn ? index : holder));
        sharer.settled = true;
    }

    private void settle(int index, Sharer sharer, ResultStorage storage) {
        sharer.settled = true;
        if (sharer.hit != Values.MISS) {
            values.found(index, sharer.loaded ? values.get(index) : sharer.hit);
            return;
        }
        values.miss(index);
        for (Key key : sharer.keys) {
            if (storage.isStored(key.read, index, values.get(index))) {
                key.holdBy(index);
            }
        }
    }

    /** A key of one operation that no cache knows. */
    private static final class Key {

        private final ReadStep read;

        private final int first;

        private boolean shared;

        /** Whether an element is loaded at first whose value may be stored under it. */
        private boolean isLoaded;

        /** The element whose value is stored under it; -1 if there is none. */
        private int holder = -1;

        /** The last round that could not tell whether an element before the current one is stored under it. */
        private int open;

        /** The last round in which that was left to what other calls load. */
        private int awaited;

        Key(ReadStep read, int first) {
            this.read = read;
            this.first = first;
        }

        void holdBy(int index) {
            holder = (holder < 0) ? index : holder;
        }

        void leaveOpen(int round, boolean forOthers) {
            open = round;
            awaited = forOthers ? round : awaited;
        }
    }

    /** An element that shares keys with others. */
    private static final class Sharer {

        /** In the order of the operations. */
        private final List<Key> keys = new ArrayList<>(1);

        /** What a later operation than those of the keys knows; {@link Values#MISS} if none does. */
        private @Nullable Object hit = Values.MISS;

        /** Whether it is not loaded at first. */
        private boolean waits;

        private boolean loaded;

        /** Whether it has been loaded for a put alone. */
        private boolean forced;

        private boolean settled;

        boolean isFirst() {
            return !waits && hit == Values.MISS;
        }

        /** Returns whether it has a value where its keys hold none. */
        boolean settles() {
            return loaded || hit != Values.MISS;
        }

        /** Returns the first key that holds a value, or of which that is not known yet. */
        @Nullable
        Key decisiveKey(int round) {
            for (Key key : keys) {
                // One that is loaded has no time to wait for other calls.
                boolean open = key.open == round && !(loaded && key.awaited == round);
                if (open || key.holder >= 0) {
                    return key;
                }
            }
            return null;
        }
    }
}
