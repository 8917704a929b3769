package io.github.ms100.cacheasmulti.internal.jcache;

import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation.Expressions;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation.Timing;
import io.github.ms100.cacheasmulti.internal.method.BatchParameter;
import io.github.ms100.cacheasmulti.internal.plan.BatchMethodSource;
import io.github.ms100.cacheasmulti.internal.plan.MethodCatalogue;
import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import io.github.ms100.cacheasmulti.internal.plan.Plan;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CacheMethodDetails;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.jcache.interceptor.DefaultJCacheOperationSource;
import org.springframework.cache.jcache.interceptor.JCacheOperation;
import org.springframework.core.convert.ConversionService;
import org.springframework.util.ExceptionTypeFilter;
import org.springframework.util.StringUtils;

/** Spring's own source of JSR-107 operations, which also plans batch methods, with operations of the model (J1). */
public final class BatchJCacheOperationSource extends DefaultJCacheOperationSource implements BatchMethodSource {

    private final MethodCatalogue catalogue = new MethodCatalogue(this::read, () -> this.beanFactory);

    private @Nullable BeanFactory beanFactory;

    /** Creates a source that is configured by its properties, as {@code <cache:annotation-driven>} does. */
    public BatchJCacheOperationSource() {}

    /**
     * Creates a source that is configured as {@code @EnableCaching} does.
     *
     * @param configuration what the user's {@code CachingConfigurer} says
     */
    public BatchJCacheOperationSource(JCacheUserConfiguration configuration) {
        super(
                configuration.cacheManager(),
                configuration.cacheResolver(),
                configuration.exceptionCacheResolver(),
                configuration.keyGenerator());
    }

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        super.setBeanFactory(beanFactory);
        this.beanFactory = beanFactory;
    }

    @Override
    public @Nullable Plan plan(Method method, Class<?> targetClass) {
        return catalogue.plan(method, targetClass);
    }

    @Override
    public Collection<Plan> plans() {
        return catalogue.plans();
    }

    private @Nullable Plan read(Method method, Class<?> targetClass, ConversionService conversions) {
        BatchParameter itself = BatchParameter.ofMethod(method, targetClass);
        BatchParameter annotated = (itself == null) ? BatchParameter.find(method, targetClass) : itself;
        JCacheOperation<?> operation = (annotated == null) ? null : getCacheOperation(method, targetClass);
        BatchOperation declared = (operation == null) ? null : toModel(operation);
        if (annotated == null || operation == null || (declared == null && itself == null)) {
            return null;
        }
        BatchMethod batchMethod = new BatchMethod(
                operation.getMethod(),
                BatchParameter.specificMethod(method, targetClass),
                targetClass,
                annotated,
                (declared == null) ? List.of() : List.of(declared),
                false);
        check(batchMethod);
        return MethodPlan.of(batchMethod, conversions);
    }

    /** Returns an operation of the model, or {@code null} if this one is about no single element. */
    static @Nullable BatchOperation toModel(JCacheOperation<?> operation) {
        Object annotation = operation.getCacheAnnotation();
        if (annotation instanceof CacheResult result) {
            Predicate<Throwable> cachedExceptions = StringUtils.hasText(result.exceptionCacheName())
                    ? matching(result.cachedExceptions(), result.nonCachedExceptions())
                    : null;
            return new BatchOperation.Read(operation, Expressions.NONE, result.skipGet(), cachedExceptions, false);
        }
        if (annotation instanceof CachePut put) {
            return new BatchOperation.ArgumentWrite(
                    operation, new Timing(!put.afterInvocation(), matching(put.cacheFor(), put.noCacheFor())));
        }
        if (annotation instanceof CacheRemove remove) {
            Timing timing = new Timing(!remove.afterInvocation(), matching(remove.evictFor(), remove.noEvictFor()));
            return new BatchOperation.Evict(operation, Expressions.NONE, false, timing);
        }
        return null;
    }

    /** Returns whether a type is included, or none is, and is not excluded: as Spring judges these attributes. */
    private static Predicate<Throwable> matching(
            Class<? extends Throwable>[] included, Class<? extends Throwable>[] excluded) {
        ExceptionTypeFilter filter = new ExceptionTypeFilter(List.of(included), List.of(excluded), true);
        return failure -> filter.match(failure.getClass());
    }

    /**
     * Checks where the annotation stands, and the roles of the parameters.
     *
     * @throws io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException if a batch cannot have them
     */
    private static void check(BatchMethod method) {
        if (method.seeds()) {
            throw method.invalid(
                    "has annotations of JSR-107, which know no entries of a result",
                    "Use Spring's @CachePut alone, or put @CacheAsMulti on the parameter that holds the elements.");
        }
        int batchIndex = method.parameterIndex();
        if (!KeyParameters.of(method.method(), batchIndex).includeElement()) {
            throw method.invalid(
                    "has a @CacheKey on another parameter only, so its key would be the same for all elements",
                    "Put @CacheKey on the @CacheAsMulti parameter, too.");
        }
        if (method.storesArgument() && !KeyParameters.has(method.method(), batchIndex, CacheValue.class)) {
            throw method.invalid(
                    "is a @CachePut whose values are in another parameter, the one with @CacheValue",
                    "Make them one parameter: @CacheAsMulti @CacheValue on a Map from element to value.");
        }
    }

    /** Returns the generator that an operation names, or its class; {@code null} if it is left to Spring's. */
    @Nullable
    CacheKeyGenerator cacheKeyGenerator(JCacheOperation<?> operation, Class<?> targetClass) {
        Class<? extends CacheKeyGenerator> type = declaredKeyGenerator(operation);
        if (type == CacheKeyGenerator.class) {
            CacheDefaults defaults = getCacheDefaults(operation.getMethod(), targetClass);
            type = (defaults == null) ? type : defaults.cacheKeyGenerator();
        }
        return (type == CacheKeyGenerator.class) ? null : getBean(type);
    }

    /** Returns the resolver of the cache for exceptions; {@code null} if the operation does not cache them. */
    @Nullable
    CacheResolver exceptionCacheResolver(JCacheOperation<?> operation, Class<?> targetClass) {
        if (!(operation.getCacheAnnotation() instanceof CacheResult result)
                || !StringUtils.hasText(result.exceptionCacheName())) {
            return null;
        }
        CacheDefaults defaults = getCacheDefaults(operation.getMethod(), targetClass);
        @SuppressWarnings("unchecked") // its annotation is a @CacheResult
        CacheMethodDetails<CacheResult> details = (CacheMethodDetails<CacheResult>) operation;
        return getExceptionCacheResolver(
                determineCacheResolverFactory(defaults, result.cacheResolverFactory()), details);
    }

    private static Class<? extends CacheKeyGenerator> declaredKeyGenerator(JCacheOperation<?> operation) {
        Object annotation = operation.getCacheAnnotation();
        if (annotation instanceof CacheResult result) {
            return result.cacheKeyGenerator();
        }
        if (annotation instanceof CachePut put) {
            return put.cacheKeyGenerator();
        }
        return ((CacheRemove) annotation).cacheKeyGenerator();
    }
}
