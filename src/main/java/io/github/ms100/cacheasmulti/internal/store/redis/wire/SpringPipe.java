package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjIntConsumer;
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

    private final int maxKeys;

    SpringPipe(RedisConnection connection, int maxKeys) {
        this.connection = connection;
        this.maxKeys = maxKeys;
    }

    @Override
    public void send(List<? extends RedisCommand> commands, ObjIntConsumer<RedisReply> receiver) {
        boolean cluster = connection instanceof RedisClusterConnection;
        List<? extends List<? extends RedisCommand>> groups = RedisChunks.of(commands, cluster ? 1 : maxKeys);
        List<?> results = cluster || groups.size() == 1 ? oneByOne(groups) : pipelined(groups);
        int first = 0;
        for (int index = 0; index < groups.size(); index++) {
            int keys = groups.get(index).size();
            RedisReply.forEach(first, keys, results.get(index), receiver);
            first += keys;
        }
    }

    /** If the server is lost, the rest is not tried. */
    private List<@Nullable Object> oneByOne(List<? extends List<? extends RedisCommand>> groups) {
        List<@Nullable Object> results = new ArrayList<>(groups.size());
        RuntimeException lost = null;
        for (List<? extends RedisCommand> group : groups) {
            Object result = lost != null ? lost : resultOrFailure(group);
            if (result instanceof RuntimeException failure && RedisReply.isLoss(failure)) {
                lost = failure;
            }
            results.add(result);
        }
        return results;
    }

    private List<@Nullable Object> pipelined(List<? extends List<? extends RedisCommand>> groups) {
        List<@Nullable Object> results = new ArrayList<>(groups.size());
        Iterator<?> replies;
        connection.openPipeline();
        try {
            groups.forEach(group -> results.add(resultOrFailure(group) instanceof RuntimeException ex ? ex : null));
        } finally {
            // However this ends: the next user of the connection must not get the replies.
            replies = closePipeline(results.stream().filter(Objects::isNull).count());
        }
        results.replaceAll(unsent -> unsent != null ? unsent : translated(replies.next()));
        return results;
    }

    private Iterator<?> closePipeline(long sent) {
        List<?> replies;
        try {
            replies = connection.closePipeline();
        } catch (RedisPipelineException ex) {
            if (ex.getPipelineResult().size() != sent) {
                throw ex.getCause() instanceof DataAccessException cause ? cause : ex;
            }
            replies = ex.getPipelineResult();
        } catch (RuntimeException ex) {
            throw translate(ex);
        }
        if (replies.size() != sent) {
            throw new RedisSystemException("Redis answered %d of %d commands".formatted(replies.size(), sent), null);
        }
        return replies.iterator();
    }

    private @Nullable Object resultOrFailure(List<? extends RedisCommand> group) {
        try {
            return run(group);
        } catch (RuntimeException ex) {
            return translate(ex);
        }
    }

    private static @Nullable Object translated(@Nullable Object reply) {
        return reply instanceof RuntimeException failure ? translate(failure) : reply;
    }

    // Spring Data does not translate what happens to the connection while a pipeline is closed.
    private static RuntimeException translate(RuntimeException failure) {
        DataAccessException translated = Drivers.JEDIS ? new JedisExceptionConverter().convert(failure) : null;
        return translated != null ? translated : failure;
    }

    private @Nullable Object run(List<? extends RedisCommand> group) {
        RedisCommand first = group.get(0);
        if (group.size() == 1) {
            return run(connection, first);
        }
        byte[][] keys = group.stream().map(RedisCommand::key).toArray(byte[][]::new);
        return first instanceof RedisGet
                ? connection.stringCommands().mGet(keys)
                : connection.keyCommands().del(keys);
    }

    /** Runs a command by the means of Spring Data. */
    // The successor of this set method does not exist in Spring Data Redis 3.5.
    @SuppressWarnings("deprecation")
    static @Nullable Object run(RedisConnection connection, RedisCommand command) {
        RedisStringCommands strings = connection.stringCommands();
        if (command instanceof RedisSet set) {
            return set.timeToLive() != RedisCommand.NO_EXPIRY
                    ? strings.set(set.key(), set.value(), millis(set.timeToLive()), SetOption.upsert())
                    : strings.set(set.key(), set.value());
        }
        if (command instanceof RedisDelete) {
            return connection.keyCommands().del(command.key());
        }
        if (command instanceof RedisGetAlone get && get.timeToIdle() != RedisCommand.NO_EXPIRY) {
            return strings.getEx(get.key(), millis(get.timeToIdle()));
        }
        return strings.get(command.key());
    }

    private static Expiration millis(long millis) {
        return Expiration.from(millis, TimeUnit.MILLISECONDS);
    }
}
