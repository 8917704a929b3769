package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.support.OptionalLibrary;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.ConnectionUtils;
import org.springframework.data.redis.connection.DefaultStringRedisConnection;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisSentinelConnection;
import org.springframework.data.redis.connection.Subscription;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.UnifiedJedis;

/**
 * Connections to subscribe by, of which one of Jedis sends nothing more once its subscription has failed. Spring Data would still
 * unsubscribe, on a connection that goes back to the pool, or is there already: whoever has it next would read the reply to that
 * instead of his own. On one that was lost it would connect anew, and nobody would close that.
 */
final class SubscribingConnections implements RedisConnectionFactory {

    private final RedisConnectionFactory connections;

    private SubscribingConnections(RedisConnectionFactory connections) {
        this.connections = connections;
    }

    /** Returns where a listener has its connections from; those of Lettuce are left as they are. */
    static RedisConnectionFactory of(RedisConnectionFactory connections) {
        // The listener knows by its type that it need not give Lettuce a thread to wait in.
        boolean mayBeJedis = OptionalLibrary.JEDIS.isPresent() && !ConnectionUtils.isAsync(connections);
        return mayBeJedis ? new SubscribingConnections(connections) : connections;
    }

    @Override
    public RedisConnection getConnection() {
        return new Subscribing(connections.getConnection());
    }

    @Override
    public RedisClusterConnection getClusterConnection() {
        return connections.getClusterConnection();
    }

    @Override
    public RedisSentinelConnection getSentinelConnection() {
        return connections.getSentinelConnection();
    }

    @Override
    public boolean getConvertPipelineAndTxResults() {
        return connections.getConvertPipelineAndTxResults();
    }

    @Override
    public @Nullable DataAccessException translateExceptionIfPossible(RuntimeException failure) {
        return connections.translateExceptionIfPossible(failure);
    }

    private static final class Subscribing extends DefaultStringRedisConnection {

        private volatile boolean failed;

        Subscribing(RedisConnection connection) {
            super(connection);
        }

        @Override
        public void subscribe(MessageListener listener, byte[]... channels) {
            try {
                super.subscribe(listener, channels);
            } catch (RuntimeException ex) {
                failed = true;
                throw ex;
            }
        }

        @Override
        public boolean isSubscribed() {
            return !failed && super.isSubscribed();
        }

        @Override
        public @Nullable Subscription getSubscription() {
            return failed ? null : super.getSubscription();
        }

        @Override
        public void close() {
            Object driver = failed ? getNativeConnection() : null;
            if (driver instanceof Jedis jedis) {
                jedis.getConnection().setBroken();
                jedis.close();
            } else if (!(driver instanceof UnifiedJedis)) {
                super.close();
            }
        }
    }
}
