package io.github.ms100.cacheasmulti.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.changes.JCacheChanges;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.Database;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.Hold;
import io.github.ms100.cacheasmulti.support.SingleFlightSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.context.annotation.Bean;

@DisplayName("S19 calls of different methods and contexts share their loads by cache and key")
class SharedAcrossMethodsTests {

    private final ConcurrentMapCache cache = new ConcurrentMapCache("cars");

    private final List<CachingContext> contexts = new ArrayList<>();

    private Callers callers;

    @BeforeEach
    void start() {
        callers = new Callers();
    }

    @AfterEach
    void stop() throws Exception {
        callers.close();
        contexts.forEach(CachingContext::close);
    }

    @Test
    @DisplayName(
            "S19 two application contexts that share a cache share loads, though each has a cache object of its own")
    void twoContexts() throws Exception {
        CachingContext first = contextOf(cache, SyncCars.class);
        CachingContext second = contextOf(new ConcurrentMapCache("cars", cache.getNativeCache(), true), SyncCars.class);
        Hold hold = database(first).holdQueriesFor(1);
        var owner = callers.start(() -> first.bean(SyncCars.class).find(List.of(1, 2)));
        hold.awaitReached();
        var waiter = callers.start(() -> second.bean(SyncCars.class).list(List.of(2)));
        waiter.awaitWaiting();
        hold.release();

        assertThat(waiter.result()).containsExactly("car 2");
        owner.result();
        assertThat(database(second).queries).isEmpty();
    }

    @Test
    @DisplayName("S19 caches of one name are not the same if their native caches are not")
    void otherCacheOfThatName() throws Exception {
        CachingContext first = contextOf(cache, SyncCars.class);
        CachingContext second = contextOf(new ConcurrentMapCache("cars"), SyncCars.class);
        Hold hold = database(first).holdQueriesFor(1);
        var owner = callers.start(() -> first.bean(SyncCars.class).find(List.of(1)));
        hold.awaitReached();

        assertThat(second.bean(SyncCars.class).find(List.of(1))).hasSize(1);
        hold.release();
        owner.result();
        assertThat(database(second).queries).hasSize(1);
    }

    @Test
    @DisplayName("S19 caches of one store, which is the native cache of them all, are told apart by their names")
    void otherNameInThatStore() throws Exception {
        CachingContext first = contextOf(cache, SyncCars.class);
        CachingContext second =
                contextOf(List.of(cache, new ConcurrentMapCache("rows", cache.getNativeCache(), true)), SyncCars.class);
        Hold hold = database(first).holdQueriesFor(1);
        var owner = callers.start(() -> first.bean(SyncCars.class).find(List.of(1)));
        hold.awaitReached();

        assertThat(second.bean(SyncCars.class).rows(List.of(1))).hasSize(1);
        hold.release();
        owner.result();
        assertThat(database(second).queries).hasSize(1);
    }

    @Test
    @DisplayName("S19 without sync and by default nothing is shared")
    void withoutSync() throws Exception {
        CachingContext context = contextOf(cache, Reads.class);
        Reads reads = context.bean(Reads.class);
        Hold hold = database(context).holdQueriesFor(1);
        var owner = callers.start(() -> reads.find(List.of(1)));
        hold.awaitReached();
        database(context).during = ids -> {};

        assertThat(reads.find(List.of(1))).hasSize(1);
        hold.release();
        owner.result();
        assertThat(database(context).queries).hasSize(2);
    }

    @Test
    @DisplayName("S19 'always': reads with unless, several caches or operations, and those of JSR-107, share as well")
    void always() throws Exception {
        CachingContext context = contextOf(cache, Reads.class, JCacheChanges.class, Always.class);
        Reads reads = context.bean(Reads.class);
        Hold hold = database(context).holdQueriesFor(1);
        var owner = callers.start(() -> reads.findUnlessTwo(List.of(1, 3)));
        hold.awaitReached();
        var several = callers.start(() -> reads.findInTwo(List.of(1, 3)));
        var operations = callers.start(() -> reads.findByTwoOperations(List.of(3)));
        var jsr = callers.start(() -> context.bean(JCacheChanges.class).find(List.of(3, 1)));
        List.of(several, operations, jsr).forEach(Callers.Call::awaitWaiting);
        hold.release();

        assertThat(several.result()).isEqualTo(Map.of(1, "car 1", 3, "car 3"));
        assertThat(operations.result()).isEqualTo(Map.of(3, "car 3"));
        assertThat(jsr.result()).isEqualTo(Map.of(1, "car 1", 3, "car 3"));
        owner.result();
        assertThat(database(context).queries).hasSize(1);
        assertThat(cache.getNativeCache()).containsOnlyKeys(1, 3);
    }

    @Test
    @DisplayName("S19, J1 'always': skipGet and puts load for themselves, for what they load is to be new")
    void alwaysButSkipGet() throws Exception {
        CachingContext context = contextOf(cache, Reads.class, JCacheChanges.class, Always.class);
        Hold hold = database(context).holdQueriesFor(1);
        var owner = callers.start(() -> context.bean(Reads.class).find(List.of(1)));
        hold.awaitReached();
        database(context).during = ids -> {};

        assertThat(context.bean(JCacheChanges.class).refresh(List.of(1, 1))).hasSize(1);
        assertThat(context.bean(Reads.class).findAndPut(List.of(1))).hasSize(1);
        hold.release();
        owner.result();
        assertThat(database(context).queries).hasSize(3);
    }

    @Test
    @DisplayName("S19, J3 'always': a cached exception goes to those who asked, not to those who wait")
    void alwaysWithExceptions() throws Exception {
        CachingContext context = contextOf(cache, Reads.class, JCacheChanges.class, Always.class);
        Hold hold = database(context).holdQueriesFor(1);
        var during = database(context).during;
        database(context).during = ids -> {
            database(context).during = later -> {};
            during.accept(ids);
            throw new IllegalStateException("no connection");
        };
        var owner = callers.start(() -> context.bean(JCacheChanges.class).find(List.of(1)));
        hold.awaitReached();
        var waiter = callers.start(() -> context.bean(JCacheChanges.class).find(List.of(1)));
        waiter.awaitWaiting();
        hold.release();

        assertThat(waiter.result()).isEqualTo(Map.of(1, "car 1"));
        assertThatIllegalStateException().isThrownBy(owner::result);
    }

    private CachingContext contextOf(ConcurrentMapCache cars, Class<?>... beans) {
        return contextOf(List.of(cars, new ConcurrentMapCache("far")), beans);
    }

    private CachingContext contextOf(List<ConcurrentMapCache> caches, Class<?>... beans) {
        List<Class<?>> all = new ArrayList<>(List.of(beans));
        all.add(Database.class);
        CachingContext context = CachingContext.of(
                new GivenCaches(caches.toArray(ConcurrentMapCache[]::new)), all.toArray(Class<?>[]::new));
        contexts.add(context);
        return context;
    }

    private static Database database(CachingContext context) {
        return context.bean(Database.class);
    }

    static class Always {

        @Bean
        SingleFlightSettings settings() {
            return new SingleFlightSettings(true, null);
        }
    }

    static class Reads {

        private final Database database;

        Reads(Database database) {
            this.database = database;
        }

        @Cacheable("cars")
        public Map<Integer, String> find(@CacheAsMulti List<Integer> ids) {
            return database.query(ids);
        }

        @Cacheable(cacheNames = "cars", unless = "#result == 'car 2'")
        public Map<Integer, String> findUnlessTwo(@CacheAsMulti List<Integer> ids) {
            return database.query(ids);
        }

        @Cacheable({"cars", "far"})
        public Map<Integer, String> findInTwo(@CacheAsMulti List<Integer> ids) {
            return database.query(ids);
        }

        @Caching(cacheable = {@Cacheable("cars"), @Cacheable("far")})
        public Map<Integer, String> findByTwoOperations(@CacheAsMulti List<Integer> ids) {
            return database.query(ids);
        }

        @Caching(cacheable = @Cacheable("cars"), put = @CachePut("far"))
        public Map<Integer, String> findAndPut(@CacheAsMulti List<Integer> ids) {
            return database.query(ids);
        }
    }
}
