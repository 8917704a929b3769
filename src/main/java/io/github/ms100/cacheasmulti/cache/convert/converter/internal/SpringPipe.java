package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisPipelineException;
import org.springframework.data.redis.connection.RedisStringCommands;
import org.springframework.data.redis.connection.RedisStringCommands.SetOption;
import org.springframework.data.redis.connection.jedis.JedisExceptionConverter;
import org.springframework.data.redis.core.types.Expiration;

/** Uses the pipeline of Spring Data, or one command after another in a cluster, where there is none. */
final class SpringPipe implements RedisPipe {

    private final RedisConnection connection;

    SpringPipe(RedisConnection connection) {
        this.connection = connection;
    }

    @Override
    public List<RedisReply> send(List<? extends RedisCommand> commands) {
        return connection instanceof RedisClusterConnection ? oneByOne(commands) : pipelined(commands);
    }

    private List<RedisReply> oneByOne(List<? extends RedisCommand> commands) {
        List<RedisReply> replies = new ArrayList<>(commands.size());
        for (RedisCommand command : commands) {
            try {
                replies.add(RedisReply.of(run(command)));
            } catch (DataAccessException ex) {
                replies.add(RedisReply.failed(ex));
            }
        }
        return replies;
    }

    private List<RedisReply> pipelined(List<? extends RedisCommand> commands) {
        List<RedisReply> replies = new ArrayList<>(commands.size());
        for (Object result : results(commands)) {
            replies.add(result instanceof RuntimeException ex ? RedisReply.failed(ex) : RedisReply.of(result));
        }
        return replies;
    }

    private List<?> results(List<? extends RedisCommand> commands) {
        try {
            connection.openPipeline();
            commands.forEach(this::run);
            return connection.closePipeline();
        } catch (RedisPipelineException ex) {
            if (ex.getPipelineResult().size() == commands.size()) {
                return ex.getPipelineResult();
            }
            throw ex.getCause() instanceof DataAccessException cause ? cause : ex;
        } catch (DataAccessException ex) {
            throw ex;
        } catch (RuntimeException ex) {
            throw translate(ex);
        }
    }

    // Spring Data does not translate what happens to the connection while a pipeline is closed.
    private static DataAccessException translate(RuntimeException failure) {
        DataAccessException translated = Drivers.JEDIS ? new JedisExceptionConverter().convert(failure) : null;
        return translated != null ? translated : new RedisSystemException("Unknown redis exception", failure);
    }

    // The successor of this set method does not exist in Spring Data Redis 3.5.
    @SuppressWarnings("deprecation")
    private @Nullable Object run(RedisCommand command) {
        RedisStringCommands strings = connection.stringCommands();
        if (command instanceof RedisSet set) {
            return set.timeToLive() != null
                    ? strings.set(
                            set.key(), set.value(), millis(set.timeToLive().toMillis()), SetOption.upsert())
                    : strings.set(set.key(), set.value());
        }
        RedisGet get = (RedisGet) command;
        return get.timeToIdle() != null
                ? strings.getEx(get.key(), millis(get.timeToIdle().toMillis()))
                : strings.get(get.key());
    }

    private static Expiration millis(long millis) {
        return Expiration.from(millis, TimeUnit.MILLISECONDS);
    }
}
