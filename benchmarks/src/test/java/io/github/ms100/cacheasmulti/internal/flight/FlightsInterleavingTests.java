package io.github.ms100.cacheasmulti.internal.flight;

import io.github.ms100.cacheasmulti.internal.change.EntryId;
import io.github.ms100.cacheasmulti.internal.change.EntryScope;
import io.github.ms100.cacheasmulti.internal.change.RunningLoad;
import io.github.ms100.cacheasmulti.internal.store.StoreIdentities;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * S19: whatever steps of two threads come before which (Lincheck tries the interleavings), a key that is looked up,
 * claimed, looked up again if a flight has landed, loaded, stored and landed is loaded once.
 */
public class FlightsInterleavingTests {

    private static final EntryScope CACHE = EntryScope.of(new Object(), "cars");

    private static final RunningLoad LOAD = StoreIdentities.feed().loads().begin();

    private final Flights flights = new Flights();

    private final ConcurrentMap<Integer, String> cache = new ConcurrentHashMap<>();

    private final ConcurrentMap<Integer, Integer> loads = new ConcurrentHashMap<>();

    /** Finds a key as a call does that waits for nobody; true, in whatever order, if nothing was loaded twice. */
    @Operation
    public boolean find(@Param(gen = IntGen.class, conf = "1:2") int id) {
        EntryId key = new EntryId(CACHE, id);
        long landings = flights.landings();
        if (!cache.containsKey(id)) {
            Flight mine = new Flight(LOAD, false);
            if (flights.claim(key, mine) == mine) {
                if (!flights.landedSince(landings, key) || !cache.containsKey(id)) {
                    loads.merge(id, 1, Integer::sum);
                    cache.put(id, "car");
                }
                flights.land(key, mine, "car").run();
            }
        }
        return loads.getOrDefault(id, 1) == 1;
    }

    @Test
    void keyIsLoadedOnce() {
        // It would find nothing, and say that all is well: Lincheck 3.4 cannot instrument the classes of newer JDKs.
        Assertions.assertTrue(Runtime.version().feature() <= 22, "run this on JDK 17 to 22");

        new ModelCheckingOptions()
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(0)
                .actorsAfter(0)
                .iterations(Integer.getInteger("lincheck.iterations", 5))
                .invocationsPerIteration(Integer.getInteger("lincheck.invocations", 500))
                .check(FlightsInterleavingTests.class);
    }
}
