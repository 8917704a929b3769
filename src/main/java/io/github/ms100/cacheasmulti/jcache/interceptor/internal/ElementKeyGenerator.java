package io.github.ms100.cacheasmulti.jcache.interceptor.internal;

import io.github.ms100.cacheasmulti.internal.invocation.KeyGeneration;
import io.github.ms100.cacheasmulti.internal.operation.BatchMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.cache.annotation.CacheInvocationParameter;
import javax.cache.annotation.CacheKeyGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.cache.jcache.interceptor.JCacheOperation;
import org.springframework.core.ResolvableType;

/**
 * Asks a {@code CacheKeyGenerator} for the key of one element.
 *
 * <p>It works on all arguments of the call, and behind them a copy of the batch argument if that is a map.
 *
 * @param <A> the cache annotation
 */
final class ElementKeyGenerator<A extends Annotation> implements KeyGenerator {

    private final CacheKeyGenerator generator;

    private final JCacheOperation<A> operation;

    private final BatchMethod method;

    private final KeyParameters keys;

    private final Class<?> elementType;

    private ElementKeyGenerator(
            CacheKeyGenerator generator, JCacheOperation<A> operation, BatchMethod method, KeyParameters keys) {
        this.generator = generator;
        this.operation = operation;
        this.method = method;
        this.keys = keys;
        this.elementType = elementType(method);
    }

    static KeyGeneration generation(
            CacheKeyGenerator generator, JCacheOperation<?> operation, BatchMethod method, KeyParameters keys) {
        ElementKeyGenerator<?> adapter = new ElementKeyGenerator<>(generator, operation, method, keys);
        return new KeyGeneration(adapter, adapter::withMap, method.parameterIndex());
    }

    @Override
    public Object generate(Object target, Method ignored, @Nullable Object... argumentsAndMap) {
        int index = method.parameterIndex();
        int count = operation.getMethod().getParameterCount();
        @Nullable Object[] arguments = Arrays.copyOf(argumentsAndMap, count);
        Object element = arguments[index];
        CacheInvocationParameter[] parameters = operation.getAllParameters(arguments);
        CacheInvocationParameter declared = parameters[index];
        parameters[index] = new ElementParameter(declared, elementType, element);
        CacheInvocationParameter value = null;
        if (argumentsAndMap.length > count && argumentsAndMap[count] instanceof Map<?, ?> map) {
            value = new ElementParameter(declared, mapType().getGeneric(1).toClass(), map.get(element));
        }
        CallContext<A> call = new CallContext<>(operation, target, arguments, parameters);
        return generator.generateCacheKey(new ElementContext<>(call, keys.select(parameters), value));
    }

    private @Nullable Object[] withMap(@Nullable Object[] arguments) {
        if (!(arguments[method.parameterIndex()] instanceof Map<?, ?> map)) {
            return arguments;
        }
        @Nullable Object[] withMap = Arrays.copyOf(arguments, arguments.length + 1);
        withMap[arguments.length] = new HashMap<>(map);
        return withMap;
    }

    private ResolvableType mapType() {
        return method.parameterType().as(Map.class);
    }

    private static Class<?> elementType(BatchMethod method) {
        ResolvableType type = method.parameterType();
        if (type.isArray()) {
            return type.getComponentType().toClass();
        }
        return type.as(method.storesArgument() ? Map.class : Iterable.class)
                .getGeneric(0)
                .toClass();
    }
}
