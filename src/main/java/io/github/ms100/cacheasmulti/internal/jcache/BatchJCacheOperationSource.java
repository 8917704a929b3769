package io.github.ms100.cacheasmulti.internal.jcache;

import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation;
import io.github.ms100.cacheasmulti.internal.method.BatchParameter;
import io.github.ms100.cacheasmulti.internal.plan.BatchMethodSource;
import io.github.ms100.cacheasmulti.internal.plan.MethodCatalogue;
import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CacheMethodDetails;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.jcache.interceptor.DefaultJCacheOperationSource;
import org.springframework.cache.jcache.interceptor.JCacheOperation;
import org.springframework.core.convert.ConversionService;
import org.springframework.util.StringUtils;

/** Spring's own source of JSR-107 operations, which also plans batch methods. */
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
    public @Nullable MethodPlan plan(Method method, Class<?> targetClass) {
        return catalogue.plan(method, targetClass);
    }

    @Override
    public Collection<MethodPlan> plans() {
        return catalogue.plans();
    }

    private @Nullable MethodPlan read(Method method, Class<?> targetClass, ConversionService conversions) {
        BatchParameter parameter = BatchParameter.find(method, targetClass);
        JCacheOperation<?> operation = (parameter == null) ? null : getCacheOperation(method, targetClass);
        BatchOperation declared = (operation == null) ? null : JCacheOperations.toModel(operation);
        if (parameter == null || operation == null || declared == null) {
            return null;
        }
        BatchMethod batchMethod = new BatchMethod(
                operation.getMethod(),
                BatchParameter.specificMethod(method, targetClass),
                targetClass,
                parameter,
                List.of(declared),
                false);
        JCacheOperations.check(batchMethod);
        return MethodPlan.of(batchMethod, conversions);
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
