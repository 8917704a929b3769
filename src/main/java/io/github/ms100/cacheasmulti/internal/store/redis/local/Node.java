package io.github.ms100.cacheasmulti.internal.store.redis.local;

import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Message.Kind;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * This process among those that have local copies of the entries of one Redis: tells them what it changes, hears what they
 * change, and knows whether it has heard all of it (L6 to L15). Thread-safe.
 */
public final class Node implements Channel.Receiver {

    private static final Log logger = LogFactory.getLog(Node.class);

    private final Channel channel;

    private final Fence fence;

    private final Timing timing;

    private final LongSupplier clock;

    /** Does what waits for the server and what nobody waits for. */
    private final Executor worker;

    private final NodeEvents events;

    private final Ledger ledger;

    private final Mending mending;

    private final Inbox inbox;

    private final Outbox outbox;

    private final AtomicBoolean comparing = new AtomicBoolean();

    private volatile long compared;

    private volatile boolean off;

    private volatile boolean closed;

    /** Creates a node. */
    public Node(Channel channel, Fence fence, Timing timing, Surroundings surroundings) {
        this.channel = channel;
        this.fence = fence;
        this.timing = timing;
        this.clock = surroundings.clock();
        this.worker = surroundings.worker();
        this.events = surroundings.events();
        this.mending = new Mending(surroundings.mender(), clock, timing.maxUnvalidated(), this::compareSoon);
        this.ledger = new Ledger(timing, fence::tellAll);
        this.outbox = new Outbox(channel, fence, timing, surroundings, this::sent);
        this.inbox = new Inbox(fence, ledger, mending, surroundings, sender -> own().isOfNode(sender));
        this.compared = now() - timing.checkInterval();
    }

    /** Returns the fence around all its copies. */
    public Fence fence() {
        return fence;
    }

    Outbox outbox() {
        return outbox;
    }

    private Series own() {
        return outbox.own();
    }

    private long now() {
        return clock.getAsLong();
    }

    /** Returns what evicts when nobody waits for it. */
    public Mending mending() {
        return mending;
    }

    /** Returns whether the local copies of a cache may be served now. */
    public boolean isServing(String cache) {
        return isValidated() && !ledger.isBypassed(cache);
    }

    /** Returns whether local copies may be served now, but for caches that are being changed. */
    public boolean isValidated() {
        return ledger.isServing(now()) && !off && !closed;
    }

    /** Returns whether it does without local copies, and tells nobody anything. */
    public boolean isOff() {
        return off;
    }

    /** Begins to listen, and looks whether the server allows what that needs. */
    public void open() {
        channel.open(this);
        worker.execute(() -> quietly(() -> channel.probe(Message.hello(own()).toBytes())));
    }

    /** Serves no local copies any more. What it changes it still tells. */
    public void close() {
        closed = true;
        channel.close();
    }

    /** Begins a change of keys, which is to be closed; it is told now. */
    public Change change(Subject subject, long[] keys, boolean correction) {
        return outbox.change(subject, keys, correction);
    }

    /** As {@link #change}, of what a load stores, and others are told of (P7). */
    public Change seed(Subject subject, long[] keys, RunningLoad load) {
        return outbox.seed(subject, keys, load);
    }

    /** Begins a change of all keys of a prefix, which is to be closed; it is told now. */
    public Change clear(Subject subject) {
        return outbox.clear(subject);
    }

    /** Lets time pass, and compares when it is time if that is wanted; called several times a second, and quick. */
    public void tick(boolean compares) {
        if (off) {
            return;
        }
        long now = now();
        inbox.act(ledger.tick(now));
        if (inbox.hearsNothing()) {
            channel.listenAnew();
        }
        outbox.tick(now);
        if (compares && now - compared >= timing.checkInterval()) {
            compareSoon();
        }
        mending.retry();
    }

    private void sent(Message message) {
        if (!off && message.kind() != Kind.NOTHING) {
            events.told(message.cache(), message.keys().length, true);
        }
    }

    private void compareSoon() {
        if (comparing.compareAndSet(false, true)) {
            compared = now();
            worker.execute(() -> {
                comparing.set(false);
                quietly(() -> ask().accept(channel.counts()));
            });
        }
    }

    /** Begins to compare what has been announced with what has come: that is asked for from now on. Returns what takes the reply. */
    Consumer<Map<Long, Long>> ask() {
        Series own = own();
        long stand = own.announced();
        Ledger.Comparison comparison = ledger.compare(now());
        return counts -> {
            long count = counts.getOrDefault(own.name(), 0L);
            if (count < stand) {
                outbox.lost(own);
            } else if (count > own.taken()) {
                outbox.leave(own);
            }
            inbox.act(ledger.compared(comparison, counts, now()));
            Set<Long> left = new HashSet<>(ledger.silent(now()));
            left.retainAll(counts.keySet());
            left.remove(own.name());
            if (!left.isEmpty()) {
                channel.forget(left);
            }
        };
    }

    /** What fails is done again, and meanwhile copies are served for a while only. */
    private void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException ex) {
            if (channel.isRefusal(ex)) {
                refused(ex);
            }
            logger.debug("Redis could not be asked for what other nodes have changed", ex);
        }
    }

    @Override
    public void subscribed() {
        ledger.subscribed();
        compareSoon();
    }

    @Override
    public void received(byte[] body) {
        inbox.received(body);
    }

    @Override
    public void overflowed() {
        inbox.overflowed();
    }

    /** Does without local copies from now on, and tells nobody anything: the server does not allow that. */
    @Override
    public void refused(RuntimeException reason) {
        // Later it would be dangerous: others rely on what this node tells.
        if (!off && !ledger.hasServed()) {
            off = true;
            mending.stop();
            events.refused(reason);
        }
    }
}
