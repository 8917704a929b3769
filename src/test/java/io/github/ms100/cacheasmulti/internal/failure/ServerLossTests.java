package io.github.ms100.cacheasmulti.internal.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisLoadingException;
import io.lettuce.core.cluster.PartitionSelectorException;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.data.redis.ClusterRedirectException;
import org.springframework.data.redis.ClusterStateFailureException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.TooManyClusterRedirectionsException;
import org.springframework.data.redis.connection.ClusterCommandExecutionFailureException;
import org.springframework.data.redis.connection.PoolException;
import org.springframework.data.redis.serializer.SerializationException;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** By which failures the rest of a batch is given up, and by which a store is spared from then on. */
class ServerLossTests {

    static Stream<Arguments> failures() {
        return Stream.of(ofSpring(), ofDrivers(), ofDriversInThoseOfSpring(), ofOthers())
                .flatMap(List::stream);
    }

    private static List<Arguments> ofSpring() {
        return List.of(
                row(new QueryTimeoutException("timed out"), true, true),
                row(new DataAccessResourceFailureException("no server"), true, true),
                row(new RedisConnectionFailureException("no connection"), true, true),
                row(new ClusterStateFailureException("no node"), true, true),
                row(new PoolException("no connection left"), false, true),
                row(new RedisSystemException("error", null), false, false),
                row(new ClusterCommandExecutionFailureException(new IllegalStateException("a node")), false, false),
                row(new ClusterRedirectException(1, "127.0.0.1", 2, new IllegalStateException()), false, false),
                row(new TooManyClusterRedirectionsException("in circles"), false, false),
                row(new CannotAcquireLockException("locked"), false, false),
                row(new InvalidDataAccessApiUsageException("WRONGTYPE"), false, false),
                row(new InvalidDataAccessResourceUsageException("misused"), false, false),
                row(new NonTransientDataAccessResourceException("full"), false, false),
                row(new PermissionDeniedDataAccessException("NOPERM", new IllegalStateException()), false, false),
                row(new RecoverableDataAccessException("again"), false, false),
                row(new TransientDataAccessResourceException("busy"), false, false),
                row(new SerializationException("no JSON"), false, false));
    }

    private static List<Arguments> ofDrivers() {
        return List.of(
                row(new RedisConnectionException("refused"), false, true),
                row(new RedisCommandTimeoutException("10 ms"), false, true),
                row(new RedisException("Connection closed"), false, true),
                row(new RedisCommandExecutionException("OOM"), false, false),
                row(new RedisBusyException("BUSY"), false, false),
                row(new RedisLoadingException("LOADING"), false, false),
                row(new RedisCommandInterruptedException(new InterruptedException()), false, false),
                row(new PartitionSelectorException("no node", null), false, false),
                row(new JedisConnectionException("broken pipe"), false, true),
                row(new JedisClusterOperationException("no reachable node"), false, false),
                row(new JedisDataException("WRONGTYPE"), false, false),
                row(new JedisException("pool"), false, false));
    }

    private static List<Arguments> ofDriversInThoseOfSpring() {
        return List.of(
                row(new RedisSystemException("wrapped", new RedisConnectionException("refused")), false, true),
                row(new RedisSystemException("wrapped", new RedisCommandTimeoutException("10 ms")), false, true),
                row(new RedisSystemException("wrapped", new RedisException("Connection closed")), false, true),
                row(new RedisSystemException("wrapped", new RedisCommandExecutionException("OOM")), false, false),
                row(new RedisSystemException("wrapped", new JedisConnectionException("broken pipe")), false, true),
                row(new RedisSystemException("wrapped", new QueryTimeoutException("timed out")), false, true),
                row(new RedisSystemException("wrapped", new InterruptedException()), false, false),
                row(new QueryTimeoutException("wrapped", new RedisCommandExecutionException("OOM")), true, true),
                row(new RedisConnectionFailureException("wrapped", new RedisException("closed")), true, true),
                row(new InvalidDataAccessApiUsageException("wrapped", new JedisDataException("no")), false, false),
                row(
                        new ClusterCommandExecutionFailureException(new JedisConnectionException("broken pipe")),
                        false,
                        true));
    }

    private static List<Arguments> ofOthers() {
        return List.of(
                row(new IllegalStateException(new ConnectException("refused")), false, true),
                row(new IllegalStateException(new SocketTimeoutException("read")), false, true),
                row(new IllegalStateException(new ClosedChannelException()), false, true),
                row(new CompletionException(new TimeoutException()), false, true),
                row(new UncheckedIOException(new EOFException("truncated")), false, false),
                row(new IllegalArgumentException("does not allow null"), false, false));
    }

    private static Arguments row(RuntimeException failure, boolean givesUpTheRest, boolean sparesTheStore) {
        return arguments(failure, givesUpTheRest, sparesTheStore);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void restOfABatchIsGivenUpIfSpringSaysThatTheServerIsLost(
            RuntimeException failure, boolean givesUpTheRest, boolean sparesTheStore) {
        assertThat(Unreachable.endsBatch(failure)).isEqualTo(givesUpTheRest);
        assertThat(Unreachable.endsBatch(new IllegalStateException(failure))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void storeIsSparedIfAnyCauseSaysThatItCouldNotBeReached(
            RuntimeException failure, boolean givesUpTheRest, boolean sparesTheStore) {
        assertThat(Unreachable.isSaidBy(failure)).isEqualTo(sparesTheStore);
        assertThat(Unreachable.isSaidBy(new IllegalStateException(failure))).isEqualTo(sparesTheStore);
    }
}
