package io.github.ms100.cacheasmulti.untouched;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.AliasFor;

/** Where annotations stand, and how beans are proxied. */
final class ProxyScenarios {

    private ProxyScenarios() {}

    static List<PlainScenario> all() {
        return List.of(
                new PlainScenario("JDK proxies", Jdk.class, ProxyScenarios::shops),
                new PlainScenario("CGLIB proxies", Cglib.class, ProxyScenarios::shops),
                new PlainScenario("methods that are not public", Cglib.class, ProxyScenarios::hidden),
                new PlainScenario("lazy and prototype beans", Cglib.class, ProxyScenarios::scopes),
                new PlainScenario("no @EnableCaching", NotEnabled.class, ProxyScenarios::shops));
    }

    private static void shops(BeanFactory beans, Transcript transcript) {
        Shop shop = beans.getBean("shop", Shop.class);
        transcript.note(AopUtils.isCglibProxy(shop) + " " + AopUtils.isJdkDynamicProxy(shop));
        for (int i = 0; i < 2; i++) {
            transcript.call("price", () -> shop.price(1));
            transcript.call("classLevel", () -> shop.classLevel(1));
            transcript.call("byInterface", () -> shop.byInterface(1));
            transcript.call("byDefault", () -> shop.byDefault(1));
            transcript.call("composed", () -> shop.composed(1));
        }
        transcript.run("evictions", () -> shop.forget(1));
        if (shop instanceof Advised advised) {
            transcript.note(advised.getAdvisors()[0].getClass().getName() + advised.getAdvisors().length);
        }
    }

    private static void hidden(BeanFactory beans, Transcript transcript) {
        ShopOfClass shop = beans.getBean("shop", ShopOfClass.class);
        for (int i = 0; i < 2; i++) {
            transcript.call("protected", () -> shop.ofSubclasses(1));
            transcript.call("package-private", () -> shop.ofPackage(1));
            transcript.call("final", () -> shop.equals(shop));
        }
    }

    private static void scopes(BeanFactory beans, Transcript transcript) {
        transcript.call("lazy", () -> beans.getBean("lazy", Shop.class).price(1));
        transcript.call(
                "prototype", () -> beans.getBean("prototype", Shop.class).price(1));
        transcript.call(
                "prototype", () -> beans.getBean("prototype", Shop.class).price(2));
        transcript.call("again", () -> beans.getBean("prototype", Shop.class).price(2));
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Cacheable(cacheNames = "composed", condition = "#id > 0")
    @interface Remember {

        @AliasFor(annotation = Cacheable.class, attribute = "key")
        String by();
    }

    interface Shop {

        String price(long id);

        String classLevel(long id);

        @Cacheable(cacheNames = "interface", key = "'i' + #id")
        String byInterface(long id);

        @Cacheable("default")
        default String byDefault(long id) {
            return "default " + id;
        }

        String composed(long id);

        void forget(long id);
    }

    @CacheConfig(cacheNames = "shop", keyGenerator = "prefixed")
    @Cacheable
    static class ShopOfClass implements Shop {

        private final Transcript transcript;

        ShopOfClass(Transcript transcript) {
            this.transcript = transcript;
        }

        private String loaded(String what) {
            transcript.note("  body " + what);
            return what;
        }

        @Override
        @Cacheable(cacheNames = "prices", key = "#id")
        public String price(long id) {
            return loaded("price " + id);
        }

        @Override
        public String classLevel(long id) {
            return loaded("classLevel " + id);
        }

        @Override
        public String byInterface(long id) {
            return loaded("byInterface " + id);
        }

        @Override
        @Remember(by = "'c' + #id")
        public String composed(long id) {
            return loaded("composed " + id);
        }

        @Override
        @CacheEvict
        public void forget(long id) {
            loaded("forget " + id);
        }

        @Cacheable("hidden")
        protected String ofSubclasses(long id) {
            return loaded("ofSubclasses " + id);
        }

        @Cacheable("hidden")
        String ofPackage(long id) {
            return loaded("ofPackage " + id);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Beans {

        @Bean
        static org.springframework.cache.interceptor.KeyGenerator prefixed() {
            return (target, method, arguments) -> method.getName() + ":" + List.of(arguments);
        }

        @Bean
        Shop shop(Transcript transcript) {
            return new ShopOfClass(transcript);
        }

        @Bean
        @Lazy
        Shop lazy(Transcript transcript) {
            return new ShopOfClass(transcript);
        }

        @Bean
        @Scope("prototype")
        Shop prototype(Transcript transcript) {
            return new ShopOfClass(transcript);
        }

        @Bean
        static TranscribedCaches cacheManager(Transcript transcript) {
            return new TranscribedCaches(transcript, "");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    @Import(Beans.class)
    static class Jdk {}

    @Configuration(proxyBeanMethods = false)
    @EnableCaching(proxyTargetClass = true)
    @Import(Beans.class)
    static class Cglib {}

    @Configuration(proxyBeanMethods = false)
    @Import(Beans.class)
    static class NotEnabled {}
}
