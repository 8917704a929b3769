package io.github.ms100.cacheasmulti.internal.store.redis.wire;

import org.jspecify.annotations.Nullable;

/**
 * Takes the replies to a {@link RedisCommand}: one for each key, with its index, in their order and as early as can be, while others
 * are still coming. Throws nothing.
 */
public interface RedisReplies {

    /** Takes what a key has brought: a value, or nothing. */
    void received(int index, byte @Nullable [] value);

    /**
     * Takes what a key has failed by, in the terms of Spring's exceptions.
     *
     * @param together whether that is what one command for several keys has failed by
     */
    void failed(int index, RuntimeException failure, boolean together);
}
