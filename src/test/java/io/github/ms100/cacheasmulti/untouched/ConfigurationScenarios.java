package io.github.ms100.cacheasmulti.untouched;

import java.util.ArrayList;
import java.util.List;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.interceptor.BeanFactoryCacheOperationSourceAdvisor;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.cache.interceptor.LoggingCacheErrorHandler;
import org.springframework.cache.support.NoOpCacheManager;
import org.springframework.cache.transaction.TransactionAwareCacheManagerProxy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportResource;
import org.springframework.transaction.support.TransactionTemplate;

/** What an application configures around its caches. */
final class ConfigurationScenarios {

    private ConfigurationScenarios() {}

    static List<PlainScenario> all() {
        return List.of(
                new PlainScenario("key generator and error handler", Configured.class, ConfigurationScenarios::visit),
                new PlainScenario("default cache resolver", Resolved.class, ConfigurationScenarios::visit),
                new PlainScenario("default cache manager", Managed.class, ConfigurationScenarios::visit),
                new PlainScenario("no error handler", Defaults.class, ConfigurationScenarios::visit),
                new PlainScenario("a configurer for each who asks", Prototype.class, ConfigurationScenarios::visit),
                new PlainScenario("logging error handler", Logging.class, ConfigurationScenarios::visit),
                new PlainScenario("no caching at all", NoOp.class, ConfigurationScenarios::visit),
                new PlainScenario("an order", Ordered.class, ConfigurationScenarios::visit),
                new PlainScenario("XML", Xml.class, ConfigurationScenarios::visit),
                new PlainScenario("calls during start-up", Early.class, ConfigurationScenarios::visit),
                new PlainScenario("lazy beans", LazyBeans.class, ConfigurationScenarios::visit),
                new PlainScenario("transactions", Transactional.class, ConfigurationScenarios::transactions));
    }

    private static void visit(BeanFactory beans, Transcript transcript) {
        Museum museum = beans.getBean(Museum.class);
        for (int i = 0; i < 2; i++) {
            transcript.call("plain", () -> museum.plain(1));
            transcript.call("elsewhere", () -> museum.elsewhere(1));
            transcript.call("resolved", () -> museum.resolved(1));
            transcript.call("generated", () -> museum.generated(1));
            transcript.call("broken", () -> museum.broken(1));
            transcript.call("brokenSync", () -> museum.brokenSync(1));
            transcript.call("brokenPut", () -> museum.brokenPut(1));
            transcript.run("brokenEvict", () -> museum.brokenEvict(1));
            transcript.run("brokenEvictBefore", () -> museum.brokenEvictBefore(1));
            transcript.run("brokenClear", museum::brokenClear);
            transcript.run("brokenClearBefore", museum::brokenClearBefore);
        }
        transcript.note("CGLIB " + AopUtils.isCglibProxy(museum));
        BeanFactoryCacheOperationSourceAdvisor advisor =
                (BeanFactoryCacheOperationSourceAdvisor) ((Advised) museum).getAdvisors()[0];
        transcript.note("order " + advisor.getOrder());
    }

    private static void transactions(BeanFactory beans, Transcript transcript) {
        Museum museum = beans.getBean(Museum.class);
        TransactionTemplate transaction = new TransactionTemplate(new NoResourceTransactionManager(transcript));
        transcript.run("outside", () -> visitTwice(museum));
        transcript.run("committed", () -> transaction.executeWithoutResult(status -> visitTwice(museum)));
        transcript.run(
                "rolled back",
                () -> transaction.executeWithoutResult(status -> {
                    visitTwice(museum);
                    status.setRollbackOnly();
                }));
    }

    private static void visitTwice(Museum museum) {
        museum.plain(2);
        museum.plain(2);
        museum.evict(2);
        museum.evictBefore(2);
    }

    /** The beans that attributes of {@link Museum} name. */
    @Configuration(proxyBeanMethods = false)
    @Import(Museum.class)
    static class Named {

        @Bean
        static TranscribedCaches elsewhere(Transcript transcript) {
            return new TranscribedCaches(transcript, "elsewhere/");
        }

        @Bean
        static KeyGenerator letters() {
            return (target, method, arguments) -> method.getName() + List.of(arguments) + target.getClass();
        }

        @Bean
        static CacheResolver resolver(Transcript transcript) {
            return context -> {
                transcript.note("  resolving for " + context.getMethod() + List.of(context.getArgs())
                        + context.getOperation() + context.getTarget().getClass());
                return List.of(new TranscribedCache("resolved", transcript), new TranscribedCache("too", transcript));
            };
        }

        @Bean
        static CacheErrorHandler noting(Transcript transcript) {
            return new NotingErrorHandler(transcript);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    @Import(Named.class)
    static class Base {

        @Bean
        CacheManager cacheManager(Transcript transcript) {
            return new TranscribedCaches(transcript, "");
        }
    }

    @Configuration
    static class Configured extends Defaults {

        @Override
        public KeyGenerator keyGenerator() {
            return Named.letters();
        }

        @Override
        public CacheErrorHandler errorHandler() {
            return new NotingErrorHandler(transcript);
        }
    }

    @Configuration
    @Import(Base.class)
    static class Defaults implements CachingConfigurer {

        @Autowired
        Transcript transcript;

        @Override
        public CacheManager cacheManager() {
            return new TranscribedCaches(transcript, "configured/");
        }
    }

    /** Tells when a configurer is made, and what it is asked for. */
    @Configuration
    @Import({Base.class, JCacheScenarios.NotedConfigurer.class})
    static class Prototype {}

    @Configuration
    static class Logging extends Defaults {

        @Override
        public CacheErrorHandler errorHandler() {
            return new LoggingCacheErrorHandler();
        }
    }

    @Configuration
    static class Managed extends Defaults {

        @Override
        public CacheManager cacheManager() {
            return new TranscribedCaches(transcript, "managed/");
        }
    }

    @Configuration
    static class Resolved extends Defaults {

        @Override
        public CacheResolver cacheResolver() {
            return context -> context.getOperation().getCacheNames().stream()
                    .<Cache>map(name -> new TranscribedCache("default/" + name, transcript))
                    .toList();
        }
    }

    @Configuration
    @EnableCaching
    @Import(Named.class)
    static class NoOp implements CachingConfigurer {

        @Override
        public CacheManager cacheManager() {
            return new NoOpCacheManager();
        }
    }

    @Configuration
    @EnableCaching(order = 42, proxyTargetClass = true)
    static class Ordered extends Defaults {}

    @Configuration
    @ImportResource("classpath:untouched/annotation-driven.xml")
    @Import(Named.class)
    static class Xml {

        @Bean
        CacheManager cacheManager(Transcript transcript) {
            return new TranscribedCaches(transcript, "xml/");
        }
    }

    @Configuration
    static class Early extends Defaults {

        @Bean
        InitializingBean caller(Museum museum) {
            List<String> found = new ArrayList<>();
            return () -> {
                found.add(museum.plain(1));
                transcript.note("found during start-up " + found);
            };
        }
    }

    @Configuration
    static class LazyBeans extends Defaults {

        @Bean
        static LazyInitializationBeanFactoryPostProcessor laziness() {
            return new LazyInitializationBeanFactoryPostProcessor();
        }
    }

    @Configuration
    static class Transactional extends Defaults {

        @Override
        public CacheManager cacheManager() {
            return new TransactionAwareCacheManagerProxy(super.cacheManager());
        }
    }
}
