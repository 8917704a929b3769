package io.github.ms100.cacheasmulti.internal.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.interceptor.LoggingCacheErrorHandler;
import org.springframework.cache.support.SimpleCacheManager;
import org.springframework.context.annotation.Bean;

@DisplayName("S22 a permission to call a cache that could not be reached is given back on every path")
class PermissionTests {

    private final FailingCache cache = new FailingCache();

    private final CachingContext context = CachingContext.of(managerOf(cache), Policy.class, Cars.class);

    private final Trials trials = context.bean(Trials.class);

    private final Cars cars = context.bean(Cars.class);

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void whenTheCacheWasRead() {
        cars.find(List.of(1, 2));

        assertThat(trials.events).containsExactly("ask", "answered", "close", "ask", "answered", "close");
    }

    @Test
    void whenTheCacheFailed() {
        cache.failure = new IllegalStateException("refused");

        cars.find(List.of(1));

        assertThat(trials.events).containsExactly("ask", "failed", "close", "ask", "failed", "close");
    }

    @Test
    void whenTheCacheFailedWithAnError() {
        cache.failure = new StackOverflowError();

        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> cars.find(List.of(1)));

        assertThat(trials.events).containsExactly("ask", "failed", "close");
    }

    @Test
    @DisplayName("when there was nothing to store, for somebody has changed the key meanwhile")
    void whenThereWasNothingToStore() {
        cars.during(() -> cars.find(1));

        cars.find(List.of(1));

        assertThat(trials.events).containsExactly("ask", "answered", "close", "ask", "close");
    }

    private static SimpleCacheManager managerOf(Cache cache) {
        SimpleCacheManager manager = new SimpleCacheManager();
        manager.setCaches(List.of(cache));
        return manager;
    }

    static class Policy {

        @Bean
        Trials trials() {
            return new Trials();
        }

        @Bean
        FailurePolicy policy(Trials trials) {
            return new FailurePolicy(new LoggingCacheErrorHandler(), trials);
        }
    }

    static class Cars {

        private Runnable during = () -> {};

        public void during(Runnable during) {
            this.during = during;
        }

        @Cacheable("cars")
        public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
            during.run();
            return Map.of(ids.get(0), "car " + ids.get(0));
        }

        @Cacheable("cars")
        public String find(Integer id) {
            return "car " + id;
        }
    }

    private static final class FailingCache extends ConcurrentMapCache {

        private Throwable failure;

        FailingCache() {
            super("cars");
        }

        @Override
        protected Object lookup(Object key) {
            fail();
            return super.lookup(key);
        }

        @Override
        public void put(Object key, Object value) {
            fail();
            super.put(key, value);
        }

        private void fail() {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
        }
    }

    private static final class Trials implements CoolDown {

        private final List<String> events = new ArrayList<>();

        @Override
        public Permission ask(Cache asked) {
            events.add("ask");
            return () -> events.add("close");
        }

        @Override
        public boolean isSpared(Cache asked) {
            return false;
        }

        @Override
        public Transition answered(Cache answering) {
            events.add("answered");
            return Transition.NONE;
        }

        @Override
        public Transition failed(Cache failing, Throwable failure) {
            events.add("failed");
            return Transition.NONE;
        }
    }
}
