package io.github.ms100.cacheasmulti.internal.jcache;

import java.lang.annotation.Annotation;
import javax.cache.annotation.CacheInvocationParameter;
import javax.cache.annotation.CacheKeyInvocationContext;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code CacheKeyGenerator} is told of one element: a call with the element in place of the batch parameter, as
 * a call of a method for a single element would be.
 *
 * @param <A> the cache annotation
 */
final class ElementInvocation<A extends Annotation> extends JCacheInvocation<A>
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
