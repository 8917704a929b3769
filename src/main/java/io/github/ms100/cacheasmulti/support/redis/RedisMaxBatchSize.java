package io.github.ms100.cacheasmulti.support.redis;

/**
 * How many keys one command to Redis may have. Larger batches go as several commands that are under way together, because
 * Redis serves nobody else while a command runs.
 *
 * <p>Spring Boot makes a bean of this type from {@code cache-as-multi.redis.max-batch-size}; without Boot
 * declare one to change the default.
 *
 * @param keys how many keys; 0 sends a batch of any size at once
 * @since 2.0.0
 */
public record RedisMaxBatchSize(int keys) {

    /** What applies unless something else is set: 1000 keys. */
    public static final RedisMaxBatchSize DEFAULT = new RedisMaxBatchSize(1000);

    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public RedisMaxBatchSize {
        if (keys < 0) {
            throw new IllegalArgumentException(
                    "The maximum size of a batch must be a number of keys, or 0 for any number, but is " + keys);
        }
    }
}
