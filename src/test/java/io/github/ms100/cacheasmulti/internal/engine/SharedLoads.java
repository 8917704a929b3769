package io.github.ms100.cacheasmulti.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.internal.change.CallScope;
import io.github.ms100.cacheasmulti.internal.flight.Claims;
import io.github.ms100.cacheasmulti.internal.flight.Flight;
import io.github.ms100.cacheasmulti.internal.flight.Flights;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The other calls are played by the test: what they claim and load happens in another thread, at a moment of this call. */
abstract class SharedLoads {

    final Batches batches = new Batches();

    final FakeView view = new FakeView("cars");

    final FakeLoader loader = new FakeLoader(element -> "v" + element);

    final Flights flights = Flights.inThisJvm();

    final Map<Object, @Nullable Object> given = new HashMap<>();

    @Nullable
    Claims others;

    @BeforeEach
    void share() {
        batches.flights = flights;
    }

    @AfterEach
    void nothingIsLeft() {
        TransactionSynchronizationManager.clear();
        TransactionSynchronizationManager.setActualTransactionActive(false);
        assertThat(CallScope.isClaiming()).isFalse();
        assertThat(flights.isEmpty()).isTrue();
    }

    final Object[] read(Object... keys) throws Throwable {
        return run(keys.length, FakeRules.keys(keys));
    }

    final Object[] run(int count, FakeRules rules) throws Throwable {
        return batches.run(count, loader, batches.read(count, rules, view));
    }

    final Map<Object, Integer> staked = new HashMap<>();

    final void othersClaim(Object... keys) {
        claim(view, keys);
    }

    final void claim(FakeView claimed, Object... keys) {
        BatchCache cache = batches.cache(claimed);
        int[] indexes = new int[keys.length];
        Arrays.setAll(indexes, i -> i);
        Claims claims =
                new Claims(flights, flights.landings(), batches.feed.loads().begin());
        others = claims;
        staked.clear();
        Elsewhere.run(() -> claims.stake(indexes, i -> cache.shared(keys[i])));
        for (int i : indexes) {
            staked.put(keys[i], i);
        }
    }

    /** Ends the claims of the others; what is not named has failed. */
    final void othersEnd(Map<String, Object> values) {
        given.putAll(values);
        end();
    }

    final void end() {
        Claims claims = others;
        others = null;
        if (claims != null) {
            Map<Integer, @Nullable Object> byIndex = new HashMap<>();
            given.forEach((key, value) -> byIndex.put(staked.get(key), value));
            Elsewhere.run(() -> claims.end(i -> byIndex.containsKey(i) ? byIndex.get(i) : Flight.NO_VALUE));
        }
    }

    /** Returns what others got that claimed keys while this call loaded them; "left" for those that they had to load. */
    final Object[] othersAreGiven(Object... keys) {
        Map<Integer, @Nullable Object> taken = new HashMap<>();
        Claims claims = others;
        int[] left = claims.await(
                (i, value) -> {
                    taken.put(i, value);
                    return true;
                },
                Duration.ZERO);
        Elsewhere.run(() -> claims.end(i -> Flight.NO_VALUE));
        Arrays.stream(left).forEach(i -> taken.put(i, Flight.NO_VALUE));
        return Arrays.stream(keys)
                .map(key -> taken.containsKey(staked.get(key)) ? taken.get(staked.get(key)) : "left")
                .toArray();
    }
}
