package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.cache.batch.Outcome;
import io.github.ms100.cacheasmulti.cache.batch.PartialLoadException;
import io.github.ms100.cacheasmulti.internal.engine.BatchExecution;
import io.github.ms100.cacheasmulti.internal.engine.Loader;
import io.github.ms100.cacheasmulti.internal.engine.Lookalikes;
import io.github.ms100.cacheasmulti.internal.engine.PartialLoads;
import io.github.ms100.cacheasmulti.internal.later.Futures;
import io.github.ms100.cacheasmulti.internal.shape.DistinctElements;
import io.github.ms100.cacheasmulti.internal.shape.ResultShape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.aopalliance.intercept.MethodInvocation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.SerializationUtils;

/** One run of the user's method, and what it returned for each of the elements it was asked for. */
final class InvocationLoad implements Loader.Load {

    private static final Log logger = LogFactory.getLog(InvocationLoad.class);

    private static final @Nullable Object[] NONE = {};

    private final BatchCall call;

    private final MethodInvocation invocation;

    private final @Nullable Object[] elements;

    /** Which of them the method is given; {@code null} if it is given all. */
    private final @Nullable DistinctElements given;

    /** Those it is given, in the order of its container. */
    private final @Nullable Object[] asked;

    private @Nullable Object returned;

    private Lookalikes lookalikes = Lookalikes.NONE;

    private @Nullable DistinctElements toldApart;

    private @Nullable Object[] read = NONE;

    InvocationLoad(
            BatchCall call,
            MethodInvocation invocation,
            @Nullable Object[] elements,
            @Nullable DistinctElements given,
            @Nullable Object[] asked) {
        this.call = call;
        this.invocation = invocation;
        this.elements = elements;
        this.given = given;
        this.asked = asked;
    }

    @Override
    public void run() throws Throwable {
        returned = invocation.proceed();
    }

    @Override
    public CompletableFuture<?> start(Map<?, ?> context) {
        Arrival arrival = Objects.requireNonNull(call.arrival());
        try {
            // Those of this run alone.
            arrival.prepare(invocation.getArguments());
            Object arriving = invocation.proceed();
            if (arriving == null) {
                throw new IllegalStateException(
                        "%s returned null in place of a result that comes later".formatted(invocation.getMethod()));
            }
            CompletableFuture<@Nullable Object> value = arrival.of(arriving, context);
            CompletableFuture<?> taken = value.thenAccept(arrived -> returned = arrived);
            CompletableFuture<?> unused = taken.whenComplete((any, failure) -> {
                if (taken.isCancelled()) {
                    value.cancel(false);
                }
            });
            return taken;
        } catch (Throwable ex) {
            return Futures.failed(ex);
        }
    }

    /** Returns what the method itself returned. */
    @Nullable
    Object returned() {
        return returned;
    }

    /** Returns the elements for which the result was read; {@code null} if they are those of the call. */
    @Nullable
    DistinctElements toldApart() {
        return toldApart;
    }

    /** Returns the values of the elements that were {@linkplain #toldApart() told apart}. */
    @Nullable
    Object[] read() {
        return read;
    }

    @Override
    public Lookalikes lookalikes() {
        return lookalikes;
    }

    @Override
    public @Nullable Object[] values() {
        ResultShape result = call.result();
        if (elements.length == 0 || result == null) {
            return new Object[elements.length];
        }
        returned = result.readable(returned);
        UnaryOperator<@Nullable Object> telling = call.telling();
        if (telling != null) {
            return readApart(telling, wanted -> result.read(returned, wanted, call.unmatched()));
        }
        @Nullable Object[] values = result.read(returned, asked, call.unmatched());
        if (result.tellsFailures()) {
            takeFailures(values);
        }
        return ofElements(values);
    }

    private void takeFailures(@Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Outcome.Failed<?> failed) {
                call.failures().add(asked[i], failed.cause());
                values[i] = BatchExecution.UNKNOWN;
            }
        }
    }

    @Override
    public @Nullable Object @Nullable [] partOf(Throwable failure) {
        ResultShape result = call.result();
        PartialLoadException partial = (result == null) ? null : PartialLoads.take(failure);
        if (result != null && partial != null) {
            UnaryOperator<@Nullable Object> telling = call.telling();
            if (telling != null) {
                return readApart(telling, wanted -> readPart(result, partial, wanted));
            }
            @Nullable Object[] values = readPart(result, partial, asked);
            noteFailures(values, partial);
            return ofElements(values);
        }
        if (call.tellsFailures()) {
            call.failures().addAll(asked, failure);
        }
        return null;
    }

    private @Nullable Object[] readPart(ResultShape result, PartialLoadException partial, @Nullable Object[] wanted) {
        return result.readPart(partial.getLoaded(), wanted, BatchExecution.UNKNOWN, call.unmatched());
    }

    private void noteFailures(@Nullable Object[] values, PartialLoadException partial) {
        for (int i = 0; i < values.length; i++) {
            if (call.tellsFailures() && values[i] == BatchExecution.UNKNOWN) {
                call.failures().add(asked[i], partial.getFailures().getOrDefault(asked[i], partial));
            }
        }
    }

    /** Returns the values of the elements, given those of what the method was asked for. */
    private @Nullable Object[] ofElements(@Nullable Object[] ofAsked) {
        @Nullable Object[] wanted = (given == null) ? elements : given.elements();
        @Nullable Object[] values = (asked == wanted) ? ofAsked : reordered(wanted, asked, ofAsked);
        return (given == null || given.positions() == null) ? values : ofFirsts(values, given.positions());
    }

    /** Reads the values of elements of which it is known only now which are duplicates. */
    private @Nullable Object[] readApart(
            UnaryOperator<@Nullable Object> telling, UnaryOperator<@Nullable Object[]> reader) {
        DistinctElements unequal = DistinctElements.of(elements);
        if (unequal.positions() == null) {
            // The method has changed them.
            return reader.apply(elements);
        }
        DistinctElements told =
                unequal.toldApart(elements, position -> Objects.requireNonNull(telling.apply(elements[position])));
        toldApart = told;
        call.unmatched().expectEqualElements();
        read = reader.apply(told.elements());
        int[] positions = told.positions();
        if (positions == null) {
            lookalikes = Lookalikes.of(told.firsts());
            return read;
        }
        lookalikes = Lookalikes.of(told.firsts()).at(positions);
        @Nullable Object[] values = new Object[elements.length];
        Arrays.setAll(values, position -> read[positions[position]]);
        return values;
    }

    /** Returns the values of elements of which only the first of equal ones was asked for. */
    private static @Nullable Object[] ofFirsts(@Nullable Object[] values, int[] positions) {
        @Nullable Object[] spread = new Object[positions.length];
        int next = 0;
        for (int position = 0; position < positions.length; position++) {
            spread[position] = (positions[position] == next) ? values[next++] : BatchExecution.ABSENT;
        }
        return spread;
    }

    private @Nullable Object[] reordered(
            @Nullable Object[] wanted, @Nullable Object[] asked, @Nullable Object[] values) {
        Map<@Nullable Object, @Nullable Object> valueOf =
                call.mayBeEqual() ? new IdentityHashMap<>() : new HashMap<>(asked.length * 2);
        for (int i = 0; i < asked.length; i++) {
            valueOf.put(asked[i], values[i]);
        }
        @Nullable Object[] ordered = new Object[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            ordered[i] = valueOf.get(wanted[i]);
        }
        return ordered;
    }

    /**
     * Returns a copy of an exception that lies in a cache (J3), whose call stack says where it came from, and then how the current call led here.
     * An exception that cannot be serialized cannot be copied, and is returned as it is: the cache may hand it out to
     * other threads.
     */
    static Throwable leadingHere(Throwable cached) {
        Throwable copy;
        try {
            copy = SerializationUtils.clone(cached);
        } catch (RuntimeException ex) {
            logger.debug("Cached exception cannot be copied, so its call stack is that of the first call", ex);
            return cached;
        }
        StackTraceElement[] origin = cached.getStackTrace();
        StackTraceElement[] here = new Throwable().getStackTrace();
        int originLength = lengthOfOrigin(origin);
        StackTraceElement[] joined = Arrays.copyOf(origin, originLength + here.length);
        System.arraycopy(here, 0, joined, originLength, here.length);
        copy.setStackTrace(joined);
        return copy;
    }

    /** Counts the frames above the first one of a batch or of Spring's interceptor: those of the method that threw. */
    private static int lengthOfOrigin(StackTraceElement[] trace) {
        for (int i = 0; i < trace.length; i++) {
            if (isOfInterceptor(trace[i].getClassName())) {
                return i;
            }
        }
        return trace.length;
    }

    // Not all of Spring's caching: a cache that the method itself uses may be what threw.
    private static boolean isOfInterceptor(String className) {
        return className.equals(InvocationLoad.class.getName())
                || className.startsWith("org.springframework.cache.jcache.interceptor.");
    }
}
