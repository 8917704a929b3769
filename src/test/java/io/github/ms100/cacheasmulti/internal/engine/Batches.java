package io.github.ms100.cacheasmulti.internal.engine;

import io.github.ms100.cacheasmulti.event.BatchListener;
import io.github.ms100.cacheasmulti.fixture.RecordingErrorHandler;
import io.github.ms100.cacheasmulti.internal.change.AfterCommit;
import io.github.ms100.cacheasmulti.internal.change.ChangeFeed;
import io.github.ms100.cacheasmulti.internal.change.ChangeFeed.Waiting;
import io.github.ms100.cacheasmulti.internal.change.KeysAsTheyAre;
import io.github.ms100.cacheasmulti.internal.failure.CoolDown;
import io.github.ms100.cacheasmulti.internal.flight.Flights;
import io.github.ms100.cacheasmulti.internal.later.CallThreads;
import io.github.ms100.cacheasmulti.internal.later.Futures;
import io.github.ms100.cacheasmulti.internal.later.Surroundings;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/** Runs batches of elements that are their own indexes, with maps for stores. */
final class Batches {

    static final Method METHOD = Batches.class.getDeclaredMethods()[0];

    static final Step.Moment BEFORE = new Step.Moment(true, failure -> false);

    static final Step.Moment AFTER = new Step.Moment(false, failure -> false);

    private static final CallThreads THREADS = new CallThreads(() -> Way::execute);

    final RecordingErrorHandler errors = new RecordingErrorHandler();

    CoolDown coolDown = CoolDown.NONE;

    BatchListener listener = BatchListener.NO_OP;

    int maxLoadSize;

    @Nullable
    Flights flights;

    @Nullable
    Duration waitLimit;

    /** Whether every cache puts writes off until the commit, whoever sees to that. */
    boolean cachesWaitForCommit;

    final ChangeFeed feed = new ChangeFeed(new KeysAsTheyAre() {
        @Override
        public Waiting waiting(Cache cache) {
            return cachesWaitForCommit ? Waiting.YES : Waiting.NO;
        }
    });

    Guard guard() {
        return new Guard(errors, coolDown, listener);
    }

    CallCache cache(FakeView view) {
        return new CallCache(view.source(), view, feed, null);
    }

    List<CallCache> caches(FakeView... views) {
        return Arrays.stream(views).map(this::cache).toList();
    }

    static Object[] elements(int count) {
        return IntStream.range(0, count).boxed().toArray();
    }

    Step read(int count, FakeRules rules, FakeView... views) {
        return new ReadStep(rules, caches(views), elements(count), false, null);
    }

    Step skippingRead(int count, FakeRules rules, FakeView... views) {
        return new ReadStep(rules, caches(views), elements(count), true, null);
    }

    Step write(int count, FakeRules rules, FakeView... views) {
        return new Step.Write(rules, caches(views), elements(count));
    }

    Step evict(FakeRules rules, Step.Moment moment, FakeView view, int count) {
        return new Step.Evict(rules, caches(view), elements(count), false, moment);
    }

    Step evictAll(FakeRules rules, Step.Moment moment, FakeView view, int count) {
        return new Step.Evict(rules, caches(view), elements(count), true, moment);
    }

    Loading loading() {
        return new Loading(maxLoadSize, feed.loads(), flights, waitLimit, Way.current != Way.WAITING);
    }

    @Nullable
    Object[] run(int count, Loader loader, Step... steps) throws Throwable {
        if (Way.current == Way.WAITING) {
            return new BatchExecution(List.of(steps), guard(), elements(count), loading()).run(loader);
        }
        CompletableFuture<@Nullable Object[]> values =
                later(count, loader, steps).start();
        Way.await(values);
        Throwable failure = Futures.failure(values);
        if (failure != null) {
            throw failure;
        }
        return values.join();
    }

    /** Returns a call that does not wait. */
    LaterRun later(int count, Loader loader, Step... steps) {
        List<Step> detached =
                Arrays.stream(steps).map(Step::detached).map(Step::again).toList();
        return new LaterRun(new BatchExecution(detached, guard(), elements(count), loading()), loader, scope());
    }

    /** Returns what a call takes along that does not wait, made in the current thread. */
    static LaterScope scope() {
        return new LaterScope(THREADS, Surroundings.NONE, AfterCommit.outcome());
    }
}
