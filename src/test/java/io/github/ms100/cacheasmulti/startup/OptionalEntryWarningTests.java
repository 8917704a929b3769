package io.github.ms100.cacheasmulti.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@ExtendWith(OutputCaptureExtension.class)
@DisplayName("A2, S25 a single method that shares a cache with a batch, and stores its Optional as it is, is a warning")
class OptionalEntryWarningTests {

    private static final String WARNING = "stores its Optional itself";

    @ParameterizedTest
    @ValueSource(
            classes = {Futures.class, Monos.class, Puts.class, ByInterface.class, BehindInterface.class, Made.class})
    void names(Class<?> single, CapturedOutput output) {
        try (CachingContext ignored = CachingContext.of(single, Batch.class)) {
            assertThat(output.getAll().split(WARNING, -1)).hasSize(2);
            assertThat(output)
                    .contains(single.getName())
                    .contains(".find ")
                    .contains("'cars'")
                    .contains(Batch.class.getName() + ".findAll(List)")
                    .doesNotContain("'spare'");
        }
    }

    @Test
    @DisplayName("A2, S25 but none that stores what a batch stores, or nothing, or elsewhere")
    void others(CapturedOutput output) {
        try (CachingContext ignored = CachingContext.of(Right.class, Batch.class)) {
            assertThat(output).doesNotContain(WARNING);
        }
        try (CachingContext ignored = CachingContext.of(Futures.class)) {
            assertThat(output).doesNotContain(WARNING);
        }
        try (CachingContext ignored = CachingContext.of(Futures.class, Evicting.class)) {
            assertThat(output).doesNotContain(WARNING);
        }
    }

    @Test
    @DisplayName("A2, S25 a class that nobody has made a bean of yet, and that lacks another, does not stop the start")
    void incompleteClass() {
        assertThatCode(() -> CachingContext.of(Lazily.class, Batch.class).close())
                .doesNotThrowAnyException();
        assertThatCode(() -> CachingContext.of(Factory.class, Batch.class).close())
                .doesNotThrowAnyException();
    }

    /** Loads a class of this test, but not the one that it needs. */
    private static final class WithoutOne extends ClassLoader {

        WithoutOne(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(Needed.class.getName())) {
                throw new ClassNotFoundException(name);
            }
            if (!name.equals(Incomplete.class.getName())) {
                return super.loadClass(name, resolve);
            }
            try (InputStream code = Objects.requireNonNull(getResourceAsStream(name.replace('.', '/') + ".class"))) {
                byte[] bytes = code.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException ex) {
                throw new ClassNotFoundException(name, ex);
            }
        }
    }

    static class Needed {}

    /** Defines a bean that nobody asks for. */
    @Configuration(proxyBeanMethods = false)
    static class Lazily {

        @Bean
        static BeanDefinitionRegistryPostProcessor incomplete() {
            return registry -> {
                RootBeanDefinition definition = new RootBeanDefinition(withoutOne());
                definition.setLazyInit(true);
                registry.registerBeanDefinition("incomplete", definition);
            };
        }

        private static Class<?> withoutOne() {
            try {
                return new WithoutOne(Incomplete.class.getClassLoader()).loadClass(Incomplete.class.getName());
            } catch (ClassNotFoundException ex) {
                throw new IllegalStateException(ex);
            }
        }
    }

    /** Makes something that nobody asks for. */
    static class Factory implements FactoryBean<Object> {

        @Override
        public Object getObject() {
            throw new AssertionError("nobody has asked");
        }

        @Override
        public Class<?> getObjectType() {
            return Lazily.withoutOne();
        }
    }

    static class Incomplete {

        @Cacheable("cars")
        public Needed find(Long id) {
            return new Needed();
        }
    }

    static class Batch {
        @Cacheable({"cars", "spare"})
        public Map<Long, String> findAll(@CacheAsMulti List<Long> ids) {
            return Map.of();
        }
    }

    static class Evicting {
        @CacheEvict("cars")
        public void evictAll(@CacheAsMulti List<Long> ids) {}
    }

    static class Futures {
        @Cacheable("cars")
        public CompletableFuture<Optional<String>> find(Long id) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
    }

    @CacheConfig(cacheNames = "cars")
    static class Monos {
        @Cacheable
        public Mono<Optional<String>> find(Long id) {
            return Mono.just(Optional.empty());
        }
    }

    static class Puts {
        @CachePut({"cars", "vans"})
        public CompletableFuture<Optional<String>> find(Long id) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
    }

    interface Finds<T> {
        @Cacheable("cars")
        CompletableFuture<T> find(Long id);
    }

    static class ByInterface implements Finds<Optional<String>> {
        @Override
        public CompletableFuture<Optional<String>> find(Long id) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
    }

    interface Plain {
        CompletableFuture<Optional<String>> find(Long id);
    }

    static class BehindInterface implements Plain {
        @Override
        @Cacheable("cars")
        public CompletableFuture<Optional<String>> find(Long id) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
    }

    static class Made implements FactoryBean<Made.Mapper> {
        interface Mapper extends Finds<Optional<String>> {}

        @Override
        public Mapper getObject() {
            return id -> CompletableFuture.completedFuture(Optional.empty());
        }

        @Override
        public Class<?> getObjectType() {
            return Mapper.class;
        }
    }

    static class Right {
        @Cacheable("cars")
        public Optional<String> present(Long id) {
            return Optional.empty();
        }

        @Cacheable("cars")
        public CompletableFuture<String> find(Long id) {
            return CompletableFuture.completedFuture(null);
        }

        @Cacheable("cars")
        public Flux<Optional<String>> several(Long id) {
            return Flux.empty();
        }

        @CacheEvict("cars")
        public CompletableFuture<Optional<String>> remove(Long id) {
            return CompletableFuture.completedFuture(Optional.empty());
        }

        @Cacheable("vans")
        public CompletableFuture<Optional<String>> elsewhere(Long id) {
            return CompletableFuture.completedFuture(Optional.empty());
        }

        @Cacheable("cars")
        public CompletableFuture<Map<Long, Optional<String>>> batch(@CacheAsMulti List<Long> ids) {
            return CompletableFuture.completedFuture(Map.of());
        }
    }
}
