package io.github.ms100.cacheasmulti.internal.store.redis.local;

import io.github.ms100.cacheasmulti.internal.store.redis.local.Pending.Target;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Unconfirmed.Suspect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * What a node evicts from Redis when nobody waits for it: what a load has stored and a change has overtaken (L8), and what could not
 * be evicted when it should (L14, L17). Thread-safe.
 */
public final class Mending {

    /** How many keys may be unconfirmed before counts are compared at once; twice as many stay while that confirms nothing (L8). */
    private static final int MAX_UNCONFIRMED = 100_000;

    private static final long RETRY_INTERVAL = TimeUnit.SECONDS.toNanos(1);

    private final Unconfirmed unconfirmed = new Unconfirmed();

    private final Pending pending = new Pending();

    private final AtomicBoolean retrying = new AtomicBoolean();

    private final Executor worker;

    private volatile long tried;

    private volatile boolean stopped;

    /** The last comparison that has been caught up with; at first none, which was sent before anything was stored. */
    private final AtomicReference<Ledger.Comparison> caughtUp;

    private final LongSupplier clock;

    private final long maxUnvalidated;

    private final Runnable tooMany;

    Mending(Executor worker, LongSupplier clock, long maxUnvalidated, Runnable tooMany) {
        this.worker = worker;
        this.clock = clock;
        this.tried = clock.getAsLong();
        this.caughtUp = new AtomicReference<>(new Ledger.Comparison(tried, 0));
        this.maxUnvalidated = maxUnvalidated;
        this.tooMany = tooMany;
    }

    /**
     * Notes what is about to be stored of a load, before it is.
     *
     * @param keys in the form Redis gets them
     */
    public Stored storing(Remote remote, Subject subject, List<byte[]> keys, long[] hashes) {
        Stored stored = new Stored(remote, subject, keys, hashes);
        if (stopped) {
            return stored;
        }
        unconfirmed.add(stored);
        if (unconfirmed.size() > MAX_UNCONFIRMED) {
            tooMany.run();
        }
        if (unconfirmed.size() > 2 * MAX_UNCONFIRMED && !confirms()) {
            evict(unconfirmed.takeAcknowledged());
        }
        return stored;
    }

    /** Returns whether comparisons confirm what is stored: not if nothing is heard of others, or some change lasts. */
    private boolean confirms() {
        return clock.getAsLong() - Objects.requireNonNull(caughtUp.get()).sent() <= maxUnvalidated;
    }

    /** Notes no loads any more, for nobody will hear of changes. */
    public void stop() {
        stopped = true;
        List<Suspect> unused = unconfirmed.takeIf(any -> true);
    }

    /** Notes that what a load stores has been stored, or has failed. */
    public void stored(Stored stored) {
        stored.acknowledge(clock.getAsLong());
    }

    /** Evicts keys some time later, together with the message that could not be sent. */
    public void evictLater(Remote remote, Subject subject, List<byte[]> keys) {
        pending.add(remote, subject, keys);
    }

    /** Clears some time later, together with the message that could not be sent. */
    public void clearLater(Remote remote, Subject subject) {
        pending.add(remote, subject, null);
    }

    /**
     * Confirms what was stored before the last comparison but this one was sent. That one may have been caught up with by the
     * message of a change that was announced after it, in place of one that was announced before: a node numbers its messages in
     * one order, and its threads announce them in another. One that was sent before the last is heard of too late, and confirms
     * nothing.
     */
    void confirm(Ledger.Comparison comparison) {
        Ledger.Comparison before = caughtUp.getAndUpdate(last -> comparison.isAfter(last) ? comparison : last);
        if (comparison.isAfter(before)) {
            unconfirmed.confirm(before);
        }
    }

    /** Evicts those of some keys that have been loaded, for they have changed. */
    void correct(long[] hashes) {
        evict(unconfirmed.take(hashes));
    }

    /** Evicts all keys of some loads, for nobody knows which have changed. */
    void correctIf(Predicate<Stored> changed) {
        evict(unconfirmed.takeIf(changed));
    }

    private void evict(List<Suspect> suspects) {
        if (suspects.isEmpty()) {
            return;
        }
        Map<Target, List<byte[]>> byTarget = new LinkedHashMap<>();
        for (Suspect suspect : suspects) {
            Target target =
                    new Target(suspect.stored().remote(), suspect.stored().subject());
            byTarget.computeIfAbsent(target, any -> new ArrayList<>()).add(suspect.key());
        }
        worker.execute(() -> byTarget.forEach(this::evict));
    }

    private void evict(Target target, List<byte[]> keys) {
        for (int from = 0; from < keys.size(); from += Message.MAX_KEYS_NAMED) {
            int to = Math.min(keys.size(), from + Message.MAX_KEYS_NAMED);
            pending.evict(target, keys.subList(from, to), true);
        }
    }

    /** Tries once more what could not be evicted, if it is time for that. */
    void retry() {
        long now = clock.getAsLong();
        if (!pending.isEmpty() && now - tried > RETRY_INTERVAL && retrying.compareAndSet(false, true)) {
            tried = now;
            worker.execute(() -> {
                retrying.set(false);
                pending.retry();
            });
        }
    }
}
