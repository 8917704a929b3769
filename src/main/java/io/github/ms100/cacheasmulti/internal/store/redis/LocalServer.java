package io.github.ms100.cacheasmulti.internal.store.redis;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.internal.change.ChangeFeed;
import io.github.ms100.cacheasmulti.internal.change.EntryScope;
import io.github.ms100.cacheasmulti.internal.store.StoreIdentities;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Change;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Copies;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Fence;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Node;
import io.github.ms100.cacheasmulti.internal.store.redis.local.NodeEvents;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Surroundings;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Timing;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.Envelope;
import io.github.ms100.cacheasmulti.support.Printable;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.cache.Cache;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * One Redis of whose entries this process has local copies: the node it is there, its threads and its channel. Closed when nobody
 * uses its caches any more. Thread-safe.
 */
final class LocalServer implements AutoCloseable {

    private static final Log logger = LogFactory.getLog(LocalServer.class);

    private static final long TICK = 100;

    private static final int TICKS_TO_SWEEP = 100;

    private final RedisChannel channel;

    private final String channelName;

    private final EntryScope scope;

    private final Node node;

    private final boolean keepsCopies;

    private final Supplier<BatchListener> listener;

    private final AtomicBoolean complained = new AtomicBoolean();

    private final List<Copies> copies = new CopyOnWriteArrayList<>();

    private final ExecutorService worker = oneThread("work");

    private final ExecutorService mender = oneThread("mend");

    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(threads("tick"));

    private int ticks;

    private final UnvalidatedTime unvalidated;

    LocalServer(RedisConnectionFactory connections, LocalLevel.Settings settings) {
        this.channelName = settings.channel();
        this.channel = new RedisChannel(connections, channelName);
        this.scope = EntryScope.of(connections);
        this.listener = settings.listener();
        this.unvalidated = new UnvalidatedTime(channelName, this::now, this::tell);
        RedisClient client = RedisClient.of(connections);
        this.keepsCopies = !client.readsFromReplicas();
        if (!keepsCopies) {
            logger.warn(
                    "The Redis client reads from replicas, which may be behind: what it reads is not kept by the local level"
                            + " of any cache. To change that, read from the master (no ReadFrom setting)");
        }
        ChangeFeed feed = StoreIdentities.feed();
        feed.markPlainLoads();
        feed.loads().stamps().widen();
        this.node = new Node(
                channel,
                new Fence(feed.loads().stamps(), scope),
                new Timing(
                        settings.checkInterval().toNanos(),
                        settings.maxUnvalidated().toNanos(),
                        client.commandTimeout().toNanos()),
                new Surroundings(System::nanoTime, worker, mender, new Events()));
    }

    /** Does what nobody waits for; when it has been shut down, that is not done any more. */
    private static ExecutorService oneThread(String purpose) {
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                threads(purpose),
                new ThreadPoolExecutor.DiscardPolicy());
    }

    private static ThreadFactory threads(String purpose) {
        CustomizableThreadFactory threads = new CustomizableThreadFactory("cache-as-multi-" + purpose + "-");
        threads.setDaemon(true);
        return threads;
    }

    /** Begins to listen. */
    void open() {
        if (keepsCopies) {
            node.open();
        } else {
            // What has been announced cannot be compared either: a replica may be behind.
            node.mending().stop();
        }
        ScheduledFuture<?> unused = ticker.scheduleWithFixedDelay(this::tick, TICK, TICK, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            letTimePass();
        } catch (RuntimeException | Error ex) {
            // Time goes on.
            logger.warn("The local level in front of Redis could not do something in time", ex);
        }
    }

    private void letTimePass() {
        node.tick(keepsCopies);
        if (keepsCopies) {
            unvalidated.look(node.isValidated(), listener.get() != BatchListener.NO_OP);
        }
        ticks = (ticks + 1) % TICKS_TO_SWEEP;
        if (ticks == 0) {
            worker.execute(() -> copies.forEach(Copies::sweep));
        }
    }

    /** Returns the copies of one more cache, which are swept now and then. */
    Copies copies(long maximumSize, Duration timeToLive) {
        Copies made = new Copies(
                Caffeine.newBuilder().maximumSize(maximumSize), node.fence(), timeToLive.toNanos(), System::nanoTime);
        copies.add(made);
        return made;
    }

    Node node() {
        return node;
    }

    /** Returns whether there are local copies: not where a replica may answer. */
    boolean keepsCopies() {
        return keepsCopies;
    }

    /** Returns whether the local copies of a cache may be served now. */
    boolean isServing(String cache) {
        return node.isServing(cache);
    }

    /** Returns all entries of the server. */
    EntryScope scope() {
        return scope;
    }

    /** Returns the entries whose keys begin with a prefix. */
    EntryScope scope(String prefix) {
        return scope.part(prefix);
    }

    long now() {
        return System.nanoTime();
    }

    /** Returns what a change is sent in. */
    Envelope envelope(Change change) {
        return channel.envelope(change);
    }

    /** Announces a change that is made by a call of its own. */
    void announce(Change change) {
        if (node.isOff()) {
            return;
        }
        for (int count = change.toAnnounce(); count > 0; count = change.toAnnounce()) {
            change.announced(channel.announce(change.series(), count));
        }
    }

    /** Sends the messages of a change that has been made. */
    void publish(Change change) {
        if (!node.isOff()) {
            change.messages().forEach(channel::publish);
        }
        change.published();
    }

    /** Tells how many local copies a lookup has found. */
    void looked(Cache cache, int keys, int found) {
        if (listener.get() == BatchListener.NO_OP) {
            return;
        }
        tell(heard -> heard.onLocalLookup(new BatchListener.LocalLookup(cache, keys, found)));
    }

    /** Tells how many keys a read from Redis has brought. */
    void filled(Cache cache, int keys, int voided) {
        tell(heard -> heard.onLocalFill(new BatchListener.LocalFill(cache, keys, voided)));
    }

    /** A listener does no harm to those who tell it. */
    private void tell(Consumer<BatchListener> event) {
        BatchListener heard = listener.get();
        if (heard == BatchListener.NO_OP) {
            return;
        }
        try {
            event.accept(heard);
        } catch (RuntimeException | Error ex) {
            if (complained.compareAndSet(false, true)) {
                logger.warn(
                        "BatchListener %s has failed, and is told of further events (logged once)"
                                .formatted(heard.getClass().getName()),
                        ex);
            }
        }
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        node.close();
        worker.shutdownNow();
        mender.shutdownNow();
    }

    private final class Events implements NodeEvents {

        @Override
        public void told(String cache, int keys, boolean sent) {
            tell(heard -> heard.onMessage(new BatchListener.Message(channelName, cache, keys, sent)));
        }

        @Override
        public void refused(RuntimeException reason) {
            logger.warn(
                    ("There is no local level: the Redis user may not do what nodes tell each other by, or '%s' is in use for"
                                    + " something else (%s). Allow HGETALL, HINCRBY, HDEL, PUBLISH, SUBSCRIBE and PTTL, that key and"
                                    + " the channel of the same name, and start the application anew")
                            .formatted(channelName, Printable.of(reason)));
        }

        @Override
        public void gap() {
            tell(heard -> heard.onGap(channelName));
        }
    }
}
