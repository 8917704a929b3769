package io.github.ms100.cacheasmulti.untouched;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.config.CacheAsMultiConfiguration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What the library leaves as it was in the application context. */
@DisplayName("S2: the context remains the user's own")
class PlainContextTests {

    @Test
    void noKeyGeneratorCacheResolverOrErrorHandlerIsRegistered() {
        try (var context = context(AnnotationScenarios.App.class, CacheAsMultiConfiguration.class)) {
            assertThat(context.getBeansOfType(KeyGenerator.class)).isEmpty();
            assertThat(context.getBeansOfType(CacheResolver.class)).isEmpty();
            assertThat(context.getBeansOfType(CacheErrorHandler.class)).isEmpty();
        }
    }

    @Test
    void beansOfSpringKeepTheirNamesAndTheirOrder() {
        try (var without = context(AnnotationScenarios.App.class);
                var with = context(AnnotationScenarios.App.class, CacheAsMultiConfiguration.class)) {
            assertThat(with.getBeanDefinitionNames()).containsSubsequence(without.getBeanDefinitionNames());
            assertThat(with.getBeanNamesForType(CacheInterceptor.class)).containsExactly("cacheInterceptor");
            assertThat(with.getBeanNamesForType(CacheOperationSource.class)).containsExactly("cacheOperationSource");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {NoManager.class, TwoManagers.class, UnknownManager.class})
    void aContextThatCannotStartFailsWithTheSameError(Class<?> configuration) {
        PlainScenario scenario = new PlainScenario("start", configuration, (beans, transcript) -> {});

        List<String> with = Application.FRAMEWORK.with(scenario).lines();

        assertThat(with)
                .hasSize(1)
                .allMatch(line -> line.contains("CacheManager"))
                .isEqualTo(Application.FRAMEWORK.without(scenario).lines());
    }

    @ParameterizedTest
    @EnumSource
    void twoConfigurersAreAnErrorInSpringsOwnWordsAtTheSameMoment(Application application) {
        PlainScenario scenario = new PlainScenario("start", TwoConfigurers.class, (beans, transcript) -> {});

        List<String> without = application.without(scenario).lines();
        List<String> with = application.with(scenario).lines();

        assertThat(without).hasSize(1).allMatch(line -> line.contains("2 implementations of CachingConfigurer"));
        // Whichever bean asked first for the interceptor comes before it.
        assertThat(with).hasSize(1).allMatch(line -> line.endsWith(afterThrew(without.get(0))));
    }

    @ParameterizedTest
    @EnumSource
    void withoutJCacheTwoConfigurersAreAnErrorInSpringsOwnWordsAtTheSameMoment(Application application) {
        PlainScenario scenario = new PlainScenario("start", TwoOfSpringOnly.class, (beans, transcript) -> {});

        List<String> without = application.without(scenario).lines();
        List<String> with = application.with(scenario).lines();

        assertThat(without).hasSize(1).allMatch(line -> afterThrew(line)
                .startsWith("java.lang.IllegalStateException: 2 implementations of"));
        assertThat(with).isEqualTo(without);
    }

    private static String afterThrew(String line) {
        return line.substring("} threw ".length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"parent", "child", "both"})
    void cachingInParentAndChildContextsIsTheSame(String where) {
        List<String> without = parentAndChild("neither");
        List<String> with = parentAndChild(where);

        assertThat(without).contains("  parent/cars: get 1", "  child/cars: get 1");
        assertThat(with).isEqualTo(without);
    }

    private static List<String> parentAndChild(String where) {
        Transcript transcript = new Transcript();
        try (var parent = new AnnotationConfigApplicationContext();
                var child = new AnnotationConfigApplicationContext()) {
            start(parent, transcript, InParent.class, where.equals("parent") || where.equals("both"));
            child.setParent(parent);
            start(child, transcript, InChild.class, where.equals("child") || where.equals("both"));
            for (int i = 0; i < 2; i++) {
                transcript.call("in parent", () -> parent.getBean(Cars.class).put(1));
                transcript.call("in parent", () -> parent.getBean(Cars.class).conditional(1));
                transcript.call("in child", () -> child.getBean(Cars.class).conditional(1));
            }
        }
        return transcript.lines();
    }

    private static void start(
            AnnotationConfigApplicationContext context, Transcript transcript, Class<?> type, boolean library) {
        context.getBeanFactory().registerSingleton("transcript", transcript);
        context.register(type);
        if (library) {
            context.register(CacheAsMultiConfiguration.class);
        }
        context.refresh();
    }

    private static AnnotationConfigApplicationContext context(Class<?>... configuration) {
        var context = new AnnotationConfigApplicationContext();
        context.getBeanFactory().registerSingleton("transcript", new Transcript());
        context.register(configuration);
        context.refresh();
        return context;
    }

    @Configuration
    @EnableCaching(proxyTargetClass = true)
    @Import(Cars.class)
    static class NoManager {}

    @Configuration
    @Import(AnnotationScenarios.App.class)
    static class TwoManagers {

        @Bean
        CacheManager secondManager(Transcript transcript) {
            return new TranscribedCaches(transcript, "second/");
        }
    }

    @Configuration
    @Import(AnnotationScenarios.App.class)
    static class UnknownManager implements CachingConfigurer {

        @Override
        public CacheManager cacheManager() {
            throw new IllegalStateException("no CacheManager today");
        }
    }

    @Configuration
    @Import(AnnotationScenarios.App.class)
    static class TwoConfigurers {

        @Bean
        CachingConfigurer one() {
            return new CachingConfigurer() {};
        }

        @Bean
        CachingConfigurer two() {
            return new CachingConfigurer() {};
        }
    }

    /** As if the classes of JSR-107 were not there: its interceptor would fail first, when it is made. */
    @Configuration
    static class TwoOfSpringOnly extends TwoConfigurers {

        @Bean
        static BeanFactoryPostProcessor noJCache() {
            return beanFactory -> {
                BeanDefinitionRegistry registry = (BeanDefinitionRegistry) beanFactory;
                registry.removeBeanDefinition("org.springframework.cache.config.internalJCacheAdvisor");
                registry.removeBeanDefinition("jCacheInterceptor");
            };
        }
    }

    @Configuration
    @EnableCaching(proxyTargetClass = true)
    @Import(Cars.class)
    static class InParent {

        @Bean
        CacheManager cacheManager(Transcript transcript) {
            return new TranscribedCaches(transcript, "parent/");
        }
    }

    @Configuration
    @EnableCaching(proxyTargetClass = true)
    @Import(Cars.class)
    static class InChild {

        @Bean
        CacheManager cacheManager(Transcript transcript) {
            return new TranscribedCaches(transcript, "child/");
        }
    }
}
