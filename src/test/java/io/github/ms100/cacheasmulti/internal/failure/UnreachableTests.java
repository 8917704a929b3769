package io.github.ms100.cacheasmulti.internal.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.PartialBatchException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.ClusterStateFailureException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.PoolException;
import org.springframework.data.redis.serializer.SerializationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

class UnreachableTests {

    static Stream<Throwable> unreachable() {
        return Stream.of(
                new QueryTimeoutException("Redis command timed out"),
                new RedisConnectionFailureException("Unable to connect to Redis"),
                new ClusterStateFailureException("no node"),
                new RedisSystemException("in a pipeline", new RedisConnectionException("refused")),
                new RedisSystemException("in a pipeline", new RedisCommandTimeoutException("10 ms")),
                new RedisSystemException("in a pipeline", new RedisException("Connection closed")),
                new RedisSystemException("in a pipeline", new JedisConnectionException("broken pipe")),
                new IllegalStateException("elsewhere", new ConnectException("refused")),
                new IllegalStateException("elsewhere", new SocketTimeoutException("read")),
                new IllegalStateException("elsewhere", new UnknownHostException("redis")),
                new IllegalStateException("elsewhere", new ClosedChannelException()),
                new IllegalStateException("elsewhere", new TimeoutException()));
    }

    static Stream<Throwable> answered() {
        return Stream.of(
                new RedisSystemException("Error in execution", new RedisCommandExecutionException("OOM")),
                new InvalidDataAccessApiUsageException("WRONGTYPE", new JedisDataException("WRONGTYPE")),
                new SerializationException("truncated", new EOFException()),
                new SerializationException("no JSON", new IOException("unexpected end")),
                new IllegalArgumentException("does not allow null"),
                new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("unreachable")
    void failuresToReachAServerCount(Throwable failure) {
        assertThat(Unreachable.isSaidBy(failure)).isTrue();
        assertThat(Unreachable.isSaidBy(new RuntimeException(new RuntimeException(failure))))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("answered")
    void answersAndOtherFailuresDoNot(Throwable failure) {
        assertThat(Unreachable.isSaidBy(failure)).isFalse();
    }

    @Test
    void poolThatIsExhaustedOrCannotConnectCounts() {
        assertThat(Unreachable.isSaidBy(new PoolException("Could not get a resource from the pool")))
                .isTrue();
    }

    @Test
    void partialFailureCountsIfAnyKeyCouldNotBeReached() {
        RuntimeException refused = new IllegalArgumentException("refused");
        RuntimeException timeout = new QueryTimeoutException("no answer");

        assertThat(Unreachable.isSaidBy(new PartialBatchException(Map.of(), Map.of(1, refused))))
                .isFalse();
        assertThat(Unreachable.isSaidBy(new PartialBatchException(Map.of(), Map.of(1, refused, 2, timeout))))
                .isTrue();
    }

    @Test
    void causesThatLeadInCirclesEnd() {
        Throwable one = new IllegalStateException("one");
        one.initCause(new IllegalStateException("other", one));

        assertThat(Unreachable.isSaidBy(one)).isFalse();
    }
}
