package io.github.ms100.cacheasmulti.internal.store.redis;

import io.github.ms100.cacheasmulti.internal.store.redis.wire.RedisCommand;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Those keys of a batch that are under way together: at first none, then as many at a time as may be. Not thread-safe.
 *
 * @param <C> what is asked
 */
final class KeysUnderWay<C extends RedisCommand> {

    private final Object[] keys;

    private final int inFlight;

    private final IntFunction<C> commands;

    private final ObjIntConsumer<C> conversion;

    private int start;

    /** The first key behind them. */
    private int end;

    /** Where each of them is in the batch; {@code null} if they follow one another. */
    private int @Nullable [] indexes;

    /**
     * Creates them of a batch.
     *
     * @param inFlight how many may be under way
     * @param commands makes a command for so many keys at most
     * @param conversion adds what is asked for the key at an index to a command
     */
    KeysUnderWay(Object[] keys, int inFlight, IntFunction<C> commands, ObjIntConsumer<C> conversion) {
        this.keys = keys;
        this.inFlight = inFlight;
        this.commands = commands;
        this.conversion = conversion;
    }

    /** Returns some keys of these, each to be asked for by itself, all of them together. */
    KeysUnderWay<C> some(int[] chosen) {
        return new KeysUnderWay<>(
                Arrays.stream(chosen).mapToObj(index -> keys[index]).toArray(),
                chosen.length,
                commands,
                (command, index) -> conversion.accept(command, chosen[index]));
    }

    /** Returns all keys of the batch. */
    Object[] all() {
        return keys;
    }

    /** Returns whether there are none behind these. */
    boolean areLast() {
        return end == keys.length;
    }

    /** Returns where one of them is in the batch. */
    int index(int position) {
        return (indexes != null) ? indexes[position] : start + position;
    }

    /** Leaves all others out; they are given by their indexes. */
    void leaveOut(IntConsumer others) {
        for (; end < keys.length; end++) {
            others.accept(end);
        }
    }

    /**
     * Returns what is asked for the next ones; {@code null} if there are no more.
     *
     * @param failures takes those that cannot be converted, which are left out
     */
    @Nullable
    C next(ObjIntConsumer<RuntimeException> failures) {
        while (end < keys.length) {
            start = end;
            end = (int) Math.min(keys.length, (long) start + inFlight);
            C command = convert(failures);
            if (command.size() > 0) {
                return command;
            }
        }
        return null;
    }

    private C convert(ObjIntConsumer<RuntimeException> failures) {
        C command = commands.apply(end - start);
        indexes = null;
        for (int index = start; index < end; index++) {
            try {
                conversion.accept(command, index);
                if (indexes != null) {
                    indexes[command.size() - 1] = index;
                }
            } catch (RuntimeException ex) {
                failures.accept(ex, index);
                if (indexes == null) {
                    indexes = IntStream.range(start, end).toArray();
                }
            }
        }
        return command;
    }
}
