package io.github.ms100.cacheasmulti.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.cache.concurrent.ConcurrentMapCache;

@DisplayName("S17 elements that are found, and loaded all the same because they are put")
class ForcedLoadTests {

    private final ConcurrentMapCache byCountry = new ConcurrentMapCache("byCountry");

    private final ConcurrentMapCache byName = new ConcurrentMapCache("byName");

    private final ConcurrentMapCache copies = new ConcurrentMapCache("copies");

    @Test
    @DisplayName("S16, S17 nothing is stored under a key that they share and none of them needs")
    void sharedKeyThatNobodyNeeds() {
        byName.put("de1", "old de1");
        byName.put("de2", "old de2");
        try (CachingContext context = CachingContext.with(Pages.class, byCountry, byName, copies)) {
            assertThat(context.bean(Pages.class).find(List.of("de1", "de2")))
                    .isEqualTo(Map.of("de1", "old de1", "de2", "new de2"));
        }

        assertThat(byCountry.getNativeCache()).isEmpty();
        assertThat(byName.getNativeCache()).isEqualTo(Map.of("de1", "old de1", "de2", "old de2"));
        assertThat(copies.getNativeCache()).isEqualTo(Map.of("de2", "new de2"));
    }

    static class Pages {

        @Caching(
                cacheable = {@Cacheable(cacheNames = "byCountry", key = "#ids.substring(0, 2)"), @Cacheable("byName")},
                put = @CachePut(cacheNames = "copies", condition = "#ids.endsWith('2')"))
        public Map<String, String> find(@CacheAsMulti List<String> ids) {
            Map<String, String> found = new LinkedHashMap<>();
            ids.forEach(id -> found.put(id, "new " + id));
            return found;
        }
    }
}
