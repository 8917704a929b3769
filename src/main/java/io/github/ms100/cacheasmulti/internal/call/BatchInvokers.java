package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.change.ChangeFeed;
import io.github.ms100.cacheasmulti.internal.engine.BatchEngine;
import io.github.ms100.cacheasmulti.internal.engine.Guard;
import io.github.ms100.cacheasmulti.internal.failure.FailurePolicy;
import io.github.ms100.cacheasmulti.internal.memory.Remembered;
import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation;
import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import io.github.ms100.cacheasmulti.internal.plan.SeedPlan;
import io.github.ms100.cacheasmulti.internal.store.Stores;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.aopalliance.intercept.MethodInvocation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.TargetClassAware;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/** The batch methods that one interceptor knows, each with what calls it. Thread-safe. */
public final class BatchInvokers {

    private static final Log logger = LogFactory.getLog(BatchInvokers.class);

    /** By the class of targets that are the beans themselves. */
    private final Remembered<Class<?>, Map<Method, Optional<MethodInvoker>>> known = new Remembered<>();

    /** By the class behind targets that are proxies: one class of proxies may stand before beans of many. */
    private final Remembered<Class<?>, Map<Method, Optional<MethodInvoker>>> behindProxies = new Remembered<>();

    private final BiFunction<Method, Class<?>, @Nullable MethodPlan> source;

    private final BiFunction<MethodPlan, BatchOperation, OperationBinding> binder;

    private final Seeds seeds;

    private final Supplier<CacheErrorHandler> errorHandler;

    private final BeanFactory beanFactory;

    private final StandardEvaluationContext delegates = new StandardEvaluationContext();

    /**
     * Creates an empty collection, which fills as methods are called.
     *
     * @param source what batch methods there are
     * @param binder finds what the application context provides for an operation, at the first call of its method
     * @param seeds as source and binder, of methods whose results are cached entry by entry
     * @param errorHandler hears of cache failures; asked at the first call of a method
     * @param beanFactory the application context
     */
    public BatchInvokers(
            BiFunction<Method, Class<?>, @Nullable MethodPlan> source,
            BiFunction<MethodPlan, BatchOperation, OperationBinding> binder,
            Seeds seeds,
            Supplier<CacheErrorHandler> errorHandler,
            BeanFactory beanFactory) {
        this.seeds = seeds;
        this.source = source;
        this.binder = binder;
        this.errorHandler = errorHandler;
        this.beanFactory = beanFactory;
        this.delegates.setBeanResolver(new BeanFactoryResolver(beanFactory));
    }

    /** Returns what calls the method of an invocation; {@code null} if that is no batch method. */
    public @Nullable MethodInvoker find(MethodInvocation invocation) {
        Object target = invocation.getThis();
        return (target == null) ? null : find(invocation.getMethod(), target);
    }

    // On the way of every plain method: the class that the user wrote takes longer to find out than all the rest.
    private @Nullable MethodInvoker find(Method method, Object target) {
        Map<Method, Optional<MethodInvoker>> methods = known.get(target.getClass());
        Optional<MethodInvoker> found = (methods == null) ? null : methods.get(method);
        return (found == null) ? findOut(method, target) : found.orElse(null);
    }

    private @Nullable MethodInvoker findOut(Method method, Object target) {
        Class<?> targetClass = AopProxyUtils.ultimateTargetClass(target);
        Map<Method, Optional<MethodInvoker>> methods = (target instanceof TargetClassAware)
                ? behindProxies.getOrPut(targetClass, ConcurrentHashMap::new)
                : known.getOrPut(target.getClass(), ConcurrentHashMap::new);
        Optional<MethodInvoker> found = methods.get(method);
        if (found == null) {
            found = Optional.ofNullable(made(method, targetClass));
            // Two threads may come first; what the other has made is used.
            found = Objects.requireNonNullElse(methods.putIfAbsent(method, found), found);
        }
        return found.orElse(null);
    }

    private @Nullable MethodInvoker made(Method method, Class<?> targetClass) {
        MethodPlan plan = source.apply(method, targetClass);
        if (plan != null) {
            return new BatchInvoker(plan, this::bind);
        }
        SeedPlan seed = seeds.source().apply(method, targetClass);
        return (seed == null) ? null : new SeedInvoker(seed, this::bind);
    }

    private SeedOperations bind(SeedPlan plan) {
        CacheErrorHandler handler = errorHandler.get();
        BatchEngine engine = beanFactory.getBean(BatchEngine.class);
        List<SeedBinding> bindings = plan.method().operations().stream()
                .map(operation -> seeds.binder().apply(plan, operation))
                .toList();
        return new SeedOperations(
                plan,
                bindings,
                engine,
                engine.guard(handler, FailurePolicy.coolDownOf(handler, beanFactory)),
                delegates);
    }

    /**
     * Returns methods with their operations, as far as what these name is there.
     *
     * @param isMade says whether the beans that an operation names have been made
     */
    public List<DeclaredMethods.Declared> declared(Collection<MethodPlan> plans, Predicate<BatchOperation> isMade) {
        return plans.stream()
                .map(plan -> new DeclaredMethods.Declared(
                        plan,
                        plan.method().operations().stream().allMatch(isMade) ? operationsIfThere(plan) : List.of()))
                .toList();
    }

    private List<DeclaredMethods.Operation> operationsIfThere(MethodPlan plan) {
        try {
            return operations(plan);
        } catch (RuntimeException ex) {
            // The call of the method will say so.
            return List.of();
        }
    }

    private List<DeclaredMethods.Operation> operations(MethodPlan plan) {
        List<DeclaredMethods.Operation> operations = new ArrayList<>();
        for (BatchOperation declared : plan.method().operations()) {
            OperationBinding binding = binder.apply(plan, declared);
            int position = operations.size();
            operations.add(new UncalledOperation(plan, position, binding, () -> bind(plan, position, binding)));
        }
        return operations;
    }

    private BoundOperation bind(MethodPlan plan, int position, OperationBinding binding) {
        return new BoundOperation(plan, position, binding, beanFactory.getBean(BatchEngine.class), delegates);
    }

    /**
     * Refuses, if the application says so, the known caches of batch methods that have no batch operations (B2).
     *
     * @throws RuntimeException that says which, and what to do
     */
    public void checkLoops(Collection<MethodPlan> plans) {
        BatchEngine engine = beanFactory.getBeanProvider(BatchEngine.class).getIfAvailable();
        if (engine != null && engine.stores().loopsAreRefused()) {
            for (MethodPlan plan : plans) {
                operations(plan).forEach(operation -> checkLoops(operation, engine.stores()));
            }
        }
    }

    // Makes no cache.
    private static void checkLoops(DeclaredMethods.Operation operation, Stores stores) {
        CacheManager manager = operation.manager();
        if (manager == null) {
            return;
        }
        for (String name : operation.cacheNames()) {
            Cache cache = manager.getCacheNames().contains(name) ? manager.getCache(name) : null;
            if (cache != null) {
                stores.view(cache, manager);
            }
        }
    }

    /** Warns of rows that are put as they pass, where they would all wait for a commit (P8); makes no cache. */
    public void checkCommits(Collection<SeedPlan> plans) {
        BatchEngine engine = beanFactory.getBeanProvider(BatchEngine.class).getIfAvailable();
        for (SeedPlan plan : plans) {
            if (engine != null && plan.result().passes()) {
                plan.method().operations().forEach(operation -> warnOfCommit(plan, operation, engine));
            }
        }
    }

    private void warnOfCommit(SeedPlan plan, BatchOperation operation, BatchEngine engine) {
        CacheManager manager = seeds.binder().apply(plan, operation).cacheManager();
        for (String name : ((CacheOperation) operation.source()).getCacheNames()) {
            Cache cache = (manager != null && manager.getCacheNames().contains(name)) ? manager.getCache(name) : null;
            if (cache != null && engine.feed().waiting(cache) != ChangeFeed.Waiting.NO) {
                logger.warn(
                        ("%s is to be cached row by row as its rows pass, but the cache '%s' takes part in transactions: in one all"
                                        + " rows are kept in memory until the commit. Call it outside of transactions, or let it"
                                        + " return pages")
                                .formatted(plan.method(), name));
            }
        }
    }

    private BoundOperations bind(MethodPlan plan) {
        BatchMethod method = plan.method();
        List<OperationBinding> bindings = method.operations().stream()
                .map(operation -> binder.apply(plan, operation))
                .toList();
        CacheErrorHandler handler = errorHandler.get();
        BatchEngine engine = beanFactory.getBean(BatchEngine.class);
        List<BoundOperation> bound = IntStream.range(0, bindings.size())
                .mapToObj(position -> bind(plan, position, bindings.get(position)))
                .toList();
        Guard guard = engine.guard(handler, FailurePolicy.coolDownOf(handler, beanFactory));
        return new BoundOperations(
                bound,
                plan.tellsFailures() ? guard::remembering : () -> guard,
                CallWatch.of(
                        plan,
                        engine.listener(),
                        beanFactory.getBeanProvider(BatchObserver.class).getIfAvailable(() -> BatchObserver.NONE)),
                engine.loading(method.annotation().maxLoadSize(), method.sync(), plan.later() != null),
                engine.threads());
    }
}
