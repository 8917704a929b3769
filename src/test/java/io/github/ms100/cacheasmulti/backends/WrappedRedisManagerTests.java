package io.github.ms100.cacheasmulti.backends;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.fixture.RecordingErrorHandler;
import io.github.ms100.cacheasmulti.fixture.WrappedCache;
import io.github.ms100.cacheasmulti.fixture.WrappingTool;
import io.github.ms100.cacheasmulti.redis.TestRedis;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.context.annotation.Configuration;

@DisplayName("B2 tools that wrap every cache manager")
@ExtendWith(OutputCaptureExtension.class)
class WrappedRedisManagerTests {

    private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

    private static final String PASSED_BY = "cache-as-multi.transparent-wrappers=" + WrappedCache.class.getName();

    private final ApplicationContextRunner application = BootApplications.withRedisCaches()
            .withUserConfiguration(Caching.class)
            .withBean(WrappingTool.class)
            .withBean(Cars.class);

    @BeforeEach
    void empty() {
        TestRedis.deleteEverything();
    }

    @Test
    void withoutThePropertyABatchIsALoopAndTheWarningSaysWhatToDo(CapturedOutput output) {
        application.run(context -> {
            long gets = TestRedis.calls("get");
            long mgets = TestRedis.calls("mget");

            context.getBean(Cars.class).find(HUNDRED);

            assertThat(TestRedis.calls("get") - gets).isEqualTo(100);
            assertThat(TestRedis.calls("mget") - mgets).isZero();
            assertThat(output)
                    .contains(
                            "Cache 'cars' (%s) has no batch operations".formatted(WrappedCache.class.getName()),
                            "a batch of 100 keys is 100 calls",
                            "It was wrapped around the RedisCache of bean 'cacheManager'",
                            "set " + PASSED_BY)
                    .doesNotContain("pass by its wrapper");
        });
    }

    @Test
    void withThePropertyABatchIsOneCommandAndThatIsSaidOnce(CapturedOutput output) {
        application.withPropertyValues(PASSED_BY).run(context -> {
            Cars cars = context.getBean(Cars.class);
            long gets = TestRedis.calls("get");
            long mgets = TestRedis.calls("mget");
            long dels = TestRedis.calls("del");

            cars.find(HUNDRED);
            assertThat(cars.find(HUNDRED)).hasSize(100);
            cars.remove(HUNDRED);

            assertThat(TestRedis.calls("get") - gets).isZero();
            assertThat(TestRedis.calls("mget") - mgets).isEqualTo(2);
            assertThat(TestRedis.calls("del") - dels).isEqualTo(1);
            assertThat(context.getBean(CacheManager.class).getCache("cars")).isInstanceOf(WrappedCache.class);
            assertThat(output)
                    .containsOnlyOnce("Batches of cache 'cars' pass by its wrapper " + WrappedCache.class.getName())
                    .contains("they use the RedisCache of bean 'cacheManager' as it was made")
                    .doesNotContain("has no batch operations");
        });
    }

    @Test
    @DisplayName("J4 batches of JSR-107 pass by as well")
    void withThePropertyABatchOfJsr107IsOneCommand() {
        application.withBean(JCacheCars.class).withPropertyValues(PASSED_BY).run(context -> {
            JCacheCars cars = context.getBean(JCacheCars.class);
            long mgets = TestRedis.calls("mget");
            long gets = TestRedis.calls("get");

            cars.find(HUNDRED);
            assertThat(cars.find(HUNDRED)).hasSize(100);

            assertThat(TestRedis.calls("mget") - mgets).isEqualTo(2);
            assertThat(TestRedis.calls("get") - gets).isZero();
        });
    }

    @Test
    @DisplayName("S22 the error handler sees the wrapper")
    void errorHandlerSeesTheWrapper() {
        BootApplications.withRedisCachesAt("127.0.0.1", 1)
                .withUserConfiguration(Caching.class)
                .withBean(WrappingTool.class)
                .withBean(Cars.class)
                .withBean(Handling.class)
                .withPropertyValues(PASSED_BY)
                .run(context -> {
                    context.getBean(Cars.class).find(List.of(1, 2));

                    assertThat(((RecordingErrorHandler)
                                            context.getBean(Handling.class).errorHandler())
                                    .caches())
                            .isNotEmpty()
                            .allMatch(cache -> cache instanceof WrappedCache);
                });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching(proxyTargetClass = true)
    static class Caching {}

    static class Handling implements CachingConfigurer {

        private final CacheErrorHandler handler = new RecordingErrorHandler();

        @Override
        public CacheErrorHandler errorHandler() {
            return handler;
        }
    }

    static class JCacheCars {

        @CacheResult(cacheName = "cars")
        public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
            Map<Integer, String> found = new LinkedHashMap<>();
            ids.forEach(id -> found.put(id, "car " + id));
            return found;
        }
    }

    static class Cars {

        @Cacheable("cars")
        public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
            Map<Integer, String> found = new LinkedHashMap<>();
            ids.forEach(id -> found.put(id, "car " + id));
            return found;
        }

        @CacheEvict("cars")
        public void remove(@CacheAsMulti List<Integer> ids) {}
    }
}
