package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import java.util.ArrayList;
import java.util.List;
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
        List<? extends List<? extends RedisCommand>> groups = RedisChunks.of(commands, maxKeys);
        boolean oneByOne = groups.size() == 1 || connection instanceof RedisClusterConnection;
        List<?> results = oneByOne ? oneByOne(groups) : pipelined(groups);
        List<Integer> missing = new ArrayList<>(0);
        int first = 0;
        for (int index = 0; index < results.size(); index++) {
            int keys = groups.get(index).size();
            Object result =
                    results.get(index) instanceof RuntimeException failure ? translate(failure) : results.get(index);
            RedisReply.forEach(first, keys, result, receiver);
            if (result instanceof List<?> values && values.size() == keys) {
                addMissing(first, values, missing);
            }
            first += keys;
        }
        if (!missing.isEmpty()) {
            new SpringTypeCheck(connection, commands, receiver).check(RedisChunks.split(missing, maxKeys));
        }
    }

    private static void addMissing(int first, List<?> values, List<Integer> missing) {
        for (int key = 0; key < values.size(); key++) {
            if (values.get(key) == null) {
                missing.add(first + key);
            }
        }
    }

    private List<@Nullable Object> oneByOne(List<? extends List<? extends RedisCommand>> groups) {
        List<@Nullable Object> results = new ArrayList<>(groups.size());
        for (List<? extends RedisCommand> group : groups) {
            try {
                results.add(run(group));
            } catch (DataAccessException ex) {
                results.add(ex);
            }
        }
        return results;
    }

    private List<?> pipelined(List<? extends List<? extends RedisCommand>> groups) {
        try {
            connection.openPipeline();
            groups.forEach(this::run);
            return connection.closePipeline();
        } catch (RedisPipelineException ex) {
            if (ex.getPipelineResult().size() == groups.size()) {
                return ex.getPipelineResult();
            }
            throw ex.getCause() instanceof DataAccessException cause ? cause : ex;
        } catch (RuntimeException ex) {
            throw translate(ex);
        }
    }

    // Spring Data does not translate what happens to the connection while a pipeline is closed.
    private static DataAccessException translate(RuntimeException failure) {
        if (failure instanceof DataAccessException translated) {
            return translated;
        }
        DataAccessException translated = Drivers.JEDIS ? new JedisExceptionConverter().convert(failure) : null;
        return translated != null ? translated : new RedisSystemException("Unknown redis exception", failure);
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
            return set.timeToLive() != null
                    ? strings.set(
                            set.key(), set.value(), millis(set.timeToLive().toMillis()), SetOption.upsert())
                    : strings.set(set.key(), set.value());
        }
        if (command instanceof RedisDelete) {
            return connection.keyCommands().del(command.key());
        }
        if (command instanceof RedisGetEx get && get.timeToIdle() != null) {
            return strings.getEx(get.key(), millis(get.timeToIdle().toMillis()));
        }
        return strings.get(command.key());
    }

    private static Expiration millis(long millis) {
        return Expiration.from(millis, TimeUnit.MILLISECONDS);
    }
}
