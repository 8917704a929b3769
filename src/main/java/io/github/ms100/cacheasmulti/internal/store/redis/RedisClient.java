package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.support.OptionalLibrary;
import io.lettuce.core.ReadFrom;
import java.time.Duration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * What is known of the client of a connection factory.
 *
 * @param commandTimeout how long it waits for a command; where it waits for ever, what it waits if nobody says anything
 * @param readsFromReplicas whether a replica may answer reads, which may be behind
 */
record RedisClient(Duration commandTimeout, boolean readsFromReplicas) {

    /** What Lettuce waits for a command if nobody says anything else. */
    static final Duration USUAL_TIMEOUT = Duration.ofMinutes(1);

    private static final Duration LONGEST = Duration.ofDays(1);

    RedisClient {
        boolean isForEver = commandTimeout.isZero() || commandTimeout.compareTo(LONGEST) > 0;
        commandTimeout = isForEver ? USUAL_TIMEOUT : commandTimeout;
    }

    static RedisClient of(RedisConnectionFactory connections) {
        if (OptionalLibrary.LETTUCE.isPresent() && Lettuce.is(connections)) {
            return Lettuce.of(connections);
        }
        if (OptionalLibrary.JEDIS.isPresent() && Jedis.is(connections)) {
            return Jedis.of(connections);
        }
        return new RedisClient(USUAL_TIMEOUT, false);
    }

    private static final class Lettuce {

        static boolean is(RedisConnectionFactory connections) {
            return connections instanceof LettuceConnectionFactory;
        }

        static RedisClient of(RedisConnectionFactory connections) {
            LettuceConnectionFactory lettuce = (LettuceConnectionFactory) connections;
            boolean replicas = lettuce.getClientConfiguration()
                    .getReadFrom()
                    .filter(from -> from != ReadFrom.UPSTREAM)
                    .isPresent();
            return new RedisClient(lettuce.getClientConfiguration().getCommandTimeout(), replicas);
        }
    }

    private static final class Jedis {

        static boolean is(RedisConnectionFactory connections) {
            return connections instanceof JedisConnectionFactory;
        }

        static RedisClient of(RedisConnectionFactory connections) {
            return new RedisClient(Duration.ofMillis(((JedisConnectionFactory) connections).getTimeout()), false);
        }
    }
}
