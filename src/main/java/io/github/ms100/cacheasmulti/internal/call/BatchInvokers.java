package io.github.ms100.cacheasmulti.internal.call;

import io.github.ms100.cacheasmulti.internal.change.ChangeFeed;
import io.github.ms100.cacheasmulti.internal.engine.BatchEngine;
import io.github.ms100.cacheasmulti.internal.engine.Guard;
import io.github.ms100.cacheasmulti.internal.failure.FailurePolicy;
import io.github.ms100.cacheasmulti.internal.memory.Remembered;
import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation;
import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import io.github.ms100.cacheasmulti.internal.plan.Plan;
import io.github.ms100.cacheasmulti.internal.plan.SeedPlan;
import io.github.ms100.cacheasmulti.internal.store.StoreView;
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
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/** The batch methods that one interceptor knows, each with what calls it. Thread-safe. */
public final class BatchInvokers {

    private static final Log logger = LogFactory.getLog(BatchInvokers.class);

    /** By the class of targets that are the beans themselves. */
    private final Remembered<Class<?>, Map<Method, Optional<MethodInvoker>>> known = new Remembered<>();

    /** By the class behind targets that are proxies: one class of proxies may stand before beans of many. */
    private final Remembered<Class<?>, Map<Method, Optional<MethodInvoker>>> behindProxies = new Remembered<>();

    private final BiFunction<Method, Class<?>, @Nullable Plan> source;

    private final BiFunction<Plan, BatchOperation, OperationBinding> binder;

    private final Supplier<CacheErrorHandler> errorHandler;

    private final BeanFactory beanFactory;

    private final StandardEvaluationContext delegates = new StandardEvaluationContext();

    /**
     * Creates an empty collection, which fills as methods are called.
     *
     * @param source how methods with the annotation are called
     * @param binder finds what the application context provides for an operation, at the first call of its method
     * @param errorHandler hears of cache failures; asked at the first call of a method
     * @param beanFactory the application context
     */
    public BatchInvokers(
            BiFunction<Method, Class<?>, @Nullable Plan> source,
            BiFunction<Plan, BatchOperation, OperationBinding> binder,
            Supplier<CacheErrorHandler> errorHandler,
            BeanFactory beanFactory) {
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
        Plan plan = source.apply(method, targetClass);
        if (plan instanceof SeedPlan seeds) {
            return new SeedInvoker(seeds, this::bind);
        }
        return (plan == null) ? null : new BatchInvoker((MethodPlan) plan, this::bind);
    }

    private SeedOperations bind(SeedPlan plan) {
        CacheErrorHandler handler = errorHandler.get();
        BatchEngine engine = beanFactory.getBean(BatchEngine.class);
        return new SeedOperations(
                plan,
                bindings(plan),
                engine,
                engine.guard(handler, FailurePolicy.coolDownOf(handler, beanFactory)),
                delegates);
    }

    /**
     * Returns methods with their operations, as far as what these name is there.
     *
     * @param isMade says whether the beans that an operation names have been made
     */
    public List<DeclaredMethods.Declared> declared(Collection<Plan> plans, Predicate<BatchOperation> isMade) {
        return plans.stream()
                .filter(MethodPlan.class::isInstance)
                .map(MethodPlan.class::cast)
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
     * Looks at the known caches of methods: refuses, if the application says so, those that have no batch operations (B2), and warns of
     * rows that are put as they pass, where they would all wait for a commit (P8). Makes no cache.
     *
     * @throws RuntimeException that says which are refused, and what to do
     */
    public void checkCaches(Collection<Plan> plans) {
        BatchEngine engine = beanFactory.getBeanProvider(BatchEngine.class).getIfAvailable();
        for (Plan plan : plans) {
            boolean passes = plan instanceof SeedPlan seeds && seeds.result().passes();
            if (engine != null && (passes || engine.stores().loopsAreRefused())) {
                bindings(plan).forEach(binding -> checkCaches(plan.method(), passes, binding, engine));
            }
        }
    }

    private static void checkCaches(BatchMethod method, boolean passes, OperationBinding binding, BatchEngine engine) {
        CacheManager manager = binding.cacheManager();
        if (manager == null) {
            return;
        }
        for (String name : binding.cacheNames()) {
            Cache cache = manager.getCacheNames().contains(name) ? manager.getCache(name) : null;
            if (cache == null) {
                continue;
            }
            if (engine.stores().loopsAreRefused()) {
                StoreView unused = engine.stores().view(cache, manager);
            }
            if (passes && engine.feed().waiting(cache) != ChangeFeed.Waiting.NO) {
                logger.warn(
                        ("%s is to be cached row by row as its rows pass, but the cache '%s' takes part in transactions: in one all"
                                        + " rows are kept in memory until the commit. Call it outside of transactions, or let it"
                                        + " return pages")
                                .formatted(method, name));
            }
        }
    }

    private List<OperationBinding> bindings(Plan plan) {
        return plan.method().operations().stream()
                .map(operation -> binder.apply(plan, operation))
                .toList();
    }

    private BoundOperations bind(MethodPlan plan) {
        BatchMethod method = plan.method();
        List<OperationBinding> bindings = bindings(plan);
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
