package io.github.ms100.cacheasmulti.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import io.lettuce.core.protocol.AsyncCommand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Caffeine in front of Redis by hand: {@code getAllPresent}; for what is missing {@code PTTL} per key and {@code MGET} in one
 * flush, and {@code putAll} of what lives on for as long as copies do; {@code DEL} and one {@code PUBLISH} of the keys in one
 * flush, then {@code invalidateAll}.
 */
final class TwoLevelByHand<K> implements Batch {

    private static final byte[] CHANNEL = "by-hand".getBytes();

    private final Cache<K, Car> copies;

    private final LettuceCommands redis;

    private final RedisSerializer<Object> values;

    private final Function<List<Long>, List<K>> keys;

    TwoLevelByHand(
            Cache<K, Car> copies,
            LettuceCommands redis,
            RedisSerializer<Object> values,
            Function<List<Long>, List<K>> keys) {
        this.copies = copies;
        this.redis = redis;
        this.values = values;
        this.keys = keys;
    }

    @Override
    public Object find(List<Long> ids) {
        List<K> wanted = keys.apply(ids);
        Map<K, Car> local = copies.getAllPresent(wanted);
        return local.size() == wanted.size() ? local : complete(ids, wanted, local);
    }

    private Map<K, Car> complete(List<Long> ids, List<K> wanted, Map<K, Car> local) {
        Map<K, Car> remote = read(without(wanted, local));
        Map<K, Car> found = new LinkedHashMap<>();
        Map<K, Car> loaded = new LinkedHashMap<>();
        for (int index = 0; index < wanted.size(); index++) {
            K key = wanted.get(index);
            Car car = local.get(key);
            car = car != null ? car : remote.get(key);
            if (car == null) {
                car = Car.load(ids.get(index));
                loaded.put(key, car);
            }
            found.put(key, car);
        }
        if (!loaded.isEmpty()) {
            write(loaded);
        }
        return found;
    }

    private static <K> List<K> without(List<K> wanted, Map<K, Car> local) {
        List<K> missing = new ArrayList<>(wanted.size() - local.size());
        for (K key : wanted) {
            if (!local.containsKey(key)) {
                missing.add(key);
            }
        }
        return missing;
    }

    private Map<K, Car> read(List<K> missing) {
        List<AsyncCommand<byte[], byte[], Long>> lives = new ArrayList<>(missing.size());
        for (K key : missing) {
            lives.add(LettuceCommands.life(key));
        }
        AsyncCommand<byte[], byte[], List<byte[]>> get = LettuceCommands.get(missing);
        List<AsyncCommand<byte[], byte[], ?>> all = new ArrayList<>(lives);
        all.add(get);
        redis.send(all);
        List<byte[]> stored = get.toCompletableFuture().join();
        Map<K, Car> found = new LinkedHashMap<>();
        Map<K, Car> lasting = new LinkedHashMap<>();
        for (int index = 0; index < stored.size(); index++) {
            if (stored.get(index) != null) {
                Car car = (Car) values.deserialize(stored.get(index));
                found.put(missing.get(index), car);
                if (lives.get(index).toCompletableFuture().join() >= RedisEntries.LOCAL_TIME_TO_LIVE.toMillis()) {
                    lasting.put(missing.get(index), car);
                }
            }
        }
        copies.putAll(lasting);
        return found;
    }

    private void write(Map<K, Car> cars) {
        List<AsyncCommand<byte[], byte[], String>> sets = new ArrayList<>(cars.size());
        cars.forEach((key, car) -> sets.add(LettuceCommands.set(key, values.serialize(car))));
        redis.send(sets);
        copies.putAll(cars);
    }

    @Override
    public void evict(List<Long> ids) {
        List<K> evicted = keys.apply(ids);
        byte[] message = evicted.toString().getBytes();
        redis.send(List.of(LettuceCommands.delete(evicted), LettuceCommands.publish(CHANNEL, message)));
        copies.invalidateAll(evicted);
    }
}
