package io.github.ms100.cacheasmulti.benchmarks;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.output.ValueListOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.List;

/** Commands to one Redis server, in the classes of Lettuce: those given together go out in one flush, and are waited for. */
record LettuceCommands(StatefulRedisConnection<byte[], byte[]> connection) {

    static AsyncCommand<byte[], byte[], List<byte[]>> get(List<?> keys) {
        return command(CommandType.MGET, new ValueListOutput<>(ByteArrayCodec.INSTANCE), rawKeys(keys));
    }

    static AsyncCommand<byte[], byte[], Long> life(Object key) {
        return command(CommandType.PTTL, new IntegerOutput<>(ByteArrayCodec.INSTANCE), rawKeys(List.of(key)));
    }

    static AsyncCommand<byte[], byte[], String> set(Object key, byte[] value) {
        return command(
                CommandType.SET,
                new StatusOutput<>(ByteArrayCodec.INSTANCE),
                RedisEntries.set(RedisEntries.key(key), value));
    }

    static AsyncCommand<byte[], byte[], Long> delete(List<?> keys) {
        return command(CommandType.DEL, new IntegerOutput<>(ByteArrayCodec.INSTANCE), rawKeys(keys));
    }

    static AsyncCommand<byte[], byte[], Long> publish(byte[] channel, byte[] message) {
        return command(
                CommandType.PUBLISH,
                new IntegerOutput<>(ByteArrayCodec.INSTANCE),
                new CommandArgs<>(ByteArrayCodec.INSTANCE).addKey(channel).addValue(message));
    }

    private static CommandArgs<byte[], byte[]> rawKeys(List<?> keys) {
        CommandArgs<byte[], byte[]> args = new CommandArgs<>(ByteArrayCodec.INSTANCE);
        for (Object key : keys) {
            args.addKey(RedisEntries.key(key));
        }
        return args;
    }

    private static <T> AsyncCommand<byte[], byte[], T> command(
            CommandType type, CommandOutput<byte[], byte[], T> output, CommandArgs<byte[], byte[]> args) {
        return new AsyncCommand<>(new Command<>(type, output, args));
    }

    <T> T send(AsyncCommand<byte[], byte[], T> command) {
        connection.dispatch(command);
        await(command);
        return command.toCompletableFuture().join();
    }

    void send(List<? extends AsyncCommand<byte[], byte[], ?>> commands) {
        connection.dispatch(commands);
        await(commands.toArray(AsyncCommand[]::new));
    }

    private void await(AsyncCommand<?, ?, ?>... commands) {
        if (!LettuceFutures.awaitAll(connection.getTimeout(), commands)) {
            throw new IllegalStateException("Redis did not answer in time");
        }
    }
}
