package io.github.ms100.cacheasmulti.cache.convert.converter.internal;

import java.util.List;
import java.util.function.ObjIntConsumer;
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
        Long existing;
        try {
            existing = connection
                    .keyCommands()
                    .exists(indexes.stream()
                            .map(index -> commands.get(index).key())
                            .toArray(byte[][]::new));
        } catch (DataAccessException ex) {
            RedisReply failed = RedisReply.failed(ex);
            indexes.forEach(index -> receiver.accept(failed, index));
            return;
        }
        if (existing != null && existing > 0) {
            indexes.forEach(index -> receiver.accept(get(commands.get(index)), index));
        }
    }

    private RedisReply get(RedisCommand command) {
        try {
            return RedisReply.of(SpringPipe.run(connection, command));
        } catch (DataAccessException ex) {
            return RedisReply.failed(ex);
        }
    }
}
