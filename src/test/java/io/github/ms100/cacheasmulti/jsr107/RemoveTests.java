package io.github.ms100.cacheasmulti.jsr107;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.RecordingCache;
import io.github.ms100.cacheasmulti.fixture.RecordingErrorHandler;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.util.AopTestUtils;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("J1 @CacheRemove of a batch")
class RemoveTests {

    private final List<String> events = new ArrayList<>();

    private final RecordingCache cache = new RecordingCache("cars", events);

    private final RecordingErrorHandler handler = new RecordingErrorHandler();

    private final CachingContext application = CachingContext.with(handler, Cars.class, cache);

    private final Cars cars = application.bean(Cars.class);

    private final Cars target = AopTestUtils.getTargetObject(cars);

    {
        target.events = events;
    }

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    @DisplayName("J1 entries are removed after the method, in one call")
    void entriesAreRemovedAfterTheMethod() {
        assertThat(cars.remove(Set.of(1))).isEqualTo(Optional.of(1));

        assertThat(events).containsExactly("remove [1]", "cars evict [1]");
    }

    @Test
    @DisplayName("J1 afterInvocation = false removes before the method, once")
    void entriesAreRemovedBeforeTheMethod() {
        cars.removeBefore(1, 2, 1);
        target.failure = new IllegalStateException();
        catchThrowable(() -> cars.removeBefore(3));

        assertThat(events)
                .containsExactly(
                        "cars evictIfPresent [1, 2]", "before [1, 2, 1]", "cars evictIfPresent [3]", "before [3]");
    }

    @Test
    @DisplayName("J1 evictFor and noEvictFor decide when the method throws, as for the single method")
    void failuresDecideByType() {
        for (Exception failure : List.of(
                new IOException("chosen"),
                new FileNotFoundException("excluded"),
                new IllegalStateException("not chosen"))) {
            target.failure = failure;
            cache.put(1, "one");
            assertThat(catchThrowable(() -> cars.choosy(1))).isSameAs(failure);
            boolean removedBySingle = cache.get(1) == null;
            cache.put(1, "one");

            assertThat(catchThrowable(() -> cars.choosy(new int[] {1}))).isSameAs(failure);

            assertThat(cache.get(1) == null)
                    .as(failure.getMessage())
                    .isEqualTo(removedBySingle)
                    .isEqualTo("chosen".equals(failure.getMessage()));
        }
    }

    @Test
    @DisplayName("J1 without evictFor and noEvictFor every failure removes, as Spring's single method does")
    void withoutFiltersEveryFailureRemoves() {
        target.failure = new IllegalStateException();
        cache.put(1, "one");
        cache.put(2, "two");

        catchThrowable(() -> cars.remove(1));
        catchThrowable(() -> cars.remove(Set.of(2)));

        assertThat(cache.getNativeCache()).isEmpty();
    }

    @Test
    @DisplayName("S7 a null or empty argument goes straight to the method")
    void nothingIsRemovedWithoutElements() {
        cars.remove(Set.of());
        cars.removeBefore();
        cars.removeBefore((Integer[]) null);

        assertThat(events).containsExactly("remove []", "before []", "before null");
    }

    @Test
    @DisplayName("J1, J2 only parameters with @CacheKey are part of the key")
    void cacheKeyChoosesTheParametersOfTheKey() {
        cars.put("north", 1, "value", "one");
        cars.put("south", 1, "value", "one");

        cars.removeOfKeys("north", "any", List.of(1, 2));

        assertThat(cars.find("north", 1)).isNull();
        assertThat(cars.find("south", 1)).isEqualTo("one");
    }

    @Test
    @DisplayName("S20, S21 removal before the method is immediate in a transaction; removal after it awaits the commit")
    void earlyRemovalIsImmediate() {
        TransactionTemplate transaction = new TransactionTemplate(
                new DataSourceTransactionManager(new DriverManagerDataSource("jdbc:h2:mem:removals")));
        try (CachingContext context =
                CachingContext.with(handler, Cars.class, new TransactionAwareCacheDecorator(cache))) {
            Cars transactional = context.bean(Cars.class);
            ((Cars) AopTestUtils.getTargetObject(transactional)).events = events;

            transaction.executeWithoutResult(status -> {
                transactional.remove(Set.of(9));
                transactional.save(Map.of(8, "eight"));
                transactional.removeBefore(1, 2);
                events.add("commit");
            });
        }

        assertThat(events)
                .containsExactly(
                        "remove [9]",
                        "cars evictIfPresent [1, 2]",
                        "before [1, 2]",
                        "commit",
                        "cars evict [9]",
                        "cars put {8=eight}");
    }

    @Test
    @DisplayName("S22, S24 a removal that fails goes to the error handler, before and after the method")
    void failedRemovalIsReported() {
        ConcurrentMapCache broken = new ConcurrentMapCache("cars") {
            @Override
            public void evict(Object key) {
                if (!key.equals(2)) {
                    throw new IllegalStateException("cannot evict");
                }
            }

            @Override
            public boolean evictIfPresent(Object key) {
                evict(key);
                return true;
            }
        };
        try (CachingContext context = CachingContext.with(handler, Cars.class, broken)) {
            Cars failing = context.bean(Cars.class);
            ((Cars) AopTestUtils.getTargetObject(failing)).events = events;

            failing.remove(Set.of(1));
            failing.removeBefore(2, 3);

            assertThat(handler.heard()).containsExactly("evict 1 cannot evict", "evict 3 cannot evict");
            assertThat(handler.caches()).containsOnly(broken);
        }
    }

    @CacheDefaults(cacheName = "cars")
    static class Cars {

        List<String> events;

        Throwable failure;

        private void called(String event) {
            events.add(event);
            if (failure instanceof RuntimeException unchecked) {
                throw unchecked;
            }
        }

        @CacheRemove
        public void remove(Integer id) {
            called("remove " + id);
        }

        @CacheRemove
        public Optional<Integer> remove(@CacheAsMulti Set<Integer> ids) {
            called("remove " + ids);
            return Optional.of(ids.size());
        }

        @CacheRemove(afterInvocation = false)
        public void removeBefore(@CacheAsMulti Integer... ids) {
            called("before " + java.util.Arrays.toString(ids));
        }

        @CacheRemove(evictFor = IOException.class, noEvictFor = FileNotFoundException.class)
        public void choosy(int id) throws Throwable {
            throw failure;
        }

        @CacheRemove(evictFor = IOException.class, noEvictFor = FileNotFoundException.class)
        public int choosy(@CacheAsMulti int[] ids) throws Throwable {
            throw failure;
        }

        @CachePut
        public void put(@CacheKey String garage, @CacheKey Integer id, String ignored, @CacheValue String value) {}

        @CachePut
        public void save(@CacheAsMulti @CacheValue Map<Integer, String> values) {}

        @CacheResult
        public String find(String garage, Integer id) {
            return null;
        }

        @CacheRemove
        public void removeOfKeys(@CacheKey String garage, String ignored, @CacheKey @CacheAsMulti List<Integer> ids) {}
    }
}
