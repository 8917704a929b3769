package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An {@code MGET} that tells a missing key from one of another type, as the {@code GET}s it stands for would. What it has not
 * found is asked for with one {@code EXISTS}.
 *
 * <p>The driver's thread sends that as soon as it has read the reply, because waking up the caller takes longer than the
 * command; the caller reads the values while it is under way.
 */
final class LettuceMultiGet extends AsyncCommand<byte[], byte[], List<byte[]>> {

    private final StatefulConnection<byte[], byte[]> connection;

    private final List<? extends RedisCommand> gets;

    /** The indexes of the keys that were not found; like the next, written before the reply is there for the caller. */
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

    /** Returns the indexes of the keys that were not found, once there is a reply. */
    List<Integer> missing() {
        return missing;
    }

    /** Returns what tells how many of them are there all the same; {@code null} if none is missing. */
    @Nullable
    AsyncCommand<byte[], byte[], Long> exists() {
        return isCompletedExceptionally() ? null : exists;
    }

    @Override
    protected void completeResult() {
        // Only a whole reply: of a connection that was lost in the middle of one, there is more.
        if (!isDone() && !getOutput().hasError() && getOutput().get().size() == gets.size()) {
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

    // Whatever is thrown here would keep the caller waiting.
    private AsyncCommand<byte[], byte[], Long> sent(AsyncCommand<byte[], byte[], Long> command) {
        try {
            connection.dispatch(command);
        } catch (RuntimeException | Error ex) {
            command.completeExceptionally(ex);
        }
        return command;
    }
}
