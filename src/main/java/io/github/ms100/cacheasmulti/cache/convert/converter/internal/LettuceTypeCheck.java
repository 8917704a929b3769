package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.protocol.AsyncCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ObjIntConsumer;
import org.springframework.dao.DataAccessException;

/**
 * Waits for what each {@link LettuceMultiGet} has asked about missing keys, all in all no longer than the time-out of one
 * command, and reads those that are there all the same.
 */
final class LettuceTypeCheck {

    private final StatefulConnection<byte[], byte[]> connection;

    private final List<? extends RedisCommand> gets;

    private final ObjIntConsumer<RedisReply> receiver;

    /** The indexes of the keys to read again. */
    private final List<Integer> present = new ArrayList<>(0);

    /**
     * Creates a check.
     *
     * @param gets the commands for all keys
     * @param receiver gets the replies of those that may not be missing, by index
     */
    LettuceTypeCheck(
            StatefulConnection<byte[], byte[]> connection,
            List<? extends RedisCommand> gets,
            ObjIntConsumer<RedisReply> receiver) {
        this.connection = connection;
        this.gets = gets;
        this.receiver = receiver;
    }

    /** Waits, once the replies to all commands have been waited for. */
    void await(List<? extends List<?>> groups, List<? extends AsyncCommand<?, ?, ?>> sent) {
        List<AsyncCommand<?, ?, ?>> checks = new ArrayList<>(0);
        for (AsyncCommand<?, ?, ?> command : sent) {
            if (command instanceof LettuceMultiGet multiGet && multiGet.exists() != null) {
                checks.add(multiGet.exists());
            }
        }
        if (checks.isEmpty()) {
            return;
        }
        LettuceReplies replies = new LettuceReplies(checks, connection.getTimeout());
        int first = 0;
        for (int index = 0; index < sent.size(); index++) {
            if (sent.get(index) instanceof LettuceMultiGet multiGet && multiGet.exists() != null) {
                await(multiGet, first, replies);
            }
            first += groups.get(index).size();
        }
        readPresent();
    }

    private void await(LettuceMultiGet multiGet, int first, LettuceReplies replies) {
        List<Integer> missing =
                multiGet.missing().stream().map(index -> first + index).toList();
        try {
            Object existing = replies.get(Objects.requireNonNull(multiGet.exists()));
            if (!Long.valueOf(0).equals(existing)) {
                present.addAll(missing);
            }
        } catch (DataAccessException ex) {
            fail(missing, ex);
        }
    }

    private void readPresent() {
        if (present.isEmpty()) {
            return;
        }
        try {
            new LettucePipe(connection, 1)
                    .send(
                            present.stream().map(gets::get).toList(),
                            (reply, index) -> receiver.accept(reply, present.get(index)));
        } catch (DataAccessException ex) {
            fail(present, ex);
        }
    }

    private void fail(List<Integer> indexes, DataAccessException failure) {
        indexes.forEach(index -> receiver.accept(RedisReply.failed(failure), index));
    }
}
