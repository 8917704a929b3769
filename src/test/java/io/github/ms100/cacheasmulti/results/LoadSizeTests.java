package io.github.ms100.cacheasmulti.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.Database;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.HeldCache;
import io.github.ms100.cacheasmulti.fixture.Hold;
import io.github.ms100.cacheasmulti.fixture.Misuse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;

@DisplayName("S1, S13 maxLoadSize splits what must be loaded")
class LoadSizeTests {

    private final HeldCache cache = new HeldCache("cars");

    private final HeldCache copies = new HeldCache("copies");

    private final HeldCache failures = new HeldCache("failures");

    private final CachingContext context =
            CachingContext.of(new GivenCaches(cache, copies, failures), Portions.class, Database.class);

    private final Portions portions = context.bean(Portions.class);

    private final Database database = context.bean(Database.class);

    private final Callers callers = new Callers();

    @AfterEach
    void stop() throws Exception {
        callers.close();
        context.close();
    }

    @Test
    @DisplayName("S1 into calls of at most so many elements, in argument order, with one lookup and one put")
    void inOrder() {
        cache.put(3, "cached 3");

        Map<Integer, String> found = portions.find(List.of(5, 4, 3, 2, 1, 0));

        assertThat(found.keySet()).containsExactly(5, 4, 3, 2, 1, 0);
        assertThat(found).containsEntry(3, "cached 3").containsEntry(0, "car 0");
        assertThat(database.queries).containsExactly(List.of(5, 4), List.of(2, 1), List.of(0));
        assertThat(cache.calls())
                .containsExactly(
                        "cars get [5, 4, 3, 2, 1, 0]", "cars put {5=car 5, 4=car 4, 2=car 2, 1=car 1, 0=car 0}");
    }

    @Test
    @DisplayName("S6, S16 without duplicates, and without elements that share a key with one of another portion")
    void duplicatesAndFollowers() {
        assertThat(portions.list(List.of(1, 2, 1, 3, 2))).containsExactly("car 1", "car 2", "car 1", "car 3", "car 2");
        assertThat(portions.findByLastDigit(Set.of(14)).keySet()).containsExactly(14);
        assertThat(portions.findByLastDigit(new LinkedHashSet<>(List.of(5, 6, 7, 15, 17))))
                .isEqualTo(Map.of(5, "car 5", 6, "car 6", 7, "car 7", 15, "car 5", 17, "car 7"));

        assertThat(database.queries).containsExactly(List.of(1, 2), List.of(3), List.of(14), List.of(5, 6), List.of(7));
    }

    @Test
    @DisplayName("S13 what earlier calls loaded is cached, and the exception reaches the caller as it is")
    void failure() {
        failOn(3);

        assertThatIllegalStateException()
                .isThrownBy(() -> portions.find(List.of(1, 2, 3, 4, 5)))
                .withMessage("no 3");

        assertThat(database.queries).containsExactly(List.of(1, 2), List.of(3, 4));
        assertThat(cache.getNativeCache()).containsOnlyKeys(1, 2);
    }

    @Test
    @DisplayName("S9 a result of the wrong size is an error of its own portion")
    void wrongSize() {
        database.missing.add(3);

        assertThatIllegalStateException()
                .isThrownBy(() -> portions.shortList(List.of(1, 2, 3, 4)))
                .withMessageContainingAll("shortList", "1", "2");

        assertThat(cache.getNativeCache()).containsOnlyKeys(1, 2);
    }

    @Test
    @DisplayName(
            "S13, S17 a put of what earlier calls loaded is made, but not of a cached value that was to be loaded anew")
    void failureWithPut() {
        cache.put(4, "cached 4");
        failOn(3);

        assertThatIllegalStateException().isThrownBy(() -> portions.findAndCopy(List.of(1, 2, 3, 4)));

        assertThat(copies.getNativeCache()).isEqualTo(Map.of(1, "car 1", 2, "car 2"));
        assertThat(cache.getNativeCache()).isEqualTo(Map.of(1, "car 1", 2, "car 2", 4, "cached 4"));
    }

    @Test
    @DisplayName("J3 with portions of one element its exception is stored for that element")
    void cachedException() {
        failOn(2);

        assertThatIllegalStateException().isThrownBy(() -> portions.findOneByOne(List.of(1, 2, 3)));
        assertThat(failures.getNativeCache()).containsOnlyKeys(2);
        assertThat(cache.getNativeCache()).containsOnlyKeys(1);
        assertThatIllegalStateException().isThrownBy(() -> portions.findOneByOne(List.of(3, 2)));

        assertThat(database.queries).containsExactly(List.of(1), List.of(2));
    }

    @Test
    @DisplayName(
            "S19, S13 waiters get what earlier calls of the owner loaded, and load the rest themselves, in portions")
    void shared() throws Exception {
        Hold hold = database.holdQueriesFor(3);
        failOn(3);
        var owner = callers.start(() -> portions.findOnce(List.of(1, 2, 3, 4, 5)));
        hold.awaitReached();
        database.during = ids -> {};
        var waiter = callers.start(() -> portions.findOnce(List.of(5, 4, 3, 2)));
        waiter.awaitWaiting();
        hold.release();

        assertThatIllegalStateException().isThrownBy(owner::result).withMessage("no 3");
        assertThat(waiter.result()).hasSize(4);
        assertThat(database.queries).containsExactly(List.of(1, 2), List.of(3, 4), List.of(5, 4), List.of(3));
    }

    @ParameterizedTest
    @ValueSource(classes = {Negative.class, OnlyPuts.class, OnlyEvicts.class})
    @DisplayName("S25 that cannot be is a start-up error")
    void misuse(Class<?> bean) {
        Misuse.assertRefused(bean, "maxLoadSize = ");
    }

    private void failOn(Integer element) {
        var before = database.during;
        database.during = ids -> {
            before.accept(ids);
            if (ids.contains(element)) {
                throw new IllegalStateException("no " + element);
            }
        };
    }

    static class Portions {

        private final Database database;

        Portions(Database database) {
            this.database = database;
        }

        @Cacheable("cars")
        public Map<Integer, String> find(@CacheAsMulti(maxLoadSize = 2) List<Integer> ids) {
            return database.query(ids);
        }

        @Cacheable(cacheNames = "cars", sync = true)
        public Map<Integer, String> findOnce(@CacheAsMulti(maxLoadSize = 2) List<Integer> ids) {
            return database.query(ids);
        }

        @Cacheable("cars")
        public List<String> list(@CacheAsMulti(maxLoadSize = 2) List<Integer> ids) {
            return new ArrayList<>(database.query(ids).values());
        }

        @Cacheable("cars")
        public List<String> shortList(@CacheAsMulti(maxLoadSize = 2) List<Integer> ids) {
            return new ArrayList<>(database.query(ids).values());
        }

        @Cacheable(cacheNames = "cars", key = "#ids % 10")
        public Map<Integer, String> findByLastDigit(@CacheAsMulti(maxLoadSize = 2) Set<Integer> ids) {
            return database.query(ids);
        }

        @Caching(cacheable = @Cacheable("cars"), put = @CachePut("copies"))
        public Map<Integer, String> findAndCopy(@CacheAsMulti(maxLoadSize = 2) List<Integer> ids) {
            return database.query(ids);
        }

        @CacheResult(cacheName = "cars", exceptionCacheName = "failures")
        public Map<Integer, String> findOneByOne(@CacheAsMulti(maxLoadSize = 1) List<Integer> ids) {
            return database.query(ids);
        }
    }

    static class Negative {
        @Cacheable("cars")
        public Map<Integer, String> find(@CacheAsMulti(maxLoadSize = -1) List<Integer> ids) {
            return Map.of();
        }
    }

    static class OnlyPuts {
        @CachePut("cars")
        public Map<Integer, String> put(@CacheAsMulti(maxLoadSize = 10) List<Integer> ids) {
            return Map.of();
        }
    }

    static class OnlyEvicts {
        @CacheEvict("cars")
        public void remove(@CacheAsMulti(maxLoadSize = 10) List<Integer> ids) {}
    }
}
