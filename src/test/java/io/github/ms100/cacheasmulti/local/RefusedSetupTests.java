package io.github.ms100.cacheasmulti.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.fixture.BootApplications;
import io.github.ms100.cacheasmulti.support.redis.LocalLevel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheManager.RedisCacheManagerBuilder;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

@DisplayName("L1, L5 what cannot have a local level ends the start of an application")
class RefusedSetupTests {

    private final ApplicationContextRunner application = BootApplications.withRedisCaches()
            .withUserConfiguration(SetupTests.Application.class)
            .withBean(LocalCars.class);

    static Stream<Arguments> refused() {
        return Stream.of(
                refused("no maximum size", "maximum-size", any -> any.withPropertyValues(SetupTests.LIFE)),
                refused("no time to live", "time-to-live", any -> any.withPropertyValues(SetupTests.SIZE)),
                refused(
                        "no life at all",
                        "time-to-live",
                        any -> any.withPropertyValues(
                                SetupTests.SIZE, "cache-as-multi.caches.cars.local.time-to-live=0s")),
                refused(
                        "no room at all",
                        "maximum-size",
                        any -> any.withPropertyValues(
                                SetupTests.LIFE, "cache-as-multi.caches.cars.local.maximum-size=0")),
                refused(
                        "time to idle",
                        "time-to-idle",
                        any -> SetupTests.customized(
                                any,
                                manager -> manager.cacheDefaults(RedisCacheConfiguration.defaultCacheConfig()
                                        .entryTtl(Duration.ofMinutes(1))
                                        .enableTimeToIdle()))),
                refused(
                        "a writer of somebody's own",
                        "cannot have a local level",
                        any -> SetupTests.customized(any, RefusedSetupTests::ownWriter)),
                refused("no such cache", "no RedisCacheManager has a cache of that name", any -> SetupTests.customized(
                                any, RedisCacheManagerBuilder::disableCreateOnMissingCache)
                        .withPropertyValues("spring.cache.cache-names=boats")),
                refused("a level of one's own as well", "a LocalLevel of your own", any -> any.withPropertyValues(
                                SetupTests.SIZE, SetupTests.LIFE)
                        .withBean("ownLevel", LocalLevel.class, () -> LocalLevel.on(new LettuceConnectionFactory())
                                .build())),
                refused("one of several Redis servers", "which it uses", any -> any.withPropertyValues(
                                SetupTests.SIZE, SetupTests.LIFE)
                        .withUserConfiguration(SeveralServers.class)),
                refused("a subclass of the manager", "exactly that class", any -> any.withPropertyValues(
                                SetupTests.SIZE, SetupTests.LIFE)
                        .withUserConfiguration(OwnManager.class)));
    }

    private static Arguments refused(String name, String message, UnaryOperator<ApplicationContextRunner> application) {
        return Arguments.of(Named.of(name, application), message);
    }

    /** Builds the manager on a writer that does what Spring Data's own does, for all anybody knows. */
    private static void ownWriter(RedisCacheManagerBuilder manager) {
        RedisCacheWriter source = RedisCacheWriter.nonLockingRedisCacheWriter(new LettuceConnectionFactory());
        manager.cacheWriter((RedisCacheWriter) Proxy.newProxyInstance(
                RefusedSetupTests.class.getClassLoader(),
                new Class<?>[] {RedisCacheWriter.class},
                (proxy, method, arguments) -> {
                    try {
                        return method.invoke(source, arguments);
                    } catch (InvocationTargetException ex) {
                        throw ex.getCause();
                    }
                }));
    }

    @ParameterizedTest
    @MethodSource("refused")
    @DisplayName("L1, L5 what cannot have one ends the start")
    void startIsRefused(UnaryOperator<ApplicationContextRunner> wrong, String message) {
        wrong.apply(application)
                .run(context -> assertThat(context.getStartupFailure()).hasStackTraceContaining(message));
    }

    @Configuration(proxyBeanMethods = false)
    static class SeveralServers {

        @Bean
        @Primary
        RedisConnectionFactory sessions() {
            return new LettuceConnectionFactory();
        }

        @Bean
        RedisConnectionFactory cars() {
            return new LettuceConnectionFactory();
        }

        @Bean
        RedisCacheManager cacheManager(@Qualifier("cars") RedisConnectionFactory connections) {
            return RedisCacheManager.create(connections);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnManager {

        @Bean
        RedisCacheManager cacheManager(RedisConnectionFactory connections) {
            return new RedisCacheManager(
                    RedisCacheWriter.nonLockingRedisCacheWriter(connections),
                    RedisCacheConfiguration.defaultCacheConfig()) {};
        }
    }
}
