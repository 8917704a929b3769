package io.github.ms100.cacheasmulti.internal.spring;

import io.github.ms100.cacheasmulti.internal.method.BatchMethod;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation.Expressions;
import io.github.ms100.cacheasmulti.internal.method.BatchOperation.Timing;
import io.github.ms100.cacheasmulti.internal.method.BatchParameter;
import io.github.ms100.cacheasmulti.internal.method.InvalidBatchMethodException;
import io.github.ms100.cacheasmulti.internal.plan.BatchMethodSource;
import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import io.github.ms100.cacheasmulti.internal.plan.Plan;
import io.github.ms100.cacheasmulti.internal.plan.SeedPlan;
import java.lang.reflect.Method;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.interceptor.CacheEvictOperation;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.cache.interceptor.CachePutOperation;
import org.springframework.cache.interceptor.CacheableOperation;
import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.convert.ConversionService;
import org.springframework.util.StringUtils;

/** Reads Spring's cache operations of batch methods into the operation model, and checks them. */
final class BatchMethodReader {

    private BatchMethodReader() {}

    /** As {@link BatchMethodSource#plan}, of the operations that a source finds. */
    static @Nullable Plan plan(
            CacheOperationSource source, Method method, Class<?> targetClass, ConversionService conversions) {
        BatchParameter itself = BatchParameter.ofMethod(method, targetClass);
        BatchParameter annotated = (itself == null) ? BatchParameter.find(method, targetClass) : itself;
        Collection<CacheOperation> operations =
                (annotated == null) ? null : source.getCacheOperations(method, targetClass);
        if (annotated == null || operations == null || operations.isEmpty()) {
            return null;
        }
        BatchMethod declared = declared(method, targetClass, annotated, operations);
        if (declared.seeds()) {
            return SeedPlan.of(declared, conversions);
        }
        checkSync(declared, operations);
        return MethodPlan.of(declared, conversions);
    }

    private static BatchMethod declared(
            Method method, Class<?> targetClass, BatchParameter annotated, Collection<CacheOperation> operations) {
        return new BatchMethod(
                BridgeMethodResolver.findBridgedMethod(method),
                BatchParameter.specificMethod(method, targetClass),
                targetClass,
                annotated,
                operations.stream().map(BatchMethodReader::toModel).toList(),
                true);
    }

    private static BatchOperation toModel(CacheOperation operation) {
        if (operation instanceof CacheableOperation read) {
            return new BatchOperation.Read(read, expressions(read, read.getUnless()), false, null, read.isSync());
        }
        if (operation instanceof CachePutOperation write) {
            return new BatchOperation.Write(write, expressions(write, write.getUnless()));
        }
        if (operation instanceof CacheEvictOperation evict) {
            Timing timing = Timing.of(evict.isBeforeInvocation());
            return new BatchOperation.Evict(evict, expressions(evict, ""), evict.isCacheWide(), timing);
        }
        throw new IllegalArgumentException("Unknown kind of cache operation: " + operation);
    }

    private static Expressions expressions(CacheOperation operation, @Nullable String unless) {
        return new Expressions(operation.getKey(), operation.getCondition(), (unless == null) ? "" : unless);
    }

    /** Spring's own restrictions, found at the start where they are known by then. */
    private static void checkSync(BatchMethod method, Collection<CacheOperation> operations) {
        for (CacheOperation operation : operations) {
            if (operation instanceof CacheableOperation cacheable && cacheable.isSync()) {
                if (operations.size() > 1) {
                    throw invalidSync(method, "together with other cache operations", "Make it the only one.");
                }
                if (cacheable.getCacheNames().size() > 1) {
                    throw invalidSync(method, "with the caches " + cacheable.getCacheNames(), "Name one cache.");
                }
                if (StringUtils.hasText(cacheable.getUnless())) {
                    throw invalidSync(
                            method, "with unless = \"%s\"".formatted(cacheable.getUnless()), "Remove unless.");
                }
            }
        }
    }

    private static InvalidBatchMethodException invalidSync(BatchMethod method, String found, String remedy) {
        return method.invalid(
                "is @Cacheable(sync = true) %s, but sync allows one operation, one cache and no unless"
                        .formatted(found),
                remedy + " Or remove sync = true.");
    }
}
