package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.internal.flight.Claims;
import io.github.ms100.cacheasmulti.internal.flight.Flight;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Another call, played by a test: what it claims and loads it does in another thread, at a moment of the call under test. */
final class OtherCall {

    private final Batches batches;

    private @Nullable Claims claims;

    private List<Object> keys = List.of();

    OtherCall(Batches batches) {
        this.batches = batches;
    }

    /** Claims keys, unless it has claimed some already. */
    void claims(FakeView view, Object... wanted) {
        if (claims != null) {
            return;
        }
        CallCache cache = batches.cache(view);
        Claims begun = new Claims(
                batches.flights,
                batches.flights.landings(),
                batches.feed.loads().begin(),
                false);
        claims = begun;
        keys = List.of(wanted);
        int[] indexes = IntStream.range(0, wanted.length).toArray();
        Elsewhere.run(() -> begun.stake(indexes, i -> cache.shared(wanted[i]), true));
    }

    /** Ends its claims, if it has any: what is not named has failed. */
    void ends(Map<?, ? extends @Nullable Object> loaded) {
        Claims begun = claims;
        claims = null;
        if (begun != null) {
            Elsewhere.run(
                    () -> begun.end(i -> loaded.containsKey(keys.get(i)) ? loaded.get(keys.get(i)) : Flight.NO_VALUE));
        }
    }

    /** Returns what it has been given of the keys that it wanted, and ends; "own" for those that nobody had claimed. */
    Object[] given() {
        @Nullable Object[] given = new Object[keys.size()];
        Arrays.fill(given, "own");
        Map<Integer, @Nullable Object> taken = new HashMap<>();
        int[] left = claims.take((i, value) -> {
            taken.put(i, value);
            return true;
        });
        taken.forEach((i, value) -> given[i] = value);
        Arrays.stream(left).forEach(i -> given[i] = Flight.NO_VALUE);
        ends(Map.of());
        return given;
    }
}
