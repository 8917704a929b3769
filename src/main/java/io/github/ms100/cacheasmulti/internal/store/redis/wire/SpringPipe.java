package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
final class SpringPipe extends RedisPipe
        implements RedisCommand.Handler<Supplier<@Nullable Object>>, Envelope.Writer<Supplier<@Nullable Object>> {

    private final RedisConnection connection;

    private final int maxKeys;

    SpringPipe(RedisConnection connection, int maxKeys) {
        this.connection = connection;
        this.maxKeys = maxKeys;
    }

    @Override
    public void send(RedisCommand command, Replies replies) {
        boolean cluster = connection instanceof RedisClusterConnection;
        int size = command.size();
        int together = cluster ? 1 : command.keysAtOnce(maxKeys);
        if (cluster || (size == together && !command.asksLives())) {
            oneByOne(command, together, replies);
            return;
        }
        List<Supplier<@Nullable Object>> commands = new ArrayList<>();
        for (int index = 0; command.asksLives() && index < size; index++) {
            commands.add(life(command.key(index)));
        }
        int lives = commands.size();
        commands.addAll(commands(command, together));
        List<@Nullable Object> results = pipelined(commands);
        for (int index = 0; index < lives; index++) {
            handOutLife(index, results.get(index), replies);
        }
        handOut(command, together, results.subList(lives, results.size()), replies);
    }

    @Override
    boolean keepsOrder() {
        return !(connection instanceof RedisClusterConnection);
    }

    @Override
    void send(RedisCommand part, Envelope envelope, boolean isLast, Replies replies) {
        Envelope.Around<Supplier<@Nullable Object>> around = envelope.around(this, isLast);
        int together = part.keysAtOnce(maxKeys);
        List<Supplier<@Nullable Object>> commands = new ArrayList<>();
        if (around.before() != null) {
            commands.add(around.before());
        }
        int first = commands.size();
        commands.addAll(commands(part, together));
        int end = commands.size();
        commands.addAll(around.behind());
        List<@Nullable Object> results = pipelined(commands);
        handOut(part, together, results.subList(first, end), replies);
        envelope.done((around.before() == null) ? null : results.get(0), results.subList(end, results.size()));
    }

    private List<Supplier<@Nullable Object>> commands(RedisCommand command, int together) {
        List<Supplier<@Nullable Object>> commands = new ArrayList<>();
        for (int from = 0; from < command.size(); from += together) {
            commands.add(command.dispatch(from, Math.min(command.size(), from + together), this));
        }
        return commands;
    }

    private static void handOut(RedisCommand command, int together, List<@Nullable Object> results, Replies replies) {
        for (int index = 0; index < results.size(); index++) {
            int from = index * together;
            handOut(from, Math.min(command.size(), from + together), results.get(index), replies);
        }
    }

    /** Once the batch is given up, the rest is not tried: it fails by what has ended it. */
    private void oneByOne(RedisCommand command, int together, Replies replies) {
        Object result = null;
        for (int from = 0; from < command.size(); from += together) {
            if (command.asksLives()) {
                handOutLife(from, replies.isGivenUp() ? null : orFailure(life(command.key(from))), replies);
            }
            int to = Math.min(command.size(), from + together);
            result = replies.isGivenUp() ? result : orFailure(command.dispatch(from, to, this));
            handOut(from, to, result, replies);
        }
    }

    /** Sends all together; returns what each has brought or failed by. */
    private List<@Nullable Object> pipelined(List<Supplier<@Nullable Object>> commands) {
        List<@Nullable Object> results = new ArrayList<>();
        Iterator<?> replies;
        connection.openPipeline();
        try {
            for (Supplier<@Nullable Object> command : commands) {
                results.add(orFailure(command) instanceof RuntimeException ex ? ex : null);
            }
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

    private static @Nullable Object orFailure(Supplier<@Nullable Object> command) {
        try {
            return command.get();
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

    @Override
    public Supplier<@Nullable Object> get(byte[][] keys) {
        return () -> {
            RedisStringCommands strings = connection.stringCommands();
            return keys.length == 1 ? strings.get(keys[0]) : strings.mGet(keys);
        };
    }

    @Override
    public Supplier<@Nullable Object> getAlone(byte[] key, long timeToIdle) {
        return () -> {
            RedisStringCommands strings = connection.stringCommands();
            return timeToIdle != RedisCommand.NO_EXPIRY ? strings.getEx(key, millis(timeToIdle)) : strings.get(key);
        };
    }

    // The successor of this set method does not exist in Spring Data Redis 3.5.
    @Override
    @SuppressWarnings("deprecation")
    public Supplier<@Nullable Object> set(byte[] key, byte[] value, long timeToLive) {
        return () -> {
            RedisStringCommands strings = connection.stringCommands();
            return timeToLive != RedisCommand.NO_EXPIRY
                    ? strings.set(key, value, millis(timeToLive), SetOption.upsert())
                    : strings.set(key, value);
        };
    }

    @Override
    public Supplier<@Nullable Object> delete(byte[][] keys) {
        return () -> connection.keyCommands().del(keys);
    }

    @Override
    public Supplier<@Nullable Object> life(byte[] key) {
        return () -> connection.keyCommands().pTtl(key);
    }

    @Override
    public Supplier<@Nullable Object> increment(byte[] hash, byte[] field, long by) {
        return () -> connection.hashCommands().hIncrBy(hash, field, by);
    }

    // Spring Data's own method is not allowed in a pipeline of Jedis.
    @Override
    public Supplier<@Nullable Object> publish(byte[] channel, byte[] message) {
        return () -> connection.execute("PUBLISH", channel, message);
    }

    private static Expiration millis(long millis) {
        return Expiration.from(millis, TimeUnit.MILLISECONDS);
    }
}
