package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.store.redis.local.Change;
import io.github.ms100.cacheasmulti.internal.store.redis.local.Channel;
import io.github.ms100.cacheasmulti.internal.store.redis.wire.Envelope;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.data.redis.connection.Message;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.SubscriptionListener;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Messages by publish and subscribe; how many have been announced stands in a hash of the same name, a field for each series (L10,
 * L11, L12). One thread hands out what comes, in its order; where it is not fast enough, that is said. Thread-safe.
 */
final class RedisChannel implements Channel {

    private static final Log logger = LogFactory.getLog(RedisChannel.class);

    private static final int QUEUE = 10_000;

    private static final long SECOND = 1_000;

    private final RedisConnectionFactory connections;

    private final String text;

    private final byte[] name;

    private final CountDownLatch closed = new CountDownLatch(1);

    private volatile @Nullable Thread opening;

    private volatile @Nullable RedisMessageListenerContainer container;

    private volatile boolean stale;

    RedisChannel(RedisConnectionFactory connections, String name) {
        this.connections = connections;
        this.text = name;
        this.name = bytes(name);
    }

    /** Returns what a change is sent in. */
    Envelope envelope(Change change) {
        return new Envelope(name, new Contents(change));
    }

    private static byte[] field(long series) {
        return bytes(Long.toHexString(series));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void open(Receiver receiver) {
        Thread thread = new CustomizableThreadFactory("cache-as-multi-listen-").newThread(() -> listen(receiver));
        thread.setDaemon(true);
        opening = thread;
        thread.start();
    }

    /** Listens until the channel is closed; a container that has given up is replaced. */
    private void listen(Receiver receiver) {
        ThreadPoolExecutor one = oneThread(receiver);
        try {
            while (closed.getCount() > 0) {
                RedisMessageListenerContainer last = container;
                if (last == null || stale || !last.isListening()) {
                    stale = false;
                    destroy(last);
                    start(receiver, one);
                }
                if (closed.await(SECOND, TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        } finally {
            destroy(container);
            one.shutdownNow();
        }
    }

    private static ThreadPoolExecutor oneThread(Receiver receiver) {
        CustomizableThreadFactory threads = new CustomizableThreadFactory("cache-as-multi-receive-");
        threads.setDaemon(true);
        AtomicBoolean lost = new AtomicBoolean();
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                threads,
                // After its shutdown that is the end of the subscription, which has been asked for.
                (work, executor) -> lost.set(!executor.isShutdown())) {

            /** Tells in this thread, not in that of the driver, which was refused. */
            @Override
            protected void afterExecute(Runnable work, @Nullable Throwable failure) {
                if (lost.getAndSet(false)) {
                    receiver.overflowed();
                    // What is lost may have been news of the subscription.
                    receiver.subscribed();
                }
            }
        };
    }

    private void start(Receiver receiver, ThreadPoolExecutor one) {
        RedisMessageListenerContainer made = new Container();
        made.setConnectionFactory(SubscribingConnections.of(connections));
        made.setTaskExecutor(one);
        SimpleAsyncTaskExecutor subscription = new SimpleAsyncTaskExecutor("cache-as-multi-subscription-");
        subscription.setDaemon(true);
        made.setSubscriptionExecutor(subscription);
        made.setRecoveryBackoff(new FixedBackOff(SECOND, 0));
        made.afterPropertiesSet();
        made.addMessageListener(new Listener(receiver), new ChannelTopic(text));
        container = made;
        try {
            made.start();
        } catch (RuntimeException ex) {
            destroy(made);
            if (RedisFailures.isRefusal(ex)) {
                receiver.refused(ex);
                closed.countDown();
            }
            logger.debug("The channel '%s' cannot be listened to yet".formatted(text), ex);
        }
    }

    private static void destroy(@Nullable RedisMessageListenerContainer container) {
        if (container != null) {
            try {
                container.destroy();
            } catch (Exception ex) {
                logger.debug("A subscription could not be ended", ex);
            }
        }
    }

    @Override
    public void probe(byte[] hello) {
        byte[] field = bytes("probe");
        execute(connection -> {
            connection.hashCommands().hIncrBy(name, field, 0);
            connection.hashCommands().hDel(name, field);
            connection.keyCommands().pTtl(name);
            return connection.publish(name, hello);
        });
    }

    @Override
    public Map<Long, Long> counts() {
        Map<byte[], byte[]> fields =
                execute(connection -> connection.hashCommands().hGetAll(name));
        Map<Long, Long> counts = new HashMap<>();
        if (fields != null) {
            fields.forEach((field, count) -> {
                try {
                    counts.put(Long.parseUnsignedLong(text(field), 16), Long.parseLong(text(count)));
                } catch (NumberFormatException ex) {
                    logger.debug("The hash '%s' has a field of somebody else".formatted(text));
                }
            });
        }
        return counts;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public long announce(long series, int messages) {
        Long count = execute(connection -> connection.hashCommands().hIncrBy(name, field(series), messages));
        return (count == null) ? 0 : count;
    }

    @Override
    public void publish(byte[] message) {
        execute(connection -> connection.publish(name, message));
    }

    @Override
    public void forget(Collection<Long> series) {
        byte[][] fields = series.stream().map(RedisChannel::field).toArray(byte[][]::new);
        execute(connection -> connection.hashCommands().hDel(name, fields));
    }

    private <T> @Nullable T execute(Function<RedisConnection, @Nullable T> work) {
        try (RedisConnection connection = connections.getConnection()) {
            return work.apply(connection);
        }
    }

    @Override
    public boolean isRefusal(RuntimeException failure) {
        return RedisFailures.isRefusal(failure);
    }

    @Override
    public void listenAnew() {
        stale = true;
    }

    @Override
    public void close() {
        closed.countDown();
        // Also one that is about to begin: it must not complain of what is closed next.
        destroy(container);
        Thread thread = opening;
        if (thread != null) {
            try {
                thread.join(2 * SECOND);
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Is replaced when its subscription has failed. By itself it would try once more, and if that fails, too, wait for itself for
     * ever, in a lock that whoever stops it needs.
     */
    private final class Container extends RedisMessageListenerContainer {

        @Override
        protected void handleSubscriptionException(
                CompletableFuture<Void> future, BackOffExecution backOffExecution, Throwable cause) {
            super.handleSubscriptionException(future, backOffExecution, cause);
            stale = true;
        }
    }

    private record Contents(Change change) implements Envelope.Content {

        @Override
        public int toAnnounce() {
            return change.toAnnounce();
        }

        @Override
        public byte[] field() {
            return RedisChannel.field(change.series());
        }

        @Override
        public List<byte[]> messages() {
            return change.messages();
        }

        @Override
        public void announced(long count) {
            change.announced(count);
        }
    }

    private record Listener(Receiver receiver) implements MessageListener, SubscriptionListener {

        @Override
        public void onMessage(Message message, byte @Nullable [] pattern) {
            receiver.received(message.getBody());
        }

        @Override
        public void onChannelSubscribed(byte[] channel, long count) {
            receiver.subscribed();
        }
    }
}
