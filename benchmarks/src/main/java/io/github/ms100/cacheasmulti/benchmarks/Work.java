package io.github.ms100.cacheasmulti.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A subject on a store, and what it is asked for. */
@State(Scope.Benchmark)
public class Work {

    @Param
    public StoreKind store;

    @Param({"PLAIN"})
    public Variant variant;

    @Param({"100"})
    public int size;

    /** A constant of {@link Subject}, or the name of a {@link Peer}. Last, so that ratios are made of neighbours. */
    @Param({"LIMIT", "CACHE_AS_MULTI", "LOOP_OF_CACHE", "LOOP_OF_METHOD"})
    public String subject;

    /**
     * How long small batches are done on Redis before any is measured. A measured batch and what restores the cache take so long
     * that there are a few hundred of them: without that they would be measured while the code is still interpreted.
     */
    @Param({"3000"})
    public int warmUpMillis;

    private Store opened;

    private Batch measured;

    private Batch limit;

    private Batch limitRestorer;

    private Batch restorer;

    /** Changes what is in Redis only; {@code null} if nothing is on the heap. */
    private Batch remote;

    private List<Long> ids;

    private List<Long> everySecondId;

    @Setup
    public void open() throws Exception {
        ids = Car.ids(size);
        everySecondId = IntStream.range(0, size)
                .filter(index -> index % 2 == 0)
                .mapToObj(ids::get)
                .toList();
        opened = store.open();
        measured = open(subject, store, opened, variant);
        limit = opened.byHand(variant);
        openRestorers();
        limitRestorer.evict(ids); // another benchmark on the same server has left its own
        limit.find(ids);
        restorer.evict(ids);
        check("loaded", measured.find(ids));
        check("cached", measured.find(ids));
        restorer.evict(everySecondId);
        check("partly cached", measured.find(ids));
        if (store.isRedis()) {
            warmUp(ids.subList(0, Math.min(size, 10)));
        }
    }

    private void openRestorers() throws Exception {
        Optional<Peer> peer = Peer.named(subject);
        if (store.hasLocalLevel()) {
            // Nobody else can change local copies, and have done so when that returns.
            limitRestorer = limit;
            restorer = measured;
            remote = opened.remote();
        } else {
            limitRestorer = opened.byHand(variant);
            restorer = peer.isPresent() ? peer.get().openRestorer(store, opened, measured) : limitRestorer;
        }
    }

    private void warmUp(List<Long> few) throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(warmUpMillis);
        while (System.nanoTime() < end) {
            for (Batch batch : List.of(limit, measured)) {
                batch.evict(few);
                batch.find(few);
                batch.find(few);
            }
        }
    }

    static Batch open(String subject, StoreKind kind, Store store, Variant variant) throws Exception {
        Optional<Peer> peer = Peer.named(subject);
        return peer.isPresent()
                ? peer.get().open(kind, store)
                : Subject.valueOf(subject).open(store, variant);
    }

    /** What returns something else must not be measured. */
    private void check(String state, Object found) {
        Object expected = subject.equals(Subject.SINGLE_CALL.name()) ? Car.load(0L) : variant.shape(Car.load(ids));
        if (!expected.equals(found)) {
            throw new IllegalStateException(
                    "%s found %s of what is %s, expected %s".formatted(subject, found, state, expected));
        }
    }

    @TearDown
    public void close() throws Exception {
        if (restorer != measured) {
            restorer.close();
        }
        measured.close();
        opened.close();
    }

    Batch subject() {
        return measured;
    }

    Batch limit() {
        return limit;
    }

    /** Changes the entries that the code by hand works on. */
    Batch limitRestorer() {
        return limitRestorer;
    }

    /** Changes the entries that the subject works on. */
    Batch restorer() {
        return restorer;
    }

    /** Loads and stores in Redis only. */
    Batch remote() {
        return remote;
    }

    List<Long> ids() {
        return ids;
    }

    List<Long> everySecondId() {
        return everySecondId;
    }
}
