package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.output.ValueListOutput;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.List;

/** Says what is asked of Redis in the classes of Lettuce. */
final class LettuceCommands {

    private static final ByteArrayCodec CODEC = ByteArrayCodec.INSTANCE;

    private LettuceCommands() {}

    /** Returns one command for a group of {@link RedisChunks}. */
    static AsyncCommand<byte[], byte[], ?> of(List<? extends RedisCommand> group) {
        RedisCommand first = group.get(0);
        if (group.size() == 1) {
            return of(first);
        }
        return first instanceof RedisGet ? new AsyncCommand<>(getAll(group)) : new AsyncCommand<>(delete(group));
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
        long timeToIdle = command instanceof RedisGetAlone get ? get.timeToIdle() : RedisCommand.NO_EXPIRY;
        CommandArgs<byte[], byte[]> args = keys(List.of(command));
        addMillis(args, timeToIdle);
        CommandType type = timeToIdle != RedisCommand.NO_EXPIRY ? CommandType.GETEX : CommandType.GET;
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

    private static void addMillis(CommandArgs<byte[], byte[]> args, long expiry) {
        if (expiry != RedisCommand.NO_EXPIRY) {
            args.add("PX").add(expiry);
        }
    }
}
