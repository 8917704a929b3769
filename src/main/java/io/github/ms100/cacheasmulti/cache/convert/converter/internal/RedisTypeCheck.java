package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
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

    private final KeyFailures failures;

    RedisTypeCheck(RedisConnections connections, KeyFailures failures) {
        this.connections = connections;
        this.failures = failures;
    }

    /**
     * Asks for each missing key that exists all the same.
     *
     * @param missing keys, in chunks that one command may have
     * @param found receives what has been stored in between
     */
    void check(List<List<Object>> missing, Function<Object, byte[]> rawKey, BiConsumer<Object, byte[]> found) {
        connections.execute(connection -> {
            if (!(connection instanceof RedisClusterConnection)) {
                missing.forEach(keys -> check(connection, keys, rawKey, found));
            }
            return missing;
        });
    }

    private void check(
            RedisConnection connection,
            List<Object> keys,
            Function<Object, byte[]> rawKey,
            BiConsumer<Object, byte[]> found) {
        Long existing;
        try {
            existing = connection.keyCommands().exists(keys.stream().map(rawKey).toArray(byte[][]::new));
        } catch (RuntimeException ex) {
            keys.forEach(key -> failures.addShared(key, ex));
            return;
        }
        if (existing == null || existing == 0) {
            return;
        }
        for (Object key : keys) {
            try {
                byte[] value = connection.stringCommands().get(rawKey.apply(key));
                if (value != null) {
                    found.accept(key, value);
                }
            } catch (RuntimeException ex) {
                failures.add(key, ex);
            }
        }
    }
}
