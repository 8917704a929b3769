package io.github.ms100.cacheasmulti.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.internal.change.CacheIdentity;
import io.github.ms100.cacheasmulti.internal.store.CacheDirectory;
import org.junit.jupiter.api.Test;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;

/** The caches of an application context by their identities. */
class CacheDirectoryTests {

    @Test
    void managersAreKnownByTheNamesOfTheirBeans() {
        try (var context = new AnnotationConfigApplicationContext(Application.class)) {
            CacheDirectory directory = context.getBean(CacheDirectory.class);

            assertThat(directory.identityOf(first(context).getCache("cars")))
                    .isEqualTo(new CacheIdentity("first", "cars"));
            assertThat(directory.find(new CacheIdentity("second", "cars")))
                    .isSameAs(context.getBean("second", CacheManager.class).getCache("cars"));
        }
    }

    @Test
    void managersOfTheParentContextAreKnown() {
        try (var parent = new AnnotationConfigApplicationContext(Application.class);
                var child = new AnnotationConfigApplicationContext()) {
            child.setParent(parent);
            child.register(Child.class);
            child.refresh();

            assertThat(child.getBean(CacheDirectory.class).find(new CacheIdentity("first", "cars")))
                    .isSameAs(first(parent).getCache("cars"));
        }
    }

    @Test
    void nothingIsAskedAtStart() {
        try (var context = new AnnotationConfigApplicationContext(Application.class)) {
            assertThat(context.getBeanFactory().containsSingleton("cacheAsMultiCacheDirectory"))
                    .isFalse();

            context.getBean(CacheDirectory.class);

            assertThat(context.getBeanFactory().containsSingleton("second")).isFalse();
        }
    }

    private static CacheManager first(AnnotationConfigApplicationContext context) {
        return context.getBean("first", CacheManager.class);
    }

    @Configuration
    @EnableCaching
    @Import(CacheAsMultiConfiguration.class)
    static class Child {}

    @Configuration
    @Import(Child.class)
    static class Application {

        @Bean
        @Primary
        CacheManager first() {
            return new ConcurrentMapCacheManager("cars");
        }

        @Bean
        @Lazy
        CacheManager second() {
            return new ConcurrentMapCacheManager("cars");
        }
    }
}
