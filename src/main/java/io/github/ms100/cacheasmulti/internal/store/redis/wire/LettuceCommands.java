package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.output.ValueListOutput;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;

/** Says what is asked of Redis in the classes of Lettuce. */
final class LettuceCommands implements RedisCommand.Handler<AsyncCommand<byte[], byte[], ?>> {

    static final LettuceCommands INSTANCE = new LettuceCommands();

    private static final ByteArrayCodec CODEC = ByteArrayCodec.INSTANCE;

    private LettuceCommands() {}

    @Override
    public AsyncCommand<byte[], byte[], ?> get(byte[][] keys) {
        return keys.length == 1
                ? command(CommandType.GET, new ValueOutput<>(CODEC), args(keys))
                : command(CommandType.MGET, new ValueListOutput<>(CODEC), args(keys));
    }

    @Override
    public AsyncCommand<byte[], byte[], ?> getAlone(byte[] key, long timeToIdle) {
        CommandType type = timeToIdle != RedisCommand.NO_EXPIRY ? CommandType.GETEX : CommandType.GET;
        return command(type, new ValueOutput<>(CODEC), withMillis(args(key), timeToIdle));
    }

    @Override
    public AsyncCommand<byte[], byte[], ?> set(byte[] key, byte[] value, long timeToLive) {
        return command(
                CommandType.SET, new StatusOutput<>(CODEC), withMillis(args(key).addValue(value), timeToLive));
    }

    @Override
    public AsyncCommand<byte[], byte[], ?> delete(byte[][] keys) {
        return command(CommandType.DEL, new IntegerOutput<>(CODEC), args(keys));
    }

    private static <T> AsyncCommand<byte[], byte[], T> command(
            CommandType type, CommandOutput<byte[], byte[], T> output, CommandArgs<byte[], byte[]> args) {
        return new AsyncCommand<>(new Command<>(type, output, args));
    }

    private static CommandArgs<byte[], byte[]> args(byte[]... keys) {
        CommandArgs<byte[], byte[]> args = new CommandArgs<>(CODEC);
        for (byte[] key : keys) {
            args.addKey(key);
        }
        return args;
    }

    private static CommandArgs<byte[], byte[]> withMillis(CommandArgs<byte[], byte[]> args, long expiry) {
        return expiry != RedisCommand.NO_EXPIRY ? args.add("PX").add(expiry) : args;
    }
}
