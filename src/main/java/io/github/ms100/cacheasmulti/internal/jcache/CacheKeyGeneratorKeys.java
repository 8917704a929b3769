package io.github.ms100.cacheasmulti.internal.jcache;

import io.github.ms100.cacheasmulti.internal.call.CallArguments;
import io.github.ms100.cacheasmulti.internal.call.OperationBinding;
import io.github.ms100.cacheasmulti.internal.plan.MethodPlan;
import io.github.ms100.cacheasmulti.internal.shape.ArgumentShape;
import java.lang.annotation.Annotation;
import java.util.IdentityHashMap;
import java.util.Set;
import javax.cache.annotation.CacheInvocationParameter;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CacheKeyInvocationContext;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.jcache.interceptor.JCacheOperation;

/**
 * The keys that a {@code CacheKeyGenerator} makes in one call.
 *
 * @param <A> the cache annotation
 */
final class CacheKeyGeneratorKeys<A extends Annotation> implements OperationBinding.ElementKeys {

    private final CacheKeyGenerator generator;

    private final JCacheOperation<A> operation;

    private final KeyParameters keyParameters;

    private final MethodPlan plan;

    private final CallArguments call;

    /** The value of each element if the batch parameter is a map, which may hold equal ones. */
    private final IdentityHashMap<@Nullable Object, @Nullable Object> values = new IdentityHashMap<>();

    CacheKeyGeneratorKeys(
            CacheKeyGenerator generator,
            JCacheOperation<A> operation,
            KeyParameters keyParameters,
            MethodPlan plan,
            CallArguments call) {
        this.generator = generator;
        this.operation = operation;
        this.keyParameters = keyParameters;
        this.plan = plan;
        this.call = call;
        for (int i = 0; i < call.values().length; i++) {
            values.put(call.elements()[i], call.values()[i]);
        }
    }

    @Override
    public Object of(@Nullable Object element) {
        int index = plan.method().parameterIndex();
        @Nullable Object[] arguments = call.arguments().clone();
        arguments[index] = element;
        CacheInvocationParameter[] parameters = operation.getAllParameters(arguments);
        CacheInvocationParameter declared = parameters[index];
        ArgumentShape shape = plan.argument();
        parameters[index] = new ElementParameter(declared, shape.declaredElementClass(), element);
        Class<?> valueClass = shape.valueClass();
        CacheInvocationParameter value =
                (valueClass == null) ? null : new ElementParameter(declared, valueClass, values.get(element));
        JCacheInvocation<A> invocation = new JCacheInvocation<>(operation, call.target(), arguments, parameters);
        return generator.generateCacheKey(new ElementInvocation<>(invocation, keyParameters.of(parameters), value));
    }

    /**
     * What a {@code CacheKeyGenerator} is told of one element: a call with the element in place of the batch parameter, as
     * a call of a method for a single element would be.
     *
     * @param <A> the cache annotation
     */
    private static final class ElementInvocation<A extends Annotation> extends JCacheInvocation<A>
            implements CacheKeyInvocationContext<A> {

        private final CacheInvocationParameter[] keys;

        private final @Nullable CacheInvocationParameter value;

        ElementInvocation(
                JCacheInvocation<A> call, CacheInvocationParameter[] keys, @Nullable CacheInvocationParameter value) {
            super(call);
            this.keys = keys;
            this.value = value;
        }

        @Override
        public CacheInvocationParameter[] getKeyParameters() {
            return keys.clone();
        }

        @Override
        public @Nullable CacheInvocationParameter getValueParameter() {
            return value;
        }
    }

    /**
     * The batch parameter of a call, with one element, or the value of one, in its place.
     *
     * @param declared the parameter as it is declared
     * @param rawType the type of an element, or of a value
     * @param value the element, or the value
     */
    private record ElementParameter(
            CacheInvocationParameter declared,
            Class<?> rawType,
            @Nullable Object value) implements CacheInvocationParameter {

        @Override
        public Class<?> getRawType() {
            return rawType;
        }

        @Override
        public @Nullable Object getValue() {
            return value;
        }

        @Override
        public Set<Annotation> getAnnotations() {
            return declared.getAnnotations();
        }

        @Override
        public int getParameterPosition() {
            return declared.getParameterPosition();
        }
    }
}
