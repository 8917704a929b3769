package io.github.ms100.cacheasmulti.internal.store.redis.local;

import io.github.ms100.cacheasmulti.internal.store.redis.local.Arrivals.Missing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of which nodes have come and which are missing (L12), and with that whether local copies may be served (L13). Does
 * nothing by itself and knows no time but what it is told, in nanoseconds: every method returns what must be done. Thread-safe.
 */
final class Ledger {

    /** How many of the newest numbers of a node may belong to changes that are not over when this one begins to listen. */
    private static final int UNDER_WAY_AT_START = 16;

    private final Timing timing;

    private final Runnable gap;

    private final Map<Long, Arrivals> series = new HashMap<>();

    /** How often anything has been noted: what is missing for longer has a lower number. */
    private long order;

    /** How often the subscription has begun. */
    private int subscriptions;

    /** Whether no comparison has been made yet. */
    private boolean blank = true;

    /** The comparison that has not been caught up with yet; {@code null} if there is none. */
    private @Nullable Open open;

    private volatile boolean serving;

    private volatile boolean served;

    private volatile long servedUntil;

    private volatile Set<String> bypassed = Set.of();

    /**
     * Creates a ledger.
     *
     * @param gap makes all copies and running loads void: run with every gap, before copies are served again. It is quick
     */
    Ledger(Timing timing, Runnable gap) {
        this.timing = timing;
        this.gap = gap;
    }

    /** Returns whether local copies may be served now. */
    boolean isServing(long now) {
        return serving && servedUntil - now > 0;
    }

    /** Returns whether they have ever been served. */
    boolean hasServed() {
        return served;
    }

    /** Returns whether a cache is being changed by another node, so that its copies may not be served. */
    boolean isBypassed(String cache) {
        Set<String> known = bypassed;
        return !known.isEmpty() && known.contains(cache);
    }

    /** Notes that the subscription has begun, once more perhaps: copies are served again after a comparison sent from now on. */
    synchronized void subscribed() {
        subscriptions++;
        serving = false;
        open = null;
    }

    /** Begins a comparison, which is sent from now on. */
    synchronized Comparison compare(long now) {
        return new Comparison(now, subscriptions);
    }

    /** Notes a message that has come, whatever the order. */
    synchronized Finding received(long sender, long number, long now) {
        Arrivals known = arrivals(sender, number - UNDER_WAY_AT_START);
        boolean isGap = known.know(number, now, ++order);
        known.missing.remove(number);
        return settle(isGap, isGap);
    }

    /**
     * Notes that a change is under way whose message has not come yet.
     *
     * @param cache the one that is by-passed meanwhile; {@code null} for a change of this node
     */
    synchronized Finding underWay(long sender, long number, @Nullable String cache, long now) {
        Arrivals known = arrivals(sender, number - 1 - UNDER_WAY_AT_START);
        boolean isGap = known.know(number, now, ++order);
        Missing unused = known.missing.replace(number, new Missing(++order, now, cache));
        return settle(isGap, isGap);
    }

    private Arrivals arrivals(long id, long complete) {
        Arrivals known = series.get(id);
        if (known == null) {
            known = new Arrivals();
            // What was told before this node listened does not come.
            known.known = blank ? Math.max(0, complete) : 0;
            series.put(id, known);
        }
        return known;
    }

    /**
     * Notes what a comparison has brought. One that was sent before the subscription says nothing.
     *
     * @param counts how many messages each node has announced
     */
    synchronized Finding compared(Comparison comparison, Map<Long, Long> counts, long now) {
        if (comparison.subscription() != subscriptions || subscriptions == 0) {
            return settle(false, false);
        }
        boolean isNew = false;
        for (Map.Entry<Long, Long> count : counts.entrySet()) {
            isNew |= count(count.getKey(), count.getValue(), now);
        }
        boolean isGap = repeat(now) || isNew || blank;
        blank = false;
        series.entrySet().removeIf(one -> !counts.containsKey(one.getKey()) && isSilent(one.getValue(), now));
        open = new Open(comparison, order);
        return settle(isGap, isNew);
    }

    /** Returns the series of which nothing has been heard for so long that what they have announced may be forgotten. */
    synchronized List<Long> silent(long now) {
        return series.entrySet().stream()
                .filter(one -> isSilent(one.getValue(), now))
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isSilent(Arrivals arrivals, long now) {
        return now - arrivals.heard > timing.silence();
    }

    /** Lets time pass: what has been missing for too long is a gap. */
    synchronized Finding tick(long now) {
        boolean isGap = false;
        for (Arrivals arrivals : series.values()) {
            for (Missing missing : arrivals.missing.values()) {
                if (!missing.isGap && now - missing.since > timing.patience()) {
                    missing.isGap = true;
                    isGap = true;
                }
            }
        }
        return settle(isGap, isGap);
    }

    private boolean count(long id, long count, long now) {
        Arrivals arrivals = arrivals(id, count - UNDER_WAY_AT_START);
        boolean isLower = count < arrivals.counted;
        arrivals.heard = (count == arrivals.counted) ? arrivals.heard : now;
        arrivals.counted = count;
        boolean tooMany = arrivals.know(count, now, ++order);
        return isLower || tooMany;
    }

    /** Returns whether a gap stands that may still become an old value: its sender may merely be slow. */
    private boolean repeat(long now) {
        boolean isGap = false;
        for (Arrivals arrivals : series.values()) {
            Iterator<Missing> all = arrivals.missing.values().iterator();
            while (all.hasNext()) {
                Missing missing = all.next();
                if (missing.isGap && now - missing.since > timing.repeating()) {
                    all.remove();
                } else {
                    isGap |= missing.isGap;
                }
            }
        }
        return isGap;
    }

    private Finding settle(boolean isGap, boolean isNew) {
        if (isGap) {
            gap.run();
        }
        long oldest = Long.MAX_VALUE;
        boolean complete = true;
        Set<String> changing = new HashSet<>();
        for (Arrivals arrivals : series.values()) {
            for (Missing missing : arrivals.missing.values()) {
                if (!missing.isGap) {
                    complete = false;
                    if (missing.cache == null) {
                        oldest = Math.min(oldest, missing.order);
                    } else {
                        changing.add(missing.cache);
                    }
                }
            }
        }
        if (!changing.equals(bypassed)) {
            bypassed = Set.copyOf(changing);
        }
        Comparison caughtUp = null;
        if (open != null && oldest > open.order()) {
            caughtUp = open.comparison();
            servedUntil = caughtUp.sent() + timing.maxUnvalidated();
            serving = true;
            served = true;
            // What is missing may be a change under way, which is heard of at any time: it confirms nothing.
            open = complete ? null : open;
        }
        return new Finding(isGap, isNew, complete ? caughtUp : null);
    }

    /**
     * One comparison of what has come with what has been announced.
     *
     * @param sent before it was sent
     * @param subscription which one it was sent under
     */
    record Comparison(long sent, int subscription) {

        /** Returns whether this one was sent after another. */
        boolean isAfter(Comparison other) {
            return sent - other.sent > 0;
        }
    }

    /**
     * What must be done.
     *
     * @param gap whether nobody knows what has changed: all copies and running loads are void
     * @param isNew whether that has been found now, and not before
     * @param confirming a comparison that has been caught up with, while nothing is missing; {@code null} if there is none
     */
    record Finding(boolean gap, boolean isNew, @Nullable Comparison confirming) {}

    private record Open(Comparison comparison, long order) {}
}
