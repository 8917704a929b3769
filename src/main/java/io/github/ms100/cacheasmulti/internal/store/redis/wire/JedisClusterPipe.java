package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
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
final class JedisClusterPipe implements RedisPipe {

    private static final byte[] PX = "PX".getBytes(StandardCharsets.US_ASCII);

    private final RedisClusterConnection connection;

    private final IntFunction<Connection> pooledForSlot;

    private JedisClusterPipe(RedisClusterConnection connection, IntFunction<Connection> pooledForSlot) {
        this.connection = connection;
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
    public void send(List<? extends RedisCommand> commands, ObjIntConsumer<RedisReply> receiver) {
        Iterable<RedisClusterNode> nodes = commands.size() > 1 ? nodes() : null;
        if (nodes == null) {
            new SpringPipe(connection, 1).send(commands, receiver);
            return;
        }
        RedisReply[] replies = new RedisReply[commands.size()];
        byNode(commands, nodes).forEach(indices -> pipeline(commands, indices, replies));
        for (int index = 0; index < replies.length; index++) {
            receiver.accept(replies[index], index);
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
    private static Iterable<List<Integer>> byNode(
            List<? extends RedisCommand> commands, Iterable<RedisClusterNode> nodes) {
        Map<String, List<Integer>> indicesByNode = new LinkedHashMap<>();
        for (int index = 0; index < commands.size(); index++) {
            String node = servingNode(
                    nodes, ClusterSlotHashUtil.calculateSlot(commands.get(index).key()));
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

    private void pipeline(List<? extends RedisCommand> commands, List<Integer> indices, RedisReply[] replies) {
        try {
            pipelineOnce(commands, indices, replies);
        } catch (JedisConnectionException ex) {
            retry(commands, indices, replies, ex);
        } catch (RuntimeException ex) {
            indices.forEach(index -> replies[index] = RedisReply.failed(translate(ex)));
        }
    }

    /** A server that does not answer has had its time. One that is gone may have a successor, which the driver finds. */
    private void retry(
            List<? extends RedisCommand> commands,
            List<Integer> indices,
            RedisReply[] replies,
            JedisConnectionException failure) {
        boolean timedOut = failure.getCause() instanceof SocketTimeoutException;
        RedisReply first = timedOut ? RedisReply.failed(translate(failure)) : runAlone(commands.get(indices.get(0)));
        replies[indices.get(0)] = first;
        List<Integer> rest = indices.subList(1, indices.size());
        if (first.failure() != null) {
            rest.forEach(index -> replies[index] = first);
        } else if (!rest.isEmpty()) {
            try {
                pipelineOnce(commands, rest, replies);
            } catch (RuntimeException ex) {
                rest.forEach(index -> replies[index] = RedisReply.failed(translate(ex)));
            }
        }
    }

    private void pipelineOnce(List<? extends RedisCommand> commands, List<Integer> indices, RedisReply[] replies) {
        List<Response<?>> responses = new ArrayList<>(indices.size());
        int slot =
                ClusterSlotHashUtil.calculateSlot(commands.get(indices.get(0)).key());
        try (Connection node = pooledForSlot.apply(slot);
                Pipeline pipeline = new Pipeline(node)) {
            indices.forEach(index -> responses.add(append(pipeline, commands.get(index))));
            pipeline.sync();
        }
        for (int position = 0; position < indices.size(); position++) {
            int index = indices.get(position);
            replies[index] = reply(responses.get(position), commands.get(index));
        }
    }

    private RedisReply reply(Response<?> response, RedisCommand command) {
        try {
            return RedisReply.of(response.get());
        } catch (JedisRedirectionException ex) {
            return runAlone(command);
        } catch (RuntimeException ex) {
            return RedisReply.failed(translate(ex));
        }
    }

    private RedisReply runAlone(RedisCommand command) {
        try {
            return RedisReply.of(SpringPipe.run(connection, command));
        } catch (RuntimeException ex) {
            return RedisReply.failed(translate(ex));
        }
    }

    // In this form, because the parameter classes of Jedis 6 and 7 are not compatible.
    private static Response<?> append(Pipeline pipeline, RedisCommand command) {
        if (command instanceof RedisSet set) {
            return set.timeToLive() != RedisCommand.NO_EXPIRY
                    ? pipeline.sendCommand(Command.SET, set.key(), set.value(), PX, millis(set.timeToLive()))
                    : pipeline.sendCommand(Command.SET, set.key(), set.value());
        }
        if (command instanceof RedisDelete) {
            return pipeline.sendCommand(Command.DEL, command.key());
        }
        if (command instanceof RedisGetAlone get && get.timeToIdle() != RedisCommand.NO_EXPIRY) {
            return pipeline.sendCommand(Command.GETEX, get.key(), PX, millis(get.timeToIdle()));
        }
        return pipeline.sendCommand(Command.GET, command.key());
    }

    private static byte[] millis(long expiry) {
        return Long.toString(expiry).getBytes(StandardCharsets.US_ASCII);
    }

    private static DataAccessException translate(RuntimeException failure) {
        DataAccessException translated = new JedisExceptionConverter().convert(failure);
        return translated != null ? translated : new RedisSystemException("Unknown redis exception", failure);
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
