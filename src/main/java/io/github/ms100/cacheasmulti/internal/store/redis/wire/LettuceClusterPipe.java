package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import io.lettuce.core.OrderingReadFromAccessor;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.PartitionSelectorException;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.models.role.RedisNodeDescription;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.ConnectionIntent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

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
    public void send(RedisCommand command, Replies replies) {
        dispatch(command).handOut(replies);
    }

    @Override
    SentCommand dispatch(RedisCommand command) {
        LettuceCommands commands = new LettuceCommands(command, 1, connection.getTimeout());
        dispatchByNode(command, commands);
        return new Sent(commands);
    }

    private final class Sent extends SentCommand {

        private final LettuceCommands commands;

        private boolean followed;

        Sent(LettuceCommands commands) {
            this.commands = commands;
        }

        @Override
        public CompletableFuture<?> ended() {
            return LettuceEnd.of(new ArrayList<>(commands.allWithLives()), commands.left(), this::follow);
        }

        /** Sends anew what was redirected, now that all has been answered; returns that. */
        private List<AsyncCommand<byte[], byte[], ?>> follow() {
            List<AsyncCommand<byte[], byte[], ?>> renewed = new ArrayList<>();
            for (int index = 0; !followed && index < commands.all().size(); index++) {
                if (isRedirected(commands.all().get(index))) {
                    renewed.add(commands.renew(index));
                }
            }
            followed |= !renewed.isEmpty();
            renewed.forEach(LettuceClusterPipe.this::dispatch);
            return renewed;
        }

        @Override
        public void handOut(Replies replies) {
            for (int index = 0; index < commands.all().size(); index++) {
                Object result = commands.await(index);
                if (!followed && isRedirected(commands.all().get(index))) {
                    followed = true;
                    followFrom(index);
                    result = commands.await(index);
                }
                commands.awaitLife(index, replies);
                RedisPipe.handOut(index, index + 1, result, replies);
            }
        }

        /** Sends anew what was redirected from here on, all of it before the first of it is waited for. */
        private void followFrom(int start) {
            for (int index = start; index < commands.all().size(); index++) {
                commands.await(index);
                if (isRedirected(commands.all().get(index))) {
                    LettuceClusterPipe.this.dispatch(commands.renew(index));
                }
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

    private void dispatchByNode(RedisCommand command, LettuceCommands toSend) {
        Partitions partitions = connection.getPartitions();
        Map<RedisClusterNode, List<AsyncCommand<byte[], byte[], ?>>> byMaster = new LinkedHashMap<>();
        for (int index = 0; index < command.size(); index++) {
            List<AsyncCommand<byte[], byte[], ?>> ofKey = toSend.ofKey(index);
            RedisClusterNode master = partitions.getMasterBySlot(SlotHash.getSlot(command.key(index)));
            if (master != null) {
                byMaster.computeIfAbsent(master, node -> new ArrayList<>()).addAll(ofKey);
            } else {
                ofKey.forEach(this::dispatch); // fails in the words of the driver, which looks for the node from now on
            }
        }
        Nodes nodes = new Nodes(connection);
        byMaster.forEach((master, ofNode) -> nodes.dispatch(master, ofNode));
    }

    private static boolean isRedirected(AsyncCommand<?, ?, ?> command) {
        String error = command.getError();
        return error != null && (error.startsWith("MOVED ") || error.startsWith("ASK "));
    }

    /**
     * Finds the node that commands for a master's slots go to, as the driver does: the master, or for reads what the {@link
     * ReadFrom} setting says. The connections are those that the driver itself uses for its commands.
     */
    private static final class Nodes {

        private final StatefulRedisClusterConnection<byte[], byte[]> connection;

        private final ReadFrom readFrom;

        Nodes(StatefulRedisClusterConnection<byte[], byte[]> connection) {
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
                StatefulRedisConnection<byte[], byte[]> node,
                List<? extends AsyncCommand<byte[], byte[], ?>> commands) {
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

        private CompletableFuture<StatefulRedisConnection<byte[], byte[]>> nodeFor(
                RedisClusterNode master, boolean read) {
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

        private CompletableFuture<StatefulRedisConnection<byte[], byte[]>> firstOpen(
                Iterator<RedisNodeDescription> nodes) {
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
}
