package io.github.ms100.cacheasmulti.internal.invocation;

import io.github.ms100.cacheasmulti.cache.convert.EnhancedCacheConversionService;
import io.github.ms100.cacheasmulti.cache.interceptor.SingleFlightSettings;
import io.github.ms100.cacheasmulti.cache.internal.Changes;
import io.github.ms100.cacheasmulti.cache.internal.Remembered;
import io.github.ms100.cacheasmulti.internal.batch.Flights;
import io.github.ms100.cacheasmulti.internal.batch.GuardedCaches;
import io.github.ms100.cacheasmulti.internal.batch.Loading;
import io.github.ms100.cacheasmulti.internal.operation.BatchMethod;
import io.github.ms100.cacheasmulti.internal.operation.BatchOperation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.cache.interceptor.BasicOperation;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.core.MethodClassKey;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/** The batch methods that one interceptor knows, each with what calls it. Thread-safe. */
public final class BatchInvokers {

    private final Remembered<MethodClassKey, Optional<BatchInvoker>> known = new Remembered<>();

    private final BatchMethodSource source;

    private final BiFunction<MethodPlan, BatchOperation, OperationBinding> binder;

    private final Supplier<CacheErrorHandler> errorHandler;

    private final BeanFactory beanFactory;

    private final StandardEvaluationContext delegates = new StandardEvaluationContext();

    /**
     * Creates an empty collection, which fills as methods are called.
     *
     * @param source what batch methods there are
     * @param binder finds what the application context provides for an operation, at the first call of its method
     * @param errorHandler hears of cache failures; asked at the first call of a method
     * @param beanFactory the application context
     */
    public BatchInvokers(
            BatchMethodSource source,
            BiFunction<MethodPlan, BatchOperation, OperationBinding> binder,
            Supplier<CacheErrorHandler> errorHandler,
            BeanFactory beanFactory) {
        this.source = source;
        this.binder = binder;
        this.errorHandler = errorHandler;
        this.beanFactory = beanFactory;
        this.delegates.setBeanResolver(new BeanFactoryResolver(beanFactory));
    }

    /**
     * Makes a call through the engine if it is one of a batch method.
     *
     * @param spring what to do with any other call
     */
    public @Nullable Object invoke(MethodInvocation invocation, MethodInterceptor spring) throws Throwable {
        Object target = invocation.getThis();
        BatchInvoker invoker = (target == null) ? null : find(invocation.getMethod(), target);
        return (invoker == null || target == null)
                ? spring.invoke(invocation)
                : invoker.invoke((ProxyMethodInvocation) invocation, target, operations(invoker));
    }

    /**
     * Makes a call through the engine, without any cache, if it is one of a batch method: caches, keys and conditions
     * may need beans that cannot be made yet.
     *
     * @param declaresKeys whether an operation, as it was declared, has a key or a key generator
     * @param spring what to do with any other call
     */
    public @Nullable Object invokeUncached(
            MethodInvocation invocation, Predicate<BasicOperation> declaresKeys, MethodInterceptor spring)
            throws Throwable {
        Object target = invocation.getThis();
        BatchInvoker invoker = (target == null) ? null : find(invocation.getMethod(), target);
        if (invoker == null || target == null) {
            return spring.invoke(invocation);
        }
        boolean anyKey = invoker.plan().method().operations().stream()
                .map(BatchOperation::source)
                .anyMatch(declaresKeys);
        UncachedOperations none = new UncachedOperations(invoker.plan(), anyKey);
        return invoker.invoke((ProxyMethodInvocation) invocation, target, none);
    }

    private @Nullable BatchInvoker find(Method method, Object target) {
        Class<?> targetClass = AopProxyUtils.ultimateTargetClass(target);
        MethodClassKey key = new MethodClassKey(method, targetClass);
        Optional<BatchInvoker> found = known.get(key);
        if (found == null) {
            found = Optional.ofNullable(source.plan(method, targetClass)).map(BatchInvoker::new);
            if (!known.put(key, found)) {
                // Two threads may come first; what the other has made is used.
                found = Objects.requireNonNullElse(known.get(key), found);
            }
        }
        return found.orElse(null);
    }

    private MethodOperations operations(BatchInvoker invoker) {
        MethodOperations operations = invoker.operations();
        if (operations == null) {
            // Made twice if two threads come first; nobody waits for user code.
            operations = newOperations(invoker.plan());
            invoker.bind(operations);
        }
        return operations;
    }

    private MethodOperations newOperations(MethodPlan plan) {
        List<OperationBinding> bindings = plan.method().operations().stream()
                .map(operation -> binder.apply(plan, operation))
                .toList();
        CacheErrorHandler handler = errorHandler.get();
        Surroundings surroundings = new Surroundings(
                beanFactory.getBean(EnhancedCacheConversionService.class),
                new GuardedCaches(handler, FailurePolicy.coolDownOf(handler, beanFactory)),
                beanFactory.getBean(Changes.class),
                delegates);
        return new BoundOperations(plan, bindings, surroundings, loading(plan.method()));
    }

    private Loading loading(BatchMethod method) {
        SingleFlightSettings settings = beanFactory
                .getBeanProvider(SingleFlightSettings.class)
                .getIfAvailable(() -> SingleFlightSettings.DEFAULT);
        boolean shared = method.sync() || settings.always();
        return new Loading(
                method.annotation().maxLoadSize(), shared ? Flights.inThisJvm() : null, settings.waitLimit());
    }
}
