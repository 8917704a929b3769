package io.github.ms100.cacheasmulti.test;

import io.github.ms100.cacheasmulti.event.BatchListener;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.assertj.core.api.AssertProvider;
import org.springframework.cache.Cache;

/**
 * A listener that remembers what the batch methods of a test did, for assertions of AssertJ. Let it be a bean of the test:
 *
 * <pre>{@code
 * @SpringBootTest
 * @Import(RecordedBatches.class)
 * class CarsTests {
 *
 *     @Autowired Cars cars;
 *
 *     @Autowired RecordedBatches batches;
 *
 *     @Test
 *     void onlyWhatIsMissingIsLoaded() {
 *         cars.findByIds(List.of(1L, 2L));
 *         cars.findByIds(List.of(1L, 2L, 3L));
 *
 *         assertThat(batches).method(Cars.class, "findByIds").loadedElements(3).inCalls(2);
 *         assertThat(batches).cache("cars").hits(2).misses(3);
 *     }
 * }
 * }</pre>
 *
 * <p>Each test method begins with nothing recorded, before its {@code @BeforeEach} methods, where its context is one of
 * Spring's test framework; elsewhere, or in between, call {@link #reset}. What is recorded is what a {@link BatchListener} is
 * told: no single-key methods, and nothing before all singletons are ready. Thread-safe; tests that run at once and share a
 * context share what is recorded.
 *
 * @since 2.0.0
 */
public final class RecordedBatches implements BatchListener, AssertProvider<RecordedBatchesAssert> {

    private final Queue<Object> events = new ConcurrentLinkedQueue<>();

    /** Creates a listener that has recorded nothing. */
    public RecordedBatches() {}

    /** Forgets everything. */
    public void reset() {
        events.clear();
    }

    /** For AssertJ, whose own {@code assertThat} takes this object. */
    @Override
    public RecordedBatchesAssert assertThat() {
        return new RecordedBatchesAssert(this);
    }

    @Override
    public void onLookup(Lookup lookup) {
        events.add(lookup);
    }

    @Override
    public void onLoad(Load load) {
        events.add(load);
    }

    @Override
    public void onWait(Wait wait) {
        events.add(wait);
    }

    @Override
    public void onStore(Store store) {
        events.add(store);
    }

    @Override
    public void onEvict(Evict evict) {
        events.add(evict);
    }

    @Override
    public void onClear(Clear clear) {
        events.add(clear);
    }

    @Override
    public void onCoolDownOpened(Cache cache) {
        events.add(new CoolDown(cache, true));
    }

    @Override
    public void onCoolDownClosed(Cache cache) {
        events.add(new CoolDown(cache, false));
    }

    /** Returns what was recorded of one kind, in its order. */
    <E> List<E> of(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Returns whether nothing was recorded. */
    boolean isEmpty() {
        return events.isEmpty();
    }

    /** Returns what was recorded in words, one line each. */
    @Override
    public String toString() {
        return isEmpty()
                ? "nothing"
                : events.stream().map(RecordedBatches::inWords).collect(Collectors.joining("\n"));
    }

    private static String inWords(Object event) {
        if (event instanceof Lookup lookup) {
            return lookup.bypassed()
                    ? "cache '%s' not asked for %d keys, being spared".formatted(nameOf(lookup.cache()), lookup.keys())
                    : "cache '%s' asked %sfor %d keys: %d hits, %d misses, %d failed"
                            .formatted(
                                    nameOf(lookup.cache()),
                                    lookup.again() ? "again " : "",
                                    lookup.keys(),
                                    lookup.hits(),
                                    lookup.misses(),
                                    lookup.failures());
        }
        if (event instanceof Store store) {
            return "cache '%s' given %d entries: %d refused, %d failed"
                    .formatted(nameOf(store.cache()), store.entries(), store.refused(), store.failures());
        }
        if (event instanceof Evict evict) {
            return "cache '%s' told to evict %d keys: %d failed"
                    .formatted(nameOf(evict.cache()), evict.keys(), evict.failures());
        }
        if (event instanceof Clear clear) {
            return "cache '%s' told to clear: %s"
                    .formatted(nameOf(clear.cache()), clear.failure() == null ? "done" : "failed");
        }
        if (event instanceof CoolDown coolDown) {
            return "cache '%s' %s"
                    .formatted(nameOf(coolDown.cache()), coolDown.opened() ? "spared from now on" : "spared no longer");
        }
        return ofMethod(event);
    }

    private static String ofMethod(Object event) {
        if (event instanceof Load load) {
            String result = (load.failure() == null) ? "%d found".formatted(load.found()) : "threw " + load.failure();
            return "%s called for %d elements: %s"
                    .formatted(MethodBatchesAssert.nameOf(load.method()), load.elements(), result);
        }
        Wait wait = (Wait) event;
        return "%s waited for %d elements of other calls: %d taken"
                .formatted(MethodBatchesAssert.nameOf(wait.method()), wait.elements(), wait.taken());
    }

    private static String nameOf(Cache cache) {
        return cache.getName();
    }

    /** A cache that is spared from now on, or no longer. */
    record CoolDown(Cache cache, boolean opened) {}
}
