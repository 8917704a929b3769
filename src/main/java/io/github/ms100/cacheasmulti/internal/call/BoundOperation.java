package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.engine.BatchCache;
import io.github.ms100.cacheasmulti.internal.engine.BatchEngine;
import io.github.ms100.cacheasmulti.internal.engine.ExceptionCache;
import io.github.ms100.cacheasmulti.internal.engine.Step;
import io.github.ms100.cacheasmulti.internal.expression.ElementEvaluator;
import io.github.ms100.cacheasmulti.internal.expression.ExpressionRoot;
import io.github.ms100.cacheasmulti.internal.expression.OperationExpressions;
import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation;
import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.expression.spel.support.StandardEvaluationContext;
import org.springframework.util.SerializationUtils;

/** One operation of a method, with what the application context provides for it. Thread-safe. */
final class BoundOperation {

    private final BatchMethod method;

    private final BatchOperation operation;

    private final OperationExpressions expressions;

    private final OperationBinding binding;

    private final BatchEngine engine;

    private final BatchCache.Factory caches;

    private final StandardEvaluationContext delegates;

    private final StepMaker steps;

    private final boolean needsNoElement;

    private final boolean needsOneCache;

    private final boolean mayHaveArrays;

    BoundOperation(
            MethodPlan plan,
            int position,
            OperationBinding binding,
            BatchEngine engine,
            StandardEvaluationContext delegates) {
        this.method = plan.method();
        this.operation = method.operations().get(position);
        this.expressions = plan.expressions().get(position);
        this.binding = binding;
        this.engine = engine;
        this.caches = engine.caches();
        this.delegates = delegates;
        this.steps = operation.dispatch(new StepMakers());
        this.needsNoElement = operation instanceof BatchOperation.Evict evict
                && evict.allEntries()
                && !expressions.conditionNeedsElement();
        this.needsOneCache = operation instanceof BatchOperation.Read read && read.sync();
        Class<?> elementClass = plan.argument().elementClass();
        this.mayHaveArrays = elementClass.isAssignableFrom(Object[].class) || elementClass.isArray();
    }

    /** Returns whether it takes place even in a call without elements. */
    boolean needsNoElement() {
        return needsNoElement;
    }

    /** Begins a call: resolves its caches. */
    OfCall begin(BatchCall call) {
        Collection<? extends Cache> sources = binding.resolveCaches(call);
        checkSync(sources);
        List<BatchCache> caches = this.caches.of(sources);
        OperationRules rules = new OperationRules(
                operation, expressions, mayHaveArrays, binding.keys(call), () -> evaluator(call, sources));
        return new OfCall(call, caches, rules);
    }

    // What is known at the start has been checked then; a resolver may name its caches later.
    private void checkSync(Collection<? extends Cache> caches) {
        if (needsOneCache && caches.size() > 1) {
            throw new IllegalStateException(
                    "%s is @Cacheable(sync = true), which is restricted to a single cache, but its CacheResolver yields %s. Let it yield one, or remove sync = true."
                            .formatted(
                                    method, caches.stream().map(Cache::getName).toList()));
        }
    }

    private ElementEvaluator evaluator(BatchCall call, Collection<? extends Cache> sources) {
        ExpressionRoot root = new ExpressionRoot(
                sources, method.method(), call.expandedArguments().clone(), call.target(), method.targetClass());
        return new ElementEvaluator(expressions, root, delegates);
    }

    /** One call of it. */
    final class OfCall {

        private final BatchCall call;

        private final List<BatchCache> caches;

        private final OperationRules rules;

        private OfCall(BatchCall call, List<BatchCache> caches, OperationRules rules) {
            this.call = call;
            this.caches = caches;
            this.rules = rules;
        }

        /** Returns what it says about the elements. */
        OperationRules rules() {
            return rules;
        }

        /** Makes a step of it, about the elements to work on. */
        Step step(@Nullable Object[] elements) {
            return steps.of(this, elements);
        }
    }

    @FunctionalInterface
    private interface StepMaker {

        Step of(OfCall call, @Nullable Object[] elements);
    }

    /** Prepares how the steps of each kind of operation are made. */
    private final class StepMakers implements BatchOperation.Handler<StepMaker> {

        @Override
        public StepMaker read(BatchOperation.Read read) {
            boolean skipsLookup = read.skipsLookup();
            Predicate<Throwable> cached = read.cachedExceptions();
            return (of, elements) -> new Step.Read(
                    of.rules,
                    of.caches,
                    elements,
                    skipsLookup,
                    (cached == null) ? null : exceptionCache(cached, of.call));
        }

        private @Nullable ExceptionCache exceptionCache(Predicate<Throwable> cached, BatchCall call) {
            Cache cache = binding.resolveExceptionCache(call);
            return (cache == null)
                    ? null
                    : new ExceptionCache(engine.cache(cache), cached, CachedExceptions::leadingHere);
        }

        @Override
        public StepMaker write(BatchOperation.Write write) {
            return (of, elements) -> new Step.Write(of.rules, of.caches, elements);
        }

        @Override
        public StepMaker argumentWrite(BatchOperation.ArgumentWrite write) {
            Step.Moment moment = moment(write.timing());
            return (of, elements) -> new Step.ArgumentWrite(of.rules, of.caches, elements, of.call.values(), moment);
        }

        @Override
        public StepMaker evict(BatchOperation.Evict evict) {
            Step.Moment moment = moment(evict.timing());
            boolean allEntries = evict.allEntries();
            return (of, elements) -> new Step.Evict(of.rules, of.caches, elements, allEntries, moment);
        }

        private static Step.Moment moment(BatchOperation.Timing timing) {
            return new Step.Moment(timing.beforeInvocation(), timing.afterFailure());
        }
    }

    /** Makes of an exception that lies in a cache the one to throw in the current call (J3). */
    static final class CachedExceptions {

        private static final Log logger = LogFactory.getLog(CachedExceptions.class);

        private CachedExceptions() {}

        /**
         * Returns a copy of an exception whose call stack says where it came from, and then how the current call led here.
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
}
