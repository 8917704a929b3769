package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.output.ValueListOutput;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what is asked of Redis in the classes of Lettuce. */
final class LettuceCommands {

    private static final ByteArrayCodec CODEC = ByteArrayCodec.INSTANCE;

    private LettuceCommands() {}

    /** Returns one command for a group of {@link RedisChunks}, to be sent on the given connection. */
    static AsyncCommand<byte[], byte[], ?> of(
            List<? extends RedisCommand> group, StatefulConnection<byte[], byte[]> connection) {
        RedisCommand first = group.get(0);
        if (group.size() == 1) {
            return of(first);
        }
        return first instanceof RedisGet
                ? new LettuceMultiGet(getAll(group), connection, group)
                : new AsyncCommand<>(delete(group));
    }

    static AsyncCommand<byte[], byte[], Long> exists(List<? extends RedisCommand> keys) {
        return new AsyncCommand<>(new Command<>(CommandType.EXISTS, new IntegerOutput<>(CODEC), keys(keys)));
    }

    static AsyncCommand<byte[], byte[], ?> of(RedisCommand command) {
        if (command instanceof RedisSet set) {
            return new AsyncCommand<>(set(set));
        }
        if (command instanceof RedisDelete) {
            return new AsyncCommand<>(delete(List.of(command)));
        }
        return new AsyncCommand<>(get(command));
    }

    private static Command<byte[], byte[], ?> get(RedisCommand command) {
        Duration timeToIdle = command instanceof RedisGetEx get ? get.timeToIdle() : null;
        CommandArgs<byte[], byte[]> args = keys(List.of(command));
        addMillis(args, timeToIdle);
        CommandType type = timeToIdle != null ? CommandType.GETEX : CommandType.GET;
        return new Command<>(type, new ValueOutput<>(CODEC), args);
    }

    private static Command<byte[], byte[], List<byte[]>> getAll(List<? extends RedisCommand> group) {
        return new Command<>(CommandType.MGET, new ValueListOutput<>(CODEC), keys(group));
    }

    private static Command<byte[], byte[], ?> set(RedisSet set) {
        CommandArgs<byte[], byte[]> args = keys(List.of(set)).addValue(set.value());
        addMillis(args, set.timeToLive());
        return new Command<>(CommandType.SET, new StatusOutput<>(CODEC), args);
    }

    private static Command<byte[], byte[], ?> delete(List<? extends RedisCommand> group) {
        return new Command<>(CommandType.DEL, new IntegerOutput<>(CODEC), keys(group));
    }

    private static CommandArgs<byte[], byte[]> keys(List<? extends RedisCommand> group) {
        CommandArgs<byte[], byte[]> args = new CommandArgs<>(CODEC);
        for (RedisCommand command : group) {
            args.addKey(command.key());
        }
        return args;
    }

    private static void addMillis(CommandArgs<byte[], byte[]> args, @Nullable Duration expiry) {
        if (expiry != null) {
            args.add("PX").add(expiry.toMillis());
        }
    }
}
