package io.github.ms100.cacheasmulti.internal.store.redis;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnection;

/** Where a batch gets its connection from: the server the user's own cache works on. */
@FunctionalInterface
interface RedisConnections {

    /** Runs the given work on a connection that is released afterwards. */
    <T extends @Nullable Object> T execute(Function<RedisConnection, T> work);
}
