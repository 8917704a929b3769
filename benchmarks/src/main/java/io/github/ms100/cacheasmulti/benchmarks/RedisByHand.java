package io.github.ms100.cacheasmulti.benchmarks;

import io.lettuce.core.protocol.AsyncCommand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.data.redis.serializer.RedisSerializer;

/** {@code MGET}, a {@code SET} per key in one flush, and {@code DEL}, in the classes of Lettuce. */
final class RedisByHand extends ByHand {

    private final LettuceCommands redis;

    private final RedisSerializer<Object> values;

    RedisByHand(LettuceCommands redis, RedisSerializer<Object> values, Variant variant) {
        super(variant);
        this.redis = redis;
        this.values = values;
    }

    @Override
    protected Map<Long, Car> read(List<Long> ids) {
        List<byte[]> stored = redis.send(LettuceCommands.get(keys(ids)));
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
        cars.forEach((id, car) -> sets.add(LettuceCommands.set(variant.key(id), values.serialize(car))));
        redis.send(sets);
    }

    @Override
    public void evict(List<Long> ids) {
        redis.send(LettuceCommands.delete(keys(ids)));
    }
}
