package io.github.ms100.cacheasmulti.internal.cooldown;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.internal.batch.CoolDown;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.dao.QueryTimeoutException;

class CircuitBreakersTests {

    private static final RuntimeException TIMEOUT = new QueryTimeoutException("no answer");

    private final Time time = new Time();

    private final CoolDown coolDown = new CircuitBreakers(() -> Duration.ofSeconds(10), config -> config.clock(time));

    private final Cache cars = new ConcurrentMapCache("cars");

    private final Cache bikes = new ConcurrentMapCache("bikes");

    @Test
    void cacheThatWorksIsAskedAlways() {
        for (int call = 0; call < 100; call++) {
            assertThat(coolDown.letsThrough(cars)).isTrue();
            coolDown.answered(cars);
        }
    }

    @Test
    void cacheThatCannotBeReachedIsSparedForThePeriod() {
        coolDown.failed(cars, TIMEOUT);

        assertThat(coolDown.letsThrough(cars)).isFalse();
        time.passes(Duration.ofMillis(9_999));
        assertThat(coolDown.letsThrough(cars)).isFalse();
        time.passes(Duration.ofMillis(2));
        assertThat(coolDown.letsThrough(cars)).isTrue();
    }

    @Test
    void afterThePeriodOneCallIsLetThroughAsATrial() {
        coolDown.failed(cars, TIMEOUT);
        time.passes(Duration.ofSeconds(11));

        assertThat(coolDown.letsThrough(cars)).isTrue();
        assertThat(coolDown.letsThrough(cars)).isFalse();
        coolDown.answered(cars);
        assertThat(coolDown.letsThrough(cars)).isTrue();
        assertThat(coolDown.letsThrough(cars)).isTrue();
    }

    @Test
    void trialThatFailsCostsAnotherPeriod() {
        coolDown.failed(cars, TIMEOUT);
        for (int period = 0; period < 3; period++) {
            time.passes(Duration.ofSeconds(11));
            assertThat(coolDown.letsThrough(cars)).isTrue();
            coolDown.failed(cars, TIMEOUT);
            assertThat(coolDown.letsThrough(cars)).isFalse();
        }
    }

    @Test
    void trialThatFailsForAnotherReasonHasReachedTheCache() {
        coolDown.failed(cars, TIMEOUT);
        time.passes(Duration.ofSeconds(11));
        assertThat(coolDown.letsThrough(cars)).isTrue();

        coolDown.failed(cars, new IllegalStateException("refused"));

        assertThat(coolDown.letsThrough(cars)).isTrue();
    }

    @Test
    void answerToThoseWhoAskInAnyCaseDoesNotEndThePeriod() {
        coolDown.failed(cars, TIMEOUT);

        coolDown.answered(cars);
        coolDown.failed(cars, TIMEOUT);

        assertThat(coolDown.letsThrough(cars)).isFalse();
    }

    @Test
    void otherFailuresDoNotCount() {
        coolDown.failed(cars, new IllegalArgumentException("does not allow null"));
        coolDown.failed(cars, new StackOverflowError());

        assertThat(coolDown.letsThrough(cars)).isTrue();
    }

    @Test
    void cachesOfOneStoreAreSparedTogetherAndOthersAreNot() {
        ConcurrentHashMap<Object, Object> store = new ConcurrentHashMap<>();
        Cache one = new ConcurrentMapCache("one", store, true);
        Cache other = new ConcurrentMapCache("other", store, true);

        coolDown.failed(one, TIMEOUT);

        assertThat(coolDown.letsThrough(other)).isFalse();
        assertThat(coolDown.letsThrough(cars)).as("equal, but not the same").isTrue();
        assertThat(coolDown.letsThrough(bikes)).isTrue();
    }

    @Test
    void zeroSparesNothing() {
        CoolDown none = new CircuitBreakers(() -> Duration.ZERO);

        none.failed(cars, TIMEOUT);

        assertThat(none.letsThrough(cars)).isTrue();
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
}
