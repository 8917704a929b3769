package io.github.ms100.cacheasmulti.benchmarks.peers;

import io.github.ms100.cacheasmulti.benchmarks.Batch;
import io.github.ms100.cacheasmulti.benchmarks.ByHand;
import io.github.ms100.cacheasmulti.benchmarks.Car;
import io.github.ms100.cacheasmulti.benchmarks.Peer;
import io.github.ms100.cacheasmulti.benchmarks.RedisEntries;
import io.github.ms100.cacheasmulti.benchmarks.Store;
import io.github.ms100.cacheasmulti.benchmarks.StoreKind;
import io.github.ms100.cacheasmulti.benchmarks.Variant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.RBatch;
import org.redisson.api.RLocalCachedMap;
import org.redisson.api.RMapCache;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.LocalCachedMapOptions;
import org.redisson.config.Config;

/** The API of Redisson, with the serializer of all subjects. */
abstract class RedissonPeer implements Peer {

    final RedissonClient client(StoreKind kind, Store store) {
        Config config = new Config();
        config.setCodec(new JsonCodec(StoreKind.json(Car.class)));
        String[] servers =
                store.ports().stream().map(port -> "redis://127.0.0.1:" + port).toArray(String[]::new);
        if (kind == StoreKind.REDIS_CLUSTER) {
            config.useClusterServers().addNodeAddress(servers);
        } else {
            config.useSingleServer().setAddress(servers[0]);
        }
        return Redisson.create(config);
    }

    /** A hash with a time to live per field, which lives on one node. */
    public static final class MapCache extends RedissonPeer {

        @Override
        public String name() {
            return "Redisson RMapCache";
        }

        @Override
        public boolean supports(StoreKind store) {
            return store == StoreKind.REDIS_JSON;
        }

        @Override
        public Batch open(StoreKind kind, Store store) {
            return new MapCacheBatch(client(kind, store));
        }

        @Override
        public Batch openRestorer(StoreKind kind, Store store, Batch measured) {
            return open(kind, store);
        }
    }

    /** A key for each value. */
    public static final class Buckets extends RedissonPeer {

        @Override
        public String name() {
            return "Redisson RBuckets";
        }

        @Override
        public boolean supports(StoreKind store) {
            return store == StoreKind.REDIS_JSON || store == StoreKind.REDIS_CLUSTER;
        }

        @Override
        public Batch open(StoreKind kind, Store store) {
            return new BucketsBatch(client(kind, store));
        }

        @Override
        public Batch openRestorer(StoreKind kind, Store store, Batch measured) {
            return open(kind, store);
        }
    }

    /** A hash, and copies of its values on the heap. It knows no time to live in Redis. */
    public static final class LocalCachedMap extends RedissonPeer {

        @Override
        public String name() {
            return "Redisson RLocalCachedMap";
        }

        @Override
        public boolean supports(StoreKind store) {
            return store == StoreKind.REDIS_LOCAL;
        }

        @Override
        public Batch open(StoreKind kind, Store store) {
            return new LocalCachedMapBatch(client(kind, store));
        }
    }

    private static final class MapCacheBatch extends ByHand {

        private final RedissonClient client;

        private final RMapCache<Long, Car> map;

        MapCacheBatch(RedissonClient client) {
            super(Variant.PLAIN);
            this.client = client;
            this.map = client.getMapCache("redisson");
        }

        @Override
        protected Map<Long, Car> read(List<Long> ids) {
            return map.getAll(new LinkedHashSet<>(ids));
        }

        @Override
        protected void write(Map<Long, Car> cars) {
            map.putAll(cars, RedisEntries.TIME_TO_LIVE.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void evict(List<Long> ids) {
            map.fastRemove(ids.toArray(Long[]::new));
        }

        @Override
        public void close() {
            client.shutdown();
        }
    }

    private static final class LocalCachedMapBatch extends ByHand {

        private final RedissonClient client;

        private final RLocalCachedMap<Long, Car> map;

        LocalCachedMapBatch(RedissonClient client) {
            super(Variant.PLAIN);
            this.client = client;
            this.map = client.getLocalCachedMap(LocalCachedMapOptions.<Long, Car>name("redisson-local")
                    .evictionPolicy(LocalCachedMapOptions.EvictionPolicy.LRU)
                    .cacheSize(RedisEntries.LOCAL_SIZE)
                    .timeToLive(RedisEntries.LOCAL_TIME_TO_LIVE)
                    .useObjectAsCacheKey(true));
        }

        @Override
        protected Map<Long, Car> read(List<Long> ids) {
            return map.getAll(new LinkedHashSet<>(ids));
        }

        @Override
        protected void write(Map<Long, Car> cars) {
            map.putAll(cars);
        }

        @Override
        public void evict(List<Long> ids) {
            map.fastRemove(ids.toArray(Long[]::new));
        }

        @Override
        public void close() {
            client.shutdown();
        }
    }

    /** Writes in a {@code RBatch}, because {@code RBuckets} knows no time to live. */
    private static final class BucketsBatch extends ByHand {

        private static final String PREFIX = "redisson:";

        private final RedissonClient client;

        BucketsBatch(RedissonClient client) {
            super(Variant.PLAIN);
            this.client = client;
        }

        @Override
        protected Map<Long, Car> read(List<Long> ids) {
            Map<String, Car> stored = client.getBuckets().get(names(ids));
            Map<Long, Car> found = new HashMap<>();
            for (Long id : ids) {
                Car car = stored.get(PREFIX + id);
                if (car != null) {
                    found.put(id, car);
                }
            }
            return found;
        }

        @Override
        protected void write(Map<Long, Car> cars) {
            RBatch batch = client.createBatch();
            cars.forEach((id, car) -> batch.getBucket(PREFIX + id).setAsync(car, RedisEntries.TIME_TO_LIVE));
            batch.execute();
        }

        @Override
        public void evict(List<Long> ids) {
            client.getKeys().delete(names(ids));
        }

        private static String[] names(List<Long> ids) {
            String[] names = new String[ids.size()];
            for (int index = 0; index < names.length; index++) {
                names[index] = PREFIX + ids.get(index);
            }
            return names;
        }

        @Override
        public void close() {
            client.shutdown();
        }
    }
}
