package io.github.ms100.cacheasmulti.batch;

import static io.github.ms100.cacheasmulti.fixture.Misuse.assertRefused;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.cache.batch.BatchResult;
import java.util.List;
import java.util.Map;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import reactor.core.publisher.Flux;

@DisplayName("P5, S25 where a BatchResult can be no result")
class OutcomeMisuseTests {

    @Test
    @DisplayName("P5 of a put, and of JSR-107")
    void others() {
        assertRefused(OfPut.class, "returns a BatchResult", "@Cacheable", "PartialLoadException");
        assertRefused(OfJCache.class, "returns a BatchResult", "@Cacheable");
    }

    @Test
    @DisplayName(
            "P5 keyed by something else, of rows by a property, of arrays that equal only themselves, one after another")
    void shapes() {
        assertRefused(WrongKey.class, "java.lang.String", "java.lang.Long", "Key the result");
        assertRefused(ByField.class, "asElementField", "BatchResult");
        assertRefused(Grouped.class, "grouped", "asElementField");
        assertRefused(Arrays.class, "returns a BatchResult", "byte[]");
        assertRefused(Several.class, "Flux", "asElementField");
    }

    static class OfPut {
        @CachePut("c")
        public BatchResult<Long, String> save(@CacheAsMulti List<Long> ids) {
            return BatchResult.of(Map.of());
        }
    }

    static class OfJCache {
        @CacheResult(cacheName = "c")
        public BatchResult<Long, String> find(@CacheAsMulti List<Long> ids) {
            return BatchResult.of(Map.of());
        }
    }

    static class WrongKey {
        @Cacheable("c")
        public BatchResult<String, String> find(@CacheAsMulti List<Long> ids) {
            return BatchResult.of(Map.of());
        }
    }

    static class ByField {
        @Cacheable("c")
        public BatchResult<Long, String> find(@CacheAsMulti(asElementField = "length") List<Long> ids) {
            return BatchResult.of(Map.of());
        }
    }

    static class Grouped {
        @Cacheable("c")
        public BatchResult<Long, String> find(@CacheAsMulti(grouped = true) List<Long> ids) {
            return BatchResult.of(Map.of());
        }
    }

    static class Arrays {
        @Cacheable("c")
        public BatchResult<byte[], String> find(@CacheAsMulti List<byte[]> ids) {
            return BatchResult.of(Map.of());
        }
    }

    static class Several {
        @Cacheable("c")
        public Flux<BatchResult<Long, String>> find(@CacheAsMulti List<Long> ids) {
            return Flux.empty();
        }
    }
}
