package io.github.ms100.cacheasmulti.internal.store.redis.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What this node has loaded and stored remotely, from before the store until it is known that no change has overtaken it (L8).
 * Thread-safe.
 */
final class Unconfirmed {

    private final Map<Long, Suspect> byHash = new ConcurrentHashMap<>();

    /** The map does not say for nothing how many it has. */
    private final AtomicInteger count = new AtomicInteger();

    /** Adds keys that are about to be stored. */
    void add(Stored stored) {
        long[] hashes = stored.hashes();
        for (int position = 0; position < hashes.length; position++) {
            add(hashes[position], stored, position);
        }
    }

    private void add(Long hash, Stored stored, int position) {
        byHash.compute(hash, (same, earlier) -> {
            if (earlier == null) {
                count.incrementAndGet();
            }
            return new Suspect(stored, position, (earlier == null) ? null : earlier.underWay());
        });
    }

    /** Returns how many keys there are. */
    int size() {
        return count.get();
    }

    /** Takes out those of some keys that are unconfirmed, for they have changed. */
    List<Suspect> take(long[] hashes) {
        if (count.get() == 0) {
            return List.of();
        }
        List<Suspect> taken = new ArrayList<>();
        for (long hash : hashes) {
            Suspect suspect = byHash.remove(hash);
            if (suspect != null) {
                count.decrementAndGet();
                taken.add(suspect);
            }
        }
        return taken;
    }

    /** Takes out all of some loads, for nobody knows which of their keys have changed. */
    List<Suspect> takeIf(Predicate<Stored> changed) {
        return takeAll(suspect -> suspect.isOfAny(changed));
    }

    /** Takes out all that no load is still storing. */
    List<Suspect> takeAcknowledged() {
        return takeAll(suspect -> suspect.underWay() == null);
    }

    private List<Suspect> takeAll(Predicate<Suspect> wanted) {
        List<Suspect> taken = new ArrayList<>();
        byHash.forEach((hash, suspect) -> {
            if (wanted.test(suspect) && remove(hash, suspect)) {
                taken.add(suspect);
            }
        });
        return taken;
    }

    /** Confirms what was stored before a comparison was sent. */
    void confirm(Ledger.Comparison comparison) {
        if (count.get() > 0) {
            byHash.forEach((hash, suspect) -> {
                if (suspect.isBefore(comparison)) {
                    remove(hash, suspect);
                }
            });
        }
    }

    private boolean remove(Long hash, Suspect suspect) {
        boolean removed = byHash.remove(hash, suspect);
        if (removed) {
            count.decrementAndGet();
        }
        return removed;
    }

    /**
     * A key that may hold something older than its last change.
     *
     * @param stored the last load that stores it
     * @param position which of the keys of that load it is
     * @param earlier the same key of a load before, which may reach Redis behind that one; {@code null} if there is none
     */
    record Suspect(Stored stored, int position, @Nullable Suspect earlier) {

        byte[] key() {
            return stored.keys().get(position);
        }

        private boolean isOfAny(Predicate<Stored> loads) {
            return loads.test(stored) || (earlier != null && earlier.isOfAny(loads));
        }

        private boolean isBefore(Ledger.Comparison comparison) {
            return stored.isBefore(comparison) && (earlier == null || earlier.isBefore(comparison));
        }

        /** Returns what is left of it without the loads that the server has answered; {@code null} if nothing. */
        private @Nullable Suspect underWay() {
            Suspect rest = (earlier == null) ? null : earlier.underWay();
            return stored.isAcknowledged() ? rest : new Suspect(stored, position, rest);
        }
    }
}
