package io.github.ms100.cacheasmulti.jsr107;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.AutoConfigureCaching;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Misuse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@ExtendWith(OutputCaptureExtension.class)
@DisplayName("J2, S25 misuse of the JSR-107 annotations is found when the bean is made, and the message helps")
class JCacheStartupTests {

    private static Stream<Arguments> misuses() {
        return Stream.of(
                Arguments.of(OtherKeyOnly.class, "J2", new String[] {"'ids' (index 1)", "another parameter", "too."}),
                Arguments.of(OtherKeyOfPut.class, "J2", new String[] {"'cars' (index 1)", "Put @CacheKey"}),
                Arguments.of(OtherKeyOfRemove.class, "J2", new String[] {"'ids' (index 0)", "Put @CacheKey"}),
                Arguments.of(ValueIsNoMap.class, "S3", new String[] {"'cars' (index 0)", "java.util.List", "Map"}),
                Arguments.of(ValueBeside.class, "S3", new String[] {"'ids'", "@CacheValue", "Make them one parameter"}),
                Arguments.of(MapBeside.class, "S3", new String[] {"'cars'", "@CacheValue", "Make them one parameter"}),
                Arguments.of(MapOfResult.class, "S3", new String[] {"'cars'", "java.util.Map", "no collection"}),
                Arguments.of(MapOfRemove.class, "S3", new String[] {"'cars'", "java.util.Map", "no collection"}),
                Arguments.of(NoCollection.class, "S3", new String[] {"'id'", "java.lang.String", "Collection"}),
                Arguments.of(TwoParameters.class, "S3", new String[] {"Parameters 0 and 1", "exactly one"}),
                Arguments.of(ReturnsString.class, "S4", new String[] {"java.lang.String", "Map keyed by the element"}),
                Arguments.of(ReturnsFuture.class, "S4", new String[] {"Future", "asynchronous"}),
                Arguments.of(ReturnsMono.class, "S4", new String[] {"Mono", "asynchronous"}),
                Arguments.of(PutReturnsFuture.class, "S4", new String[] {"CompletableFuture", "asynchronous"}),
                Arguments.of(RemoveReturnsFlux.class, "S4", new String[] {"Flux", "asynchronous"}),
                Arguments.of(SecondMethod.class, "S25", new String[] {"wrong(List)", "java.lang.String"}));
    }

    @ParameterizedTest(name = "{1} {0}")
    @MethodSource("misuses")
    void misuseFailsWithWhoWhatAndRemedy(Class<?> bean, String rule, String[] words) {
        Misuse.assertRefused(bean, words);
    }

    @Test
    @DisplayName("S25 a @CachePut without any @CacheValue is Spring's own error, but at start-up")
    void missingCacheValueIsSpringsError() {
        assertThatExceptionOfType(BeanCreationException.class)
                .isThrownBy(() -> CachingContext.of(NoValue.class))
                .havingRootCause()
                .withMessageContainingAll("@CacheValue", "NoValue");
    }

    @Test
    @DisplayName("S4 what is done before the method needs no result that is there")
    void earlyOperationsMayBeAsynchronous() {
        try (CachingContext context = CachingContext.of(Early.class)) {
            Early early = context.bean(Early.class);

            assertThat(early.save(Map.of(1, "one"))).isCompleted();
            assertThat(context.cache("c").get(1, String.class)).isEqualTo("one");
            assertThat(early.remove(List.of(1)).block()).isEqualTo("done");
            assertThat(context.cache("c").get(1)).isNull();
        }
    }

    @Test
    @DisplayName("S25 Spring Boot shows misuse as description and action")
    void misuseIsAnalysed(CapturedOutput output) {
        SpringApplication application = new SpringApplication(Booted.class);
        application.setWebApplicationType(WebApplicationType.NONE);

        assertThatExceptionOfType(BeanCreationException.class).isThrownBy(application::run);

        assertThat(output)
                .contains("APPLICATION FAILED TO START", "Description:", "Action:")
                .contains("OtherKeyOnly.find(String, List)", "Put @CacheKey on the @CacheAsMulti parameter, too.");
    }

    static class OtherKeyOnly {
        @CacheResult(cacheName = "c")
        public List<String> find(@CacheKey String tenant, @CacheAsMulti List<Long> ids) {
            return List.of();
        }
    }

    static class OtherKeyOfPut {
        @CachePut(cacheName = "c")
        public void save(@CacheKey String tenant, @CacheAsMulti @CacheValue Map<Long, String> cars) {}
    }

    static class OtherKeyOfRemove {
        @CacheRemove(cacheName = "c")
        public void remove(@CacheAsMulti List<Long> ids, @CacheKey String tenant) {}
    }

    static class ValueIsNoMap {
        @CachePut(cacheName = "c")
        public void save(@CacheAsMulti @CacheValue List<String> cars) {}
    }

    static class ValueBeside {
        @CachePut(cacheName = "c")
        public void save(@CacheAsMulti List<Long> ids, @CacheValue List<String> cars) {}
    }

    static class MapBeside {
        @CachePut(cacheName = "c")
        public void save(@CacheAsMulti Map<Long, String> cars, @CacheValue String other) {}
    }

    static class NoValue {
        @CachePut(cacheName = "c")
        public void save(@CacheAsMulti Map<Long, String> cars) {}
    }

    static class MapOfResult {
        @CacheResult(cacheName = "c")
        public List<String> find(@CacheAsMulti Map<Long, String> cars) {
            return List.of();
        }
    }

    static class MapOfRemove {
        @CacheRemove(cacheName = "c")
        public void remove(@CacheAsMulti Map<Long, String> cars) {}
    }

    static class NoCollection {
        @CacheResult(cacheName = "c")
        public List<String> find(@CacheAsMulti String id) {
            return List.of();
        }
    }

    static class TwoParameters {
        @CacheResult(cacheName = "c")
        public List<String> find(@CacheAsMulti List<Long> ids, @CacheAsMulti List<Long> others) {
            return List.of();
        }
    }

    static class ReturnsString {
        @CacheResult(cacheName = "c")
        public String find(@CacheAsMulti List<Long> ids) {
            return "";
        }
    }

    static class ReturnsFuture {
        @CacheResult(cacheName = "c")
        public Future<List<String>> find(@CacheAsMulti List<Long> ids) {
            return CompletableFuture.completedFuture(List.of());
        }
    }

    static class ReturnsMono {
        @CacheResult(cacheName = "c")
        public Mono<List<String>> find(@CacheAsMulti List<Long> ids) {
            return Mono.empty();
        }
    }

    static class PutReturnsFuture {
        @CachePut(cacheName = "c")
        public CompletableFuture<Void> save(@CacheAsMulti @CacheValue Map<Long, String> cars) {
            return CompletableFuture.completedFuture(null);
        }
    }

    static class RemoveReturnsFlux {
        @CacheRemove(cacheName = "c")
        public Flux<String> remove(@CacheAsMulti List<Long> ids) {
            return Flux.empty();
        }
    }

    static class SecondMethod {
        @CacheResult(cacheName = "c")
        public List<String> right(@CacheAsMulti List<Long> ids) {
            return List.of();
        }

        @CacheResult(cacheName = "c")
        public String wrong(@CacheAsMulti List<Long> ids) {
            return "";
        }
    }

    static class Early {
        @CachePut(cacheName = "c", afterInvocation = false)
        public CompletableFuture<Void> save(@CacheAsMulti @CacheValue Map<Integer, String> cars) {
            return CompletableFuture.completedFuture(null);
        }

        @CacheRemove(cacheName = "c", afterInvocation = false)
        public Mono<String> remove(@CacheAsMulti List<Integer> ids) {
            return Mono.just("done");
        }
    }

    @Configuration
    @EnableCaching(proxyTargetClass = true)
    @AutoConfigureCaching
    @Import(OtherKeyOnly.class)
    static class Booted {}
}
