package io.github.ms100.cacheasmulti.benchmarks;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ConnectionIntent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * A command per key, all commands for a node in one flush, in the classes of Lettuce. The {@code MGET} of the driver, split
 * by slot with a flush each, is slower.
 */
final class RedisClusterByHand extends ByHand {

    private final StatefulRedisClusterConnection<byte[], byte[]> connection;

    private final RedisSerializer<Object> values;

    RedisClusterByHand(
            StatefulRedisClusterConnection<byte[], byte[]> connection,
            RedisSerializer<Object> values,
            Variant variant) {
        super(variant);
        this.connection = connection;
        this.values = values;
    }

    @Override
    protected Map<Long, Car> read(List<Long> ids) {
        Flush<byte[]> gets = new Flush<>(ids.size());
        for (Long id : ids) {
            byte[] key = RedisEntries.key(variant.key(id));
            gets.add(CommandType.GET, new ValueOutput<>(ByteArrayCodec.INSTANCE), key, args(key));
        }
        gets.send();
        Map<Long, Car> found = new LinkedHashMap<>();
        for (int index = 0; index < ids.size(); index++) {
            byte[] value = gets.all.get(index).toCompletableFuture().join();
            if (value != null) {
                found.put(ids.get(index), (Car) values.deserialize(value));
            }
        }
        return found;
    }

    @Override
    protected void write(Map<Long, Car> cars) {
        Flush<String> sets = new Flush<>(cars.size());
        cars.forEach((id, car) -> {
            byte[] key = RedisEntries.key(variant.key(id));
            sets.add(
                    CommandType.SET,
                    new StatusOutput<>(ByteArrayCodec.INSTANCE),
                    key,
                    RedisEntries.set(key, values.serialize(car)));
        });
        sets.send();
    }

    @Override
    public void evict(List<Long> ids) {
        Flush<Long> deletes = new Flush<>(ids.size());
        for (Long id : ids) {
            byte[] key = RedisEntries.key(variant.key(id));
            deletes.add(CommandType.DEL, new IntegerOutput<>(ByteArrayCodec.INSTANCE), key, args(key));
        }
        deletes.send();
    }

    private static CommandArgs<byte[], byte[]> args(byte[] key) {
        return new CommandArgs<>(ByteArrayCodec.INSTANCE).addKey(key);
    }

    /** Commands that are sent together. */
    private final class Flush<T> {

        private final Partitions partitions = connection.getPartitions();

        private final List<AsyncCommand<byte[], byte[], T>> all;

        private final Map<RedisClusterNode, List<AsyncCommand<byte[], byte[], T>>> byNode = new HashMap<>();

        Flush(int size) {
            all = new ArrayList<>(size);
        }

        void add(
                CommandType type,
                CommandOutput<byte[], byte[], T> output,
                byte[] key,
                CommandArgs<byte[], byte[]> args) {
            AsyncCommand<byte[], byte[], T> command = new AsyncCommand<>(new Command<>(type, output, args));
            byNode.computeIfAbsent(partitions.getMasterBySlot(SlotHash.getSlot(key)), node -> new ArrayList<>())
                    .add(command);
            all.add(command);
        }

        void send() {
            byNode.forEach((node, commands) -> connection
                    .getConnection(node.getUri().getHost(), node.getUri().getPort(), ConnectionIntent.WRITE)
                    .dispatch(commands));
            if (!LettuceFutures.awaitAll(connection.getTimeout(), all.toArray(AsyncCommand[]::new))) {
                throw new IllegalStateException("Redis did not answer in time");
            }
        }
    }
}
