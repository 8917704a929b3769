package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import java.util.List;
import java.util.function.ObjIntConsumer;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisConnection;

/**
 * Looks again at what {@code MGET} has not found: to that a key of another type, a list for example, is not there, while to
 * {@code GET} it is an error. Loaded anew, what it holds would be overwritten without a word.
 *
 * <p>One more command if anything is missing, and none in a cluster, where there is a {@code GET} for every key.
 */
final class RedisTypeCheck {

    private final RedisConnections connections;

    private final List<?> keys;

    private final byte[][] rawKeys;

    private final KeyFailures failures;

    RedisTypeCheck(RedisConnections connections, List<?> keys, byte[][] rawKeys, KeyFailures failures) {
        this.connections = connections;
        this.keys = keys;
        this.rawKeys = rawKeys;
        this.failures = failures;
    }

    /**
     * Asks for each missing key that exists all the same.
     *
     * @param missing the indexes of the keys, in chunks that one command may have
     * @param found receives what has been stored in between
     */
    void check(List<List<Integer>> missing, ObjIntConsumer<byte[]> found) {
        connections.execute(connection -> {
            if (!(connection instanceof RedisClusterConnection)) {
                missing.forEach(indexes -> check(connection, indexes, found));
            }
            return missing;
        });
    }

    private void check(RedisConnection connection, List<Integer> indexes, ObjIntConsumer<byte[]> found) {
        Long existing;
        try {
            existing = connection
                    .keyCommands()
                    .exists(indexes.stream().map(index -> rawKeys[index]).toArray(byte[][]::new));
        } catch (RuntimeException ex) {
            indexes.forEach(index -> failures.addShared(keys.get(index), ex));
            return;
        }
        if (existing == null || existing == 0) {
            return;
        }
        for (int index : indexes) {
            try {
                byte[] value = connection.stringCommands().get(rawKeys[index]);
                if (value != null) {
                    found.accept(value, index);
                }
            } catch (RuntimeException ex) {
                failures.add(keys.get(index), ex);
            }
        }
    }
}
