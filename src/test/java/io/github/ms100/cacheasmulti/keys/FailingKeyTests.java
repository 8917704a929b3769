package io.github.ms100.cacheasmulti.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.RecordingErrorHandler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.cache.concurrent.ConcurrentMapCache;

@DisplayName("S23 one key of a cache on the heap that cannot be compared")
class FailingKeyTests {

    @Test
    void ofAConcurrentMapFailsAlone() {
        failsAlone(new ConcurrentMapCache("cars"));
    }

    @Test
    void ofCaffeineFailsAlone() {
        failsAlone(new CaffeineCache(
                "cars", com.github.benmanes.caffeine.cache.Caffeine.newBuilder().build()));
    }

    private static void failsAlone(Cache cache) {
        for (int id = 1; id <= 3; id++) {
            cache.put(new Key(id, false), "cached " + id);
        }
        RecordingErrorHandler handler = new RecordingErrorHandler();
        try (CachingContext context = CachingContext.with(handler, Cars.class, cache)) {
            Cars cars = context.bean(Cars.class);

            Map<Key, String> found = cars.find(List.of(new Key(1, false), new Key(2, true), new Key(3, false)));

            assertThat(handler.heard().get(0)).isEqualTo("get 2 detached");
            assertThat(cars.loaded()).hasToString("[2]");
            assertThat(found.values()).containsExactly("cached 1", "loaded 2", "cached 3");
        }
    }

    static class Cars {

        private final List<Key> loaded = new ArrayList<>();

        @Cacheable("cars")
        public Map<Key, String> find(@CacheAsMulti Collection<Key> keys) {
            loaded.addAll(keys);
            Map<Key, String> cars = new LinkedHashMap<>();
            keys.forEach(key -> cars.put(key, "loaded " + key));
            return cars;
        }

        public List<Key> loaded() {
            return loaded;
        }
    }

    /** As an entity whose session is closed: it can be hashed, but not be compared with another instance. */
    static final class Key {

        private final int id;

        private final boolean detached;

        Key(int id, boolean detached) {
            this.id = id;
            this.detached = detached;
        }

        @Override
        public boolean equals(Object other) {
            if (this == other) {
                return true;
            }
            if (!(other instanceof Key key) || key.id != id) {
                return false;
            }
            if (detached || key.detached) {
                throw new IllegalStateException("detached");
            }
            return true;
        }

        @Override
        public int hashCode() {
            return id;
        }

        @Override
        public String toString() {
            return String.valueOf(id);
        }
    }
}
