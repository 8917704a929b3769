package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.protocol.AsyncCommand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes all commands for the slots of one node in one flush to the connection the driver has to that node.
 *
 * <p>Given all commands at once, the driver itself would flush once per slot, and so it does with the keys of an {@code
 * MGET}; one node refuses an {@code MGET} or {@code DEL} over several of its slots. So a command goes out for each key.
 * What a node sends on, because its slot is moving or has moved, is left to the driver: it follows redirections and
 * refreshes its view of the cluster by them.
 */
final class LettuceClusterPipe extends RedisPipe {

    private final StatefulRedisClusterConnection<byte[], byte[]> connection;

    LettuceClusterPipe(StatefulRedisClusterConnection<byte[], byte[]> connection) {
        this.connection = connection;
    }

    @Override
    public void send(RedisCommand command, RedisReplies replies) {
        List<AsyncCommand<byte[], byte[], ?>> sent = new ArrayList<>(command.size());
        for (int index = 0; index < command.size(); index++) {
            sent.add(ofKey(command, index));
        }
        LettuceReplies results = new LettuceReplies(sent, connection.getTimeout());
        dispatchByNode(command, sent);
        boolean followed = false;
        for (int index = 0; index < sent.size(); index++) {
            Object result = results.await(sent.get(index));
            if (!followed && isRedirected(sent.get(index))) {
                followed = true;
                followFrom(index, command, sent, results);
                result = results.await(sent.get(index));
            }
            handOut(index, index + 1, result, replies);
        }
    }

    private static AsyncCommand<byte[], byte[], ?> ofKey(RedisCommand command, int index) {
        return command.dispatch(index, index + 1, LettuceCommands.INSTANCE);
    }

    /** Sends anew what was redirected from here on, all of it before the first of it is waited for. */
    private void followFrom(
            int start, RedisCommand command, List<AsyncCommand<byte[], byte[], ?>> sent, LettuceReplies results) {
        for (int index = start; index < sent.size(); index++) {
            results.await(sent.get(index));
            if (isRedirected(sent.get(index))) {
                sent.set(index, ofKey(command, index));
                dispatch(sent.get(index));
            }
        }
    }

    private void dispatch(AsyncCommand<byte[], byte[], ?> command) {
        try {
            connection.dispatch(command);
        } catch (RuntimeException ex) {
            command.completeExceptionally(ex);
        }
    }

    private void dispatchByNode(RedisCommand command, List<? extends AsyncCommand<byte[], byte[], ?>> toSend) {
        Partitions partitions = connection.getPartitions();
        Map<RedisClusterNode, List<AsyncCommand<byte[], byte[], ?>>> byMaster = new LinkedHashMap<>();
        for (int index = 0; index < toSend.size(); index++) {
            AsyncCommand<byte[], byte[], ?> ofKey = toSend.get(index);
            RedisClusterNode master = partitions.getMasterBySlot(SlotHash.getSlot(command.key(index)));
            if (master != null) {
                byMaster.computeIfAbsent(master, node -> new ArrayList<>()).add(ofKey);
            } else {
                dispatch(ofKey); // fails in the words of the driver, which looks for the node from now on
            }
        }
        LettuceNodes nodes = new LettuceNodes(connection);
        byMaster.forEach((master, ofNode) -> nodes.dispatch(master, ofNode));
    }

    private static boolean isRedirected(AsyncCommand<?, ?, ?> command) {
        String error = command.getError();
        return error != null && (error.startsWith("MOVED ") || error.startsWith("ASK "));
    }
}
