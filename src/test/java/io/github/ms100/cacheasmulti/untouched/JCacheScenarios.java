package io.github.ms100.cacheasmulti.untouched;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import javax.cache.annotation.CacheKeyInvocationContext;
import javax.cache.annotation.GeneratedCacheKey;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.cache.jcache.config.JCacheConfigurer;
import org.springframework.cache.jcache.interceptor.BeanFactoryJCacheOperationSourceAdvisor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportResource;
import org.springframework.context.annotation.Scope;

/** The annotations of JSR-107. */
final class JCacheScenarios {

    private JCacheScenarios() {}

    static List<PlainScenario> all() {
        return List.of(
                new PlainScenario("JSR-107 annotations", App.class, JCacheScenarios::annotations),
                new PlainScenario("JSR-107 exceptions", App.class, JCacheScenarios::exceptions),
                new PlainScenario("JSR-107 keys", App.class, JCacheScenarios::keys),
                new PlainScenario("JSR-107 broken caches", App.class, JCacheScenarios::broken),
                new PlainScenario("JSR-107 JDK proxy", OfInterface.class, JCacheScenarios::ofInterface),
                new PlainScenario("JSR-107 configurer", Configured.class, JCacheScenarios::everything),
                new PlainScenario("JSR-107 configurer for each who asks", Prototype.class, JCacheScenarios::everything),
                new PlainScenario("JSR-107 order", Ordered.class, JCacheScenarios::everything),
                new PlainScenario("JSR-107 XML", Xml.class, JCacheScenarios::annotations));
    }

    private static void everything(BeanFactory beans, Transcript transcript) {
        annotations(beans, transcript);
        exceptions(beans, transcript);
        keys(beans, transcript);
        broken(beans, transcript);
    }

    private static void annotations(BeanFactory beans, Transcript transcript) {
        JCacheCars cars = beans.getBean(JCacheCars.class);
        for (long id : new long[] {1, 1, 0, 0}) {
            transcript.call("result " + id, () -> cars.result(id));
            transcript.call("skipGet " + id, () -> cars.skipGet(id));
        }
        transcript.run("put", () -> cars.put(1L, "one"));
        transcript.run("put fails", () -> cars.put(-2L, "two"));
        transcript.run("putBefore", () -> cars.putBefore(-2L, "two"));
        transcript.run("putForSome", () -> cars.putForSome(-2L, "two"));
        transcript.run("remove", () -> cars.remove(1L));
        transcript.run("remove fails", () -> cars.remove(-2L));
        transcript.run("removeBefore", () -> cars.removeBefore(-2L));
        transcript.run("removeForSome", () -> cars.removeForSome(-2L));
        transcript.run("removeAll", cars::removeAll);
        transcript.run("removeAllBefore", cars::removeAllBefore);
        transcript.call("whole collection", () -> cars.collection(List.of(1L, 2L)));
        transcript.call("whole collection", () -> cars.collection(List.of(1L, 2L)));
        transcript.call("not annotated", () -> cars.plain(1L));
        proxies(cars, transcript);
    }

    private static void proxies(JCacheCars cars, Transcript transcript) {
        transcript.note("CGLIB " + AopUtils.isCglibProxy(cars));
        for (var advisor : ((Advised) cars).getAdvisors()) {
            transcript.note(advisor.getClass().getName());
            if (advisor instanceof BeanFactoryJCacheOperationSourceAdvisor jcache) {
                transcript.note("order " + jcache.getOrder());
            }
        }
    }

    private static void exceptions(BeanFactory beans, Transcript transcript) {
        JCacheCars cars = beans.getBean(JCacheCars.class);
        for (long id : new long[] {-2, -2, -13, -13, 1}) {
            transcript.call("failing " + id, () -> cars.failing(id));
            transcript.call("choosy " + id, () -> cars.choosy(id));
        }
    }

    private static void keys(BeanFactory beans, Transcript transcript) {
        JCacheCars cars = beans.getBean(JCacheCars.class);
        transcript.call("cacheKey", () -> cars.cacheKey("a", 1, "b"));
        transcript.call("varargs", () -> cars.varargs("a", 1L, 2L));
        transcript.call("varargs", () -> cars.varargs("a"));
        transcript.call("generated", () -> cars.generated("a", 1));
        transcript.call("noArguments", cars::noArguments);
        transcript.call("defaultName", () -> cars.defaultName(1));
        transcript.call("factory", () -> cars.factory(1));
        transcript.call("factory", () -> cars.factory(-2));
        transcript.call("two annotations", () -> cars.springs(1));
    }

    private static void broken(BeanFactory beans, Transcript transcript) {
        JCacheCars cars = beans.getBean(JCacheCars.class);
        transcript.call("broken", () -> cars.broken(1));
        transcript.run("brokenPut", () -> cars.brokenPut(1L, "one"));
        transcript.run("brokenRemove", () -> cars.brokenRemove(1));
        transcript.run("brokenRemoveAll", cars::brokenRemoveAll);
        transcript.call("brokenExceptions", () -> cars.brokenExceptions(-2));
        transcript.call("unknown", () -> cars.unknown(1));
    }

    private static void ofInterface(BeanFactory beans, Transcript transcript) {
        JCacheShop shop = beans.getBean(JCacheShop.class);
        transcript.note("JDK " + AopUtils.isJdkDynamicProxy(shop));
        for (int i = 0; i < 2; i++) {
            transcript.call("price", () -> shop.price(1));
            transcript.call("priceOf", () -> shop.priceOf(1L));
        }
        transcript.run("forget", () -> shop.forget(1));
    }

    static String describe(CacheKeyInvocationContext<? extends Annotation> context) {
        return context.getMethod()
                + context.getCacheName()
                + context.getKeyParameters().length
                + Arrays.stream(context.getAllParameters())
                        .map(parameter -> parameter.getRawType() + "=" + parameter.getValue())
                        .toList()
                + context.getTarget().getClass();
    }

    record Key(String text) implements GeneratedCacheKey {}

    @Configuration(proxyBeanMethods = false)
    @Import({Recording.class, JCacheCars.class})
    static class App {}

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    @Import(JCacheShop.OfClass.class)
    static class OfInterface {

        @Bean
        CacheManager cacheManager(Transcript transcript) {
            return new TranscribedCaches(transcript, "");
        }
    }

    @Configuration
    @EnableCaching(proxyTargetClass = true)
    @Import(JCacheCars.class)
    static class Configured implements JCacheConfigurer {

        @Autowired
        Transcript transcript;

        @Override
        public CacheManager cacheManager() {
            return new TranscribedCaches(transcript, "configured/");
        }

        @Override
        public CacheResolver exceptionCacheResolver() {
            return context -> {
                transcript.note("  exceptions of " + context.getMethod() + Arrays.asList(context.getArgs())
                        + context.getOperation() + context.getTarget().getClass());
                return List.of(new TranscribedCache("exceptions", transcript));
            };
        }

        @Override
        public KeyGenerator keyGenerator() {
            return (target, method, arguments) -> method.getName() + Arrays.asList(arguments) + target.getClass();
        }

        @Override
        public CacheErrorHandler errorHandler() {
            return new NotingErrorHandler(transcript);
        }
    }

    @Configuration
    @EnableCaching(proxyTargetClass = true)
    @Import({JCacheCars.class, NotedConfigurer.class})
    static class Prototype {}

    /** Tells when it is made and what it is asked for. */
    @Scope("prototype")
    static class NotedConfigurer extends Configured {

        private final int number;

        NotedConfigurer(Transcript transcript) {
            this.transcript = transcript;
            this.number = transcript.lines().size();
            transcript.note("configurer " + number + " made");
        }

        @Override
        public CacheManager cacheManager() {
            return noted("manager", super.cacheManager());
        }

        @Override
        public @Nullable CacheResolver cacheResolver() {
            return noted("resolver", super.cacheResolver());
        }

        @Override
        public CacheResolver exceptionCacheResolver() {
            return noted("exception resolver", super.exceptionCacheResolver());
        }

        @Override
        public KeyGenerator keyGenerator() {
            return noted("key generator", super.keyGenerator());
        }

        @Override
        public CacheErrorHandler errorHandler() {
            return noted("error handler", super.errorHandler());
        }

        private <T> T noted(String what, T property) {
            transcript.note("configurer " + number + " asked for its " + what);
            return property;
        }
    }

    @Configuration
    @EnableCaching(order = 42, proxyTargetClass = true)
    static class Ordered extends Configured {}

    @Configuration
    @ImportResource("classpath:untouched/annotation-driven.xml")
    @Import({ConfigurationScenarios.Named.class, JCacheCars.class})
    static class Xml {

        @Bean
        CacheManager cacheManager(Transcript transcript) {
            return new TranscribedCaches(transcript, "xml/");
        }
    }
}
