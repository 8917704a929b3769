package io.github.ms100.cacheasmulti.event;

import java.lang.reflect.Method;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/**
 * Learns what the batch methods of an application do: beans of this type are told, in their order. Without one nothing is
 * measured.
 *
 * <p>Called in the thread of the call, right after what it tells of, on the way to the caller: so it should be quick. An
 * exception it throws is logged, and reaches no caller. Thread-safe.
 *
 * <p>All numbers are of distinct keys, or of elements that are told apart. What single-key methods do is not told, but for
 * what concerns local copies and messages between nodes; neither are calls before all singletons are ready.
 *
 * @since 2.0.0
 */
public interface BatchListener {

    /** Listens to nothing; known by identity, so that nothing is done for it. */
    BatchListener NO_OP = new BatchListener() {};

    /** A batch method has been called; told before any cache is asked. */
    default void onCall(Call call) {}

    /** A cache has been asked for the keys of a batch. */
    default void onLookup(Lookup lookup) {}

    /** A method has been called to load elements. */
    default void onLoad(Load load) {}

    /** A call has waited for elements that other calls were loading. */
    default void onWait(Wait wait) {}

    /** Entries of a batch have been stored in a cache, or have not. */
    default void onStore(Store store) {}

    /** Keys of a batch have been evicted from a cache, or have not. */
    default void onEvict(Evict evict) {}

    /** A cache has been cleared by a batch method, or has not. */
    default void onClear(Clear clear) {}

    /** A call of a cache has failed; told before what came of it. */
    default void onFailure(Failure failure) {}

    /** A cache could not be reached and is spared from now on, and so are all caches on the same store. */
    default void onCoolDownOpened(Cache cache) {}

    /** A cache that was spared has answered. */
    default void onCoolDownClosed(Cache cache) {}

    /** The local copies of a cache have been asked for, by a batch or by a single call. */
    default void onLocalLookup(LocalLookup lookup) {}

    /** What has been read from Redis is kept as local copies, or is not. */
    default void onLocalFill(LocalFill fill) {}

    /**
     * A node has told others what it has changed, or has heard what another has; what it has heard is told from a thread of the
     * library.
     */
    default void onMessage(Message message) {}

    /**
     * Nobody knows what other nodes have changed: all local copies are void. From a thread of the library.
     *
     * @param channel over which nodes tell each other
     */
    default void onGap(String channel) {}

    /**
     * Local copies are not served from now on, until it is known that all changes have been heard of; so it is at the start.
     * From a thread of the library.
     *
     * @param channel over which nodes tell each other
     */
    default void onUnvalidated(String channel) {}

    /**
     * Local copies are served, after a time in which it was not known whether all changes had been heard of. From a thread of
     * the library.
     *
     * @param channel over which nodes tell each other
     * @param time how long they were not served
     */
    default void onValidated(String channel, Duration time) {}

    /**
     * One call of a batch method.
     *
     * @param method the method, as the class of its bean has it
     * @param elements how many it was called with; where nothing is looked up and equal ones may have values of their own, equal
     *     ones included
     */
    record Call(Method method, int elements) {}

    /**
     * One cache asked for keys.
     *
     * @param cache the user's own
     * @param keys how many it was asked for
     * @param hits how many of them it had
     * @param failures how many could not be read, and count as missing
     * @param bypassed whether it was not asked at all, being spared: no key is a hit then but those with a local copy
     * @param again whether the keys had been looked up before in this call, and others have loaded them since
     * @param looped whether each key was a call of its own, for want of batch operations (B2)
     * @param time how long that took
     */
    record Lookup(
            Cache cache,
            int keys,
            int hits,
            int failures,
            boolean bypassed,
            boolean again,
            boolean looped,
            Duration time) {

        /** Returns how many keys it was asked for and did not have. */
        public int misses() {
            return bypassed ? 0 : keys - hits - failures;
        }
    }

    /**
     * One run of a batch method.
     *
     * @param method the method, as the class of its bean has it
     * @param elements how many were wanted of it; 0 if it was called with an argument that holds none. Where nothing is
     *     looked up, all of the argument, equal ones included
     * @param found for how many it returned something, or said so as it failed in part; 0 if its result is not looked at by
     *     element
     * @param missing for how many it returned nothing; 0 if it failed, or if its result is not looked at by element
     * @param failure what it threw; {@code null} if nothing
     * @param time how long that took
     */
    record Load(
            Method method,
            int elements,
            int found,
            int missing,
            @Nullable Throwable failure,
            Duration time) {}

    /**
     * One call that waited for others.
     *
     * @param method the method that was called
     * @param elements how many it waited for
     * @param taken for how many it was given what others had loaded; the rest it loads itself
     * @param timedOut whether it has stopped waiting for some because the limit was reached
     * @param time how long it waited
     */
    record Wait(Method method, int elements, int taken, boolean timedOut, Duration time) {}

    /**
     * Entries stored in one cache.
     *
     * @param cache the user's own
     * @param entries how many were to be stored
     * @param refused how many of them were not: a {@code null} that the cache cannot hold, a loaded value that has changed
     *     meanwhile, anything loaded while the cache is spared
     * @param failures how many could not be stored
     * @param looped whether each entry was a call of its own, for want of batch operations (B2)
     * @param time how long that took; zero if the cache was not called, all being refused
     */
    record Store(Cache cache, int entries, int refused, int failures, boolean looped, Duration time) {}

    /**
     * Keys evicted from one cache.
     *
     * @param cache the user's own
     * @param keys how many were to be evicted
     * @param failures how many could not be evicted
     * @param looped whether each key was a call of its own, for want of batch operations (B2)
     * @param time how long that took
     */
    record Evict(Cache cache, int keys, int failures, boolean looped, Duration time) {}

    /**
     * One cache cleared.
     *
     * @param cache the user's own
     * @param failure what it threw; {@code null} if nothing
     * @param time how long that took
     */
    record Clear(Cache cache, @Nullable Throwable failure, Duration time) {}

    /**
     * One failed call of a cache.
     *
     * @param cache the user's own
     * @param cause what it threw; a {@link io.github.ms100.cacheasmulti.cache.PartialBatchException} if some keys failed
     */
    record Failure(Cache cache, Throwable cause) {}

    /**
     * The local copies of one cache asked for.
     *
     * @param cache the one with the local level
     * @param keys how many keys it was asked for
     * @param hits how many of them had a copy that could be served
     */
    record LocalLookup(Cache cache, int keys, int hits) {}

    /**
     * What one read from Redis has brought.
     *
     * @param cache the one with the local level
     * @param keys how many keys had a value
     * @param voided how many of them had changed by the time they were kept, so that the copies are void
     */
    record LocalFill(Cache cache, int keys, int voided) {}

    /**
     * One message between nodes.
     *
     * @param channel over which nodes tell each other
     * @param cache the name of the cache that has changed; empty if nobody knows which have
     * @param keys how many keys of it; 0 if all have
     * @param sent whether this node has sent it, else it has come from another
     */
    record Message(String channel, String cache, int keys, boolean sent) {}
}
