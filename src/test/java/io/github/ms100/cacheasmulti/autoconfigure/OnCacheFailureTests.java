package io.github.ms100.cacheasmulti.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.RecordingErrorHandler;
import io.github.ms100.cacheasmulti.fixture.UnreliableCache;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.LoggingCacheErrorHandler;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportResource;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.QueryTimeoutException;

@ExtendWith(OutputCaptureExtension.class)
@DisplayName("S2, S22 on-cache-failure, for applications without an error handler of their own")
class OnCacheFailureTests {

    private static final String PREFIX = "cache-as-multi.";

    private static final String LOG = PREFIX + "on-cache-failure=log";

    private static final List<Integer> IDS = List.of(1, 2);

    private static final Map<Integer, String> LOADED = Map.of(1, "car 1", 2, "car 2");

    private final UnreliableCache cache = new UnreliableCache("cars");

    private final RecordingErrorHandler handler = new RecordingErrorHandler();

    private final ApplicationContextRunner plain = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(CacheAsMultiAutoConfiguration.class))
            .withBean(CacheManager.class, () -> new GivenCaches(cache))
            .withBean(CarApplication.Cars.class)
            .withBean(CarApplication.StandardCars.class);

    private final ApplicationContextRunner application = plain.withUserConfiguration(CarApplication.class);

    @BeforeEach
    void fail() {
        cache.failWith(new QueryTimeoutException("no answer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", PREFIX + "on-cache-failure=throw"})
    void failuresAreThrownByDefault(String property) {
        application.withPropertyValues(property).run(context -> {
            assertThat(context).doesNotHaveBean(CacheErrorHandler.class);
            assertThatThrownBy(() -> context.getBean(CarApplication.Cars.class).find(IDS))
                    .hasMessage("no answer");
            assertThatThrownBy(() -> context.getBean(CarApplication.Cars.class).find(1))
                    .hasMessage("no answer");
            assertThatThrownBy(() ->
                            context.getBean(CarApplication.StandardCars.class).find(IDS))
                    .hasMessage("no answer");
            assertThatThrownBy(() ->
                            context.getBean(CarApplication.StandardCars.class).find(1))
                    .hasMessage("no answer");
        });
    }

    @Test
    void failuresAreLoggedOnRequestForAllCachedMethods(CapturedOutput output) {
        application.withPropertyValues(LOG).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context).doesNotHaveBean(CacheErrorHandler.class);

            assertThat(context.getBean(CarApplication.Cars.class).find(IDS)).isEqualTo(LOADED);
            assertThat(context.getBean(CarApplication.Cars.class).find(1)).isEqualTo("car 1");
            assertThat(context.getBean(CarApplication.StandardCars.class).find(1))
                    .isEqualTo("car 1");

            assertThat(output)
                    .contains(LoggingCacheErrorHandler.class.getSimpleName())
                    .contains("Cache 'cars' failed to get entry with key '[1, 2]'")
                    .contains("Cache 'cars' failed to get entry with key '1'")
                    .doesNotContain("is not eligible for getting processed");
        });
    }

    @Test
    void failuresOfJsr107MethodsAreLoggedToo(CapturedOutput output) {
        application.withPropertyValues(LOG).run(context -> {
            assertThat(context.getBean(CarApplication.StandardCars.class).find(IDS))
                    .isEqualTo(LOADED);

            assertThat(output).contains("Cache 'cars' failed to get entry with key '[1, 2]'");
        });
    }

    @Test
    void xmlWithoutAnErrorHandlerIsMeantToo(CapturedOutput output) {
        plain.withUserConfiguration(XmlCaching.class).withPropertyValues(LOG).run(context -> {
            assertThat(context.getBean(CarApplication.Cars.class).find(IDS)).isEqualTo(LOADED);
            assertThat(context.getBean(CarApplication.Cars.class).find(1)).isEqualTo("car 1");

            assertThat(output).contains("failed to get entry with key '[1, 2]'");
        });
    }

    @Test
    void errorHandlerOfAConfigurerWins() {
        handler.rethrow = true;
        application
                .withBean(CachingConfigurer.class, () -> new CachingConfigurer() {
                    @Override
                    public CacheErrorHandler errorHandler() {
                        return handler;
                    }
                })
                .withPropertyValues(LOG)
                .run(context -> {
                    for (int call = 0; call < 3; call++) {
                        assertThatThrownBy(() -> context.getBean(CarApplication.Cars.class)
                                        .find(IDS))
                                .hasMessage("no answer");
                    }
                    assertThatThrownBy(() -> context.getBean(CarApplication.StandardCars.class)
                                    .find(1))
                            .hasMessage("no answer");

                    assertThat(handler.heard()).as("no cool-down").hasSize(4);
                });
    }

    @Test
    void errorHandlerOfXmlWins() {
        plain.withUserConfiguration(XmlCachingWithHandler.class)
                .withBean("ownErrorHandler", CacheErrorHandler.class, () -> handler)
                .withPropertyValues(LOG)
                .run(context -> {
                    context.getBean(CarApplication.Cars.class).find(IDS);
                    context.getBean(CarApplication.Cars.class).find(IDS);
                    context.getBean(CarApplication.Cars.class).find(1);

                    assertThat(handler.heard())
                            .containsExactly(
                                    "get [1, 2] no answer",
                                    "put [1, 2]={1=car 1, 2=car 2} no answer",
                                    "get [1, 2] no answer",
                                    "put [1, 2]={1=car 1, 2=car 2} no answer",
                                    "get 1 no answer",
                                    "put 1=car 1 no answer");
                });
    }

    @Test
    void withoutResilience4jFailuresAreLoggedWithoutACoolDown(CapturedOutput output) {
        application
                .withClassLoader(new FilteredClassLoader("io.github.resilience4j"))
                .withPropertyValues(LOG)
                .run(context -> {
                    assertThat(context.getBean(CarApplication.Cars.class).find(IDS))
                            .isEqualTo(LOADED);
                    assertThat(context.getBean(CarApplication.Cars.class).find(IDS))
                            .isEqualTo(LOADED);

                    assertThat(cache.calls())
                            .containsExactly(
                                    "cars get [1, 2]",
                                    "cars put {1=car 1, 2=car 2}",
                                    "cars get [1, 2]",
                                    "cars put {1=car 1, 2=car 2}");
                    assertThat(output)
                            .containsPattern("INFO .*without a cool-down")
                            .contains("add io.github.resilience4j:resilience4j-circuitbreaker");
                });
    }

    @Test
    void anythingElseIsAStartUpError() {
        application.withPropertyValues(PREFIX + "on-cache-failure=ignore").run(context -> assertThat(
                        context.getStartupFailure())
                .hasStackTraceContaining(BindException.class.getName())
                .hasStackTraceContaining("on-cache-failure"));
    }

    @Test
    void negativePeriodIsAStartUpError() {
        application.withPropertyValues(PREFIX + "cool-down=-1s").run(context -> {
            Throwable cause = NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure());

            assertThat(cause).isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, failure -> {
                assertThat(failure.getName()).isEqualTo(PREFIX + "cool-down");
                assertThat(failure.getValue()).isEqualTo(Duration.ofSeconds(-1));
                assertThat(failure.getReason()).contains("such as 10s, or 0");
            });
        });
    }

    @Configuration(proxyBeanMethods = false)
    @ImportResource("classpath:autoconfigure/annotation-driven.xml")
    static class XmlCaching {}

    @Configuration(proxyBeanMethods = false)
    @ImportResource("classpath:autoconfigure/error-handler.xml")
    static class XmlCachingWithHandler {}
}
