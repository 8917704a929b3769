package io.github.ms100.cacheasmulti.equivalence;

import io.github.ms100.cacheasmulti.fixture.RecordingErrorHandler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One random call, made of a batch method and of the same one whose result comes later. */
final class LaterTrial {

    private final Trial trial;

    private final LaterStore store;

    private final Side now;

    private final Side later;

    /**
     * Creates a trial.
     *
     * @param trial the call, prepared on both sides
     */
    LaterTrial(Trial trial, LaterStore store, Side now, Side later) {
        this.trial = trial;
        this.store = store;
        this.now = now;
        this.later = later;
    }

    /** Makes the call on both sides; returns what differs, or {@code null}. */
    String run(Pair pairLater, Arrivals arrivals, Arrivals.Moment moment) {
        Seen expected = seen(now, () -> trial.pair().callBatch(now.bean(trial.pair()), trial.container(), trial.tag()));
        arrivals.come(moment);
        Seen found = seen(later, () -> {
            Object bean = later.bean(pairLater.batch().getDeclaringClass());
            CompletableFuture<?> result = future(pairLater.callBatch(bean, trial.container(), trial.tag()));
            arrivals.release();
            return result(result);
        });
        if (!expected.sameOutcome(found)) {
            return "it yields %s, later %s".formatted(expected.outcome(), found.outcome());
        }
        return expected.equals(found) ? null : "it leaves%n%s, later%n%s".formatted(expected, found);
    }

    private static CompletableFuture<?> future(Object returned) {
        if (returned instanceof Mono<?> mono) {
            return mono.toFuture();
        }
        return (returned instanceof Flux<?> flux) ? flux.collectList().toFuture() : (CompletableFuture<?>) returned;
    }

    private static Object result(CompletableFuture<?> future) throws Throwable {
        Object[] outcome =
                future.handle((value, failure) -> new Object[] {value, failure}).get(10, TimeUnit.SECONDS);
        if (outcome[1] != null) {
            throw (Throwable) outcome[1];
        }
        return outcome[0];
    }

    private Seen seen(Side side, Call call) {
        RecordingErrorHandler failures = side.bean(RecordingErrorHandler.class);
        Watching.Events events = side.bean(Watching.Events.class);
        failures.heard().clear();
        events.heard().clear();
        store.forgetCalls(side.caches());
        Object outcome;
        try {
            outcome = call.make();
        } catch (Throwable ex) {
            outcome = ex;
        }
        List<String> calls = store.calls(side.caches());
        return new Seen(
                outcome,
                calls,
                trial.contents(side),
                new ArrayList<>(side.data().loaded()),
                List.copyOf(failures.heard()),
                List.copyOf(events.heard()));
    }

    /** What comes of a call. */
    private record Seen(
            Object outcome,
            List<String> calls,
            Map<String, Map<?, ?>> contents,
            List<Integer> loaded,
            List<String> failures,
            List<String> events) {

        boolean sameOutcome(Seen other) {
            if (outcome instanceof GivenData.Failure) {
                return outcome == other.outcome;
            }
            if (outcome instanceof Throwable thrown) {
                return other.outcome instanceof Throwable found
                        && thrown.getClass() == found.getClass()
                        && message(thrown).equals(message(found));
            }
            return shown(outcome).equals(shown(other.outcome));
        }

        private static String message(Throwable thrown) {
            // A cache operation is called by the name of its method, which differs.
            return Objects.toString(thrown.getMessage())
                    .replaceFirst("Builder\\[.*?\\)\\]", "Builder")
                    .replaceFirst("Later(FUTURE|MONO|FLUX)", "");
        }

        private static String shown(Object result) {
            if (result == null) {
                return "nothing";
            }
            String text = result instanceof Object[] array ? Arrays.toString(array) : result.toString();
            return result.getClass() + text;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Seen seen
                    && calls.equals(seen.calls)
                    && contents.equals(seen.contents)
                    && loaded.equals(seen.loaded)
                    && failures.equals(seen.failures)
                    && events.equals(seen.events);
        }

        @Override
        public int hashCode() {
            return Objects.hash(calls, contents, loaded, failures, events);
        }
    }

    @FunctionalInterface
    private interface Call {

        Object make() throws Throwable;
    }
}
