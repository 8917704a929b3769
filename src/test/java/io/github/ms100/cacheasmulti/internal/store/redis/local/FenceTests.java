package io.github.ms100.cacheasmulti.internal.store.redis.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.internal.change.EntryScope;
import io.github.ms100.cacheasmulti.internal.change.Stamps;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("L7 what has been told since a read began is not served from it")
class FenceTests {

    private static final String CARS = "cars::";

    private static final String BIKES = "bikes::";

    private static final long KEY = KeyHash.of("cars::1".getBytes());

    private static final long OTHER = KeyHash.of("cars::2".getBytes());

    private final Fence fence = new Fence(new Stamps(), EntryScope.of(new Object()));

    private boolean isVoid(long key, String prefix, long moment) {
        return fence.hasChanged(fence.index(key), fence.prefixIndex(prefix), moment);
    }

    @Test
    void whatIsToldAfterTheReadBeganVoidsIt() {
        long before = fence.begin();

        fence.tellOnce(new long[] {KEY});

        assertThat(isVoid(KEY, CARS, before)).isTrue();
        assertThat(isVoid(OTHER, CARS, before)).as("another key").isFalse();
        assertThat(isVoid(KEY, CARS, fence.begin())).as("a later read").isFalse();
    }

    @Test
    @DisplayName("L16 a clear voids all keys of its prefix, and no others")
    void clear() {
        long before = fence.begin();

        fence.tellAll(CARS);

        assertThat(isVoid(KEY, CARS, before)).isTrue();
        assertThat(isVoid(KEY, BIKES, before)).isFalse();
        assertThat(isVoid(KEY, CARS, fence.begin())).isFalse();
    }

    @Test
    @DisplayName("L16 a clear voids the keys of known prefixes that begin with its own")
    void clearOfALongerPrefix() {
        fence.addPrefix("cars::red::");
        fence.addPrefix(BIKES);
        long before = fence.begin();

        fence.tellAll(CARS);

        assertThat(isVoid(KEY, "cars::red::", before)).isTrue();
        assertThat(isVoid(KEY, BIKES, before)).isFalse();
    }

    @Test
    @DisplayName("L12 a gap voids everything")
    void gap() {
        long before = fence.begin();

        fence.tellAll();

        assertThat(isVoid(KEY, CARS, before)).isTrue();
        assertThat(isVoid(KEY, BIKES, before)).isTrue();
        assertThat(isVoid(KEY, "", before)).isTrue();
        assertThat(isVoid(KEY, CARS, fence.begin())).isFalse();
    }

    @Test
    @DisplayName("L16 a clear without a prefix voids everything")
    void clearWithoutPrefix() {
        long before = fence.begin();

        fence.tellAll("");

        assertThat(isVoid(KEY, CARS, before)).isTrue();
    }

    @Test
    @DisplayName("L6 a change is told before it is made and again afterwards")
    void toldTwice() {
        long before = fence.begin();
        Fence.Told told = fence.tell(new long[] {KEY});
        assertThat(isVoid(KEY, CARS, before)).isTrue();
        long between = fence.begin();
        assertThat(isVoid(KEY, CARS, between)).isFalse();

        told.again();

        assertThat(isVoid(KEY, CARS, between)).isTrue();
        assertThat(isVoid(KEY, CARS, told.moment())).as("what has been put").isFalse();
    }

    @Test
    @DisplayName("L6 a change is alone if nobody else has told of its key meanwhile")
    void alone() {
        Fence.Told told = fence.tell(new long[] {KEY, OTHER});
        fence.tellOnce(new long[] {OTHER});

        told.again();

        assertThat(told.isAlone(0, fence.prefixIndex(CARS))).isTrue();
        assertThat(told.isAlone(1, fence.prefixIndex(CARS))).isFalse();
    }

    @Test
    @DisplayName("L6 of two changes that overlap neither is alone")
    void overlapping() {
        Fence.Told first = fence.tell(new long[] {KEY});
        Fence.Told second = fence.tell(new long[] {KEY});

        first.again();
        second.again();

        assertThat(first.isAlone(0, fence.prefixIndex(CARS))).isFalse();
        assertThat(second.isAlone(0, fence.prefixIndex(CARS))).isFalse();
    }

    @Test
    @DisplayName("L6 a change within another is void when the other ends")
    void within() {
        Fence.Told around = fence.tell(new long[] {KEY});
        Fence.Told within = fence.tell(new long[] {KEY});

        within.again();
        around.again();

        assertThat(around.isAlone(0, fence.prefixIndex(CARS))).isFalse();
        assertThat(isVoid(KEY, CARS, within.moment())).isTrue();
    }

    @Test
    @DisplayName("L6 a change is not alone if its cache was cleared meanwhile, or there was a gap")
    void notAloneAfterAClear() {
        Fence.Told cleared = fence.tell(new long[] {KEY});
        fence.tellAll(CARS);
        cleared.again();
        Fence.Told gap = fence.tell(new long[] {KEY});
        fence.tellAll();
        gap.again();

        assertThat(cleared.isAlone(0, fence.prefixIndex(CARS))).isFalse();
        assertThat(gap.isAlone(0, fence.prefixIndex(CARS))).isFalse();
    }

    @Test
    @DisplayName("L6 a key that a batch names twice is alone")
    void twiceInOneBatch() {
        Fence.Told told = fence.tell(new long[] {KEY, KEY});

        told.again();

        assertThat(told.isAlone(0, fence.prefixIndex(CARS))).isTrue();
        assertThat(told.isAlone(1, fence.prefixIndex(CARS))).isTrue();
    }

    @Test
    @DisplayName("L6 the next change voids what a put has kept")
    void nextChange() {
        Fence.Told put = fence.tell(new long[] {KEY});
        put.again();

        Fence.Told next = fence.tell(new long[] {KEY});

        assertThat(isVoid(KEY, CARS, put.moment())).isTrue();
        next.again();
        assertThat(isVoid(KEY, CARS, next.moment())).isFalse();
    }
}
