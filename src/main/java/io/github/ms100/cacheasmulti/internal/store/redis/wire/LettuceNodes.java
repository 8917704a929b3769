package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import io.lettuce.core.OrderingReadFromAccessor;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.PartitionSelectorException;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.models.role.RedisNodeDescription;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.ConnectionIntent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Finds the node that commands for a master's slots go to, as the driver does: the master, or for reads what the {@link
 * ReadFrom} setting says. The connections are those that the driver itself uses for its commands.
 */
final class LettuceNodes {

    private final StatefulRedisClusterConnection<byte[], byte[]> connection;

    private final ReadFrom readFrom;

    LettuceNodes(StatefulRedisClusterConnection<byte[], byte[]> connection) {
        this.connection = connection;
        ReadFrom configured = connection.getReadFrom();
        this.readFrom = configured != null ? configured : ReadFrom.UPSTREAM;
    }

    /** Sends commands of one kind in one flush. If that cannot be done, it is they that fail. */
    void dispatch(RedisClusterNode master, List<? extends AsyncCommand<byte[], byte[], ?>> commands) {
        try {
            CompletableFuture<?> unused = nodeFor(master, isRead(commands.get(0)))
                    .whenComplete((node, failure) -> {
                        if (failure != null) {
                            fail(commands, cause(failure));
                        } else {
                            dispatch(node, commands);
                        }
                    });
        } catch (RuntimeException ex) {
            fail(commands, ex);
        }
    }

    private static void dispatch(
            StatefulRedisConnection<byte[], byte[]> node, List<? extends AsyncCommand<byte[], byte[], ?>> commands) {
        try {
            node.dispatch(commands);
        } catch (RuntimeException ex) {
            fail(commands, ex);
        }
    }

    private static void fail(List<? extends AsyncCommand<?, ?, ?>> commands, Throwable failure) {
        commands.forEach(command -> command.completeExceptionally(failure));
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    private boolean isRead(AsyncCommand<byte[], byte[], ?> command) {
        return connection.getOptions().getReadOnlyCommands().isReadOnly(command);
    }

    private CompletableFuture<StatefulRedisConnection<byte[], byte[]>> nodeFor(RedisClusterNode master, boolean read) {
        return read && readFrom != ReadFrom.UPSTREAM
                ? firstOpen(candidates(master).iterator())
                : connect(master);
    }

    private List<RedisNodeDescription> candidates(RedisClusterNode master) {
        List<RedisNodeDescription> holders = new ArrayList<>();
        for (RedisClusterNode node : connection.getPartitions()) {
            if (node.getNodeId().equals(master.getNodeId()) || hasDataOf(master, node)) {
                holders.add(node);
            }
        }
        List<RedisNodeDescription> candidates = new ArrayList<>(readFrom.select(new Holders(holders)));
        if (candidates.isEmpty()) {
            throw new PartitionSelectorException(
                    "Cannot determine a node to read from with setting " + readFrom,
                    connection.getPartitions().clone());
        }
        if (!OrderingReadFromAccessor.isOrderSensitive(readFrom)) {
            Collections.shuffle(candidates);
        }
        return candidates;
    }

    private static boolean hasDataOf(RedisClusterNode master, RedisClusterNode node) {
        return master.getNodeId().equals(node.getSlaveOf()) && node.getReplOffset() != 0;
    }

    private CompletableFuture<StatefulRedisConnection<byte[], byte[]>> firstOpen(Iterator<RedisNodeDescription> nodes) {
        CompletableFuture<StatefulRedisConnection<byte[], byte[]>> first = connect(nodes.next());
        if (!nodes.hasNext()) {
            return first;
        }
        return first.handle((node, failure) -> failure == null && node.isOpen())
                .thenCompose(open -> open ? first : firstOpen(nodes));
    }

    // By host and port, not by node id: that would be another connection.
    private CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connect(RedisNodeDescription node) {
        RedisURI uri = node.getUri();
        ConnectionIntent intent = node.getRole().isUpstream() ? ConnectionIntent.WRITE : ConnectionIntent.READ;
        return connection.getConnectionAsync(uri.getHost(), uri.getPort(), intent);
    }

    private record Holders(List<RedisNodeDescription> nodes) implements ReadFrom.Nodes {

        @Override
        public List<RedisNodeDescription> getNodes() {
            return nodes;
        }

        @Override
        public Iterator<RedisNodeDescription> iterator() {
            return nodes.iterator();
        }
    }
}
