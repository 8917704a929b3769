package io.github.ms100.cacheasmulti.internal.store.redis.local;

import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Message.Kind;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** What a node tells the others: what it changes, what lasts, what nobody knows, and that it is alive (L6, L9, L12). Thread-safe. */
final class Outbox {

    private static final Log logger = LogFactory.getLog(Outbox.class);

    private static final long RETRY_INTERVAL = TimeUnit.SECONDS.toNanos(1);

    private final Channel channel;

    private final Fence fence;

    private final Timing timing;

    private final LongSupplier clock;

    private final Executor worker;

    /** Is told of each message that has been sent. */
    private final Consumer<Message> sent;

    private final Set<Change> running = ConcurrentHashMap.newKeySet();

    private final AtomicReference<Series> series = new AtomicReference<>(Series.first());

    /** Whether it is being told what lasts. */
    private volatile boolean telling;

    /** Whether all are still to be told that nobody knows what has changed. */
    private volatile boolean untold;

    private volatile long tried;

    private volatile long lastChange;

    Outbox(Channel channel, Fence fence, Timing timing, Surroundings surroundings, Consumer<Message> sent) {
        this.channel = channel;
        this.fence = fence;
        this.timing = timing;
        this.clock = surroundings.clock();
        this.worker = surroundings.worker();
        this.sent = sent;
        this.lastChange = now();
    }

    /** Returns the series in which messages are numbered now. */
    Series own() {
        return Objects.requireNonNull(series.get());
    }

    long now() {
        return clock.getAsLong();
    }

    /** Returns for how long others expect a message that has been announced. */
    long expected() {
        return timing.commandTimeout();
    }

    /** Begins a change of keys, which is to be closed; it is told here now. */
    Change change(Subject subject, long[] keys, boolean correction) {
        Kind kind = correction ? Kind.CORRECTION : Kind.KEYS;
        return change(kind, subject, keys, null);
    }

    /** As {@link #change(Subject, long[], boolean)}, of what a load stores (P7). */
    Change seed(Subject subject, long[] keys, RunningLoad load) {
        return change(Kind.KEYS, subject, keys, load);
    }

    private Change change(Kind kind, Subject subject, long[] keys, @Nullable RunningLoad load) {
        Fence.Told told = fence.tell(keys, load);
        return begin(new Change(this, own -> Message.of(kind, own, subject, keys), told));
    }

    /** Begins a change of all keys of a prefix, which is to be closed; it is told here now. */
    Change clear(Subject subject) {
        Fence.Told told = fence.tellClear(subject.prefix());
        return begin(new Change(this, own -> List.of(Message.of(Kind.CLEAR, own, subject)), told));
    }

    private Change begin(Change change) {
        lastChange = now();
        running.add(change);
        return change;
    }

    /** Notes that a change has ended. */
    void ended(Change change) {
        running.remove(change);
    }

    /** Notes that the messages of a change have been sent. */
    void published(List<Message> messages) {
        messages.forEach(sent);
    }

    /** Goes on with another series after one of which nobody knows how many have been announced. */
    void leave(Series left) {
        series.compareAndSet(left, left.next());
    }

    /** Tells all that the server has lost announcements of a series, and may have lost changes. */
    void lost(Series lost) {
        lost.lose();
        if (series.compareAndSet(lost, lost.next())) {
            tellAll();
        }
    }

    /** Tells all that nobody knows what has changed, as soon as that can be sent. */
    void tellAll() {
        worker.execute(() -> {
            fence.tellAll();
            if (!tell(Kind.ALL)) {
                untold = true;
            }
        });
    }

    /** Lets time pass: tells what is to be told now. Called by one thread. */
    void tick(long now) {
        tellUnderWay(now);
        if (untold && now - tried > RETRY_INTERVAL) {
            tried = now;
            untold = false;
            tellAll();
        }
        if (own().isUsed() && now - lastChange > timing.silence() / 2) {
            // Others shall not take it to have left.
            lastChange = now;
            worker.execute(() -> tell(Kind.NOTHING));
        }
    }

    private void tellUnderWay(long now) {
        if (running.isEmpty() || telling) {
            return;
        }
        List<Message> underWay = running.stream()
                .flatMap(change -> change.underWay(now, timing.underWay()).stream())
                .toList();
        if (!underWay.isEmpty()) {
            telling = true;
            worker.execute(() -> {
                telling = false;
                publish(underWay);
            });
        }
    }

    /** What cannot be sent is a gap for others, or told half a second later. */
    private void publish(List<Message> underWay) {
        try {
            underWay.forEach(message -> channel.publish(message.toBytes()));
        } catch (RuntimeException ex) {
            logger.debug("Other nodes could not be told that a change goes on", ex);
        }
    }

    /** Tells something of no change; returns whether it has been sent. */
    private boolean tell(Kind kind) {
        Series own = own();
        Message message = Message.of(kind, own, new Subject("", ""));
        try {
            long unused = channel.announce(own.name(), 1);
            own.addAnnounced(1);
            channel.publish(message.toBytes());
        } catch (RuntimeException ex) {
            leave(own);
            logger.debug("Other nodes could not be told", ex);
            return false;
        }
        sent.accept(message);
        return true;
    }
}
