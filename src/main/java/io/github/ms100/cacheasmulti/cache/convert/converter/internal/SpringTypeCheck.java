package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;

/**
 * Looks again at what {@code MGET} has not found: to that a key of another type, a list for example, is not there, while to
 * {@code GET} it is an error. One more command if anything is missing.
 */
final class SpringTypeCheck {

    private final RedisConnection connection;

    private final List<? extends RedisCommand> commands;

    private final ObjIntConsumer<RedisReply> receiver;

    /** What stands for all further replies once the server is lost. */
    private @Nullable RedisReply lost;

    SpringTypeCheck(
            RedisConnection connection, List<? extends RedisCommand> commands, ObjIntConsumer<RedisReply> receiver) {
        this.connection = connection;
        this.commands = commands;
        this.receiver = receiver;
    }

    /**
     * Asks for each missing key that exists all the same.
     *
     * @param missing the indexes of the keys, in chunks that one command may have
     */
    void check(List<List<Integer>> missing) {
        missing.forEach(this::checkTogether);
    }

    private void checkTogether(List<Integer> indexes) {
        byte[][] keys = indexes.stream().map(index -> commands.get(index).key()).toArray(byte[][]::new);
        RedisReply existing = ask(() -> connection.keyCommands().exists(keys) > 0 ? keys[0] : null);
        if (existing.failure() != null) {
            indexes.forEach(index -> receiver.accept(existing, index));
        } else if (existing.value() != null) {
            indexes.forEach(
                    index -> receiver.accept(ask(() -> SpringPipe.run(connection, commands.get(index))), index));
        }
    }

    private RedisReply ask(Supplier<@Nullable Object> question) {
        if (lost != null) {
            return lost;
        }
        try {
            return RedisReply.of(question.get());
        } catch (DataAccessException ex) {
            RedisReply failed = RedisReply.failed(ex);
            lost = RedisBatch.isLoss(ex) ? failed : null;
            return failed;
        }
    }
}
