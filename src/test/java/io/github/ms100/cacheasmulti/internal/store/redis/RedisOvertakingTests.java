package io.github.ms100.cacheasmulti.internal.store.redis;

import static io.github.ms100.cacheasmulti.cache.CacheContents.entries;
import static io.github.ms100.cacheasmulti.cache.CacheContents.keys;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.fixture.SpringLine;
import io.github.ms100.cacheasmulti.internal.store.ViewCaches;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.CountingRedisCacheWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheWriter;

@ExtendWith(OutputCaptureExtension.class)
@DisplayName("B1 batches that may overtake single writes say so: where they do, once for each cache that they write")
class RedisOvertakingTests extends OnBothDrivers {

    Stream<RedisCacheWriter> writersThatWait() {
        return Stream.of(
                SpringLine.redisWriter(lettuce),
                RedisCacheWriter.nonLockingRedisCacheWriter(jedis),
                RedisCacheWriter.lockingRedisCacheWriter(jedis),
                CountingRedisCacheWriter.create(lettuce, RedisCacheWriter::nonLockingRedisCacheWriter));
    }

    @ParameterizedTest
    @MethodSource("writersThatWait")
    void nothingIsSaidOfAWriterThatWaits(RedisCacheWriter writer, CapturedOutput output) {
        RedisCache cache = RedisCaches.connected(lettuce, cache(writer));

        RedisCaches.enhance(cache).multiPut(entries(1));

        assertThat(output).doesNotContain("overtake");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void writerThatDoesNotWaitIsWarnedOfOnceForEachCacheThatWrites(boolean locking, CapturedOutput output) {
        RedisCacheWriter writer = locking
                ? RedisCacheWriter.lockingRedisCacheWriter(lettuce)
                : RedisCacheWriter.nonLockingRedisCacheWriter(lettuce);
        RedisCache cache = RedisCaches.connected(lettuce, cache(writer));
        EnhancedCache batch = RedisCaches.enhance(cache);

        batch.multiGet(keys(2));
        assertThat(output).doesNotContain("overtake");

        long sent = TestRedis.calls("set");
        batch.multiPut(entries(2));
        batch.multiEvict(keys(2));
        ((RedisStore) ViewCaches.viewOf(batch)).awaitSingleWrites();

        if (SpringLine.BOOT_4) {
            assertThat(output)
                    .containsOnlyOnce("overtake")
                    .contains("cache '%s'".formatted(cache.getName()), "immediateWrites", "CountingRedisCacheWriter");
        } else {
            assertThat(output).doesNotContain("overtake");
        }
        assertThat(locking || TestRedis.calls("set") == sent + 2)
                .as("nothing else is sent")
                .isTrue();
    }

    private RedisCache cache(RedisCacheWriter writer) {
        return RedisCaches.connected(lettuce, RedisCaches.create(writer, RedisCacheConfiguration.defaultCacheConfig()));
    }
}
