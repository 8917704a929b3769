package io.github.ms100.cacheasmulti.support.redis;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.support.NullValue;
import org.springframework.data.redis.cache.RedisCacheWriter.TtlFunction;

/**
 * Spreads the lives that another function gives, and cuts those of nulls. Only ever shortens, and never below a
 * millisecond: Redis knows nothing finer, and takes zero for no expiry at all.
 *
 * @param original gives the lives
 * @param jitter how much of a life may be taken away by chance, from 0 (nothing) to below 1
 * @param ofNull the longest life of a null; {@code null} treats them as any other value
 */
record SpreadExpiry(
        TtlFunction original, double jitter, @Nullable Duration ofNull) implements TtlFunction {

    private static final Duration SHORTEST = Duration.ofMillis(1);

    /**
     * The last answer to this thread about a null, and the life of a value in its place: {@code RedisCache} asks with null
     * also where it has yet to load the value, and hands the answer straight to its writer. Without types of the library,
     * which a pooled thread would keep from being unloaded.
     */
    private static final ThreadLocal<Duration @Nullable []> LAST = new ThreadLocal<>();

    @Override
    public Duration getTimeToLive(Object key, @Nullable Object value) {
        Duration life = original.getTimeToLive(key, value);
        boolean isNull = value == null || value instanceof NullValue;
        if (!isNull || ofNull == null) {
            return spread(life);
        }
        Duration answer = spread(shorter(life, ofNull));
        LAST.set(new Duration[] {answer, spread(life)});
        return answer;
    }

    /** Returns the life of a value if this is the very last answer to this thread about a null, else {@code null}. */
    @SuppressWarnings("ReferenceEquality")
    static @Nullable Duration lifeOfValue(@Nullable Duration answer) {
        Duration[] last = LAST.get();
        LAST.remove();
        return (last != null && last[0] == answer) ? last[1] : null;
    }

    private Duration spread(Duration life) {
        if (jitter == 0 || isEternal(life)) {
            return life;
        }
        double share = ThreadLocalRandom.current().nextDouble(1 - jitter, Math.nextUp(1.0));
        // In milliseconds, which hold any duration that Redis can.
        Duration spread = Duration.ofMillis(Math.round(life.toMillis() * share));
        return longer(spread.compareTo(life) > 0 ? life : spread, SHORTEST);
    }

    private static Duration shorter(Duration life, Duration limit) {
        return (isEternal(life) || life.compareTo(limit) > 0) ? limit : life;
    }

    private static Duration longer(Duration life, Duration least) {
        return life.compareTo(least) < 0 ? least : life;
    }

    private static boolean isEternal(Duration life) {
        return life.isZero() || life.isNegative();
    }
}
