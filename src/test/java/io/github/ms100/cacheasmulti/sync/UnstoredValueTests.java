package io.github.ms100.cacheasmulti.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.cache.annotation.CacheAsMulti;
import io.github.ms100.cacheasmulti.fixture.CachingContext;
import io.github.ms100.cacheasmulti.fixture.Callers;
import io.github.ms100.cacheasmulti.fixture.Database;
import io.github.ms100.cacheasmulti.fixture.GivenCaches;
import io.github.ms100.cacheasmulti.fixture.Hold;
import io.github.ms100.cacheasmulti.support.SingleFlightSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.context.annotation.Bean;

@DisplayName("S19 a value that is not to be stored is not handed to those who wait: they load for themselves")
class UnstoredValueTests {

    private final CachingContext context = CachingContext.of(
            new GivenCaches(
                    new ConcurrentMapCache("cars"),
                    new ConcurrentMapCache("digits"),
                    new ConcurrentMapCache("refusing", false)),
            Cars.class,
            Database.class,
            Always.class);

    private final Cars cars = context.bean(Cars.class);

    private final Database database = context.bean(Database.class);

    private final Callers callers = new Callers();

    @AfterEach
    void stop() throws Exception {
        callers.close();
        context.close();
    }

    @Test
    @DisplayName("S19, S15 a value that unless rejects")
    void rejectedValue() throws Exception {
        Hold hold = database.holdQueriesFor(1);
        var owner = callers.start(() -> cars.findUnlessOdd(List.of(1, 2)));
        hold.awaitReached();
        var waiter = callers.start(() -> cars.findUnlessOdd(List.of(2, 1)));
        waiter.awaitWaiting();
        database.rows.put(1, "car of the waiter");
        hold.release();

        assertThat(owner.result()).isEqualTo(Map.of(1, "car 1", 2, "car 2"));
        assertThat(waiter.result()).isEqualTo(Map.of(1, "car of the waiter", 2, "car 2"));
        assertThat(database.queries).containsExactly(List.of(1, 2), List.of(1));
    }

    @Test
    @DisplayName("S19, S11 a null that the cache refuses")
    void refusedNull() throws Exception {
        database.missing.add(11);
        Hold hold = database.holdQueriesFor(2);
        var owner = callers.start(() -> cars.findByDigitWithoutNulls(List.of(11, 2)));
        hold.awaitReached();
        var waiter = callers.start(() -> cars.findByDigitWithoutNulls(List.of(21, 12)));
        waiter.awaitWaiting();
        hold.release();

        assertThat(owner.result()).isEqualTo(Map.of(2, "car 2"));
        assertThat(waiter.result()).isEqualTo(Map.of(21, "car 21", 12, "car 2"));
    }

    @Test
    @DisplayName("S19, S11 a null goes to those only whose own caches hold nulls")
    void nullThatOnlyTheCachesOfTheOwnerHold() throws Exception {
        database.missing.add(1);
        Hold hold = database.holdQueriesFor(1);
        var owner = callers.start(() -> cars.findInBoth(List.of(1)));
        hold.awaitReached();
        var waiter = callers.start(() -> cars.findWithoutNulls(List.of(1)));
        var likeOwner = callers.start(() -> cars.findInBoth(List.of(1)));
        waiter.awaitWaiting();
        likeOwner.awaitWaiting();
        hold.release();

        assertThat(waiter.result()).isEqualTo(owner.result()).isEmpty();
        assertThat(likeOwner.result()).isEmpty();
        assertThat(database.queries).containsExactly(List.of(1), List.of(1));
    }

    @Test
    @DisplayName(
            "S19, S16 what is missing under strictNull is missing for those who ask for that element, not that key")
    void missingElementOfASharedKey() throws Exception {
        database.missing.add(1);
        Hold hold = database.holdQueriesFor(1);
        var owner = callers.start(() -> cars.findByDigitStrictly(List.of(1)));
        hold.awaitReached();
        var other = callers.start(() -> cars.findByDigitStrictly(List.of(11)));
        var same = callers.start(() -> cars.findByDigitStrictly(List.of(1)));
        other.awaitWaiting();
        same.awaitWaiting();
        hold.release();

        assertThat(owner.result()).isEmpty();
        assertThat(other.result()).isEqualTo(Map.of(11, "car 11"));
        assertThat(same.result()).isEmpty();
        assertThat(database.queries).containsExactly(List.of(1), List.of(11));
    }

    @Test
    @DisplayName(
            "S19, S16 the owner loads the next element of the key under its claim, and hands that on if it is stored")
    void ownerLoadsTheNextElement() throws Exception {
        Hold hold = database.holdQueriesFor(1);
        var owner = callers.start(() -> cars.findByDigitUnlessSmall(List.of(1, 11, 21)));
        hold.awaitReached();
        var waiter = callers.start(() -> cars.findByDigitUnlessSmall(List.of(31, 41)));
        waiter.awaitWaiting();
        hold.release();

        assertThat(owner.result()).isEqualTo(Map.of(1, "car 1", 11, "car 11", 21, "car 11"));
        assertThat(waiter.result()).isEqualTo(Map.of(31, "car 11", 41, "car 11"));
        assertThat(database.queries).containsExactly(List.of(1), List.of(11, 21));
        assertThat(context.cache("cars").get(1, String.class)).isEqualTo("car 11");
    }

    @Test
    @DisplayName("S19, S16 a waiter that loads for itself hands its value to its own elements by the same rule")
    void waiterSharesByTheSameRule() throws Exception {
        Hold hold = database.holdQueriesFor(1);
        var owner = callers.start(() -> cars.findByDigitUnlessSmall(List.of(1)));
        hold.awaitReached();
        var waiter = callers.start(() -> cars.findByDigitUnlessSmall(List.of(1, 11, 2, 21)));
        waiter.awaitWaiting();
        hold.release();

        assertThat(owner.result()).isEqualTo(Map.of(1, "car 1"));
        assertThat(waiter.result()).isEqualTo(Map.of(1, "car 1", 11, "car 11", 2, "car 2", 21, "car 11"));
        assertThat(database.queries).containsExactly(List.of(1), List.of(2), List.of(1), List.of(11, 21));
    }

    @Test
    @DisplayName("S19, S16 what waited for is found under the key of one operation, not under those of the others")
    void foundUnderOneKeyOfTwo() throws Exception {
        Hold hold = database.holdQueriesFor(1);
        var owner = callers.start(() -> cars.findUnlessOdd(List.of(1, 12)));
        hold.awaitReached();
        var waiter = callers.start(() -> cars.findByTwoKeys(List.of(12, 2)));
        waiter.awaitWaiting();
        hold.release();

        assertThat(owner.result()).isEqualTo(Map.of(1, "car 1", 12, "car 12"));
        assertThat(waiter.result())
                .as("2 shares a key with 12, which was not stored under it")
                .isEqualTo(Map.of(12, "car 12", 2, "car 2"));
        assertThat(database.queries).containsExactly(List.of(1, 12), List.of(2));
    }

    static class Always {

        @Bean
        SingleFlightSettings settings() {
            return new SingleFlightSettings(true, null);
        }
    }

    static class Cars {

        private final Database database;

        Cars(Database database) {
            this.database = database;
        }

        @Cacheable(cacheNames = "cars", unless = "#ids % 2 == 1")
        public Map<Integer, String> findUnlessOdd(@CacheAsMulti List<Integer> ids) {
            return database.query(ids);
        }

        @Cacheable(cacheNames = "refusing", key = "#ids % 10")
        public Map<Integer, String> findByDigitWithoutNulls(@CacheAsMulti List<Integer> ids) {
            return database.query(ids);
        }

        @Cacheable("refusing")
        public Map<Integer, String> findWithoutNulls(@CacheAsMulti List<Integer> ids) {
            return database.query(ids);
        }

        @Cacheable({"refusing", "cars"})
        public Map<Integer, String> findInBoth(@CacheAsMulti List<Integer> ids) {
            return database.query(ids);
        }

        @Cacheable(cacheNames = "cars", key = "#ids % 10")
        public Map<Integer, String> findByDigitStrictly(@CacheAsMulti(strictNull = true) List<Integer> ids) {
            return database.query(ids);
        }

        @Cacheable(cacheNames = "cars", key = "#ids % 10", unless = "#ids < 10")
        public Map<Integer, String> findByDigitUnlessSmall(@CacheAsMulti List<Integer> ids) {
            return database.query(ids);
        }

        @Caching(cacheable = {@Cacheable("cars"), @Cacheable(cacheNames = "digits", key = "#ids % 10")})
        public Map<Integer, String> findByTwoKeys(@CacheAsMulti List<Integer> ids) {
            return database.query(ids);
        }
    }
}
