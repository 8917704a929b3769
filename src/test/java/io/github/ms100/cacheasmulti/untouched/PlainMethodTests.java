package io.github.ms100.cacheasmulti.untouched;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Each scenario has the same outcome, and its caches see the same calls, with the library as without it. */
@DisplayName("S2: methods without @CacheAsMulti run as if the library were not there")
@Tag("slow")
class PlainMethodTests {

    static Stream<PlainScenario> scenarios() {
        return Stream.of(
                        AnnotationScenarios.all(),
                        ProxyScenarios.all(),
                        AsyncScenarios.all(),
                        ConfigurationScenarios.all(),
                        JCacheScenarios.all())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void importedIntoAFrameworkApplicationTheLibraryChangesNothing(PlainScenario scenario) {
        assertNothingChanges(Application.FRAMEWORK, scenario);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void configuredByBootTheLibraryChangesNothing(PlainScenario scenario) {
        assertNothingChanges(Application.BOOT, scenario);
    }

    @Test
    void theComparisonSeesOneMoreCallOfACache() {
        PlainScenario scenario = AnnotationScenarios.all().get(0);
        Transcript transcript = new Transcript();

        Application.FRAMEWORK.run(scenario, transcript, ReadsTwice.class);

        List<String> expected = Application.FRAMEWORK.without(scenario).lines();
        assertThat(transcript.lines()).isNotEqualTo(expected).containsSubsequence(expected);
    }

    private static void assertNothingChanges(Application application, PlainScenario scenario) {
        List<String> without = application.without(scenario).lines();
        List<String> with = application.with(scenario).lines();

        // More than the failure of a context that does not start.
        assertThat(without).as("what happens without the library").hasSizeGreaterThan(3);
        assertThat(with).as("what happens with the library").isEqualTo(without);
    }

    /** A library that is at fault: it replaces Spring's interceptor by one that reads everything twice. */
    @Configuration(proxyBeanMethods = false)
    static class ReadsTwice {

        @Bean
        static BeanFactoryPostProcessor fault() {
            return beanFactory -> beanFactory.addBeanPostProcessor(new ReadingTwice(beanFactory));
        }
    }

    private record ReadingTwice(BeanFactory beanFactory) implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return (bean instanceof CacheInterceptor original) ? twice(original) : bean;
        }

        private CacheInterceptor twice(CacheInterceptor original) {
            CacheInterceptor interceptor = new CacheInterceptor() {
                @Override
                protected Cache.ValueWrapper doGet(Cache cache, Object key) {
                    super.doGet(cache, key);
                    return super.doGet(cache, key);
                }
            };
            interceptor.setCacheOperationSource(original.getCacheOperationSource());
            interceptor.setBeanFactory(beanFactory);
            return interceptor;
        }
    }
}
