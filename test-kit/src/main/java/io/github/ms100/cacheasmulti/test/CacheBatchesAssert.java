package io.github.ms100.cacheasmulti.test;

import io.github.ms100.cacheasmulti.event.BatchListener.Clear;
import io.github.ms100.cacheasmulti.event.BatchListener.Evict;
import io.github.ms100.cacheasmulti.event.BatchListener.Lookup;
import io.github.ms100.cacheasmulti.event.BatchListener.Store;
import io.github.ms100.cacheasmulti.test.RecordedBatches.CoolDown;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.springframework.cache.Cache;

/**
 * Assertions on what batch methods did with one cache. Keys that are looked up for a second time in a call, because other
 * calls were loading them, are counted apart.
 *
 * @since 2.0.0
 */
public final class CacheBatchesAssert extends CountsAssert<CacheBatchesAssert> {

    private final String name;

    CacheBatchesAssert(RecordedBatches actual, String name) {
        super(actual, CacheBatchesAssert.class, "cache '%s'".formatted(name));
        this.name = name;
    }

    /** Asserts for how many keys the cache was asked. */
    public CacheBatchesAssert lookedUpKeys(int expected) {
        return has(expected, "keys looked up", first(Lookup::keys));
    }

    /** Asserts how often the cache was asked for keys. */
    public CacheBatchesAssert inLookups(int expected) {
        return has(expected, "lookups", first(lookup -> 1));
    }

    /** Asserts how many keys the cache had. */
    public CacheBatchesAssert hits(int expected) {
        return has(expected, "hits", first(Lookup::hits));
    }

    /** Asserts how many keys the cache did not have. */
    public CacheBatchesAssert misses(int expected) {
        return has(expected, "misses", first(Lookup::misses));
    }

    /** Asserts how many keys could not be read. */
    public CacheBatchesAssert failedReads(int expected) {
        return has(expected, "keys that could not be read", first(Lookup::failures));
    }

    /** Asserts how many keys were looked up again, because other calls were loading them. */
    public CacheBatchesAssert lookedUpAgain(int expected) {
        return has(
                expected,
                "keys looked up again",
                lookups(lookup -> asked(lookup) && lookup.again() ? lookup.keys() : 0));
    }

    /** Asserts for how many keys the cache was not asked, being spared. */
    public CacheBatchesAssert bypassedKeys(int expected) {
        return has(expected, "keys not asked for", lookups(lookup -> lookup.bypassed() ? lookup.keys() : 0));
    }

    /** Asserts how many entries were stored. */
    public CacheBatchesAssert storedEntries(int expected) {
        return has(expected, "entries stored", stores(store -> store.entries() - store.refused() - store.failures()));
    }

    /** Asserts how often entries were to be stored. */
    public CacheBatchesAssert inStores(int expected) {
        return has(expected, "stores", stores(store -> 1));
    }

    /** Asserts how many entries were not to be stored, as a {@code null} that the cache cannot hold. */
    public CacheBatchesAssert refusedEntries(int expected) {
        return has(expected, "entries refused", stores(Store::refused));
    }

    /** Asserts how many entries could not be stored. */
    public CacheBatchesAssert failedStores(int expected) {
        return has(expected, "entries that could not be stored", stores(Store::failures));
    }

    /** Asserts how many keys were evicted, whether they were cached or not. */
    public CacheBatchesAssert evictedKeys(int expected) {
        return has(expected, "keys evicted", evicts(evict -> evict.keys() - evict.failures()));
    }

    /** Asserts how often keys were to be evicted. */
    public CacheBatchesAssert inEvicts(int expected) {
        return has(expected, "evicts", evicts(evict -> 1));
    }

    /** Asserts how many keys could not be evicted. */
    public CacheBatchesAssert failedEvicts(int expected) {
        return has(expected, "keys that could not be evicted", evicts(Evict::failures));
    }

    /** Asserts how often the cache was cleared. */
    public CacheBatchesAssert cleared(int expected) {
        return has(expected, "clears", clears(clear -> clear.failure() == null ? 1 : 0));
    }

    /** Asserts how often the cache could not be cleared. */
    public CacheBatchesAssert failedClears(int expected) {
        return has(expected, "clears that failed", clears(clear -> clear.failure() == null ? 0 : 1));
    }

    /** Asserts how often the cache began to be spared. */
    public CacheBatchesAssert coolDownsOpened(int expected) {
        return has(expected, "cool-downs opened", coolDowns(coolDown -> coolDown.opened() ? 1 : 0));
    }

    /** Asserts how often the cache stopped being spared, as it had answered. */
    public CacheBatchesAssert coolDownsClosed(int expected) {
        return has(expected, "cool-downs closed", coolDowns(coolDown -> coolDown.opened() ? 0 : 1));
    }

    private long first(ToLongFunction<Lookup> number) {
        return lookups(lookup -> asked(lookup) && !lookup.again() ? number.applyAsLong(lookup) : 0);
    }

    private static boolean asked(Lookup lookup) {
        return !lookup.bypassed();
    }

    private long lookups(ToLongFunction<Lookup> number) {
        return sum(Lookup.class, Lookup::cache, number);
    }

    private long stores(ToLongFunction<Store> number) {
        return sum(Store.class, Store::cache, number);
    }

    private long evicts(ToLongFunction<Evict> number) {
        return sum(Evict.class, Evict::cache, number);
    }

    private long clears(ToLongFunction<Clear> number) {
        return sum(Clear.class, Clear::cache, number);
    }

    private long coolDowns(ToLongFunction<CoolDown> number) {
        return sum(CoolDown.class, CoolDown::cache, number);
    }

    private <E> long sum(Class<E> kind, Function<E, Cache> cache, ToLongFunction<E> number) {
        return actual.of(kind).stream()
                .filter(event -> cache.apply(event).getName().equals(name))
                .mapToLong(number)
                .sum();
    }
}
