package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * An {@code MGET} that finds what the {@code GET}s would find that it stands for: to it a key of another type, a list for
 * example, is not there, while to {@code GET} that is an error. So what it has not found is asked for with one {@code EXISTS}.
 *
 * <p>That is sent by the driver's thread as soon as it has read the reply: to wake up the caller first takes longer than the
 * command itself, and so the caller reads the values meanwhile.
 */
final class LettuceMultiGet extends AsyncCommand<byte[], byte[], List<byte[]>> {

    private final StatefulConnection<byte[], byte[]> connection;

    private final List<? extends RedisCommand> gets;

    /** The indexes of the keys that were not found; written before the reply is there for the caller. */
    private List<Integer> missing = List.of();

    private @Nullable AsyncCommand<byte[], byte[], Long> exists;

    /**
     * Creates a command.
     *
     * @param connection what it will be sent on
     */
    LettuceMultiGet(
            Command<byte[], byte[], List<byte[]>> command,
            StatefulConnection<byte[], byte[]> connection,
            List<? extends RedisCommand> gets) {
        super(command);
        this.connection = connection;
        this.gets = gets;
    }

    @Override
    protected void completeResult() {
        if (!isDone() && !getOutput().hasError()) {
            missing = missing(getOutput().get());
            if (!missing.isEmpty()) {
                exists = sent(
                        LettuceCommands.exists(missing.stream().map(gets::get).toList()));
            }
        }
        super.completeResult();
    }

    private static List<Integer> missing(List<byte @Nullable []> values) {
        List<Integer> missing = new ArrayList<>(0);
        for (int index = 0; index < values.size(); index++) {
            if (values.get(index) == null) {
                missing.add(index);
            }
        }
        return missing;
    }

    private AsyncCommand<byte[], byte[], Long> sent(AsyncCommand<byte[], byte[], Long> command) {
        try {
            connection.dispatch(command);
        } catch (RuntimeException ex) {
            command.completeExceptionally(ex);
        }
        return command;
    }

    /**
     * Waits until it is known of each missing key whether it is there all the same, once the reply itself has come.
     *
     * @param receiver gets the reply of a {@code GET}, with the index of the key, for all that may be there
     */
    void awaitMissing(ObjIntConsumer<RedisReply> receiver) {
        if (exists == null) {
            return;
        }
        try {
            Object existing = new LettuceReplies(List.of(exists), connection.getTimeout()).get(exists);
            if (!Long.valueOf(0).equals(existing)) {
                getMissing(receiver);
            }
        } catch (DataAccessException ex) {
            RedisReply failed = RedisReply.failed(ex);
            missing.forEach(index -> receiver.accept(failed, index));
        }
    }

    private void getMissing(ObjIntConsumer<RedisReply> receiver) {
        List<AsyncCommand<byte[], byte[], ?>> commands = new ArrayList<>(missing.size());
        missing.forEach(index -> commands.add(LettuceCommands.of(gets.get(index))));
        LettuceReplies replies = new LettuceReplies(commands, connection.getTimeout());
        try {
            connection.dispatch(commands);
        } catch (RedisException ex) {
            throw LettuceReplies.translate(ex);
        }
        for (int index = 0; index < commands.size(); index++) {
            receiver.accept(replies.await(commands.get(index)), missing.get(index));
        }
    }
}
