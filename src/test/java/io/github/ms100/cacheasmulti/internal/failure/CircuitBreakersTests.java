package io.github.ms100.cacheasmulti.internal.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.support.NoOpCache;
import org.springframework.dao.QueryTimeoutException;

@DisplayName("S28 a store that cannot be reached is spared, and tried again")
class CircuitBreakersTests {

    private static final RuntimeException TIMEOUT = new QueryTimeoutException("no answer");

    private final Time time = new Time();

    private final CoolDown coolDown = new CircuitBreakers(() -> Duration.ofSeconds(10), config -> config.clock(time));

    private final Cache cars = new ConcurrentMapCache("cars");

    private final Cache bikes = new ConcurrentMapCache("bikes");

    @Test
    void cacheThatWorksIsAskedAlways() {
        for (int call = 0; call < 100; call++) {
            assertThat(mayCall(cars)).isTrue();
            coolDown.answered(cars);
        }
    }

    @Test
    void cacheThatCannotBeReachedIsSparedForThePeriod() {
        coolDown.failed(cars, TIMEOUT);

        assertThat(mayCall(cars)).isFalse();
        time.passes(Duration.ofMillis(9_999));
        assertThat(mayCall(cars)).isFalse();
        time.passes(Duration.ofMillis(2));
        assertThat(mayCall(cars)).isTrue();
    }

    @Test
    void cacheThatDoesNotShowItsStoreIsSparedAlone() {
        Cache closed = new Hiding("closed");
        Cache hiding = new Hiding("hiding");

        coolDown.failed(closed, TIMEOUT);

        assertThat(mayCall(closed)).isFalse();
        assertThat(mayCall(hiding)).isTrue();
    }

    @Test
    void afterThePeriodOneCallIsLetThroughAsATrial() {
        coolDown.failed(cars, TIMEOUT);
        time.passes(Duration.ofSeconds(11));

        assertThat(mayCall(cars)).isTrue();
        assertThat(mayCall(cars)).isFalse();
        coolDown.answered(cars);
        assertThat(mayCall(cars)).isTrue();
        assertThat(mayCall(cars)).isTrue();
    }

    @Test
    void trialThatFailsCostsAnotherPeriod() {
        coolDown.failed(cars, TIMEOUT);
        for (int period = 0; period < 3; period++) {
            time.passes(Duration.ofSeconds(11));
            assertThat(mayCall(cars)).isTrue();
            coolDown.failed(cars, TIMEOUT);
            assertThat(mayCall(cars)).isFalse();
        }
    }

    @Test
    void trialThatFailsForAnotherReasonHasReachedTheCache() {
        coolDown.failed(cars, TIMEOUT);
        time.passes(Duration.ofSeconds(11));
        assertThat(mayCall(cars)).isTrue();

        coolDown.failed(cars, new IllegalStateException("refused"));

        assertThat(mayCall(cars)).isTrue();
    }

    @Test
    void answerToThoseWhoAskInAnyCaseDoesNotEndThePeriod() {
        coolDown.failed(cars, TIMEOUT);

        coolDown.answered(cars);
        coolDown.failed(cars, TIMEOUT);

        assertThat(mayCall(cars)).isFalse();
    }

    @Test
    void otherFailuresDoNotCount() {
        coolDown.failed(cars, new IllegalArgumentException("does not allow null"));
        coolDown.failed(cars, new StackOverflowError());

        assertThat(mayCall(cars)).isTrue();
    }

    @Test
    void cachesOfOneStoreAreSparedTogetherAndOthersAreNot() {
        ConcurrentHashMap<Object, Object> store = new ConcurrentHashMap<>();
        Cache one = new ConcurrentMapCache("one", store, true);
        Cache other = new ConcurrentMapCache("other", store, true);

        coolDown.failed(one, TIMEOUT);

        assertThat(mayCall(other)).isFalse();
        assertThat(mayCall(cars)).as("equal, but not the same").isTrue();
        assertThat(mayCall(bikes)).isTrue();
    }

    @Test
    void zeroSparesNothing() {
        CoolDown none = new CircuitBreakers(() -> Duration.ZERO);

        none.failed(cars, TIMEOUT);

        assertThat(none.ask(cars).isGranted()).isTrue();
    }

    @Test
    void permissionThatNobodyUsedIsGivenToTheNext() {
        coolDown.failed(cars, TIMEOUT);
        time.passes(Duration.ofSeconds(11));

        for (int call = 0; call < 3; call++) {
            try (CoolDown.Permission permission = coolDown.ask(cars)) {
                assertThat(permission.isGranted()).isTrue();
                assertThat(mayCall(cars)).as("while it is out").isFalse();
            }
        }
    }

    @Test
    void permissionIsGivenBackOnceAndOnlyIfNothingWasHeard() {
        coolDown.failed(cars, TIMEOUT);
        time.passes(Duration.ofSeconds(11));
        try (CoolDown.Permission slow = coolDown.ask(cars)) {
            coolDown.failed(cars, TIMEOUT);
            time.passes(Duration.ofSeconds(11));

            assertThat(slow.isGranted()).isTrue();
            assertThat(mayCall(cars)).as("the next trial").isTrue();
        }

        assertThat(mayCall(cars))
                .as("a second one, while the next trial is under way")
                .isFalse();
    }

    @Test
    void trialOfWhichNothingIsHeardCountsAsFailed() {
        CoolDown impatient = new CircuitBreakers(() -> Duration.ofMillis(5));
        impatient.failed(cars, TIMEOUT);
        await().until(() -> impatient.ask(cars).isGranted());

        await().until(() -> impatient.ask(cars).isGranted());
    }

    private boolean mayCall(Cache cache) {
        return coolDown.ask(cache).isGranted();
    }

    private static final class Time extends Clock {

        private Instant now = Instant.EPOCH;

        void passes(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Has a store, which it does not show. */
    private static final class Hiding extends NoOpCache {

        Hiding(String name) {
            super(name);
        }

        @Override
        public Object getNativeCache() {
            throw new UnsupportedOperationException("of no concern to others");
        }
    }
}
