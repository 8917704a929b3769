package io.github.ms100.cacheasmulti.autoconfigure;

import static io.github.ms100.cacheasmulti.cache.CacheContents.entries;
import static io.github.ms100.cacheasmulti.cache.CacheContents.keys;
import static io.github.ms100.cacheasmulti.cache.CacheContents.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ms100.cacheasmulti.cache.EnhancedCache;
import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import io.github.ms100.cacheasmulti.support.redis.RedisMaxBatchSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

/** How large one command to Redis may be, by property or by bean. */
class RedisMaxBatchSizeTests {

    private static final String PROPERTY = "cache-as-multi.redis.max-batch-size";

    private final ApplicationContextRunner application =
            BootApplications.withRedisCaches().withUserConfiguration(Application.class);

    @ParameterizedTest
    @CsvSource({"100, 25", "1000, 3", "0, 1", ", 3"})
    void propertySaysHowManyKeysACommandHas(Integer size, int commands) {
        ApplicationContextRunner sized =
                (size != null) ? application.withPropertyValues(PROPERTY + "=" + size) : application;

        sized.run(context -> {
            EnhancedCache cache = context.getBean(EnhancedCacheConversionService.class)
                    .convert(context.getBean(CacheManager.class).getCache("sized"));
            cache.multiPut(entries(2500));
            long before = TestRedis.calls("mget");

            assertThat(values(cache.multiGet(keys(2500)))).isEqualTo(entries(2500));

            assertThat(TestRedis.calls("mget") - before).isEqualTo(commands);
            cache.clear();
        });
    }

    @Test
    void beanOfTheApplicationTakesThePlaceOfTheProperty() {
        application
                .withPropertyValues(PROPERTY + "=100")
                .withBean(RedisMaxBatchSize.class, () -> new RedisMaxBatchSize(7))
                .run(context ->
                        assertThat(context).getBean(RedisMaxBatchSize.class).isEqualTo(new RedisMaxBatchSize(7)));
    }

    @Test
    void negativeSizeIsAStartUpErrorThatNamesThePropertyAndWhatIsAllowed() {
        application.withPropertyValues(PROPERTY + "=-1").run(context -> {
            assertThat(context).hasFailed();
            assertThat(context.getStartupFailure())
                    .rootCause()
                    .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                    .hasMessageContainingAll(PROPERTY, "-1", "a number of keys, or 0");
        });
    }

    @Test
    void negativeSizeOfABeanSaysWhatIsAllowed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedisMaxBatchSize(-5))
                .withMessageContainingAll("-5", "0 for any number");
    }

    @Test
    void metadataDescribesTheProperty() throws IOException {
        String metadata = new ClassPathResource("META-INF/spring-configuration-metadata.json")
                .getContentAsString(StandardCharsets.UTF_8);

        assertThat(metadata)
                .containsPattern(
                        "\"" + PROPERTY + "\",\\s+\"type\": \"java.lang.Integer\",\\s+\"description\": \"How many")
                .containsPattern("\"defaultValue\": 1000")
                .contains("a batch of any size goes as one command");
    }

    @Configuration
    @EnableCaching
    static class Application {}
}
