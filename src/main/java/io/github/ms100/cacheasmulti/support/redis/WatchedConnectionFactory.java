package io.github.ms100.cacheasmulti.support.redis;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.ReactiveGeoCommands;
import org.springframework.data.redis.connection.ReactiveHashCommands;
import org.springframework.data.redis.connection.ReactiveHyperLogLogCommands;
import org.springframework.data.redis.connection.ReactiveKeyCommands;
import org.springframework.data.redis.connection.ReactiveListCommands;
import org.springframework.data.redis.connection.ReactiveNumberCommands;
import org.springframework.data.redis.connection.ReactivePubSubCommands;
import org.springframework.data.redis.connection.ReactiveRedisClusterConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.ReactiveScriptingCommands;
import org.springframework.data.redis.connection.ReactiveServerCommands;
import org.springframework.data.redis.connection.ReactiveSetCommands;
import org.springframework.data.redis.connection.ReactiveStreamCommands;
import org.springframework.data.redis.connection.ReactiveStringCommands;
import org.springframework.data.redis.connection.ReactiveZSetCommands;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisSentinelConnection;
import reactor.core.publisher.Mono;

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

    /** The connection of one asynchronous write, which tells when it is given back. */
    private static final class WatchedConnection implements ReactiveRedisConnection {

        private final ReactiveRedisConnection connection;

        private final Runnable end;

        WatchedConnection(ReactiveRedisConnection connection, Runnable end) {
            this.connection = connection;
            this.end = end;
        }

        @Override
        public Mono<Void> closeLater() {
            end.run();
            return connection.closeLater();
        }

        @Override
        public ReactiveKeyCommands keyCommands() {
            return connection.keyCommands();
        }

        @Override
        public ReactiveStringCommands stringCommands() {
            return connection.stringCommands();
        }

        @Override
        public ReactiveNumberCommands numberCommands() {
            return connection.numberCommands();
        }

        @Override
        public ReactiveListCommands listCommands() {
            return connection.listCommands();
        }

        @Override
        public ReactiveSetCommands setCommands() {
            return connection.setCommands();
        }

        @Override
        public ReactiveZSetCommands zSetCommands() {
            return connection.zSetCommands();
        }

        @Override
        public ReactiveHashCommands hashCommands() {
            return connection.hashCommands();
        }

        @Override
        public ReactiveGeoCommands geoCommands() {
            return connection.geoCommands();
        }

        @Override
        public ReactiveHyperLogLogCommands hyperLogLogCommands() {
            return connection.hyperLogLogCommands();
        }

        @Override
        public ReactivePubSubCommands pubSubCommands() {
            return connection.pubSubCommands();
        }

        @Override
        public ReactiveScriptingCommands scriptingCommands() {
            return connection.scriptingCommands();
        }

        @Override
        public ReactiveServerCommands serverCommands() {
            return connection.serverCommands();
        }

        @Override
        public ReactiveStreamCommands streamCommands() {
            return connection.streamCommands();
        }

        @Override
        public Mono<String> ping() {
            return connection.ping();
        }
    }
}
