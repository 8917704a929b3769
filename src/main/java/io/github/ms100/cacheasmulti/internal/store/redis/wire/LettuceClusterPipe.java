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
import java.util.function.ObjIntConsumer;

/**
 * Writes all commands for the slots of one node in one flush to the connection the driver has to that node.
 *
 * <p>Given all commands at once, the driver itself would flush once per slot, and so it does with the keys of an {@code
 * MGET}; one node refuses an {@code MGET} or {@code DEL} over several of its slots. So a command goes out for each key.
 * What a node sends on, because its slot is moving or has moved, is left to the driver: it follows redirections and
 * refreshes its view of the cluster by them.
 */
final class LettuceClusterPipe implements RedisPipe {

    private final StatefulRedisClusterConnection<byte[], byte[]> connection;

    LettuceClusterPipe(StatefulRedisClusterConnection<byte[], byte[]> connection) {
        this.connection = connection;
    }

    @Override
    public void send(List<? extends RedisCommand> commands, ObjIntConsumer<RedisReply> receiver) {
        List<AsyncCommand<byte[], byte[], ?>> sent = new ArrayList<>(commands.size());
        commands.forEach(command -> sent.add(LettuceCommands.of(command)));
        LettuceReplies replies = new LettuceReplies(sent, connection.getTimeout());
        dispatchByNode(commands, sent);
        boolean followed = false;
        for (int index = 0; index < sent.size(); index++) {
            RedisReply reply = replies.await(sent.get(index));
            if (!followed && isRedirected(sent.get(index))) {
                followed = true;
                followFrom(index, commands, sent, replies);
                reply = replies.await(sent.get(index));
            }
            receiver.accept(reply, index);
        }
    }

    /** Sends anew what was redirected from here on, all of it before the first of it is waited for. */
    private void followFrom(
            int start,
            List<? extends RedisCommand> commands,
            List<AsyncCommand<byte[], byte[], ?>> sent,
            LettuceReplies replies) {
        for (int index = start; index < sent.size(); index++) {
            replies.await(sent.get(index));
            if (isRedirected(sent.get(index))) {
                sent.set(index, LettuceCommands.of(commands.get(index)));
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

    private void dispatchByNode(
            List<? extends RedisCommand> commands, List<? extends AsyncCommand<byte[], byte[], ?>> toSend) {
        Partitions partitions = connection.getPartitions();
        Map<RedisClusterNode, List<AsyncCommand<byte[], byte[], ?>>> byMaster = new LinkedHashMap<>();
        for (int index = 0; index < toSend.size(); index++) {
            AsyncCommand<byte[], byte[], ?> command = toSend.get(index);
            int slot = SlotHash.getSlot(commands.get(index).key());
            RedisClusterNode master = partitions.getMasterBySlot(slot);
            if (master != null) {
                byMaster.computeIfAbsent(master, node -> new ArrayList<>()).add(command);
            } else {
                dispatch(command); // fails in the words of the driver, which looks for the node from now on
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
