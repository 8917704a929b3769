package io.github.ms100.cacheasmulti.benchmarks;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.output.ValueListOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.data.redis.serializer.RedisSerializer;

/** {@code MGET}, a {@code SET} per key in one flush, and {@code DEL}, in the classes of Lettuce. */
final class RedisByHand extends ByHand {

    private final StatefulRedisConnection<byte[], byte[]> connection;

    private final RedisSerializer<Object> values;

    RedisByHand(StatefulRedisConnection<byte[], byte[]> connection, RedisSerializer<Object> values, Variant variant) {
        super(variant);
        this.connection = connection;
        this.values = values;
    }

    @Override
    protected Map<Long, Car> read(List<Long> ids) {
        AsyncCommand<byte[], byte[], List<byte[]>> get = new AsyncCommand<>(
                new Command<>(CommandType.MGET, new ValueListOutput<>(ByteArrayCodec.INSTANCE), rawKeys(ids)));
        connection.dispatch(get);
        await(get);
        List<byte[]> stored = get.toCompletableFuture().join();
        Map<Long, Car> found = new LinkedHashMap<>();
        for (int index = 0; index < stored.size(); index++) {
            if (stored.get(index) != null) {
                found.put(ids.get(index), (Car) values.deserialize(stored.get(index)));
            }
        }
        return found;
    }

    @Override
    protected void write(Map<Long, Car> cars) {
        List<AsyncCommand<byte[], byte[], String>> sets = new ArrayList<>(cars.size());
        cars.forEach((id, car) -> sets.add(new AsyncCommand<>(new Command<>(
                CommandType.SET,
                new StatusOutput<>(ByteArrayCodec.INSTANCE),
                RedisEntries.set(RedisEntries.key(variant.key(id)), values.serialize(car))))));
        connection.dispatch(sets);
        await(sets.toArray(AsyncCommand[]::new));
    }

    @Override
    public void evict(List<Long> ids) {
        AsyncCommand<byte[], byte[], Long> delete = new AsyncCommand<>(
                new Command<>(CommandType.DEL, new IntegerOutput<>(ByteArrayCodec.INSTANCE), rawKeys(ids)));
        connection.dispatch(delete);
        await(delete);
    }

    private CommandArgs<byte[], byte[]> rawKeys(List<Long> ids) {
        CommandArgs<byte[], byte[]> args = new CommandArgs<>(ByteArrayCodec.INSTANCE);
        for (Long id : ids) {
            args.addKey(RedisEntries.key(variant.key(id)));
        }
        return args;
    }

    private void await(AsyncCommand<?, ?, ?>... commands) {
        if (!LettuceFutures.awaitAll(connection.getTimeout(), commands)) {
            throw new IllegalStateException("Redis did not answer in time");
        }
    }
}
