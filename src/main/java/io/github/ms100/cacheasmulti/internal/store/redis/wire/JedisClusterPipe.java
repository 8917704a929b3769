package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.ClusterStateFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.ClusterSlotHashUtil;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisClusterNode;
import org.springframework.data.redis.connection.jedis.JedisExceptionConverter;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/**
 * Sends the commands for the slots of one node through one pipeline on a pooled connection, one node after the other.
 *
 * <p>The driver's own pipeline over a cluster starts threads for each batch and holds connections of several pools at
 * once: callers that take them in different orders would wait for each other forever. What a node sends on, because its
 * slot is moving or has moved, is left to the driver, command by command.
 */
final class JedisClusterPipe extends RedisPipe {

    private static final byte[] PX = "PX".getBytes(StandardCharsets.US_ASCII);

    private final RedisClusterConnection connection;

    private final SpringPipe alone;

    private final IntFunction<Connection> pooledForSlot;

    private JedisClusterPipe(RedisClusterConnection connection, IntFunction<Connection> pooledForSlot) {
        this.connection = connection;
        this.alone = new SpringPipe(connection, 1);
        this.pooledForSlot = pooledForSlot;
    }

    /** Returns a pipe for a native cluster connection of Jedis, or {@code null} if it is anything else. */
    @SuppressWarnings("deprecation") // what Spring Data Redis 3.5 has
    static @Nullable RedisPipe on(RedisClusterConnection connection, Object nativeConnection) {
        if (nativeConnection instanceof JedisCluster cluster) {
            return new JedisClusterPipe(connection, cluster::getConnectionFromSlot);
        }
        return Drivers.JEDIS_CLUSTER_CLIENT ? SinceJedis7.on(connection, nativeConnection) : null;
    }

    @Override
    public void send(RedisCommand command, Replies replies) {
        Iterable<RedisClusterNode> nodes = command.size() > 1 ? nodes() : null;
        if (nodes == null) {
            alone.send(command, replies);
            return;
        }
        Results results = new Results(command.size());
        byNode(command, nodes).forEach(indices -> pipeline(command, indices, results));
        for (int index = 0; index < command.size(); index++) {
            if (command.asksLives()) {
                handOutLife(index, results.lives[index], replies);
            }
            handOut(index, index + 1, results.values[index], replies);
        }
    }

    /** Returns {@code null} if the user may not ask for them: single calls do without, as the driver asks in another way. */
    private @Nullable Iterable<RedisClusterNode> nodes() {
        try {
            return connection.clusterGetNodes();
        } catch (ClusterStateFailureException ex) {
            if (String.valueOf(ex.getMessage()).contains("NOPERM")) {
                return null;
            }
            throw ex;
        }
    }

    /** Groups the commands by the node that serves them; those whose node is not known are one group, too. */
    private static Iterable<List<Integer>> byNode(RedisCommand command, Iterable<RedisClusterNode> nodes) {
        Map<String, List<Integer>> indicesByNode = new LinkedHashMap<>();
        for (int index = 0; index < command.size(); index++) {
            String node = servingNode(nodes, ClusterSlotHashUtil.calculateSlot(command.key(index)));
            indicesByNode.computeIfAbsent(node, id -> new ArrayList<>()).add(index);
        }
        return indicesByNode.values();
    }

    private static String servingNode(Iterable<RedisClusterNode> nodes, int slot) {
        for (RedisClusterNode node : nodes) {
            if (node.isMaster() && node.servesSlot(slot)) {
                return node.asString();
            }
        }
        return "";
    }

    private void pipeline(RedisCommand command, List<Integer> indices, Results results) {
        try {
            pipelineOnce(command, indices, results);
        } catch (JedisConnectionException ex) {
            retry(command, indices, results, ex);
        } catch (RuntimeException ex) {
            indices.forEach(index -> results.values[index] = translate(ex));
        }
    }

    /**
     * Asks whether another server may have taken over, which the driver finds; not whether the batch goes on. A server that does not
     * answer has had its time.
     */
    private void retry(RedisCommand command, List<Integer> indices, Results results, JedisConnectionException failure) {
        boolean timedOut = failure.getCause() instanceof SocketTimeoutException;
        Object first = timedOut ? translate(failure) : runAlone(command, indices.get(0));
        results.values[indices.get(0)] = first;
        List<Integer> rest = indices.subList(1, indices.size());
        if (first instanceof RuntimeException) {
            rest.forEach(index -> results.values[index] = first);
        } else if (!rest.isEmpty()) {
            try {
                pipelineOnce(command, rest, results);
            } catch (RuntimeException ex) {
                rest.forEach(index -> results.values[index] = translate(ex));
            }
        }
    }

    private void pipelineOnce(RedisCommand command, List<Integer> indices, Results results) {
        List<Response<?>> responses = new ArrayList<>(indices.size());
        List<Response<?>> lives = new ArrayList<>();
        int slot = ClusterSlotHashUtil.calculateSlot(command.key(indices.get(0)));
        try (Connection node = pooledForSlot.apply(slot);
                Pipeline pipeline = new Pipeline(node)) {
            Appending appending = new Appending(pipeline);
            for (int index : indices) {
                if (command.asksLives()) {
                    lives.add(appending.life(command.key(index)));
                }
                responses.add(command.dispatch(index, index + 1, appending));
            }
            pipeline.sync();
        }
        for (int position = 0; position < indices.size(); position++) {
            int index = indices.get(position);
            results.values[index] = result(responses.get(position), command, index);
            results.lives[index] = lives.isEmpty() ? null : life(lives.get(position));
        }
    }

    /** A life that cannot be asked at this node is not known. */
    private static @Nullable Object life(Response<?> response) {
        try {
            return response.get();
        } catch (RuntimeException ex) {
            return null;
        }
    }

    private @Nullable Object result(Response<?> response, RedisCommand command, int index) {
        try {
            return response.get();
        } catch (JedisRedirectionException ex) {
            return runAlone(command, index);
        } catch (RuntimeException ex) {
            return translate(ex);
        }
    }

    private @Nullable Object runAlone(RedisCommand command, int index) {
        try {
            return command.dispatch(index, index + 1, alone).get();
        } catch (RuntimeException ex) {
            return translate(ex);
        }
    }

    private static DataAccessException translate(RuntimeException failure) {
        DataAccessException translated = new JedisExceptionConverter().convert(failure);
        return translated != null ? translated : new RedisSystemException("Unknown redis exception", failure);
    }

    /** Appends commands of one key each: in this form, because the parameter classes of Jedis 6 and 7 are not compatible. */
    private record Appending(Pipeline pipeline) implements RedisCommand.Handler<Response<?>> {

        @Override
        public Response<?> get(byte[][] keys) {
            return pipeline.sendCommand(Command.GET, keys);
        }

        @Override
        public Response<?> getAlone(byte[] key, long timeToIdle) {
            return timeToIdle != RedisCommand.NO_EXPIRY
                    ? pipeline.sendCommand(Command.GETEX, key, PX, millis(timeToIdle))
                    : pipeline.sendCommand(Command.GET, key);
        }

        @Override
        public Response<?> set(byte[] key, byte[] value, long timeToLive) {
            return timeToLive != RedisCommand.NO_EXPIRY
                    ? pipeline.sendCommand(Command.SET, key, value, PX, millis(timeToLive))
                    : pipeline.sendCommand(Command.SET, key, value);
        }

        @Override
        public Response<?> delete(byte[][] keys) {
            return pipeline.sendCommand(Command.DEL, keys);
        }

        @Override
        public Response<?> life(byte[] key) {
            return pipeline.sendCommand(Command.PTTL, key);
        }

        private static byte[] millis(long expiry) {
            return Long.toString(expiry).getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** What each key has brought, or failed by, and how long its entry lived on, if that is known. */
    private static final class Results {

        private final @Nullable Object[] values;

        private final @Nullable Object[] lives;

        Results(int keys) {
            this.values = new Object[keys];
            this.lives = new Object[keys];
        }
    }

    /** Apart, because Jedis 6 does not have the class. */
    private static final class SinceJedis7 {

        static @Nullable RedisPipe on(RedisClusterConnection connection, Object nativeConnection) {
            return nativeConnection instanceof RedisClusterClient client
                    ? new JedisClusterPipe(connection, client::getConnectionFromSlot)
                    : null;
        }
    }
}
