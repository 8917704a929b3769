package io.github.ms100.cacheasmulti.jsr107;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import java.util.ArrayList;
import java.util.List;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

@ExtendWith(OutputCaptureExtension.class)
@DisplayName("S25 what start-up says of JSR-107 batch methods, and what it leaves alone")
class JCacheWarningTests {

    @Test
    @DisplayName("S25 an annotation that can have no effect is one warning that says why")
    void annotationsWithoutEffectAreWarningsOnce(CapturedOutput output) {
        try (CachingContext context = CachingContext.of(WithoutEffect.class)) {
            assertThat(context.bean(WithoutEffect.class)).isNotNull();
        }

        assertThat(output)
                .containsPattern("WithoutEffect.isPrivate has no effect: it is private")
                .containsPattern("WithoutEffect.isFinal has no effect: it is final")
                .containsPattern("WithoutEffect.isStatic has no effect: it is static")
                .containsPattern("WithoutEffect.removesAll has no effect: .*@CacheRemoveAll")
                .containsPattern("WithoutEffect.plain has no effect: .*no cache annotation");
        assertThat(output.getOut().split("has no effect", -1)).hasSize(5 + 1);
    }

    @Test
    @DisplayName("S25 methods of either family that work are no warning")
    void whatWorksIsNoWarning(CapturedOutput output) {
        try (CachingContext context = CachingContext.of(Works.class)) {
            context.bean(Works.class).find(List.of("a"));
        }

        assertThat(output).doesNotContain("WARN");
    }

    @Test
    @DisplayName("S2 the inspection makes no bean that is not asked for")
    void noOtherBeanIsMade() {
        Making.MADE.clear();
        try (CachingContext context = CachingContext.of(Making.class, Works.class)) {
            assertThat(context.bean(Works.class).find(List.of("a"))).containsExactly("a");
            assertThat(Making.MADE).isEmpty();

            assertThat(context.bean(StringBuilder.class)).isEmpty();
            assertThat(Making.MADE).containsExactly("product");
        }
    }

    static class WithoutEffect {
        @CacheResult(cacheName = "c")
        private List<String> isPrivate(@CacheAsMulti List<Long> ids) {
            return List.of();
        }

        @CacheResult(cacheName = "c")
        public final List<String> isFinal(@CacheAsMulti List<Long> ids) {
            return isPrivate(ids);
        }

        @CacheRemove(cacheName = "c")
        public static void isStatic(@CacheAsMulti List<Long> ids) {}

        @CacheRemoveAll(cacheName = "c")
        public void removesAll(@CacheAsMulti List<Long> ids) {}

        public void plain(@CacheAsMulti List<Long> ids) {}
    }

    static class Works {
        @CacheResult(cacheName = "c")
        public List<String> find(@CacheAsMulti List<String> ids) {
            return ids;
        }

        @Cacheable("c")
        public List<String> cached(@CacheAsMulti List<String> ids) {
            return ids;
        }

        @CacheRemoveAll(cacheName = "c")
        public void removeAll() {}
    }

    static class LazilyMade {
        @CacheResult(cacheName = "c")
        public List<String> findLater(@CacheAsMulti List<String> ids) {
            return ids;
        }
    }

    @Configuration
    static class Making {

        static final List<String> MADE = new ArrayList<>();

        @Bean
        @Lazy
        LazilyMade lazy() {
            MADE.add("lazy");
            return new LazilyMade();
        }

        @Bean
        @Lazy
        static FactoryBean<StringBuilder> product() {
            return new FactoryBean<>() {
                @Override
                public StringBuilder getObject() {
                    MADE.add("product");
                    return new StringBuilder();
                }

                @Override
                public Class<?> getObjectType() {
                    return StringBuilder.class;
                }
            };
        }
    }
}
