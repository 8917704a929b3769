package io.github.ms100.cacheasmulti.seeding;

import static io.github.ms100.cacheasmulti.fixture.Misuse.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import reactor.core.publisher.Flux;

@DisplayName("P6, S25 what cannot be cached entry by entry is found when the bean is made")
@ExtendWith(OutputCaptureExtension.class)
class SeedingMisuseTests {

    record Row(Long id) {}

    @Test
    @DisplayName("P6 other annotations than @CachePut, a batch parameter as well, a number of elements to load")
    void annotations() {
        assertRefused(OfRead.class, "which is @CacheAsMulti", "other cache annotations than @CachePut");
        assertRefused(WithEvict.class, "other cache annotations than @CachePut");
        assertRefused(WithParameter.class, "a @CacheAsMulti parameter as well");
        assertRefused(WithSize.class, "maxLoadSize");
        assertRefused(OfOtherFamily.class, "annotations of JSR-107", "@CachePut");
    }

    @Test
    @DisplayName("P6, P8 results of which nobody can tell what belongs to which element")
    void results() {
        assertRefused(ReturnsString.class, "java.lang.String", "cannot be taken apart", "asElementField");
        assertRefused(WithoutField.class, "rows", "without asElementField");
        assertRefused(FieldOfMap.class, "asElementField = \"id\"", "java.util.Map", "no rows");
        assertRefused(NoSuchField.class, "asElementField = \"code\"", "neither a getter nor a field");
        assertRefused(GroupedMap.class, "grouped", "asElementField");
        assertRefused(GroupedStream.class, "grouped", "not collected");
        assertRefused(GroupedFlux.class, "grouped", "not collected");
        assertRefused(OwnStream.class, "asElementField = \"id\"", "OwnStream$Rows", "no rows");
        assertRefused(StreamLater.class, "java.util.stream.Stream", "no rows", "Flux");
        assertRefused(ReturnsFuture.class, "concurrent.Future", "CompletableFuture");
    }

    @Test
    @DisplayName("P6, S14 a key that is the same for all entries; S15 an expression about all of them")
    void expressions() {
        assertRefused(KeyOfArgument.class, "the key \"#tenant\"", "does not mention #result");
        assertRefused(ConditionOfAll.class, "condition \"#result.isEmpty()\"", "#result means the value of one entry");
    }

    @Test
    @DisplayName("P6, S25 without an annotation that caches, and where no proxy sees it, it has no effect")
    void idle(CapturedOutput output) {
        try (CachingContext context = CachingContext.of(Idle.class)) {
            assertThat(output)
                    .contains("@CacheAsMulti on ", "Idle.nothing has no effect: the method has no cache annotation")
                    .contains("Idle.hidden has no effect: it is final");
        }
    }

    @Test
    @DisplayName("P8 rows that pass, in a cache that waits for the commit")
    void commits(CapturedOutput output) {
        try (CachingContext context = CachingContext.of(
                new GivenCaches(new TransactionAwareCacheDecorator(new ConcurrentMapCache("c"))),
                Passing.class,
                PassingToo.class)) {
            assertThat(output.getAll().split("until the commit", -1)).hasSize(3);
            assertThat(output).contains("Passing.stream", "PassingToo.stream", "'c'");
        }
    }

    static class OfRead {
        @CacheAsMulti
        @Cacheable("c")
        public Map<Long, String> all() {
            return Map.of();
        }
    }

    static class WithEvict {
        @CacheAsMulti
        @Caching(put = @CachePut("c"), evict = @CacheEvict(cacheNames = "c", allEntries = true))
        public Map<Long, String> all() {
            return Map.of();
        }
    }

    static class WithParameter {
        @CacheAsMulti
        @CachePut("c")
        public Map<Long, String> all(@CacheAsMulti List<Long> ids) {
            return Map.of();
        }
    }

    static class WithSize {
        @CacheAsMulti(maxLoadSize = 10)
        @CachePut("c")
        public Map<Long, String> all() {
            return Map.of();
        }
    }

    static class OfOtherFamily {
        @CacheAsMulti
        @CachePut("c")
        @CacheResult(cacheName = "all")
        public Map<Long, String> all() {
            return Map.of();
        }
    }

    static class ReturnsString {
        @CacheAsMulti
        @CachePut("c")
        public String all() {
            return "";
        }
    }

    static class OwnStream {

        interface Rows extends Stream<String> {}

        @CacheAsMulti(asElementField = "id")
        @CachePut("c")
        public Rows all() {
            return null;
        }
    }

    static class StreamLater {
        @CacheAsMulti(asElementField = "id")
        @CachePut("c")
        public CompletableFuture<Stream<Row>> all() {
            return null;
        }
    }

    static class WithoutField {
        @CacheAsMulti
        @CachePut("c")
        public List<Row> all() {
            return List.of();
        }
    }

    static class FieldOfMap {
        @CacheAsMulti(asElementField = "id")
        @CachePut("c")
        public Map<Long, Row> all() {
            return Map.of();
        }
    }

    static class NoSuchField {
        @CacheAsMulti(asElementField = "code")
        @CachePut("c")
        public List<Row> all() {
            return List.of();
        }
    }

    static class GroupedMap {
        @CacheAsMulti(grouped = true)
        @CachePut("c")
        public Map<Long, Row> all() {
            return Map.of();
        }
    }

    static class GroupedStream {
        @CacheAsMulti(asElementField = "id", grouped = true)
        @CachePut("c")
        public Stream<Row> all() {
            return Stream.of();
        }
    }

    static class GroupedFlux {
        @CacheAsMulti(asElementField = "id", grouped = true)
        @CachePut("c")
        public Flux<Row> all() {
            return Flux.empty();
        }
    }

    static class ReturnsFuture {
        @CacheAsMulti
        @CachePut("c")
        public Future<Map<Long, Row>> all() {
            return null;
        }
    }

    static class KeyOfArgument {
        @CacheAsMulti
        @CachePut(cacheNames = "c", key = "#tenant")
        public Map<Long, Row> all(String tenant) {
            return Map.of();
        }
    }

    static class ConditionOfAll {
        @CacheAsMulti
        @CachePut(cacheNames = "c", condition = "#result.isEmpty()")
        public Map<Long, Row> all() {
            return Map.of();
        }
    }

    static class Idle {
        @CacheAsMulti
        public Map<Long, Row> nothing() {
            return Map.of();
        }

        @CacheAsMulti
        @CachePut("c")
        public final Map<Long, Row> hidden() {
            return Map.of();
        }
    }

    static class PassingToo extends Passing {}

    static class Passing {
        @CacheAsMulti(asElementField = "id")
        @CachePut("c")
        public Stream<Row> stream() {
            return Stream.of();
        }

        @CacheAsMulti(asElementField = "id")
        @CachePut("c")
        public List<Row> list() {
            return List.of();
        }
    }
}
