package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import java.util.ArrayList;
import java.util.List;

/** Splits a batch. */
public final class RedisChunks {

    private RedisChunks() {}

    /**
     * Groups commands, at least one and all of one kind, so that each group can go as one command of Redis. Keeps their order.
     *
     * @param maxKeys how many commands a group has at most, 0 for any number; where Redis has no command for many keys, each
     *     is alone
     */
    static <C extends RedisCommand> List<List<C>> of(List<C> commands, int maxKeys) {
        return split(commands, commands.get(0).takesManyKeys() ? maxKeys : 1);
    }

    /** Returns views of the list of so many elements at most, 0 for any number. */
    public static <T> List<List<T>> split(List<T> all, int maxSize) {
        if (maxSize == 0 || all.size() <= maxSize) {
            return all.isEmpty() ? List.of() : List.of(all);
        }
        List<List<T>> parts = new ArrayList<>((all.size() - 1) / maxSize + 1);
        for (int start = 0; start < all.size(); start += maxSize) {
            parts.add(all.subList(start, Math.min(all.size() - start, maxSize) + start));
        }
        return parts;
    }
}
