package io.github.ms100.cacheasmulti.support.redis;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.ReactiveRedisClusterConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisSentinelConnection;

/** Gives the connections of another factory, and tells when an asynchronous write takes one and when it gives it back. */
final class WatchedConnectionFactory implements RedisConnectionFactory, ReactiveRedisConnectionFactory {

    private final RedisConnectionFactory blocking;

    private final ReactiveRedisConnectionFactory reactive;

    private final PendingWrites writes;

    private WatchedConnectionFactory(
            RedisConnectionFactory blocking, ReactiveRedisConnectionFactory reactive, PendingWrites writes) {
        this.blocking = blocking;
        this.reactive = reactive;
        this.writes = writes;
    }

    /** Watches a factory; one without asynchronous connections is returned as it is. */
    static RedisConnectionFactory of(RedisConnectionFactory factory, PendingWrites writes) {
        return (factory instanceof ReactiveRedisConnectionFactory reactive)
                ? new WatchedConnectionFactory(factory, reactive, writes)
                : factory;
    }

    @Override
    public ReactiveRedisConnection getReactiveConnection() {
        ReactiveRedisConnection connection = reactive.getReactiveConnection();
        Runnable end = writes.begin();
        return (end != null) ? new WatchedConnection(connection, end) : connection;
    }

    @Override
    public ReactiveRedisClusterConnection getReactiveClusterConnection() {
        return reactive.getReactiveClusterConnection();
    }

    @Override
    public RedisConnection getConnection() {
        return blocking.getConnection();
    }

    @Override
    public RedisClusterConnection getClusterConnection() {
        return blocking.getClusterConnection();
    }

    @Override
    public RedisSentinelConnection getSentinelConnection() {
        return blocking.getSentinelConnection();
    }

    @Override
    public boolean getConvertPipelineAndTxResults() {
        return blocking.getConvertPipelineAndTxResults();
    }

    @Override
    public @Nullable DataAccessException translateExceptionIfPossible(RuntimeException ex) {
        return blocking.translateExceptionIfPossible(ex);
    }
}
