package io.github.ms100.cacheasmulti.test.misuse;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.cache.batch.BatchResult;
import java.util.Collection;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.Lazy;

/** Beans of which each is refused at the start for another reason. */
public final class SpringMisuses {

    private SpringMisuses() {}

    public record Owner(Long id) {}

    public record Row(Long id, Owner owner) {}

    public static class NoCollection {
        @Cacheable("c")
        public List<Row> find(@CacheAsMulti String id) {
            return List.of();
        }
    }

    @Lazy
    public static class LazyBean {
        @Cacheable("c")
        public String find(@CacheAsMulti Collection<Long> ids) {
            return "";
        }
    }

    public static class NoInstance {
        @Cacheable("c")
        public List<Row> find(@CacheAsMulti Queue<Long> ids) {
            return List.of();
        }
    }

    public static class TwoParameters {
        @Cacheable("c")
        public List<Row> find(@CacheAsMulti List<Long> ids, @CacheAsMulti List<Long> others) {
            return List.of();
        }
    }

    public static class ReturnsVoid {
        @CachePut("c")
        public void save(@CacheAsMulti List<Long> ids) {}
    }

    public static class ReturnsLinkedList {
        @Cacheable("c")
        public LinkedList<Row> find(@CacheAsMulti List<Long> ids) {
            return new LinkedList<>();
        }
    }

    public static class ReturnsSet {
        @Cacheable("c")
        public Set<Row> find(@CacheAsMulti List<Long> ids) {
            return Set.of();
        }
    }

    public static class PutsOutcomes {
        @CachePut("c")
        public BatchResult<Long, Row> save(@CacheAsMulti List<Long> ids) {
            return BatchResult.of(Map.of());
        }
    }

    public static class WrongKeyOfOutcomes {
        @Cacheable("c")
        public BatchResult<String, Row> find(@CacheAsMulti List<Long> ids) {
            return BatchResult.of(Map.of());
        }
    }

    public static class ReturnsFuture {
        @Cacheable("c")
        public Future<List<Row>> find(@CacheAsMulti List<Long> ids) {
            return CompletableFuture.completedFuture(List.of());
        }
    }

    public static class WrongMapKey {
        @Cacheable("c")
        public Map<String, Row> find(@CacheAsMulti List<Long> ids) {
            return Map.of();
        }
    }

    public static class UnsortableMapKey {
        @Cacheable("c")
        public SortedMap<Owner, Row> find(@CacheAsMulti List<Owner> owners) {
            throw new UnsupportedOperationException();
        }
    }

    public static class StrictConcurrentMap {
        @Cacheable("c")
        public ConcurrentMap<Long, Row> find(@CacheAsMulti(strictNull = true) List<Long> ids) {
            throw new UnsupportedOperationException();
        }
    }

    public static class ArrayElements {
        @Cacheable("c")
        public Map<byte[], Row> find(@CacheAsMulti List<byte[]> ids) {
            return Map.of();
        }
    }

    public static class NoSuchField {
        @Cacheable("c")
        public List<Row> find(@CacheAsMulti(asElementField = "code") List<Long> ids) {
            return List.of();
        }
    }

    public static class NoConversion {
        @Cacheable("c")
        public List<Row> find(@CacheAsMulti(asElementField = "owner") List<Thread> ids) {
            return List.of();
        }
    }

    public static class FieldOfMap {
        @Cacheable("c")
        public Map<Long, Row> find(@CacheAsMulti(asElementField = "id") List<Long> ids) {
            return Map.of();
        }
    }

    public static class GroupedWithoutField {
        @Cacheable("c")
        public List<Row> find(@CacheAsMulti(grouped = true) List<Long> ids) {
            return List.of();
        }
    }

    public static class NegativeLoadSize {
        @Cacheable("c")
        public List<Row> find(@CacheAsMulti(maxLoadSize = -1) List<Long> ids) {
            return List.of();
        }
    }

    public static class KeyWithoutElement {
        @Cacheable(cacheNames = "c", key = "#tenant")
        public List<Row> find(String tenant, @CacheAsMulti List<Long> ids) {
            return List.of();
        }
    }

    public static class KeyIsNoExpression {
        @Cacheable(cacheNames = "c", key = "#ids +")
        public List<Row> find(@CacheAsMulti List<Long> ids) {
            return List.of();
        }
    }

    public static class ConditionOfTheWhole {
        @Cacheable(cacheNames = "c", condition = "#ids.size() > 1")
        public List<Row> find(@CacheAsMulti List<Long> ids) {
            return List.of();
        }
    }

    public static class SyncWithUnless {
        @Cacheable(cacheNames = "c", sync = true, unless = "#result == null")
        public List<Row> find(@CacheAsMulti List<Long> ids) {
            return List.of();
        }
    }

    public static class SecondMethod {
        @Cacheable("c")
        public List<Row> right(@CacheAsMulti Collection<Long> ids) {
            return List.of();
        }

        @CacheEvict(cacheNames = "c", key = "#result")
        public String wrong(@CacheAsMulti Collection<Long> ids) {
            return "";
        }
    }

    public static class SeedsNothingKnown {
        @CacheAsMulti
        @CachePut("c")
        public List<Row> all() {
            return List.of();
        }
    }

    public static class SeedsByArgument {
        @CacheAsMulti(asElementField = "id")
        @CachePut(cacheNames = "c", key = "#tenant")
        public List<Row> all(String tenant) {
            return List.of();
        }
    }

    public static class SeedsAndReads {
        @CacheAsMulti(asElementField = "id")
        @Cacheable("c")
        public List<Row> all() {
            return List.of();
        }
    }

    public abstract static class Inherited {
        @Cacheable("c")
        public Row find(@CacheAsMulti Collection<Long> ids) {
            return new Row(1L, new Owner(1L));
        }
    }

    public static class Inheriting extends Inherited {}

    /** A bean of its own, as the mappers and repositories of frameworks are. */
    public interface Mapper {
        @Cacheable("c")
        Row find(@CacheAsMulti Collection<Long> ids);
    }
}
