package io.github.ms100.cacheasmulti.support.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cache.support.NullValue;
import org.springframework.data.redis.cache.RedisCacheWriter.TtlFunction;

/** The lives of entries, drawn without a server. */
class SpreadExpiryTests {

    private static final Duration HOUR = Duration.ofHours(1);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void livesAreDrawnEvenlyAndNeverExceedTheConfiguredOne() {
        TtlFunction spread = new SpreadExpiry(TtlFunction.just(HOUR), 0.2, null);
        int[] fifths = new int[5];

        for (int draw = 0; draw < 50_000; draw++) {
            long life = spread.getTimeToLive("key", "value").toMillis();
            assertThat(life).isBetween(HOUR.toMillis() * 8 / 10, HOUR.toMillis());
            long lost = HOUR.toMillis() - life;
            fifths[(int) Math.min(4, lost * 25 / HOUR.toMillis())]++;
        }

        // 10,000 expected in each, with a standard deviation of 90.
        assertThat(Arrays.stream(fifths).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(9_000, 11_000));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 0.999999})
    void shortLivesLastAMillisecondAtLeast(double jitter) {
        TtlFunction spread = new SpreadExpiry(TtlFunction.just(Duration.ofMillis(1)), jitter, null);

        assertThat(IntStream.range(0, 1000).mapToObj(draw -> spread.getTimeToLive("key", "value")))
                .containsOnly(Duration.ofMillis(1));
    }

    @Test
    void livesOfCenturiesAreSpreadWithoutOverflow() {
        Duration millennia = Duration.ofDays(2_000_000);
        TtlFunction spread = new SpreadExpiry(TtlFunction.just(millennia), 0.5, null);

        assertThat(IntStream.range(0, 1000).mapToObj(draw -> spread.getTimeToLive("key", "value")))
                .allSatisfy(life -> assertThat(life).isBetween(millennia.dividedBy(2), millennia));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void whatDoesNotExpireStillDoesNot(long millis) {
        TtlFunction spread = new SpreadExpiry(TtlFunction.just(Duration.ofMillis(millis)), 0.5, null);

        assertThat(spread.getTimeToLive("key", "value")).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void nullsLiveShorterAlsoWhereNothingElseExpires() {
        TtlFunction hour = new SpreadExpiry(TtlFunction.just(HOUR), 0, MINUTE);
        TtlFunction eternal = new SpreadExpiry(TtlFunction.persistent(), 0, MINUTE);

        assertThat(hour.getTimeToLive("key", null)).isEqualTo(MINUTE);
        assertThat(hour.getTimeToLive("key", NullValue.INSTANCE)).isEqualTo(MINUTE);
        assertThat(hour.getTimeToLive("key", "value")).isEqualTo(HOUR);
        assertThat(eternal.getTimeToLive("key", null)).isEqualTo(MINUTE);
        assertThat(eternal.getTimeToLive("key", "value")).isZero();
    }

    @Test
    void nullsNeverLiveLongerThanValues() {
        TtlFunction spread = new SpreadExpiry(TtlFunction.just(Duration.ofSeconds(3)), 0, MINUTE);

        assertThat(spread.getTimeToLive("key", null)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void livesOfNullsAreSpreadToo() {
        TtlFunction spread = new SpreadExpiry(TtlFunction.just(HOUR), 0.5, MINUTE);

        assertThat(IntStream.range(0, 1000)
                        .mapToObj(draw -> spread.getTimeToLive("key", null))
                        .distinct())
                .hasSizeGreaterThan(100)
                .allSatisfy(life -> assertThat(life).isBetween(MINUTE.dividedBy(2), MINUTE));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1, 10, Double.NaN})
    void impossibleJitterIsRefused(double jitter) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedisCacheCustomizer(Map.of(), null).withTimeToLiveJitter(jitter))
                .withMessageContaining("at least 0 and less than 1, but is " + jitter);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 999_999})
    void nullsMustLiveAMillisecond(long nanos) {
        Duration life = Duration.ofNanos(nanos);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedisCacheCustomizer(Map.of(), null).withNullTimeToLive(life))
                .withMessageContaining("a millisecond or more, but is " + life);
    }
}
